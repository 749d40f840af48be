/// What the value of an option is made of, for schemas: editors complete and check by it.
public indirect enum OptionKind: Sendable, Equatable {
    /// Any scalar, as text.
    case text
    /// A whole number.
    case wholeNumber
    /// A number.
    case number
    /// `true` or `false`.
    case flag
    /// A number of bytes such as `20 MB`.
    case size
    /// A length of time such as `30s`.
    case time
    /// One of these texts.
    case choice([String])
    /// A list.
    case list(OptionKind)
    /// A mapping of texts.
    case map(OptionKind)
    /// Nothing, or a value.
    case optional(OptionKind)
}
