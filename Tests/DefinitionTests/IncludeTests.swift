import Definition
import Diagnostics
import Testing

/// Definitions that include others.
@Suite struct IncludeTests {
    private static let front = """
        galley: 1
        name: front
        parameters:
          input: { type: path }
          threshold: 0.8
        stages:
          read: { uses: ingest.files, with: { paths: ["${input}/**"] } }
          unique: { uses: normalize.deduplicate, from: read, with: { threshold: "${threshold}" } }
        """

    private func read(_ text: String, _ files: [String: String]) -> (PipelineDefinition?, Diagnostics) {
        DefinitionReader.read(SourceFile(path: "a.yaml", text: text), reading: BadDefinition.reading(files))
    }

    private func options(_ definition: PipelineDefinition?, _ id: String) -> String? {
        definition?[id]?.options?.displayText
    }

    @Test func stagesAreNamedAfterTheirInclude() throws {
        let (definition, problems) = read(
            """
            galley: 1
            name: a
            parameters: { corpus: articles }
            include:
              front: { file: front.yaml, with: { input: "${corpus}" } }
              again: { file: front.yaml, with: { input: other, threshold: 0.9 } }
            stages:
              one: { uses: extract.language, from: front }
              two: { uses: extract.language, from: again.read }
            """, ["front.yaml": Self.front])
        #expect(problems.isEmpty)
        let ids = ["front.read", "front.unique", "again.read", "again.unique", "one", "two"]
        #expect(definition?.stages.map(\.id.value) == ids)
        #expect(definition?["front.unique"]?.from.map(\.value) == ["front.read"])
        #expect(definition?["one"]?.from.map(\.value) == ["front.unique"])
        #expect(definition?["two"]?.from.map(\.value) == ["again.read"])
        #expect(options(definition, "front.read") == #"{paths: ["articles/**"]}"#)
        #expect(options(definition, "again.read") == #"{paths: ["other/**"]}"#)
        #expect(options(definition, "front.unique") == "{threshold: 0.8}")
        #expect(options(definition, "again.unique") == "{threshold: 0.9}")
        #expect(definition?.parameters.map(\.name.value) == ["corpus"])
    }

    /// Its records and its tests are a matter of the included definition by itself.
    @Test func stateAndTestsOfAnIncludedDefinitionAreLeftAlone() {
        let own =
            "\nstate: \"${env:NOWHERE}/x\"\n"
            + "tests: [{ name: a, input: a.txt, set: { input: b, threshold: high }, expect: { gone: 1 } }]\n"
        let (definition, problems) = read(
            """
            galley: 1
            name: a
            include: { front: { file: front.yaml, with: { input: x } } }
            stages: { one: { uses: extract.language, from: front } }
            """, ["front.yaml": Self.front + own])
        #expect(problems.isEmpty, "\(TerminalRenderer().render(problems))")
        #expect(definition?.tests.isEmpty == true)
        #expect(definition?.statePath == ".galley")
    }

    @Test func pathsAreLookedUpFromTheFileThatNamesThem() {
        let middle = """
            galley: 1
            name: middle
            include: { base: ../base/./front.yaml }
            stages: { language: { uses: extract.language, from: base.unique } }
            """
        let (definition, problems) = DefinitionReader.read(
            SourceFile(
                path: "work/a.yaml",
                text: """
                    galley: 1
                    name: a
                    include: { front: { file: shared/middle.yaml } }
                    stages: { sentences: { uses: extract.sentences, from: front } }
                    """),
            reading: BadDefinition.reading([
                "work/shared/middle.yaml": middle,
                "work/shared/../base/./front.yaml": Self.front.replacing("{ type: path }", with: "seeds"),
            ]))
        #expect(problems.isEmpty)
        let ids = ["front.base.read", "front.base.unique", "front.language", "sentences"]
        #expect(definition?.stages.map(\.id.value) == ids)
        #expect(definition?["sentences"]?.from.map(\.value) == ["front.language"])
    }

