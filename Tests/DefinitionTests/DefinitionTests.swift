import Definition
import Diagnostics
import Testing

@Suite struct DefinitionTests {
    private let digest = """
        galley: 1
        name: news-digest
        parameters:
          input:  { type: path, default: seeds }
          output: { type: path, default: build/digest }
          length: 3
          languages: [en, fr]
        stages:
          read:      { uses: ingest.files, with: { paths: ["${input}/**"] } }
          article:   { uses: normalize.article, from: read, on-error: skip }
          entities:
            uses: extract.entities
            from: article
            when:
              language: ${languages}
              words: { at-least: 1_000, at-most: 2e3, not: 1500 }
          summary:   { uses: summarize.extractive, from: article, with: { sentences: "${length}", note: "$${x}" } }
          archive:   { uses: publish.sqlite, from: [entities, summary], combine: join, with: { path: "${output}/a.db" } }
        tests:
          - name: a case
            input: [a.txt, b.txt]
            at: read
            set: { length: 4, languages: [en, de] }
            expect:
              read: 2
              article: { documents: [{ title: A }, {}], quarantined: [], language: { contains: e } }
        """

    private func read(
        _ text: String, overrides: [(name: String, value: String)] = [], environment: [String: String] = [:]
    ) throws -> PipelineDefinition {
        let (definition, diagnostics) = DefinitionReader.read(
            SourceFile(path: "digest.yaml", text: text), overrides: overrides, environment: environment)
        #expect(diagnostics.isEmpty, "\(TerminalRenderer().render(diagnostics))")
        return try #require(definition)
    }

