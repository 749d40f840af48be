/// An article in clean Unicode: title, body, metadata, and the layers that stages have added.
///
/// The text is the body's blocks joined by two newlines, in NFC, without control characters; it doesn't hold the title.
/// A value of two words: copies share the content.
public struct Article: Form {
    /// `Article`.
    public static var formName: String { "Article" }

    /// Fields for conditions: `title`, `subtitle`, `dateline`, `authors`, `site`, `url`, `published`, `modified`,
    /// `declared-language`, `section`, `tags`, `paywalled`, `captions`, `text`, `paragraphs`, `source`, `bytes`.
    public static var fields: [Field<Article>] {
        [
            Field("title", .text) { .text($0.title) },
            Field("subtitle", .text) { $0.metadata.subtitle.map { .text($0) } ?? .absent },
            Field("dateline", .text) { $0.metadata.dateline.map { .text($0) } ?? .absent },
            Field("authors", .texts) { .texts($0.metadata.authors) },
            Field("site", .text) { $0.metadata.site.map { .text($0) } ?? .absent },
            Field("url", .text) { $0.metadata.url.map { .text($0) } ?? .absent },
            Field("published", .text) { $0.metadata.published.map { .text($0.description) } ?? .absent },
            Field("declared-language", .text) { $0.metadata.language.map { .text($0) } ?? .absent },
            Field("modified", .text) { $0.metadata.modified.map { .text($0.description) } ?? .absent },
            Field("section", .text) { $0.metadata.section.map { .text($0) } ?? .absent },
            Field("tags", .texts) { .texts($0.metadata.tags) },
            Field("paywalled", .flag) { $0.metadata.isPaywalled.map { .flag($0) } ?? .absent },
            Field("captions", .texts) { .texts($0.metadata.captions) },
            Field("text", .text) { .text($0.text) },
            Field("paragraphs", .number) { .number(Double($0.blocks.count(where: { $0.kind == .paragraph }))) },
            Field("source", .text) { .text($0.raw.locator) },
            Field("bytes", .number) { .number(Double($0.text.utf8.count)) },
        ]
    }

    /// The longest text, in bytes, so that byte ranges fit 32 bits with room to spare.
    public static let maximumTextLength = 1 << 30

    private final class Content: Sendable {
        let id: DocumentID
        let raw: RawDocument
        let metadata: ArticleMetadata
        let text: String
        let blocks: [Block]

        init(id: DocumentID, raw: RawDocument, metadata: ArticleMetadata, text: String, blocks: [Block]) {
            self.id = id
            self.raw = raw
            self.metadata = metadata
            self.text = text
            self.blocks = blocks
        }
    }

    private let content: Content

    /// The layers that stages have added; stages read them by declaring them.
    public var layers = LayerStore()

    /// Makes an article out of a raw document, keeping its identity.
    /// - Parameters:
    ///   - raw: What was read.
    ///   - metadata: What is known about the article.
    ///   - blocks: The body in order; empty ones are left out.
    public init(raw: RawDocument, metadata: ArticleMetadata, blocks: [(kind: BlockKind, text: String)]) {
        self.init(raw: raw, metadata: metadata, blocks: blocks.map { TextBlock($0.kind, $0.text) })
    }

    /// Makes an article out of a raw document, keeping its identity.
    /// - Parameters:
    ///   - raw: What was read.
    ///   - metadata: What is known about the article.
    ///   - blocks: The body in order; empty ones are left out.
    public init(raw: RawDocument, metadata: ArticleMetadata, blocks: [TextBlock]) {
        // A body of one block has the block's text: it may be long.
        let isOne = blocks.count == 1
        var text = isOne ? blocks[0].text : ""
        if !isOne { text.reserveCapacity(blocks.reduce(0) { $0 + $1.text.utf8.count + 2 }) }
        var placed: [Block] = []
        placed.reserveCapacity(blocks.count)
        for block in blocks where !block.text.isEmpty {
            if !placed.isEmpty { text += "\n\n" }
            let start = isOne ? 0 : text.utf8.count
            if !isOne { text += block.text }
            placed.append(
                Block(kind: block.kind, range: ByteRange(start, text.utf8.count), outline: block.outline))
        }
        content = Content(id: raw.id, raw: raw, metadata: metadata, text: text, blocks: placed)
    }

    init(raw: RawDocument, metadata: ArticleMetadata, text: String, blocks: [Block]) {
        content = Content(id: raw.id, raw: raw, metadata: metadata, text: text, blocks: blocks)
    }

    /// Identity, the raw document's.
    public var id: DocumentID { content.id }
    /// What was read at the source.
    public var raw: RawDocument { content.raw }
    /// What is known about the article; what can't be known is absent.
    public var metadata: ArticleMetadata { content.metadata }
    /// The headline, empty when there is none.
    public var title: String { content.metadata.title }
    /// The body in UTF-8, blocks joined by two newlines; layers refer to it by byte ranges.
    public var text: String { content.text }
    /// The body's blocks in order.
    public var blocks: [Block] { content.blocks }
    /// The text and a little more, the raw bytes included.
    public var byteCount: Int { content.text.utf8.count + content.raw.byteCount + 512 }
}

/// What a block of an article is.
public enum BlockKind: String, Sendable, CaseIterable {
    /// A paragraph.
    case paragraph
    /// A heading inside the body.
    case heading
    /// An item of a list.
    case listItem = "list-item"
    /// A block quotation.
    case quotation
    /// Preformatted text.
    case code
    /// A row of a table, its cells joined by ` | `.
    case tableRow = "table-row"
}

/// A block of an article's body: its kind, its place in the text, and in the document's structure.
public struct Block: Hashable, Sendable {
    /// What it is.
    public let kind: BlockKind
    /// Where it is in ``Article/text``.
    public let range: ByteRange
    /// Where it stands in the document's structure.
    public let outline: BlockOutline

    /// Makes a block.
    public init(kind: BlockKind, range: ByteRange, outline: BlockOutline = .unknown) {
        self.kind = kind
        self.range = range
        self.outline = outline
    }
}