    @Test func aPlaceInAnIncludedFileIsOfThatFile() throws {
        let (definition, _) = read(
            """
            galley: 1
            name: a
            include: { front: { file: front.yaml, with: { input: x } } }
            stages: { one: { uses: extract.language, from: front } }
            """, ["front.yaml": Self.front])
        let stage = try #require(definition?["front.unique"])
        let location = definition?.location(stage.uses.range)
        #expect(location?.file.path == "front.yaml")
        #expect(location.map { $0.file.text(in: stage.uses.range) } == "normalize.deduplicate")
    }

    @Test func manyIncludesOfEachOtherAreBounded() {
        // Each includes the next one twice: without a bound a million files.
        var files: [String: String] = [:]
        for level in 0..<20 {
            files["f\(level).yaml"] = """
                galley: 1
                name: f
                include: { a: f\(level + 1).yaml, b: f\(level + 1).yaml }
                stages: { read: { uses: ingest.files } }
                """
        }
        let (_, problems) = read(files["f0.yaml"] ?? "", files)
        #expect(Set(problems.map(\.code)).isSuperset(of: ["include.too-many"]))
        #expect(problems.sorted.count < 200)
    }

    @Test func allFilesTogetherAreNoGreaterThanOneMayBe() {
        let comment = String(repeating: "# all work and no play\n", count: 20_000)
        let (_, problems) = read(
            """
            galley: 1
            name: a
            include: { one: big.yaml, two: big.yaml, three: big.yaml }
            stages: { read: { uses: ingest.files } }
            """, ["big.yaml": comment + Self.front.replacing("{ type: path }", with: "seeds")])
        #expect(problems.map(\.code) == ["include.too-large"])
    }

    @Test func aSecretStaysOneThroughAnInclude() {
        let (definition, problems) = DefinitionReader.read(
            SourceFile(
                path: "a.yaml",
                text: """
                    galley: 1
                    name: a
                    include: { front: { file: front.yaml, with: { input: "${env:PLACE}" } } }
                    stages: { one: { uses: extract.language, from: front } }
                    """),
            environment: ["PLACE": "hush"], reading: BadDefinition.reading(["front.yaml": Self.front]))
        #expect(problems.isEmpty)
        #expect(options(definition, "front.read")?.contains("hush") == false)
    }

    @Test(arguments: bad)
    func isReported(definition: BadDefinition) { definition.check() }

