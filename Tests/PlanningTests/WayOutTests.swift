import Definition
import Diagnostics
import Documents
import StageKit
import Testing

@testable import Planning

/// What is told to do: the stage types that convert and provide, where to put them, and what is there already.
@Suite struct WayOutTests {
    private func problems(_ stages: String, plugin: any Plugin.Type = TestPlugin.self) throws -> [String] {
        let indented = stages.split(separator: "\n").map { "  \($0)\n" }.joined()
        let file = SourceFile(path: "p.yaml", text: "galley: 1\nname: p\nstages:\n" + indented)
        let (definition, diagnostics) = DefinitionReader.read(file)
        let (_, more) = Planner.plan(
            try #require(definition), registry: try Registry(plugins: [TestPlugin.self, ConversionPlugin.self]))
        return (diagnostics.sorted + more.sorted).map { "\($0.code): \($0.help ?? $0.message)" }
    }

    @Test func formsAreConvertedInTheFewestSteps() throws {
        let registry = try Registry(plugins: [TestPlugin.self, ConversionPlugin.self])
        let way = ConversionPath.shortest(from: FormType(Sheet.self), to: FormType(Article.self), registry)
        #expect(way.map { $0.map(\.name) } == [["normalize.develop", "normalize.scan"], ["normalize.clean"]])
        #expect(ConversionPath.shortest(from: FormType(Article.self), to: FormType(Sheet.self), registry).isEmpty)
    }

    @Test func theChainThatConvertsIsNamedWithItsEdge() throws {
        let found = try problems(
            """
            read: { uses: ingest.sheets }
            tell: { uses: extract.language, from: read }
            split: { uses: extract.sentences, from: tell }
            out: { uses: publish.write, from: split, with: { path: a } }
            """)
        #expect(
            found == [
                "plan.form-mismatch: put stages of types normalize.develop or normalize.scan, then normalize.clean"
                    + " between 'read' and 'tell'"
            ])
    }

