/// What a shell offers when the user completes a value.
public enum Completion: Sendable, Equatable {
    /// Nothing: the value is free text.
    case none
    /// One of these words.
    case words([String])
    /// A file with one of these extensions (without the dot), or any file if there are none.
    case file(extensions: [String])
    /// A folder.
    case directory
}

/// What values are accepted, without their Swift type.
public struct ValueSyntax: Sendable {
    /// All accepted values, if they can be listed; else empty.
    public let choices: [String]
    /// What is expected, as it ends the sentence "expected …".
    public let expectation: String
    /// What the shell offers.
    public let completion: Completion
    let accepts: @Sendable (String) -> Bool
}

/// A kind of value: how it is read, described and completed.
public struct ValueType<Value: Sendable>: Sendable {
    let syntax: ValueSyntax
    let convert: @Sendable (String) -> Value?
    let text: @Sendable (Value) -> String

    /// - Parameters:
    ///   - expectation: ends the sentence "expected …", such as "a size such as 64M".
    ///   - completion: what the shell offers.
    ///   - text: writes a value the way a user would, to show defaults in help.
    ///   - convert: reads a value; `nil` if it is not valid.
    public init(
        expecting expectation: String,
        completion: Completion = .none,
        text: @escaping @Sendable (Value) -> String = { "\($0)" },
        convert: @escaping @Sendable (String) -> Value?
    ) {
        self.init(expecting: expectation, completion: completion, choices: [], text: text, convert: convert)
    }

    init(
        expecting expectation: String,
        completion: Completion,
        choices: [String],
        text: @escaping @Sendable (Value) -> String,
        convert: @escaping @Sendable (String) -> Value?
    ) {
        self.convert = convert
        self.text = text
        syntax = ValueSyntax(
            choices: choices, expectation: expectation, completion: completion, accepts: { convert($0) != nil })
    }

    /// The same values with other completions.
    public func completing(_ completion: Completion) -> ValueType {
        ValueType(
            expecting: syntax.expectation, completion: completion, choices: syntax.choices, text: text,
            convert: convert)
    }
}

extension ValueType {
    func last(_ texts: [String]) -> Value? { texts.last.flatMap(convert) }

    func optional(_ texts: [String]) -> Value?? {
        guard !texts.isEmpty else { return .some(nil) }
        return last(texts).map(Optional.some)
    }

    func all(_ texts: [String]) -> [Value]? {
        let values = texts.compactMap(convert)
        return values.count == texts.count ? values : nil
    }
}

// MARK: - Texts and paths

extension ValueType where Value == String {
    /// Any text, also an empty one.
    public static var text: ValueType {
        ValueType(expecting: "a text", text: { $0 }, convert: { $0 })
    }

    /// The path of a file, completed to files with one of the extensions (without the dot), or to any file.
    /// Whether the file exists is not checked.
    public static func file(_ extensions: String...) -> ValueType {
        .path(completion: .file(extensions: extensions), expecting: "the path of a file")
    }

    /// The path of a folder. Whether it exists is not checked.
    public static var directory: ValueType {
        .path(completion: .directory, expecting: "the path of a folder")
    }

    /// One of the given words.
    public static func choice(_ words: [String]) -> ValueType {
        ValueType(
            expecting: alternatives(words), completion: .words(words), choices: words, text: { $0 },
            convert: { words.contains($0) ? $0 : nil })
    }

    private static func path(completion: Completion, expecting expectation: String) -> ValueType {
        ValueType(
            expecting: expectation, completion: completion, text: { $0 }, convert: { $0.isEmpty ? nil : $0 })
    }
}

extension ValueType where Value: CaseIterable & RawRepresentable, Value.RawValue == String {
    /// One of the cases of an enumeration, by its raw value.
    public static func choice(_ type: Value.Type = Value.self) -> ValueType {
        let words = type.allCases.map(\.rawValue)
        return ValueType(
            expecting: alternatives(words), completion: .words(words), choices: words, text: \.rawValue,
            convert: { Value(rawValue: $0) })
    }
}

/// Lists words as a sentence does: `'a', 'b' or 'c'`.
func alternatives(_ words: [String], conjunction: String = "or") -> String {
    let quoted = words.map(quotation)
    guard quoted.count > 1, let last = quoted.last else { return quoted.first ?? "" }
    return quoted.dropLast().joined(separator: ", ") + " \(conjunction) " + last
}

// MARK: - Numbers

extension ValueType where Value == Int {
    /// A whole number, also a negative one.
    public static var integer: ValueType { .integer(in: .min ... .max) }

    /// A whole number in a range.
    public static func integer(in range: ClosedRange<Int>) -> ValueType {
        let limits =
            switch (range.lowerBound, range.upperBound) {
            case (.min, .max): ""
            case (let low, .max): " of at least \(low)"
            case (.min, let high): " of at most \(high)"
            case (let low, let high): " from \(low) to \(high)"
            }
        return ValueType(expecting: "a whole number\(limits)") { text in
            Int(text).flatMap { range.contains($0) ? $0 : nil }
        }
    }

    /// A whole number that is not below a limit.
    public static func integer(in range: PartialRangeFrom<Int>) -> ValueType {
        .integer(in: range.lowerBound ... .max)
    }
}

extension ValueType where Value == Double {
    /// A decimal number in a range; neither infinite nor "not a number".
    public static func number(in range: ClosedRange<Double>) -> ValueType {
        ValueType(expecting: "a number from \(range.lowerBound) to \(range.upperBound)") { text in
            Double(text).flatMap { $0.isFinite && range.contains($0) ? $0 : nil }
        }
    }
}
