import Documents
import Foundation
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

    func prepare(_ article: Article, _ layers: NoLayers) -> String { article.title }

    func makeWriter() throws -> TitlesWriter { try TitlesWriter(path) }
}

/// Writes under another name, and puts the file in place at the end.
struct TitlesWriter: ArtifactWriter {
    private let place: URL
    private let temporary: URL
    private let file: FileHandle

    init(_ path: Path) throws {
        place = URL(fileURLWithPath: path.text)
        temporary = place.appendingPathExtension("part")
        guard FileManager.default.createFile(atPath: temporary.path, contents: nil) else {
            throw PublishError(.cannotCreate, "\(path.text) can't be written", help: "check the folder")
        }
        file = try FileHandle(forWritingTo: temporary)
    }

    mutating func write(_ title: String) throws { try file.write(contentsOf: Data((title + "\n").utf8)) }

    mutating func finish() throws { try file.synchronize() }

    mutating func commit() throws {
        guard rename(temporary.path, place.path) == 0 else {
            throw PublishError(.inputOutput, "\(place.path) can't be put in place")
        }
    }

    mutating func abandon() { try? FileManager.default.removeItem(at: temporary) }
}
