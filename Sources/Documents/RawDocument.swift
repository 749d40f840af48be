/// A document as its source gave it: bytes, what they are, and where they came from.
///
/// A value of two words: copies share the bytes.
public struct RawDocument: Form {
    /// `RawDocument`.
    public static var formName: String { "RawDocument" }

    /// Fields for conditions: `media-type`, `path`, `bytes`.
    public static var fields: [Field<RawDocument>] {
        [
            Field("media-type", .text) { .text($0.mediaType.name) },
            Field("path", .text) { .text($0.locator) },
            Field("bytes", .number) { .number(Double($0.bytes.count)) },
        ]
    }

    private final class Content: Sendable {
        let id: DocumentID
        let locator: String
        let address: String?
        let mediaType: MediaType
        let charset: String?
        let bytes: [UInt8]
        let fields: GivenFields?

        init(
            id: DocumentID, locator: String, address: String?, mediaType: MediaType, charset: String?, bytes: [UInt8],
            fields: GivenFields?
        ) {
            self.id = id
            self.locator = locator
            self.address = address
            self.mediaType = mediaType
            self.charset = charset
            self.bytes = bytes
            self.fields = fields
        }
    }

    private let content: Content

    /// The layers that stages have added.
    public var layers = LayerStore()

    /// Makes a raw document and its identity; linear in the bytes.
    /// - Parameters:
    ///   - locator: Where it was read: a path, a path with `#line` or `#entry`, or a URL.
    ///   - address: Where the web has it, when the place where it was read is another: in a web archive, for example.
    ///   - mediaType: What the bytes are, by suffix, header or content.
    ///   - charset: The character encoding that the source declares outside the bytes, if it does.
    ///   - bytes: The content, decompressed.
    ///   - fields: What the source knows about the article already.
    public init(
        locator: String, address: String? = nil, mediaType: MediaType, charset: String? = nil, bytes: [UInt8],
        fields: GivenFields? = nil
    ) {
        content = Content(
            id: DocumentID(locator: locator, content: Digest(of: bytes)), locator: locator, address: address,
            mediaType: mediaType, charset: charset, bytes: bytes, fields: fields)
    }

    /// Identity by source and content.
    public var id: DocumentID { content.id }
    /// Where it was read: a path, a path with `#line` or `#entry`, or a URL.
    public var locator: String { content.locator }
    /// Where the web has it, when the place where it was read is another; relative addresses in it start from there.
    public var address: String? { content.address }
    /// What the bytes are.
    public var mediaType: MediaType { content.mediaType }
    /// The character encoding declared outside the bytes.
    public var charset: String? { content.charset }
    /// The content, decompressed.
    public var bytes: [UInt8] { content.bytes }
    /// What the source knew about the article already, for example from the fields of a JSON record.
    public var fields: GivenFields? { content.fields }
    /// Itself.
    public var raw: RawDocument { self }
    /// The bytes and a little more.
    public var byteCount: Int { content.bytes.count + 256 }
}

extension RawDocument {
    /// Whether both are copies of one document.
    package func isCopy(of other: RawDocument) -> Bool { content === other.content }

    /// The digest of all that a stage can see of it.
    package var contentDigest: Digest {
        var archive = ArchiveWriter(room: 128)
        id.store(in: &archive)
        mediaType.name.store(in: &archive)
        charset.store(in: &archive)
        if let address = content.address {
            archive.write(text: "address")
            address.store(in: &archive)
        }
        if let fields {
            fields.title.store(in: &archive)
            fields.body.store(in: &archive)
            fields.bodyIsHTML.store(in: &archive)
            fields.url.store(in: &archive)
            fields.published.store(in: &archive)
            fields.authors.store(in: &archive)
            fields.language.store(in: &archive)
        }
        return archive.digest(from: 0)
    }
}

/// What a structured source (a JSON record, a feed entry) states about an article, by field.
public struct GivenFields: Sendable, Equatable {
    /// The headline.
    public var title: String?
    /// The body, as plain text, or as HTML where ``bodyIsHTML``.
    public var body: String
    /// Whether the body is HTML.
    public var bodyIsHTML: Bool
    /// The article's address.
    public var url: String?
    /// The publication date as the source writes it.
    public var published: String?
    /// The authors.
    public var authors: [String]
    /// The language tag.
    public var language: String?

    /// Makes the fields; what isn't given is unknown.
    public init(
        title: String? = nil, body: String, bodyIsHTML: Bool = false, url: String? = nil, published: String? = nil,
        authors: [String] = [], language: String? = nil
    ) {
        self.title = title
        self.body = body
        self.bodyIsHTML = bodyIsHTML
        self.url = url
        self.published = published
        self.authors = authors
        self.language = language
    }
}
