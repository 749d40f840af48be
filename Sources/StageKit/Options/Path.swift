/// A path of a file or folder; relative ones start at the current folder.
public struct Path: OptionValue, Hashable, ExpressibleByStringLiteral {
    /// The path as it was written.
    public let text: String

    /// Makes a path.
    public init(_ text: String) { self.text = text }

    /// Makes a path of a literal.
    public init(stringLiteral value: String) { text = value }

    /// The path without what changes nothing: `.`, empty names and names that `..` takes back. Looks at no file, so a
    /// symbolic link is taken for a folder.
    public var normalized: String {
        var names: [Substring] = []
        for name in text.split(separator: "/") where name != "." {
            if name == "..", let last = names.last, last != ".." { names.removeLast() } else { names.append(name) }
        }
        return (text.hasPrefix("/") ? "/" : "") + names.joined(separator: "/")
    }

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
