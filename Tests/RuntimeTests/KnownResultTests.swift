import Documents
import Planning
import Runtime
import StageKit
import TestSupport
import Testing

/// Which results of an earlier run count as known.
@Suite struct KnownResultTests {
    /// A stage may look at what the source said of an article besides its bytes.
    @Test func theSameArticleOfAnotherMediaTypeIsAnotherOne() async throws {
        let state = try ScratchFolder()
        for (type, known) in [(MediaType.plainText, 0), (.plainText, 1), (.markdown, 0)] {
            var source = Labelled(NoOptions(), StageContext(stage: "read"))
            source.type = type
            let shelf = Shelf()
            let report = try await run(
                [
                    ResolvedStage(id: "read", type: Labelled.descriptor, stage: Labelled.erase(source), inputs: []),
                    try stage("article", Plain.self, 0), try stage("label", Label.self, 1), try sink(2, shelf: shelf),
                ], state: state)
            #expect(shelf.committed.withLock { $0 } == ["text" + type.name])
            #expect(report.accounts[2].known == known)
        }
    }

    /// They couldn't be made again of the one that the stage was given.
    @Test func documentsThatBringTheirOwnBytesAreMadeAnew() async throws {
        let state = try ScratchFolder()
        for _ in 0..<2 {
            let shelf = Shelf()
            let source = Labelled(NoOptions(), StageContext(stage: "read"))
            _ = try await run(
                [
                    ResolvedStage(id: "read", type: Labelled.descriptor, stage: Labelled.erase(source), inputs: []),
                    try stage("letters", Letters.self, 0), try stage("place", Place.self, 1),
                    try sink(2, shelf: shelf),
                ], state: state)
            #expect(shelf.committed.withLock { $0 } == ["ttext#0", "etext#1", "xtext#2", "ttext#3"])
        }
    }
}

/// One text, of a media type that the source is told.
private struct Labelled: Source {
    struct Reader: DocumentReader {
        let type: MediaType
        var isAtEnd = false
        mutating func next() -> Reading<RawDocument>? {
            defer { isAtEnd = true }
            return isAtEnd
                ? nil : .document(RawDocument(locator: "text", mediaType: type, bytes: Array("text".utf8)))
        }
    }
    static var name: String { "ingest.labelled" }
    static var summary: String { "reads a text" }
    var type = MediaType.plainText
    init(_ configuration: NoOptions, _ context: StageContext) {}
    func survey() -> Survey { Survey(documents: 1, bytes: 0) }
    func makeReader() -> Reader { Reader(type: type) }
}

/// Makes an article of the bytes, whatever they are.
private struct Plain: Transform {
    static var name: String { "normalize.plain" }
    static var summary: String { "takes the bytes for a paragraph" }
    init(_ configuration: NoOptions, _ context: StageContext) {}
    func transform(_ document: RawDocument, _ layers: NoLayers, into out: inout Emitter<Article>) {
        let text = String(decoding: document.bytes, as: UTF8.self)
        out.emit(Article(raw: document, metadata: ArticleMetadata(), blocks: [(.paragraph, text)]))
    }
}

/// Takes the media type for a language.
private struct Label: Annotator {
    static var name: String { "extract.label" }
    static var summary: String { "tells the media type" }
    init(_ configuration: NoOptions, _ context: StageContext) {}
    func annotate(_ article: Article, _ layers: NoLayers) -> Language {
        Language(code: article.raw.mediaType.name, confidence: 1)
    }
}

/// Makes a document of its own of every letter.
private struct Letters: Transform {
    static var name: String { "normalize.letters" }
    static var summary: String { "takes a text apart" }
    static var multiplicity: Multiplicity { .many }
    init(_ configuration: NoOptions, _ context: StageContext) {}
    func transform(_ document: RawDocument, _ layers: NoLayers, into out: inout Emitter<Article>) {
        for (place, letter) in document.bytes.enumerated() {
            let raw = RawDocument(locator: "\(document.locator)#\(place)", mediaType: .plainText, bytes: [letter])
            let text = String(decoding: [letter], as: UTF8.self)
            out.emit(Article(raw: raw, metadata: ArticleMetadata(), blocks: [(.paragraph, text)]))
        }
    }
}

/// Takes where an article was read for a language.
private struct Place: Annotator {
    static var name: String { "extract.place" }
    static var summary: String { "tells the place" }
    init(_ configuration: NoOptions, _ context: StageContext) {}
    func annotate(_ article: Article, _ layers: NoLayers) -> Language {
        Language(code: article.raw.locator, confidence: 1)
    }
}
