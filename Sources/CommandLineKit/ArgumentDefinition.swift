/// A row of a command's table: one flag, option or positional argument, without its Swift type.
public struct ArgumentDefinition: Sendable {
    /// What kind of argument it is.
    public enum Kind: Sendable, Equatable {
        /// `--strict`; a negatable flag also has `--no-strict`.
        case flag(negatable: Bool)
        /// `--jobs <jobs>`.
        case option
        /// `<file>`.
        case positional
    }

    /// What kind of argument it is.
    public let kind: Kind
    /// The name without hyphens or angle brackets.
    public let name: String
    /// The one-letter name of a flag or option.
    public let short: Character?
    /// The name of the value between angle brackets, in help and messages.
    public let valueName: String
    /// What it does, as a sentence.
    public let help: String
    /// What help shows as the default.
    public let defaultText: String?
    /// Whether a command line without it is a mistake.
    public let isRequired: Bool
    /// Whether giving it several times adds up. Otherwise the last one counts.
    public let isRepeating: Bool
    /// What values are accepted; `nil` for flags.
    public let syntax: ValueSyntax?

    init(
        kind: Kind,
        name: String,
        short: Character? = nil,
        valueName: String? = nil,
        help: String,
        defaultText: String? = nil,
        isRequired: Bool = false,
        isRepeating: Bool = false,
        syntax: ValueSyntax? = nil
    ) {
        self.kind = kind
        self.name = name
        self.short = short
        self.valueName = valueName ?? name
        self.help = help
        self.defaultText = defaultText
        self.isRequired = isRequired
        self.isRepeating = isRepeating
        self.syntax = syntax
    }
}

extension ArgumentDefinition {
    static let help = ArgumentDefinition(
        kind: .flag(negatable: false), name: "help", short: "h", help: "Show help information.")
    static let version = ArgumentDefinition(kind: .flag(negatable: false), name: "version", help: "Show the version.")

    var isPositional: Bool { kind == .positional }
    var takesValue: Bool { kind == .option }

    /// The key of its values, and how messages write it down without its value.
    var id: String { isPositional ? "<\(valueName)>" : "--\(name)" }

    /// How messages name it: `--jobs <jobs>` or `<file>`.
    var display: String { takesValue ? "--\(name) <\(valueName)>" : id }

    /// All long names with their hyphens: one, or two for a negatable flag.
    var longNames: [String] {
        switch kind {
        case .flag(negatable: true): ["--\(name)", "--no-\(name)"]
        case .flag, .option: ["--\(name)"]
        case .positional: []
        }
    }

    /// All names with their hyphens, the short one first.
    var allNames: [String] { (short.map { ["-\($0)"] } ?? []) + longNames }
}
