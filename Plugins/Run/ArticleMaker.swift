internal import Documents
internal import JSON
internal import Reading
internal import StageKit

/// Makes articles of what a program gives: clean text, whatever it wrote.
enum ArticleMaker {
    /// The members that an article may have.
    static let members = [
        "title", "text", "paragraphs", "subtitle", "dateline", "authors", "published", "modified", "site", "url",
        "declaredLanguage", "section", "tags", "captions",
    ]

    /// Another article in the place of one: what isn't said stays as it is.
    static func article(_ json: JSONValue, instead of: Article) throws -> Article {
        Article(
            raw: of.raw, metadata: try metadata(json, of.metadata),
            blocks: try blocks(json)
                ?? of.blocks.map { TextBlock($0.kind, String(of.text[bytes: $0.range]), $0.outline) })
    }

    /// A new article, one of those that are made of another: its place is that one's with a number.
    static func article(_ json: JSONValue, number: Int, of: Article) throws -> Article {
        guard let blocks = try blocks(json) else {
            throw CommandTalk.wrong("expected 'text' or 'paragraphs' in each of 'documents'")
        }
        var known = ArticleMetadata()
        known.site = of.metadata.site
        known.published = of.metadata.published
        known.language = of.metadata.language
        let metadata = try metadata(json, known)
        let text = ([metadata.title] + blocks.map(\.text)).joined(separator: "\n\n")
        let raw = RawDocument(
            locator: "\(of.raw.locator)#\(number)", address: of.raw.address, mediaType: .plainText,
            charset: "utf-8", bytes: Array(text.utf8))
        return Article(raw: raw, metadata: metadata, blocks: blocks)
    }

    private static func blocks(_ json: JSONValue) throws -> [TextBlock]? {
        if let paragraphs = json["paragraphs"], paragraphs != .null {
            guard let texts = paragraphs.texts else {
                throw CommandTalk.wrong("'paragraphs' must be a list of texts")
            }
            return texts.map { TextBlock(.paragraph, CleanText.line($0)) }
        }
        guard let value = json["text"] else { return nil }
        guard let text = value.text else { throw CommandTalk.wrong("'text' must be a text") }
        return text.split(separator: "\n", omittingEmptySubsequences: false)
            .split { $0.utf8.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D } }
            .map { TextBlock(.paragraph, CleanText.line($0.joined(separator: " "))) }
    }

    private static func metadata(_ json: JSONValue, _ known: ArticleMetadata) throws -> ArticleMetadata {
        var metadata = known
        try text(json, "title") { metadata.title = $0 ?? "" }
        try text(json, "subtitle") { metadata.subtitle = $0 }
        try text(json, "dateline") { metadata.dateline = $0 }
        try text(json, "site") { metadata.site = $0 }
        try text(json, "url") { metadata.url = $0 }
        try text(json, "declaredLanguage") { metadata.language = $0 }
        try text(json, "section") { metadata.section = $0 }
        try texts(json, "authors") { metadata.authors = $0 }
        try texts(json, "tags") { metadata.tags = $0 }
        try texts(json, "captions") { metadata.captions = $0 }
        try date(json, "published") { metadata.published = $0 }
        try date(json, "modified") { metadata.modified = $0 }
        return metadata
    }

    private static func text(_ json: JSONValue, _ name: String, _ set: (String?) -> Void) throws {
        guard let value = json[name] else { return }
        guard value == .null || value.text != nil else { throw CommandTalk.wrong("'\(name)' must be a text") }
        let clean = value.text.map(CleanText.line)
        set(clean?.isEmpty == true ? nil : clean)
    }

    private static func texts(_ json: JSONValue, _ name: String, _ set: ([String]) -> Void) throws {
        guard let value = json[name] else { return }
        guard let texts = value == .null ? [] : value.texts else {
            throw CommandTalk.wrong("'\(name)' must be a list of texts")
        }
        set(texts.map(CleanText.line).filter { !$0.isEmpty })
    }

    private static func date(_ json: JSONValue, _ name: String, _ set: (PublicationDate?) -> Void) throws {
        guard let value = json[name] else { return }
        guard value != .null else { return set(nil) }
        guard let date = value.text.flatMap({ PublicationDate($0) }) else {
            throw CommandTalk.wrong("'\(name)' must be a date such as 2014-03-14 or 2014-03-14T09:30:00Z")
        }
        set(date)
    }
}
