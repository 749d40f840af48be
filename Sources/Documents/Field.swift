/// A typed value that a `when` condition can look at.
public enum FieldValue: Hashable, Sendable {
    /// A text.
    case text(String)
    /// Several texts: a condition holds when it holds for one of them.
    case texts([String])
    /// A number.
    case number(Double)
    /// A truth value.
    case flag(Bool)
    /// Nothing is known.
    case absent
}

/// The type of a ``FieldValue``, for checking conditions before a run.
public enum FieldType: String, Sendable {
    /// One text.
    case text
    /// Several texts.
    case texts = "list of texts"
    /// A number.
    case number
    /// A truth value.
    case flag
}

/// A named field of a form or of a layer.
public struct Field<Owner: Sendable>: Sendable {
    /// The name in a `when` condition.
    public let name: String
    /// The type that conditions are checked against.
    public let type: FieldType
    /// Reads the field; absent for one that quotes the article.
    public let value: @Sendable (Owner) -> FieldValue
    /// Reads a field of a layer that quotes the article; nil for all others.
    package let quotation: (@Sendable (Owner, Article) -> FieldValue)?

    /// Declares a field.
    public init(_ name: String, _ type: FieldType, value: @escaping @Sendable (Owner) -> FieldValue) {
        self.name = name
        self.type = type
        self.value = value
        quotation = nil
    }

    /// Declares a field of a layer that is made of the article's text.
    public init(
        _ name: String, _ type: FieldType, quoting quotation: @escaping @Sendable (Owner, Article) -> FieldValue
    ) {
        self.name = name
        self.type = type
        value = { _ in .absent }
        self.quotation = quotation
    }
}

extension FieldValue: CustomStringConvertible {
    /// The value as one would write it in a definition, but for quotes; `unknown` where nothing is known.
    public var description: String {
        switch self {
        case .text(let text): text
        case .texts(let texts): "[" + texts.joined(separator: ", ") + "]"
        case .number(let number): Int(exactly: number).map(String.init) ?? number.description
        case .flag(let flag): flag.description
        case .absent: "unknown"
        }
    }
}
