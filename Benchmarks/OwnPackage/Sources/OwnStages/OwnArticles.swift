internal import Documents
internal import StageKit

/// `own.articles`: the same article, many times.
struct OwnArticles: Source {
    /// Options of `own.articles`.
    struct Configuration: StageConfiguration {
        @Option("how many articles it gives") var count = 1000

        /// A thousand.
        init() {}
    }

    struct Reader: DocumentReader {
        var left: Int
        let article: Article

        mutating func next() -> Reading<Article>? {
            guard left > 0 else { return nil }
            left -= 1
            return .document(article)
        }
    }

    static var name: String { "own.articles" }
    static var summary: String { "gives the same article many times" }

    private let count: Int
    private let article: Article

    init(_ configuration: Configuration, _ context: StageContext) {
        count = configuration.count
        var metadata = ArticleMetadata()
        metadata.title = "Harbour bridge to close for a weekend of repairs"
        let text = """
            The harbour bridge will be closed to traffic from Friday evening until Monday morning, the port authority said. \
            Work on the bearings, which was put off twice this year, needs a calm sea. Ferries take passengers over every 20 \
            minutes, and buses go round by the valley road, which takes 45 minutes longer.
            """
        article = Article(
            raw: RawDocument(locator: "a", mediaType: .plainText, bytes: Array(text.utf8)), metadata: metadata,
            blocks: [(.paragraph, text)])
    }

    func survey() -> Survey { Survey(documents: count, bytes: 0) }
    func makeReader() -> Reader { Reader(left: count, article: article) }
}

/// `own.nowhere`: publishes nothing.
struct OwnNowhere: Sink {
    struct Writer: ArtifactWriter {
        mutating func write(_ piece: Bool) {}
        mutating func finish() {}
        mutating func commit() {}
        mutating func abandon() {}
    }

    static var name: String { "own.nowhere" }
    static var summary: String { "publishes nothing" }

    init(_ configuration: NoOptions, _ context: StageContext) {}
    var artifacts: [Artifact] { [] }
    func prepare(_ document: Article, _ layers: NoLayers) -> Bool { true }
    func makeWriter() -> Writer { Writer() }
}
