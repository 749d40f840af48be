/// A mistake on the command line, with what the user needs to mend it.
///
/// Prints as three lines or more: the message, the usage of the command it is about, and where to read more.
public struct UsageError: Error, Sendable, CustomStringConvertible {
    /// What kind of mistake it is. Kinds may be added.
    public struct Code: Sendable, Hashable {
        let name: String

        /// An option that the command doesn't have.
        public static let unknownOption = Code(name: "unknown-option")
        /// A subcommand that the command doesn't have.
        public static let unknownSubcommand = Code(name: "unknown-subcommand")
        /// An option without the value that it takes.
        public static let missingValue = Code(name: "missing-value")
        /// A flag with a value.
        public static let unexpectedValue = Code(name: "unexpected-value")
        /// A value that isn't accepted.
        public static let invalidValue = Code(name: "invalid-value")
        /// An argument that must be given and isn't.
        public static let missingArgument = Code(name: "missing-argument")
        /// A word too many.
        public static let unexpectedArgument = Code(name: "unexpected-argument")
        /// A mistake that the program found itself: see ``Parsed/usageError(_:)``.
        public static let rejected = Code(name: "rejected")
    }

    /// The exit code for mistakes on the command line: `EX_USAGE` of `sysexits.h`.
    public static let exitCode: Int32 = 64

    /// What kind of mistake it is.
    public let code: Code
    /// What is wrong and, where it can be told, what was meant; without "Error:" and without a newline at its end.
    public let message: String
    /// The usage of the command, wrapped: `galley run [--strict] <definition>`.
    public let usage: String
    /// The words that lead to the command: `galley run`.
    public let commandPath: String

    /// The whole text for standard error, without a newline at its end.
    public var description: String {
        """
        Error: \(message)
        \(usage)
          See '\(commandPath) --help' for more information.
        """
    }
}

/// Puts a text of the user between quotes, with control characters made visible, so that a message can neither be
/// broken into lines nor steer the terminal.
func quotation(_ text: String) -> String {
    var result = "'"
    for scalar in text.unicodeScalars {
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: result += scalar.escaped(asASCII: true)
        default: result.unicodeScalars.append(scalar)
        }
    }
    return result + "'"
}
