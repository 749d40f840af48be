public import Documents

/// Reads bytes as an article: encoding, clean Unicode, structure.
///
/// Workers may share one: what it keeps between documents is memory for the next, nothing that is read. What the document doesn't say stays empty.
public struct ArticleReader: Sendable {
    /// The longest document that is read, in bytes.
    public var maximumBytes: Int
    /// What is read of web pages.
    public var pages: PageReader.Options {
        get { reader.options }
        set { reader.options = newValue }
    }
    private var reader: PageReader
    private let pdf: PDFService?

    /// Makes a reader.
    /// - Parameters:
    ///   - maximumBytes: The longest document that is read, 64 MiB unless told.
    ///   - pages: What is read of web pages.
    ///   - pdf: Reads PDF documents in a process of its own; without one they are read in this process.
    public init(
        maximumBytes: Int = 64 << 20, pages: PageReader.Options = PageReader.Options(), pdf: PDFService? = nil
    ) {
        self.maximumBytes = maximumBytes
        reader = PageReader(pages)
        self.pdf = pdf
    }

    /// Whether an encoding goes by this name, as web pages may write it (WHATWG Encoding Standard).
    public static func knowsCharset(_ label: String) -> Bool { Charset(label: label) != nil }

    /// A piece of text in UTF-8: as it is where it is valid, else decoded as told or detected.
    public static func text(_ bytes: [UInt8], charset: String?) -> String { MailText.text(bytes, charset: charset) }

    /// Reads a document by its media type, or by its fields where the source gave some.
    /// - Throws: ``ReadingError`` for what can't be read as an article.
    public func read(_ raw: RawDocument) throws(ReadingError) -> Article {
        guard raw.bytes.count <= maximumBytes else { throw .tooLong(raw.bytes.count, limit: maximumBytes) }
        let stated = raw.fields.flatMap { $0.accompany(raw) ? nil : $0 }
        var draft = if let stated { try FieldsReader.read(stated) } else { try content(raw) }
        if stated == nil, let fields = raw.fields { draft.metadata.complete(with: fields) }
        let length = draft.blocks.reduce(0) { $0 + $1.text.utf8.count + 2 }
        guard length > 2 * draft.blocks.count else { throw .empty }
        guard length <= Article.maximumTextLength else { throw .tooLong(length, limit: Article.maximumTextLength) }
        return Article(raw: raw, metadata: draft.metadata, blocks: draft.blocks)
    }

    private func content(_ raw: RawDocument) throws(ReadingError) -> ArticleDraft {
        let type = raw.mediaType
        switch type {
        case .mail:
            guard let message = MailMessage(raw.bytes) else { throw .mail }
            return try FieldsReader.read(message.fields)
        case .press, MediaType("application/nitf+xml"), MediaType("text/nitf"):
            let decoded = try XMLEncoding.decode(raw.bytes, label: raw.charset)
            var draft = try PressReader.read(decoded.bytes)
            draft.metadata.charset = decoded.charset.name
            return draft
        case .word: return try WordReader.read(raw.bytes, limit: maximumBytes)
        case .openDocument: return try OpenDocumentReader.read(raw.bytes, limit: maximumBytes)
        case .pdf: return if let pdf { try pdf.read(raw.bytes) } else { try PDFReader.read(raw.bytes) }
        default: break
        }
        let isMarkup = type == .html || type.name == "application/xhtml+xml"
        guard isMarkup || type == .unknown || type.name.hasPrefix("text/") else { throw .mediaType(type.name) }
        let decoded = try CharsetDecoder.decode(raw.bytes, label: raw.charset, declaration: isMarkup ? .markup : .none)
        var draft: ArticleDraft
        if isMarkup {
            draft = reader.draft(decoded.bytes, address: raw.address ?? raw.locator).draft
        } else if type == .markdown {
            draft = try MarkdownReader.read(decoded.bytes)
        } else {
            draft = PlainTextReader.read(decoded.bytes)
        }
        draft.metadata.charset = decoded.charset.name
        return draft
    }
}
