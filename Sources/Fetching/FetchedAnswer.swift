public import Documents

/// What came back.
public struct FetchedAnswer: Sendable, Equatable {
    /// The status of HTTP: 200 and its kin, or 304 when what was asked for hasn't changed.
    public var status: Int
    /// The content, expanded; empty when it hasn't changed.
    public var bytes: [UInt8]
    /// What the server says that the bytes are.
    public var mediaType: MediaType?
    /// The encoding that the server declares.
    public var charset: String?
    /// What tells this state of the content from others.
    public var validators: Validators
    /// Where it was in the end, all redirects followed.
    public var address: WebAddress

    /// Whether what was asked for hasn't changed.
    public var isUnchanged: Bool { status == 304 }
}

/// What tells a state of something on the web from others, as the server has it.
public struct Validators: Sendable, Equatable {
    /// The header `ETag`.
    public var tag: String?
    /// The header `Last-Modified`.
    public var modified: String?

    /// Makes them.
    public init(tag: String? = nil, modified: String? = nil) {
        self.tag = tag
        self.modified = modified
    }

    /// Headers that ask for what is otherwise.
    var headers: [String] {
        (tag.map { ["If-None-Match: \($0)"] } ?? []) + (modified.map { ["If-Modified-Since: \($0)"] } ?? [])
    }
}
