/// A document that a state database tells of, in short.
public struct KnownDocument: Sendable, Equatable {
    /// The row that tells of it.
    let row: Int
    /// Its identity: 32 hexadecimal digits.
    public let id: String
    /// The pipeline that read it.
    public let pipeline: String
    /// The id of the stage that read it.
    public let source: String
    /// Where it was read.
    public let locator: String
    /// The title, empty where it has none or didn't become an article.
    public let title: String
    /// The address.
    public let url: String?
    /// The last run that went through its stages with it.
    public let run: Int
    /// The first run that went through without it; nil while it is in the corpus.
    public let gone: Int?
}

/// The documents that somebody may mean.
public struct DocumentMatches: Sendable, Equatable {
    /// By what they were found.
    public enum Kind: String, Sendable, CaseIterable {
        /// The beginning of the identity.
        case identity
        /// The whole path.
        case place
        /// The address.
        case address
        /// The file or the folder that they are in.
        case container
        /// The end of the path.
        case name
        /// Words of the title.
        case words
    }

    /// By what they were found; nil when there are none.
    public var kind: Kind?
    /// The documents, those that are in the corpus first.
    public var documents: [KnownDocument] = []
    /// Whether there are, or may be, more than these.
    public var isMore = false

    /// No documents.
    public init() {}
}

/// What somebody says to mean a document.
public struct DocumentQuery: Sendable {
    /// What they say.
    public let text: String
    /// The same as paths that it may stand for, besides itself.
    public let places: [String]
    /// Only documents of this pipeline; nil for those of all.
    public let pipeline: String?

    /// Takes what somebody says.
    public init(_ text: String, places: [String] = [], pipeline: String? = nil) {
        self.text = text
        self.places = places.reduce(into: [text]) { if !$1.isEmpty, !$0.contains($1) { $0.append($1) } }
        self.pipeline = pipeline
    }
}