    private static let bad: [BadDefinition] = [
        BadDefinition(
            "values that the included definition doesn't take", files: ["front.yaml": front],
            #"""
            galley: 1
            name: a
            include:
              front: { file: front.yaml, with: { inptu: x, threshold: high } }
            stages:
              one: { uses: extract.language, from: front }

            """#,
            reports: #"""
                a.yaml:4:3: error: include 'front' gives parameter 'input' no value [parameter.missing-value]
                  4 |   front: { file: front.yaml, with: { inptu: x, threshold: high } }
                    |   ^~~~~
                  help: add 'with: { input: … }'
                front.yaml:4:3: note: it is declared here
                  4 |   input: { type: path }
                    |   ^~~~~
                a.yaml:4:38: error: the included definition has no parameter 'inptu' [parameter.unknown]
                  4 |   front: { file: front.yaml, with: { inptu: x, threshold: high } }
                    |                                      ^~~~~
                  help: did you mean 'input'?
                a.yaml:4:59: error: parameter 'threshold' of the included definition must be a number, found text 'high' [parameter.type]
                  4 |   front: { file: front.yaml, with: { inptu: x, threshold: high } }
                    |                                                           ^~~~
                front.yaml:5:3: note: it is declared here
                  5 |   threshold: 0.8
                    |   ^~~~~~~~~

                """#),
        BadDefinition(
            "files that can't be read, and a circle",
            files: ["b.yaml": "galley: 1\nname: b\ninclude: { a: a.yaml }\nstages: { read: { uses: ingest.files } }\n"],
            #"""
            galley: 1
            name: a
            include:
              gone: { file: nowhere.yaml }
              round: b.yaml
            stages:
              one: { uses: extract.language, from: gone.article }

            """#,
            reports: #"""
                a.yaml:4:17: error: the included definition can't be read: nowhere.yaml: no such file [include.unreadable]
                  4 |   gone: { file: nowhere.yaml }
                    |                 ^~~~~~~~~~~~
                  help: a path is looked up from the folder of the definition that names it
                b.yaml:3:15: error: definitions include each other in a circle [include.cycle]
                  3 | include: { a: a.yaml }
                    |               ^~~~~~
                  help: remove one of these includes
                  note: the circle is a.yaml → b.yaml → a.yaml
                a.yaml:5:10: note: it is included here
                  5 |   round: b.yaml
                    |          ^~~~~~

                """#),
        BadDefinition(
            "names that mean two things or nothing",
            files: [
                "two.yaml": "galley: 1\nname: t\nstages: { b: { uses: ingest.files }, c: { uses: ingest.files } }\n"
            ],
            #"""
            galley: 1
            name: a
            include: { two: two.yaml, one: two.yaml, Bad: two.yaml }
            stages:
              one: { uses: ingest.files }
              x: { uses: extract.language, from: two }
              y: { uses: extract.language, from: two.d }

            """#,
            reports: #"""
                a.yaml:3:42: error: 'Bad' can't be the name of an include [definition.bad-id]
                  3 | include: { two: two.yaml, one: two.yaml, Bad: two.yaml }
                    |                                          ^~~
                  help: write 'bad'
                a.yaml:5:3: error: 'one' is the name of an include and the id of a stage [include.name-taken]
                  5 |   one: { uses: ingest.files }
                    |   ^~~
                  help: rename one of them
                a.yaml:3:27: note: the include is here
                  3 | include: { two: two.yaml, one: two.yaml, Bad: two.yaml }
                    |                           ^~~
                a.yaml:6:38: error: the included definition 'two' ends in several stages [include.several-ends]
                  6 |   x: { uses: extract.language, from: two }
                    |                                      ^~~
                  help: name one of two.b, two.c
                a.yaml:7:38: error: there is no stage 'two.d' [definition.unknown-stage]
                  7 |   y: { uses: extract.language, from: two.d }
                    |                                      ^~~~~
                  help: did you mean 'two.b'?

                """#),
        BadDefinition(
            "a misspelt key, and what is wrong in the included file",
            files: ["b.yaml": "galley: 1\nname: b\nstages: { one: { usse: ingest.files } }\n"],
            #"""
            galley: 1
            name: a
            include: { b: { path: b.yaml } }
            stages: { one: { uses: extract.language, from: b } }

            """#,
            reports: #"""
                a.yaml:3:17: error: include 'b' has no key 'path' [definition.unknown-key]
                  3 | include: { b: { path: b.yaml } }
                    |                 ^~~~
                  help: did you mean 'file'?
                b.yaml:3:18: error: stage 'one' has no key 'usse' [definition.unknown-key]
                  3 | stages: { one: { usse: ingest.files } }
                    |                  ^~~~
                  help: did you mean 'uses'?
                a.yaml:3:23: note: it is included here
                  3 | include: { b: { path: b.yaml } }
                    |                       ^~~~~~

                """#),
        BadDefinition(
            "YAML that can't be parsed, included", files: ["b.yaml": "galley: 1\nname: [b\n"],
            #"""
            galley: 1
            name: a
            include: { b: b.yaml }
            stages: { one: { uses: extract.language, from: b } }

            """#,
            reports: #"""
                b.yaml:3:1: error: expected ',' or ']' in a list [yaml.syntax]
                  3 |\#u{20}
                    | ^
                  help: close the list with ']'
                b.yaml:2:7: note: it begins here
                  2 | name: [b
                    |       ^
                a.yaml:3:15: note: it is included here
                  3 | include: { b: b.yaml }
                    |               ^~~~~~

                """#),
        BadDefinition(
            "includes that aren't a mapping", isReadable: true,
            #"""
            galley: 1
            name: a
            include: front.yaml
            stages: { one: { uses: ingest.files } }

            """#,
            reports: #"""
                a.yaml:3:10: error: 'include' must be a mapping of names to definitions, found text 'front.yaml' [definition.type]
                  3 | include: front.yaml
                    |          ^~~~~~~~~~
                  help: for example 'include: { front: cleaning.yaml }'

                """#),
    ]
}
