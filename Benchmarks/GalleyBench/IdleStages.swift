import Documents
import StageKit

/// Articles of next to nothing, made once and given again and again: what is measured is the engine alone.
struct Endless: Source {
    struct Reader: DocumentReader {
        var left: Int
        let article: Article

        mutating func next() -> Reading<Article>? {
            guard left > 0 else { return nil }
            left -= 1
            return .document(article)
        }
    }

    static var name: String { "ingest.endless" }
    static var summary: String { "gives the same article many times" }

    let count: Int
    let article = Article(
        raw: RawDocument(locator: "a", mediaType: .plainText, bytes: [65]), metadata: ArticleMetadata(),
        blocks: [(.paragraph, "A.")])

    init(count: Int) { self.count = count }
    init(_ configuration: NoOptions, _ context: StageContext) { self.init(count: 0) }

    func survey() -> Survey { Survey(documents: count, bytes: 0) }
    func makeReader() -> Reader { Reader(left: count, article: article) }
}

/// Does nothing, and adds no layer.
struct Idle: Annotator {
    static var name: String { "extract.idle" }
    static var summary: String { "does nothing" }

    init(_ configuration: NoOptions, _ context: StageContext) {}
    func annotate(_ article: Article, _ layers: NoLayers) -> NoLayers { NoLayers() }
}

/// Publishes nothing.
struct Nowhere: Sink {
    struct Writer: ArtifactWriter {
        mutating func write(_ piece: Bool) {}
        mutating func finish() {}
        mutating func commit() {}
        mutating func abandon() {}
    }

    static var name: String { "publish.nowhere" }
    static var summary: String { "publishes nothing" }

    init(_ configuration: NoOptions, _ context: StageContext) {}
    var artifacts: [Artifact] { [] }
    func prepare(_ document: Article, _ layers: NoLayers) -> Bool { true }
    func makeWriter() -> Writer { Writer() }
}