    @Test func whatNothingConvertsIsSaid() throws {
        let found = try problems(
            """
            read: { uses: ingest.read }
            scan: { uses: normalize.scan, from: read }
            clean: { uses: normalize.clean, from: scan }
            tell: { uses: extract.language, from: clean }
            split: { uses: extract.sentences, from: tell }
            out: { uses: publish.write, from: split, with: { path: a } }
            """)
        #expect(
            found == ["plan.form-mismatch: nothing makes Sheet of Article; 'scan' needs another input"])
    }

    @Test func aStageThatHasWhatIsNeededComesFirst() throws {
        let found = try problems(
            """
            fetch: { uses: ingest.fetch }
            clean: { uses: normalize.clean, from: fetch }
            tell: { uses: extract.language, from: fetch }
            tell2: { uses: extract.language, from: clean, when: { title: x } }
            split: { uses: extract.sentences, from: clean }
            out: { uses: publish.write, from: [split, tell, tell2], with: { path: a } }
            """)
        #expect(
            found == [
                "plan.form-mismatch: take documents from 'clean', which gives Article",
                "plan.missing-layer: take documents from 'tell', which provides it",
            ])
    }

    /// A stage after the one in need can't help it, nor can one with other documents.
    @Test func whatCannotHelpIsNotNamed() throws {
        let found = try problems(
            """
            one: { uses: ingest.read }
            two: { uses: ingest.read, on-error: skip }
            told: { uses: extract.language, from: two }
            split: { uses: extract.sentences, from: one }
            after: { uses: extract.language, from: split }
            out: { uses: publish.write, from: [after], with: { path: a } }
            other: { uses: normalize.sift, from: told }
            both: { uses: extract.sentences, from: [other, one] }
            out2: { uses: publish.write, from: both, with: { path: b } }
            """)
        #expect(
            found == [
                "plan.missing-layer: add a stage of type extract.language between 'one' and 'split'",
                "plan.layer-on-some-documents: add a stage of type extract.language between 'one' and 'both'",
            ])
    }

    /// A stage whose options are wrong writes nobody knows where, and what can't be placed still writes somewhere.
    @Test func onlyWhatIsKnownIsWritten() throws {
        let found = try problems(
            """
            read: { uses: ingest.none }
            one: { uses: publish.write, from: read, with: { path: a } }
            two: { uses: publish.write, from: read, with: { path: a } }
            three: { uses: publish.write, from: read }
            four: { uses: publish.write, from: read }
            """)
        #expect(
            found.map { String($0.prefix { $0 != ":" }) } == [
                "plan.unknown-stage-type", "plan.shared-artifact", "option.missing", "option.missing",
            ])
    }

    @Test func whatIsInEachOthersWay() throws {
        let paths = ["b/c", "a", "b", "a/x", "/a", "../a", "b/./c/../d", "/", "c"]
        let sinks = paths.enumerated().map { "w\($0): { uses: publish.write, from: split, with: { path: \($1) } }" }
        let found = try problems(Self.split + sinks.joined(separator: "\n"))
        #expect(found.map { String($0.prefix { $0 != ":" }) } == Array(repeating: "plan.shared-artifact", count: 4))
        let inFolder = try problems(
            Self.split + "w: { uses: publish.write, from: split, with: { path: a } }\n"
                + "v: { uses: publish.write, from: split, with: { path: . } }")
        #expect(inFolder.count == 1 && inFolder[0].hasPrefix("plan.shared-artifact"))
    }

    @Test func manySinksAreRead() throws {
        let sinks = (0..<2500).map { "w\($0): { uses: publish.write, from: split, with: { path: f/a\($0) } }" }
        #expect(try problems(Self.split + sinks.joined(separator: "\n")) == [])
    }

    @Test func aDozenGiversAreNamedAndNoneThatComesAfter() throws {
        let stages = (0..<30).map { "r\($0): { uses: ingest.read }\n" }.joined()
        let found = try problems(stages + "tell: { uses: extract.language }").filter { $0.hasPrefix("plan.no-input") }
        let names = (0..<12).map { "r\($0)" }.joined(separator: ", ")
        #expect(found == ["plan.no-input: add 'from' with one of: \(names), …"])
        let after = try problems("sift: { uses: normalize.sift }\nsift2: { uses: normalize.sift, from: sift }")
        #expect(after.contains("plan.no-input: add 'from' with the id of a stage"))
    }

    private static let split = """
        read: { uses: ingest.read }
        tell: { uses: extract.language, from: read }
        split: { uses: extract.sentences, from: tell }

        """

    @Test func whatIsUnwiseIsAWarning() throws {
        let found = try problems(
            """
            read: { uses: ingest.read }
            tell: { uses: extract.language, from: read, combine: join }
            tell2: { uses: extract.language, from: read }
            german: { uses: normalize.sift, from: tell, when: { language: de } }
            split: { uses: extract.sentences, from: german, when: { language: [en, fr] } }
            split2: { uses: extract.sentences, from: german, when: { language: { not: en } } }
            split3: { uses: extract.sentences, from: [tell2, german], when: { language: en } }
            out: { uses: publish.write, from: [split, split2, split3], with: { path: a } }
            """)
        #expect(
            found.map { String($0.prefix { $0 != ":" }) } == [
                "plan.needless-combine", "plan.repeated-stage", "plan.condition-never", "plan.condition-always",
            ])
    }
}

private struct Sheet: Form {
    static var formName: String { "Sheet" }
    let raw: RawDocument
    var id: DocumentID { raw.id }
    var layers = LayerStore()
    var byteCount: Int { 0 }
}

private enum ConversionPlugin: Plugin {
    static var name: String { "Conversion" }
    static var stageTypes: [any StageType.Type] { [Scan.self, Develop.self, Sheets.self] }
}

private struct Sheets: Source {
    static var name: String { "ingest.sheets" }
    static var summary: String { "reads sheets" }
    struct Reader: DocumentReader {
        mutating func next() -> Reading<Sheet>? { nil }
    }
    init(_ configuration: NoOptions, _ context: StageContext) {}
    func survey() -> Survey { Survey(documents: 0, bytes: 0) }
    func makeReader() -> Reader { Reader() }
}

private struct Scan: Transform {
    static var name: String { "normalize.scan" }
    static var summary: String { "makes bytes of sheets" }
    init(_ configuration: NoOptions, _ context: StageContext) {}
    func transform(_ document: Sheet, _ layers: NoLayers, into out: inout Emitter<RawDocument>) {}
}

private struct Develop: Transform {
    static var name: String { "normalize.develop" }
    static var summary: String { "makes bytes of sheets" }
    init(_ configuration: NoOptions, _ context: StageContext) {}
    func transform(_ document: Sheet, _ layers: NoLayers, into out: inout Emitter<RawDocument>) {}
}
