/// An option of a stage: a property of its ``StageConfiguration``, with its default, its help and its limits.
///
/// ```swift
/// @Option("how many sentences the summary has", in: 1...50) var sentences = 3
/// ```
/// The property's name, in words joined by hyphens, is the key in a definition: `minimumLength` is `minimum-length`.
@propertyWrapper
public struct Option<Value: OptionValue>: Codable, Sendable {
    /// The value: the default until a definition gives another.
    public var wrappedValue: Value
    package let help: String
    let limits: OptionLimits<Value>?
    package let isRequired: Bool
    package let choosesDocuments: Bool

    /// Declares an option.
    /// - Parameters:
    ///   - wrappedValue: The default.
    ///   - help: What it does, as a phrase without a full stop.
    ///   - isRequired: Whether a definition must give it; the default then only serves examples.
    ///   - choosesDocuments: Whether it only decides which files or other units a source reads, and nothing of what the
    ///     source says of each: when it changes, what is known of the units that it still chooses is known all the same.
    ///     Means nothing for other stages.
    public init(
        wrappedValue: Value, _ help: String, isRequired: Bool = false, choosesDocuments: Bool = false
    ) {
        self.init(
            wrappedValue: wrappedValue, help: help, limits: nil, isRequired: isRequired,
            choosesDocuments: choosesDocuments)
    }

    /// Declares an option with the least and the greatest value that it can have.
    public init(wrappedValue: Value, _ help: String, in range: ClosedRange<Value>) where Value: Comparable {
        let limits = OptionLimits<Value>(range) { range.contains($0) }
        self.init(wrappedValue: wrappedValue, help: help, limits: limits, isRequired: false)
    }

    /// Declares an option that may have no value, with limits for when it has one.
    public init<Number: OptionValue & Comparable>(
        wrappedValue: Value = nil, _ help: String, in range: ClosedRange<Number>
    ) where Value == Number? {
        let limits = OptionLimits<Value>(range) { value in value.map { range.contains($0) } ?? true }
        self.init(wrappedValue: wrappedValue, help: help, limits: limits, isRequired: false)
    }

    // What an author forgets is told in the compiler's words.

    /// An option says what it does.
    @available(*, unavailable, message: "say what the option does, as in '@Option(\"how many words\") var words = 3'")
    public init(wrappedValue: Value) { self.init(wrappedValue: wrappedValue, "") }

    /// An option has a default.
    @available(
        *, unavailable,
        message: "give the option a default; with 'isRequired: true' it serves examples only"
    )
    public init(_ help: String, isRequired: Bool = false) { fatalError(help) }

    /// An option has a default.
    @available(*, unavailable, message: "give the option a default, within its limits")
    public init(_ help: String, in range: ClosedRange<Value>) where Value: Comparable {
        self.init(wrappedValue: range.lowerBound, help, in: range)
    }

    init(
        wrappedValue: Value, help: String, limits: OptionLimits<Value>?, isRequired: Bool,
        choosesDocuments: Bool = false
    ) {
        self.wrappedValue = wrappedValue
        self.help = help
        self.limits = limits
        self.isRequired = isRequired
        self.choosesDocuments = choosesDocuments
    }

    /// Reads the bare value; a definition is read in another way, which keeps help and limits.
    public init(from decoder: any Decoder) throws {
        self.init(wrappedValue: try Value(from: decoder), help: "", limits: nil, isRequired: false)
    }

    /// Writes the bare value.
    public func encode(to encoder: any Encoder) throws { try wrappedValue.encode(to: encoder) }
}

struct OptionLimits<Value: Sendable>: Sendable {
    let text: String
    /// As numbers, where they are some.
    let bounds: ClosedRange<Double>?
    let contains: @Sendable (Value) -> Bool

    init<Bound: OptionValue & Comparable>(
        _ range: ClosedRange<Bound>, contains: @escaping @Sendable (Value) -> Bool
    ) {
        text = "\(range.lowerBound.optionText) to \(range.upperBound.optionText)"
        let number = { (bound: Bound) in bound as? Double ?? (bound as? Int).map(Double.init) }
        if let lower = number(range.lowerBound), let upper = number(range.upperBound) {
            bounds = lower...upper
        } else {
            bounds = nil
        }
        self.contains = contains
    }
}

/// An ``Option`` whose type is not known: what the reader of definitions works with.
package protocol AnyOption: Sendable {
    /// The type's name.
    static var typeName: String { get }
    /// The texts that are allowed, when they are few.
    static var choices: [String]? { get }
    /// What it does.
    var help: String { get }
    /// Whether a definition must give it.
    var isRequired: Bool { get }
    /// Whether it only decides which units a source reads.
    var choosesDocuments: Bool { get }
    /// The value as one would write it.
    var valueText: String { get }
    /// What the value is made of.
    static var kind: OptionKind { get }
    /// The limits in words.
    var limitsText: String? { get }
    /// The limits as numbers.
    var bounds: ClosedRange<Double>? { get }

    /// The same option with a value that a decoder gives.
    /// - Throws: ``OptionProblem`` without an option's name when the value is outside the limits; what the decoder throws.
    func decoded(from decoder: any Decoder) throws -> Self
}

extension Option: AnyOption {
    package static var typeName: String { Value.typeName }
    package static var choices: [String]? { Value.choices }
    package var valueText: String { wrappedValue.optionText }
    package static var kind: OptionKind { Value.kind }
    package var limitsText: String? { limits?.text }
    package var bounds: ClosedRange<Double>? { limits?.bounds }

    package func decoded(from decoder: any Decoder) throws -> Option {
        let value = try Value(from: decoder)
        if let limits, !limits.contains(value) {
            throw OptionProblem(
                "", "is \(value.optionText), outside \(limits.text)", help: "give a value of \(limits.text)")
        }
        return Option(
            wrappedValue: value, help: help, limits: limits, isRequired: isRequired,
            choosesDocuments: choosesDocuments)
    }
}
