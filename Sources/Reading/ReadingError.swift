/// Why bytes can't be read as an article.
public struct ReadingError: Error, Sendable, Equatable {
    /// A stable code: `binary`, `encoding`, `empty`, `too-long`, `nesting` or `media-type`.
    public let code: String
    /// What is wrong, as a phrase.
    public let message: String

    /// Makes an error.
    public init(_ code: String, _ message: String) {
        self.code = code
        self.message = message
    }
}

extension ReadingError: CustomStringConvertible {
    /// `message (code)`.
    public var description: String { "\(message) (\(code))" }
}

extension ReadingError {
    static func binary(_ what: String) -> ReadingError {
        ReadingError("binary", "not a text: \(what)")
    }

    static func encoding(_ charset: String, replaced: Int, of total: Int) -> ReadingError {
        ReadingError("encoding", "\(replaced) of \(total) bytes aren't valid \(charset)")
    }

    static let empty = ReadingError("empty", "no text is left after cleaning")

    static func tooLong(_ count: Int, limit: Int) -> ReadingError {
        ReadingError("too-long", "\(count) bytes are more than the \(limit) that are read")
    }

    static func brackets(limit: Int) -> ReadingError {
        ReadingError("nesting", "a paragraph has more than \(limit) opening brackets")
    }

    static func mediaType(_ name: String) -> ReadingError {
        ReadingError("media-type", "no reader for \(name)")
    }
}
