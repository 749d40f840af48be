/// A type that an option of a stage can have.
///
/// Text, numbers, truth values, lists and maps of those, optionals, ``Path``, ``ByteSize``, ``TimeSpan`` and choices
/// (enumerations that conform to ``OptionChoice``) are ready.
public protocol OptionValue: Codable, Sendable, Equatable {
    /// What the value is called in messages and help, for example `whole number`.
    static var typeName: String { get }

    /// The texts that are allowed, when they are few.
    static var choices: [String]? { get }

    /// What the value is made of, for schemas; by default a choice where there are ``choices``, else text.
    static var kind: OptionKind { get }

    /// The value as one would write it in a definition.
    var optionText: String { get }
}

extension OptionValue {
    /// Any value of the type is allowed.
    public static var choices: [String]? { nil }
    /// A choice where there are ``choices``, else text.
    public static var kind: OptionKind { choices.map { .choice($0) } ?? .text }
}

/// An option with a few named values: `enum Method: String, OptionChoice { case lead, textrank }`.
public protocol OptionChoice: OptionValue, CaseIterable, RawRepresentable where RawValue == String {}

extension OptionChoice {
    /// `choice`.
    public static var typeName: String { "choice" }
    /// The names of the cases.
    public static var choices: [String]? { allCases.map(\.rawValue) }
    /// The name.
    public var optionText: String { rawValue }
}

extension String: OptionValue {
    /// `text`.
    public static var typeName: String { "text" }
    /// The text, quoted when it is empty.
    public var optionText: String { isEmpty ? "\"\"" : self }
}

extension Int: OptionValue {
    /// `whole number`.
    public static var typeName: String { "whole number" }
    /// `wholeNumber`.
    public static var kind: OptionKind { .wholeNumber }
    /// The digits.
    public var optionText: String { description }
}

extension Double: OptionValue {
    /// `number`.
    public static var typeName: String { "number" }
    /// `number`.
    public static var kind: OptionKind { .number }
    /// The shortest form that reads back the same.
    public var optionText: String { description }
}

extension Bool: OptionValue {
    /// `true or false`.
    public static var typeName: String { "true or false" }
    /// `flag`.
    public static var kind: OptionKind { .flag }
    /// `true` or `false`.
    public var optionText: String { description }
}

extension Optional: OptionValue where Wrapped: OptionValue {
    /// The wrapped type's.
    public static var typeName: String { Wrapped.typeName }
    /// The wrapped type's, or nothing.
    public static var kind: OptionKind { .optional(Wrapped.kind) }
    /// The wrapped type's.
    public static var choices: [String]? { Wrapped.choices }
    /// `none` when there is no value.
    public var optionText: String { self?.optionText ?? "none" }
}

extension Array: OptionValue where Element: OptionValue {
    /// `list of …`.
    public static var typeName: String { "list of \(Element.typeName)" }
    /// A list of the element type's.
    public static var kind: OptionKind { .list(Element.kind) }
    /// The element type's.
    public static var choices: [String]? { Element.choices }
    /// A YAML flow sequence.
    public var optionText: String { "[" + map(\.optionText).joined(separator: ", ") + "]" }
}

extension Dictionary: OptionValue where Key == String, Value: OptionValue {
    /// `map of text to …`.
    public static var typeName: String { "map of text to \(Value.typeName)" }
    /// A mapping to the value type's.
    public static var kind: OptionKind { .map(Value.kind) }
    /// A YAML flow mapping, sorted by key.
    public var optionText: String {
        "{" + sorted { $0.key < $1.key }.map { "\($0.key): \($0.value.optionText)" }.joined(separator: ", ") + "}"
    }
}
