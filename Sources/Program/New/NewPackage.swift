internal import CommandLineKit
internal import Files
internal import StageKit

/// `galley new package`: a package of one's own with a plugin, a program and a pipeline.
enum NewPackage {
    private static let name = Argument.positional(
        "name", .directory, help: "What it and its program are called, or the path of its folder.")
    private static let galley = Argument.option(
        "galley", .directory, valueName: "path or URL",
        defaultText: "the clone around the current folder or the program",
        help: "Where Galley's package is.")

    static let command = Command(
        "package", abstract: "Write a package of your own that builds on Galley's.",
        discussion: """
            The package has a plugin with one stage, its test, a program that is Galley with that stage, and a pipeline \
            with an article to run it on.

            Exit codes: 0 done, 64 wrong command line, 66 Galley's package isn't there, 73 something is there already or \
            can't be written.
            """,
        examples: [
            .init("Beside a clone of Galley", "galley new package ../gazette"),
            .init("On a repository", "galley new package gazette --galley https://example.org/galley.git"),
        ],
        arguments: [name, galley, NewCommand.force]
    ) { parsed in
        let folder = Surroundings.absolute(parsed[name])
        let name = String(folder[folder.index(after: folder.lastIndex(of: "/") ?? folder.startIndex)...])
        if StageNames.problem(name, isFamily: false) != nil || ModuleNames.isTaken(name) {
            let why = ModuleNames.isTaken(name) ? "a module has it" : "give small letters, digits and hyphens"
            throw parsed.usageError("'\(name)' can't be the name of a package: \(why)")
        }
        let plugin = StageNames.typeName(of: [name])
        let stage = StageNames(family: plugin.lowercased(), thing: "phrase", module: plugin + "Stages")
        if stage.name.utf8.count > StageNames.maximumLength {
            throw parsed.usageError("'\(name)' is too long for the name of a package")
        }
        let (dependency, identity) = try dependency(parsed)
        let template = PackageTemplate(
            name: name, plugin: plugin, module: stage.module, stage: stage, galley: dependency, identity: identity)
        let changes = changes(template, in: folder)
        try changes.apply(isForced: parsed[NewCommand.force])
        Output.data.write(page(template, changes, folder))
        return ExitCode.done
    }

    private static func changes(_ template: PackageTemplate, in folder: String) -> FileChanges {
        let stage = StageTemplate(.annotator, template.stage)
        let sources = "\(folder)/Sources/\(template.module)"
        var changes = FileChanges()
        changes.create("\(folder)/Package.swift", template.manifest)
        changes.create("\(folder)/README.md", template.readme)
        changes.create("\(folder)/.gitignore", template.ignored)
        changes.create("\(folder)/pipeline.yaml", template.pipeline)
        changes.create("\(folder)/articles/bridge.txt", template.article)
        changes.create("\(folder)/Sources/\(template.name)/main.swift", template.main)
        changes.create(
            "\(sources)/\(template.plugin)Plugin.swift",
            PluginTemplate.list(template.plugin, first: template.stage.type))
        changes.create("\(sources)/\(template.stage.type).swift", stage.source)
        changes.create("\(folder)/Tests/\(template.module)Tests/\(template.stage.type)Tests.swift", stage.test)
        return changes
    }

    /// How Galley's package is depended on, and what it is called.
    private static func dependency(_ parsed: Parsed) throws -> (String, identity: String) {
        if let place = parsed[galley], place.contains("://") || place.hasPrefix("git@") {
            guard place.allSatisfy({ $0.isASCII && $0 != "\"" && $0 != "\\" && !$0.isWhitespace }) else {
                throw parsed.usageError("'\(place)' isn't the URL of a repository")
            }
            let last = place.split(separator: "/").last.map(String.init) ?? ""
            let identity = last.hasSuffix(".git") ? String(last.dropLast(4)) : last
            return ("url: \"\(place)\", branch: \"main\"", identity.lowercased())
        }
        let found: String?
        if let place = parsed[galley] {
            let folder = Surroundings.absolute(place)
            found = Project.isClone(folder) ? folder : nil
        } else {
            let places = [Surroundings.currentFolder, Surroundings.program].compactMap { $0 }
            found = places.compactMap { Project.folder(around: $0) }.first { Project.isClone($0) }
        }
        guard let found else {
            throw Failure(
                ExitCode.noInput,
                parsed[galley].map { "'\($0)' isn't Galley's package" } ?? "it can't be told where Galley's package is",
                help: "name a clone, or the URL of its repository, with --galley")
        }
        let escaped = found.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        return ("name: \"galley\", path: \"\(escaped)\"", "galley")
    }

    private static func page(_ template: PackageTemplate, _ changes: FileChanges, _ folder: String) -> String {
        """
        wrote \(folder)
        \(changes.paths.map { "  \($0.dropFirst(folder.count + 1))\n" }.joined())next
          cd \(folder)
          swift test
          swift run \(template.name) run pipeline.yaml

        """
    }
}