    @Test func aDefinitionIsRead() throws {
        let definition = try read(digest)
        #expect(definition.name.value == "news-digest")
        #expect(definition.stages.map(\.id.value) == ["read", "article", "entities", "summary", "archive"])
        #expect(definition.statePath == "build/digest/.galley")
        #expect(definition["archive"]?.from.map(\.value) == ["entities", "summary"])
        #expect(definition["archive"]?.combine?.value == .join)
        #expect(definition["article"]?.onError?.value == .skip)
        #expect(definition["read"]?.options?["paths"]?.elements?.first?.scalar?.text == "seeds/**")
        #expect(definition.tests.map(\.name.value) == ["a case"])
        #expect(definition.tests.first?.entry?.value == "read")
        #expect(definition.tests.first?.overrides.map(\.value.displayText) == ["4", "[en, de]"])
        #expect(definition.tests.first?.expectations.map(\.stage.value) == ["read", "article"])
        #expect(definition.tests.first?.expectations.last?.each.map(\.text) == ["language: {contains: e}"])
        #expect(definition.parameters.map(\.type) == [.path, .path, .number, .list])
        #expect(
            definition["entities"]?.when.map(\.text) == [
                "language: [en, fr]", "words: {not: 1500, at-least: 1000, at-most: 2000}",
            ])
    }

    @Test func aParameterKeepsItsTypeAndItsOrigin() throws {
        let definition = try read(digest, overrides: [("length", "5"), ("languages", "de,it")])
        let sentences = try #require(definition["summary"]?.options?["sentences"])
        #expect(sentences.scalar?.wholeNumber == 5)
        #expect(sentences.origin?.template == "${length}")
        #expect(sentences.origin?.parameters.map(\.value) == [nil])
        #expect(definition.file.text(in: sentences.range) == "\"${length}\"")
        #expect(definition["summary"]?.options?["note"]?.scalar?.text == "${x}")
        #expect(definition["entities"]?.when.first?.text == "language: [de, it]")
        #expect(definition.parameters[2].defaultValue?.scalar?.text == "3")
    }

    @Test func theStateFolderIsTheDefinitionsOrHidden() throws {
        let stages = "galley: 1\nname: a\nstages: { read: { uses: ingest.files } }\n"
        #expect(try read(stages).statePath == ".galley")
        #expect(try read(stages + "state: ${env:TMP:-/tmp}/x").statePath == "/tmp/x")
        #expect(try read(stages + "parameters: { output: there }").statePath == "there/.galley")
    }

    @Test func secretsAreNeverShown() throws {
        let text = """
            galley: 1
            name: a
            parameters: { token: "${env:TOKEN}", tokens: [a, "${env:TOKEN}"] }
            stages:
              read: { uses: ingest.api, with: { key: "${token}", url: "https://x/?k=${env:TOKEN}", n: 1, l: "${tokens}" } }
            """
        let options = try #require(try read(text, environment: ["TOKEN": "s3cret"])["read"]?.options)
        #expect(options["key"]?.scalar?.text == "s3cret")
        #expect(options["url"]?.scalar?.text == "https://x/?k=s3cret")
        #expect(
            options.secrets == [
                "s3cret": "${env:TOKEN}", "https://x/?k=s3cret": "https://x/?k=${env:TOKEN}", "a": "${tokens}",
            ])
        #expect(options.displayText == "{key: ${token}, url: https://x/?k=${env:TOKEN}, n: 1, l: ${tokens}}")
    }

    @Test func secretsOfConditionsAreNeverShown() throws {
        let definition = try read(
            """
            galley: 1
            name: a
            parameters: { most: { type: number, default: "${env:MOST}" } }
            stages:
              read: { uses: ingest.files }
              one:
                uses: a.b
                from: read
                when:
                  a: { at-least: "${env:LEAST}", at-most: "${most}" }
                  b: { known: "${env:KNOWN}" }
                  c: { at-least: 1_000, not: "${env:LEAST}" }
                  d: { known: yes }
            """, environment: ["LEAST": "4711", "MOST": "4712", "KNOWN": "true"])
        #expect(
            definition["one"]?.when.map(\.text) == [
                "a: {at-least: ${env:LEAST}, at-most: ${most}}", "b: {known: ${env:KNOWN}}",
                "c: {not: ${env:LEAST}, at-least: 1000}", "d: {known: true}",
            ])
    }

    @Test func anchorsAndMergeKeysWork() throws {
        let definition = try read(
            """
            galley: 1
            name: a
            x-common: &common { on-error: skip, with: { a: 1 } }
            stages:
              read: { uses: ingest.files }
              one: { <<: *common, uses: b.c, from: read }
              two:
                <<: [{ on-error: fail }, *common]
                uses: b.c
                from: read
                with: { a: 2 }
            """)
        #expect(definition["one"]?.onError?.value == .skip)
        #expect(definition["one"]?.options?["a"]?.scalar?.wholeNumber == 1)
        #expect(definition["two"]?.onError?.value == .fail)
        #expect(definition["two"]?.options?["a"]?.scalar?.wholeNumber == 2)
    }

    @Test func nothingIsConvertedUnlessAsked() {
        let text = "[no, 010, 1_000, 1__0, 1e3, 0x1F, 3.5, .5, '7', yes, TRUE, ~, null, '', 1:30, 2001-01-01]"
        let (node, _) = YAMLReader.read(SourceFile(path: "a", text: text))
        let scalars = (node?.elements ?? []).map(\.scalar)
        let texts = [
            "no", "010", "1_000", "1__0", "1e3", "0x1F", "3.5", ".5", "7", "yes", "TRUE", nil, nil, "", "1:30",
            "2001-01-01",
        ]
        #expect(scalars.map { $0?.text } == texts)
        #expect(scalars.compactMap { $0?.wholeNumber } == [10, 1000])
        #expect(scalars.compactMap { $0?.number } == [10, 1000, 1000, 3.5])
        #expect(scalars.compactMap { $0?.flag } == [false, true])
    }

    @Test func positionsAreThoseOfTheFile() throws {
        let text = "\u{FEFF}# zürich\r\n\"kéy\": [ värde, 'två' ]\r\nb:\r\n  - x: |\r\n      tèxt\r\n    y: z\r\n"
        let file = SourceFile(path: "a", text: text)
        let node = try #require(YAMLReader.read(file).node)
        let pairs = try #require(node.pairs)
        #expect(file.text(in: pairs[0].key.range) == "\"kéy\"")
        #expect(file.text(in: pairs[0].value.range) == "[ värde, 'två' ]")
        #expect(pairs[0].value.elements.map { $0.map { file.text(in: $0.range) } } == ["värde", "'två'"])
        #expect(file.position(at: pairs[0].value.range.start) == SourcePosition(line: 2, column: 8, offset: 22))
        let inner = try #require(pairs[1].value.elements?.first?.pairs)
        #expect(inner.map { file.text(in: $0.key.range) } == ["x", "y"])
        #expect(file.text(in: inner[1].value.range) == "z")
        #expect(file.text(in: pairs[1].value.range).hasSuffix("y: z"))
    }
}
