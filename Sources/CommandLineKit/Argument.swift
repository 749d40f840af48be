/// A typed key: declares an argument in a command's table, and reads its value from a parsed command line.
///
///     static let jobs = Argument.option("jobs", short: "j", .integer(in: 1...512), help: "Work on so many documents.")
///     …
///     let count = parsed[jobs] ?? 4
///
/// A misspelt key or a value taken for another type does not compile.
public struct Argument<Value: Sendable>: DeclaredArgument {
    /// Its row in the command's table.
    public let definition: ArgumentDefinition

    /// Makes the value from the texts given, of which none is invalid; `nil` where a required one is missing.
    let assemble: @Sendable ([String]) -> Value?
}

/// An argument of any type: what a command's table lists.
public protocol DeclaredArgument: Sendable {
    /// Its row in the command's table.
    var definition: ArgumentDefinition { get }
}

// MARK: - Flags

extension Argument where Value == Bool {
    /// A flag that is on when given: `--strict`. A negatable one can also be turned off: `--no-strict`.
    /// Of several, the last one counts.
    public static func flag(
        _ name: String, short: Character? = nil, default initial: Bool = false, negatable: Bool = false, help: String
    ) -> Argument {
        Argument(
            definition: ArgumentDefinition(
                kind: .flag(negatable: negatable), name: name, short: short, help: help,
                defaultText: negatable ? (initial ? "--\(name)" : "--no-\(name)") : nil),
            assemble: { texts in texts.last.map { $0 != Flag.off } ?? initial })
    }
}

extension Argument where Value == Int {
    /// A flag that counts how often it is given: `-vv` is 2.
    public static func count(_ name: String, short: Character? = nil, help: String) -> Argument {
        Argument(
            definition: ArgumentDefinition(
                kind: .flag(negatable: false), name: name, short: short, help: help, isRepeating: true),
            assemble: { $0.count })
    }
}

/// The texts that stand for a flag's two values.
enum Flag {
    static let on = "on"
    static let off = "off"
}

// MARK: - Options

extension Argument {
    /// An option that may be left out: `--jobs 4`. Of several, the last one counts.
    ///
    /// - Parameter defaultText: what help shows as the default, where the program works it out.
    public static func option<Element>(
        _ name: String, short: Character? = nil, _ type: ValueType<Element>, valueName: String? = nil,
        defaultText: String? = nil, help: String
    ) -> Argument where Value == Element? {
        Argument(
            definition: ArgumentDefinition(
                kind: .option, name: name, short: short, valueName: valueName, help: help, defaultText: defaultText,
                syntax: type.syntax),
            assemble: type.optional)
    }

    /// An option with a default. Of several, the last one counts.
    public static func option(
        _ name: String, short: Character? = nil, _ type: ValueType<Value>, default initial: Value,
        valueName: String? = nil, help: String
    ) -> Argument {
        Argument(
            definition: ArgumentDefinition(
                kind: .option, name: name, short: short, valueName: valueName, help: help,
                defaultText: type.text(initial), syntax: type.syntax),
            assemble: { texts in texts.isEmpty ? initial : type.last(texts) })
    }

    /// An option that must be given. Of several, the last one counts.
    public static func requiredOption(
        _ name: String, short: Character? = nil, _ type: ValueType<Value>, valueName: String? = nil, help: String
    ) -> Argument {
        Argument(
            definition: ArgumentDefinition(
                kind: .option, name: name, short: short, valueName: valueName, help: help, isRequired: true,
                syntax: type.syntax),
            assemble: type.last)
    }

    /// An option that may be given several times: `--set a=1 --set b=2`.
    public static func options<Element>(
        _ name: String, short: Character? = nil, _ type: ValueType<Element>, valueName: String? = nil, help: String
    ) -> Argument where Value == [Element] {
        Argument(
            definition: ArgumentDefinition(
                kind: .option, name: name, short: short, valueName: valueName, help: help, isRepeating: true,
                syntax: type.syntax),
            assemble: type.all)
    }
}

// MARK: - Positional arguments

extension Argument {
    /// A positional argument that must be given.
    public static func positional(_ name: String, _ type: ValueType<Value>, help: String) -> Argument {
        Argument(
            definition: ArgumentDefinition(
                kind: .positional, name: name, help: help, isRequired: true, syntax: type.syntax),
            assemble: type.last)
    }

    /// A positional argument that may be left out.
    ///
    /// - Parameter defaultText: what help shows as the default, where the program works it out.
    public static func optionalPositional<Element>(
        _ name: String, _ type: ValueType<Element>, defaultText: String? = nil, help: String
    ) -> Argument where Value == Element? {
        Argument(
            definition: ArgumentDefinition(
                kind: .positional, name: name, help: help, defaultText: defaultText, syntax: type.syntax),
            assemble: type.optional)
    }

    /// A positional argument with a default.
    public static func positional(
        _ name: String, _ type: ValueType<Value>, default initial: Value, help: String
    ) -> Argument {
        Argument(
            definition: ArgumentDefinition(
                kind: .positional, name: name, help: help, defaultText: type.text(initial), syntax: type.syntax),
            assemble: { texts in texts.isEmpty ? initial : type.last(texts) })
    }

    /// All remaining positional arguments; at least one of them if required.
    public static func positionals<Element>(
        _ name: String, _ type: ValueType<Element>, required: Bool = false, help: String
    ) -> Argument where Value == [Element] {
        Argument(
            definition: ArgumentDefinition(
                kind: .positional, name: name, help: help, isRequired: required, isRepeating: true,
                syntax: type.syntax),
            assemble: type.all)
    }
}
