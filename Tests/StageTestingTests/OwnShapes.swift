import Documents
import Foundation
import PublishKit
import StageKit

/// `ingest.lines`: reads every line of a file as a document.
struct IngestLines: Source {
    struct Configuration: StageConfiguration {
        @Option("the file to read", isRequired: true) var path: Path = "lines.txt"
    }

    static var name: String { "ingest.lines" }
    static var summary: String { "reads every line of a file as a document" }
    static var discussion: String { "Lines are plain text in UTF-8. Empty ones go to quarantine as `empty`." }

    let path: Path

    init(_ configuration: Configuration, _ context: StageContext) { path = configuration.path }

    func reads(_ path: Path) -> Bool { path.normalized == self.path.normalized }

    func survey() throws -> Survey {
        let lines = try LinesReader(path).lines
        return Survey(documents: lines.count, bytes: lines.reduce(0) { $0 + $1.utf8.count })
    }

    func makeReader() throws -> LinesReader { try LinesReader(path) }
}

/// Reads line by line.
struct LinesReader: DocumentReader {
    let path: Path
    let lines: [String]
    private var number = 0

    init(_ path: Path) throws {
        guard let text = try? String(contentsOfFile: path.text, encoding: .utf8) else {
            throw SourceError("\(path.text) can't be read", help: "check the path; it starts at the current folder")
        }
        self.path = path
        lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
    }

    mutating func next() -> Reading<RawDocument>? {
        guard number < lines.count else { return nil }
        number += 1
        let line = lines[number - 1]
        let document = RawDocument(
            locator: "\(path.text)#\(number)", mediaType: .plainText, bytes: Array(line.utf8))
        return line.isEmpty ? .rejected(document, DocumentError("empty", "the line is empty")) : .document(document)
    }
}

/// `normalize.titles`: leaves out articles whose title was there before.
struct NormalizeTitles: Selection {
    static var name: String { "normalize.titles" }
    static var summary: String { "leaves out articles whose title was there before" }
    static var discussion: String { "Titles are compared to the letter. The first article of a title stays." }
    static var examples: [StageExample] {
        [
            StageExample(
                "two of a title", input: "A\n\none\n---\nA\n\ntwo\n---\nB\n\nthree",
                output: #"{"title":"A","text":"one"}"# + "\n" + #"{"title":"B","text":"three"}"#)
        ]
    }

    init(_ configuration: NoOptions, _ context: StageContext) {}

    func prepare(_ article: Article, _ layers: NoLayers) -> String { article.title }

    func makeSelector() -> TitleSelector { TitleSelector() }
}

/// Remembers the titles.
struct TitleSelector: Selector {
    private var first: [String: String] = [:]

    mutating func judge(_ title: String, _ locator: String) -> Verdict {
        if let kept = first[title] { return .leaveOut(code: "same-title", inFavourOf: kept, similarity: 1) }
        first[title] = locator
        return .keep
    }
}

/// `summarize.contents`: makes one article that lists the titles of all.
struct SummarizeContents: Aggregate {
    static var name: String { "summarize.contents" }
    static var summary: String { "makes a table of contents" }
    static var discussion: String { "Titles stand in corpus order, a list item each. Holds the titles of the corpus." }
    static var examples: [StageExample] {
        [
            StageExample(
                "two articles", input: "A\n\none\n---\nB\n\ntwo", output: #"{"title":"Contents","text":"A\n\nB"}"#)
        ]
    }

    init(_ configuration: NoOptions, _ context: StageContext) {}

    func prepare(_ article: Article, _ layers: NoLayers) -> String { article.title }

    func makeFold() -> Contents { Contents() }
}

/// Collects the titles.
struct Contents: Fold {
    private var titles: [String] = []

    mutating func add(_ article: Article, _ title: String) { titles.append(title) }

    mutating func finish(into out: inout Emitter<Article>) {
        var metadata = ArticleMetadata()
        metadata.title = "Contents"
        let raw = RawDocument(
            locator: "contents", mediaType: .plainText, bytes: Array(titles.joined(separator: "\n").utf8))
        out.emit(Article(raw: raw, metadata: metadata, blocks: titles.map { (.listItem, $0) }))
    }
}

/// `publish.titles`: writes the titles of articles, a line each.
struct PublishTitles: Sink {
    struct Configuration: StageConfiguration {
        @Option("the file to write", isRequired: true) var path: Path = "titles.txt"

        var problems: [OptionProblem] { path.problems(as: .file, suffixes: [".txt", ".gz", ".zst"]) }
    }

    static var name: String { "publish.titles" }
    static var summary: String { "writes the titles of articles, a line each" }
    static var discussion: String {
        "Lines are in corpus order, in UTF-8. An article without a title has an empty line."
    }
    static var examples: [StageExample] {
        [StageExample("two articles", options: "path: titles.txt", input: "A\n\none\n---\nB\n\ntwo", output: "A\nB")]
    }

    let path: Path

    init(_ configuration: Configuration, _ context: StageContext) { path = configuration.path }

    var artifacts: [Artifact] { [Artifact(path)] }

    func obstacles() -> [OptionProblem] { path.obstacles(as: .file) }

    func prepare(_ article: Article, _ layers: NoLayers) -> [UInt8] { Array((article.title + "\n").utf8) }

    func makeWriter() throws -> FileWriter { try FileWriter(path) }
}

/// `publish.rss`: writes the titles of articles as a feed.
struct PublishRSS: Sink {
    struct Configuration: StageConfiguration {
        @Option("the file to write", isRequired: true) var path: Path = "feed.xml"
        @Option("the title of the feed") var title = "News"
        @Option("the address of the site", isRequired: true) var link = "https://example.org/"

        var problems: [OptionProblem] { path.problems(as: .file, suffixes: [".xml", ".rss", ".gz", ".zst"]) }
    }

    static var name: String { "publish.rss" }
    static var summary: String { "writes the titles of articles as a feed" }
    static var discussion: String { "RSS 2.0, in corpus order: a title an item, and its address where it is known." }
    static var examples: [StageExample] {
        [
            StageExample(
                "an article", options: "{ path: feed.xml, link: 'https://example.org/' }", input: "Q & A\n\none",
                output: """
                    <?xml version="1.0" encoding="utf-8"?>
                    <rss version="2.0"><channel>
                    <title>News</title><link>https://example.org/</link><description>News</description>
                    <item><title>Q &amp; A</title></item>
                    </channel></rss>
                    <!-- items: 1 -->
                    """)
        ]
    }

    let configuration: Configuration

    init(_ configuration: Configuration, _ context: StageContext) { self.configuration = configuration }

    var artifacts: [Artifact] { [Artifact(configuration.path)] }

    func obstacles() -> [OptionProblem] { configuration.path.obstacles(as: .file) }

    func prepare(_ article: Article, _ layers: NoLayers) -> [UInt8] {
        let link = article.metadata.url.map { "<link>\(Self.escaped($0))</link>" } ?? ""
        return Array("<item><title>\(Self.escaped(article.title))</title>\(link)</item>\n".utf8)
    }

    func makeWriter() throws -> FileWriter {
        let (title, link) = (Self.escaped(configuration.title), Self.escaped(configuration.link))
        let head = """
            <?xml version="1.0" encoding="utf-8"?>
            <rss version="2.0"><channel>
            <title>\(title)</title><link>\(link)</link><description>\(title)</description>

            """
        return try FileWriter(configuration.path, beginning: Array(head.utf8)) { count in
            Array("</channel></rss>\n<!-- items: \(count) -->\n".utf8)
        }
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    }
}
