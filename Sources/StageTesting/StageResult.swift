public import Documents
internal import JSON
public import StageKit

/// What a stage gave in a test.
public struct StageResult: Sendable {
    private var contents: [any BatchContent] = []
    var tally = Tally()

    mutating func append(_ content: any BatchContent) { contents.append(content) }

    /// The documents that were given, of one form.
    public func documents<F: Form>(_ form: F.Type) -> [F] {
        contents.compactMap { $0 as? DocumentBatch<F> }.flatMap(\.documents)
    }

    /// The articles that were given.
    public var articles: [Article] { documents(Article.self) }

    /// A layer of the first article.
    public func layer<L: Layer>(_ type: L.Type) -> L? {
        articles.first.flatMap { L(from: $0.layers) }
    }

    /// The documents that went to quarantine, and why.
    public var rejected: [(document: RawDocument, reason: DocumentError)] {
        tally.rejected.map { ($0.raw, $0.reason) }
    }

    /// What was filtered with a reason.
    public var drops: [Drop] { tally.drops }

    /// How many documents were filtered, with a reason or without.
    public var filtered: Int { tally.filtered }

    /// A line of JSON for every article: the title, the text and the layers.
    public var jsonLines: String {
        articles.map { article in
            var json = JSONWriter()
            json.object { json in
                json.member("title", article.title)
                json.member("text", article.text)
                article.layers.write(to: &json, article: article)
            }
            return json.text
        }.joined(separator: "\n")
    }
}
