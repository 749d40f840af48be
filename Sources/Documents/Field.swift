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
    /// Reads the field.
    public let value: @Sendable (Owner) -> FieldValue

    /// Declares a field.
    public init(_ name: String, _ type: FieldType, value: @escaping @Sendable (Owner) -> FieldValue) {
        self.name = name
        self.type = type
        self.value = value
    }
}
