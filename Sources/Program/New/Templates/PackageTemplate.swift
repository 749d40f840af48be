/// What `galley new package` writes beside a plugin.
struct PackageTemplate {
    /// The name of the package and of its program, `gazette`.
    let name: String
    /// The plugin, `Gazette`.
    let plugin: String
    /// The plugin's module, `GazetteStages`.
    let module: String
    /// The first stage.
    let stage: StageNames
    /// How Galley's package is depended on: `path: "…"` or `url: "…", branch: "main"`.
    let galley: String
    /// What Galley's package is called in targets.
    let identity: String

    /// `Package.swift`.
    var manifest: String {
        """
        // swift-tools-version: 6.2
        import PackageDescription

        let package = Package(
            name: "\(name)",
            platforms: [.macOS(.v26)],
            dependencies: [
                .package(\(galley))
            ],
            targets: [
                // The stages.
        \(PackageTemplate.targets(of: module, identity: identity))
                // The program: Galley with these stages.
                .executableTarget(
                    name: "\(name)",
                    dependencies: [
                        "\(module)",
                        .product(name: "GalleyProgram", package: "\(identity)"),
                    ]),
            ]
        )

        """
    }

    /// The targets of a plugin.
    static func targets(of module: String, identity: String) -> String {
        """
                .target(name: "\(module)", dependencies: [.product(name: "StageKit", package: "\(identity)")]),
                .testTarget(
                    name: "\(module)Tests",
                    dependencies: [
                        "\(module)",
                        .product(name: "StageKit", package: "\(identity)"),
                        .product(name: "StageTesting", package: "\(identity)"),
                    ]),
        """
    }

    /// `main.swift`.
    var main: String {
        """
        import BuiltIn
        import GalleyProgram
        import \(module)

        await Galley.main(plugins: builtInPlugins + [\(plugin)Plugin.self])

        """
    }

    /// A pipeline with the stage.
    var pipeline: String {
        """
        # Reads the articles under articles/, marks a phrase in them, and writes them as JSON lines.
        #
        #   swift run \(name) run pipeline.yaml
        galley: 1
        name: \(name)
        stages:
          read: { uses: ingest.files, with: { paths: ["articles/**"] } }
          article: { uses: normalize.article, from: read }
          marked: { uses: \(stage.name), from: article, with: { phrase: spring } }
          lines: { uses: publish.jsonl, from: marked, with: { path: build/articles.jsonl } }
        tests:
          - name: the phrase is marked
            input: articles/bridge.txt
            expect:
              marked: { keyphrases: spring }

        """
    }

    /// An article to begin with.
    var article: String {
        """
        Harbour bridge to close

        The harbour bridge will close on Monday for repairs. Ferries will take the place of the bridge until spring.

        """
    }

    /// What isn't kept.
    var ignored: String { ".build/\nbuild/\n" }

    /// `README.md`.
    var readme: String {
        """
        # \(name)

        Galley with stages of its own.

        ```console
        $ swift run \(name) check pipeline.yaml
        $ swift run \(name) run pipeline.yaml
        $ swift test
        ```

        | file | what |
        | --- | --- |
        | `Sources/\(module)/` | the plugin: a file a stage, and the list of them |
        | `Sources/\(name)/main.swift` | the program: one call |
        | `Tests/\(module)Tests/` | a test a stage |
        | `pipeline.yaml` | a pipeline with the stage, and its own test |

        Another stage: `swift run \(name) new stage word-count`. The C libraries that Galley needs are listed in its
        `docs/dependencies.md`.

        """
    }
}
