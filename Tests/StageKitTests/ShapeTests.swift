import Documents
import JSON
import StageKit
import StageTesting
import Testing

private struct Shout: Transform {
    struct Configuration: StageConfiguration {
        @Option("how often a document is repeated", in: 0...3) var copies = 1
        @Option("words that are too much") var tooMuch: [String] = ["silence"]
    }

    static var name: String { "normalize.shout" }
    static var summary: String { "makes a document louder" }
    static var multiplicity: Multiplicity { .many }
    let configuration: Configuration

    init(_ configuration: Configuration, _ context: StageContext) { self.configuration = configuration }

    func transform(_ document: Article, _ layers: NoLayers, into out: inout Emitter<Article>) throws {
        if configuration.tooMuch.contains(document.title) { throw DocumentError("quiet", "is meant to be quiet") }
        for _ in 0..<configuration.copies { out.emit(document) }
    }
}

private struct Longer: Annotator {
    static var name: String { "extract.longer" }
    static var summary: String { "finds a language by length" }
    typealias Reads = Layers<Sentences, Maybe<Statistics>>
    typealias Provides = Language

    init(_ configuration: NoOptions, _ context: StageContext) {}

    func annotate(_ article: Article, _ layers: Reads) throws -> Language {
        let (sentences, statistics) = layers.all
        return Language(code: statistics.layer == nil ? "en" : "de", confidence: Double(sentences.ranges.count))
    }
}

private struct LastOne: Aggregate {
    static var name: String { "normalize.last" }
    static var summary: String { "keeps the last article" }

    struct Folding: Fold {
        var last: Article?
        mutating func add(_ document: Article, _ prepared: Int) { last = document }
        mutating func finish(into out: inout Emitter<Article>) {
            if let last { out.emit(last) }
        }
    }

    init(_ configuration: NoOptions, _ context: StageContext) {}
    func prepare(_ document: Article, _ layers: NoLayers) throws -> Int { document.text.utf8.count }
    func makeFold() -> Folding { Folding() }
}

private enum Plug: Plugin {
    static var name: String { "Plug" }
    static var stageTypes: [any StageType.Type] { [Longer.self, LastOne.self, Shout.self] }
}

@Suite struct ShapeTests {
    @Test func aTransformGivesSeveralOrRejects() throws {
        var configuration = Shout.Configuration()
        configuration.copies = 2
        let harness = try StageHarness(Shout.self, configuration)
        let result = try harness.run([sampleArticle("noise\n\nA."), sampleArticle("silence\n\nB.")])
        #expect(result.articles.map(\.title) == ["noise", "noise"])
        #expect(result.rejected.map(\.reason.code) == ["quiet"])
        #expect(result.rejected.first?.document.bytes == Array("silence\n\nB.".utf8))
    }

    @Test func aTransformThatGivesNothingFilters() throws {
        var configuration = Shout.Configuration()
        configuration.copies = 0
        #expect(try StageHarness(Shout.self, configuration).run([sampleArticle("a\n\nb")]).filtered == 1)
    }

    @Test func anAnnotatorAddsItsLayer() throws {
        var article = sampleArticle("a\n\nb")
        Sentences([ByteRange(0, 1)]).add(to: &article.layers)
        let result = try StageHarness(Longer.self).run([article])
        #expect(result.layer(Language.self) == Language(code: "en", confidence: 1))
        #expect(result.layer(Sentences.self) != nil)
    }

    @Test func aBarrierGivesAtTheEnd() throws {
        let result = try StageHarness(LastOne.self).run([sampleArticle("a\n\nb"), sampleArticle("c\n\nd")])
        #expect(result.articles.map(\.title) == ["c"])
    }

    @Test func theRegistryDescribesWhatTheTypesDeclare() throws {
        let registry = try Registry(plugins: [Plug.self])
        #expect(registry.stageTypes.map(\.name) == ["extract.longer", "normalize.last", "normalize.shout"])
        let longer = try #require(registry["extract.longer"])
        #expect(longer.reads.map(\.name) == ["Sentences", "Statistics"])
        #expect(longer.reads.map(\.isOptional) == [false, true])
        #expect(longer.keepsLayers)
        let shout = try #require(registry["normalize.shout"])
        #expect(shout.options.map(\.name) == ["copies", "too-much"])
        #expect(shout.options.map(\.defaultText) == ["1", "[silence]"])
        #expect(shout.options.first?.limits == "0 to 3")
        #expect(registry["normalize.last"]?.isBarrier == true)
        #expect(throws: RegistryError.self) { try Registry(plugins: [Plug.self, Plug.self]) }
    }

    @Test(arguments: [
        ("512", 512), ("64 kB", 64000), ("20MB", 20_000_000), ("1 GiB", 1 << 30), ("-1", nil), ("a", nil),
    ])
    func sizesAreRead(text: String, bytes: Int?) {
        #expect(ByteSize(text)?.bytes == bytes)
    }
}
