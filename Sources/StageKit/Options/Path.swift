/// A path of a file or folder; relative ones start at the current folder.
public struct Path: OptionValue, Hashable, ExpressibleByStringLiteral {
    /// The path as it was written.
    public let text: String

    /// Makes a path.
    public init(_ text: String) { self.text = text }

    /// Makes a path of a literal.
    public init(stringLiteral value: String) { text = value }

    /// Reads a text.
    public init(from decoder: any Decoder) throws {
        text = try decoder.singleValueContainer().decode(String.self)
    }

    /// Writes the text.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }

    /// `path`.
    public static var typeName: String { "path" }
    /// The path.
    public var optionText: String { text.optionText }
}
