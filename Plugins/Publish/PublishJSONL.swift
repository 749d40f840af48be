internal import Documents
internal import JSON
internal import PublishKit
internal import StageKit

/// `publish.jsonl`: a line of JSON a document, with all that is known about it.
struct PublishJSONL: Sink {
    /// Options of `publish.jsonl`.
    struct Configuration: StageConfiguration {
        @Option("the file to write; .gz and .zst are compressed", isRequired: true) var path: Path = "articles.jsonl"

        /// `articles.jsonl`.
        init() {}

        var problems: [OptionProblem] {
            path.problems(as: .file, suffixes: [".jsonl", ".ndjson", ".json", ".gz", ".zst"])
        }
    }

    static var name: String { "publish.jsonl" }
    static var version: Int { 2 }
    static var summary: String { "writes a line of JSON an article, with its layers" }
    static var discussion: String {
        """
        JSON Lines in UTF-8, in corpus order. Members stand in a fixed order: `id` (32 hexadecimal digits, the same in \
        every run), `source` (where it was read), `title`, `subtitle`, `dateline`, `authors`, `published` and \
        `modified` (ISO 8601, as exactly as the document says it), `site`, `url`, `declaredLanguage`, `section`, `tags`, \
        `image` (`url` and `caption`), `paywalled` (whether all of it is only for those who pay), `charset`, `captions`, \
        `asides` (lines that were found not to belong to the body), `text`, `blocks`. They are there in every line: what isn't known is `null`, \
        a list of nothing `[]`. `blocks` places the paragraphs, headings, list items, quotations, code and table rows (cells \
        joined by ` | `) in `text`; `start` and `end` count its UTF-8 bytes, here and in all layers.

        After them stand the layers that the article carries, ordered by name, such as `keyphrases`, `language`, \
        `sentences`, `statistics`, `summary`. A layer that no stage added to an article isn't in its line.

        The file is written beside its place and put there at the end; a second run that writes the same file at the same \
        time is refused. A path that ends in `.gz` or `.zst` is compressed; the same corpus gives the same bytes then, too.
        """
    }
    static var examples: [StageExample] {
        [
            StageExample(
                "an article with its language", options: "path: articles.jsonl",
                input: """
                    Bridge closes

                    The harbour bridge will close on Monday.
                    """,
                layers: { _ in [Language(code: "en", confidence: 1)] },
                output: """
                    {"id":"14c7ed67234f6d6697896b6b52cfc50c","source":"example.txt","title":"Bridge closes",\
                    "subtitle":null,"dateline":null,"authors":[],"published":null,"modified":null,"site":null,"url":null,\
                    "declaredLanguage":null,"section":null,"tags":[],"image":null,"paywalled":null,"charset":"utf-8","captions":[],"asides":[],\
                    "text":"The harbour bridge will close on Monday.",\
                    "blocks":[{"kind":"paragraph","start":0,"end":40}],"language":{"code":"en","confidence":1.0}}
                    """)
        ]
    }

    typealias Reads = AllLayers

    private let path: Path

    init(_ configuration: Configuration, _ context: StageContext) {
        path = configuration.path
    }

    var artifacts: [Artifact] { [Artifact(path)] }

    func obstacles() -> [OptionProblem] { path.obstacles(as: .file) }

    func prepare(_ article: Article, _ layers: AllLayers) -> [UInt8] {
        var json = JSONWriter()
        json.object { json in
            json.member("id", article.id.description)
            json.member("source", article.raw.locator)
            article.writeMembers(to: &json)
            layers.write(to: &json, article: article)
        }
        json.endLine()
        return json.bytes
    }

    func makeWriter() throws -> FileWriter { try FileWriter(path) }
}
