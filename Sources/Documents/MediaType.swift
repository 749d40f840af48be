/// What kind of bytes a raw document holds (RFC 6838 name, without parameters).
public struct MediaType: Hashable, Sendable, CustomStringConvertible {
    /// The name, lower case, for example `text/html`.
    public let name: String

    /// Makes a media type of its name.
    public init(_ name: String) { self.name = name }

    /// Plain text.
    public static let plainText = MediaType("text/plain")
    /// Markdown (RFC 7763).
    public static let markdown = MediaType("text/markdown")
    /// A web page.
    public static let html = MediaType("text/html")
    /// One JSON value.
    public static let json = MediaType("application/json")
    /// A message of mail (RFC 5322).
    public static let mail = MediaType("message/rfc822")
    /// An item of the press: NITF or a news item of NewsML-G2.
    public static let press = MediaType("application/vnd.iptc.g2.newsitem+xml")
    /// A document of a word processor in Office Open XML.
    public static let word = MediaType("application/vnd.openxmlformats-officedocument.wordprocessingml.document")
    /// A text document in OpenDocument.
    public static let openDocument = MediaType("application/vnd.oasis.opendocument.text")
    /// A page description.
    public static let pdf = MediaType("application/pdf")
    /// Bytes of no known kind.
    public static let unknown = MediaType("application/octet-stream")

    private static let suffixes: [(suffix: String, type: MediaType)] = [
        (".txt", .plainText), (".text", .plainText), (".md", .markdown), (".markdown", .markdown), (".html", .html),
        (".htm", .html), (".xhtml", .html),
    ]

    /// The media type that the suffix of a path tells, whatever the case of its letters; nil for other suffixes.
    public init?(suffixOf path: String) {
        let path = path.lowercased()
        guard let known = Self.suffixes.first(where: { path.hasSuffix($0.suffix) }) else { return nil }
        self = known.type
    }

    /// The name.
    public var description: String { name }
}
