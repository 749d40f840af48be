/// A command of a program: the program itself, or one of its subcommands.
///
/// A command is a row in one declarative table. Parsing, usage lines, help pages and shell completions all read that
/// table, so they cannot disagree.
///
/// Options declared on a command are accepted by all of its subcommands too, before or after the subcommand's name.
/// A command has either subcommands or positional arguments; ``declarationProblems`` reports tables that break a rule.
public struct Command: Sendable {
    /// What a chosen command does; returns the exit code of the process.
    public typealias Action = @concurrent @Sendable (Parsed) async throws -> Int32

    /// A line of the examples section: what it shows, and what to type.
    public struct Example: Sendable {
        /// What it shows.
        public let title: String
        /// What to type.
        public let commandLine: String

        /// Makes a line.
        public init(_ title: String, _ commandLine: String) {
            self.title = title
            self.commandLine = commandLine
        }
    }

    /// The word typed to choose the command: small letters, digits and hyphens.
    public let name: String
    /// One line that says what the command does.
    public let abstract: String
    /// More about the command, in paragraphs separated by blank lines. Indented lines are printed as they are.
    public let discussion: String
    /// Command lines that the help page shows.
    public let examples: [Example]
    /// What `--version` prints. Only the version of the outermost command counts.
    public let version: String?
    /// The rows of the command's own arguments, in the order that help lists them.
    public let arguments: [ArgumentDefinition]
    /// The commands below this one, in the order that help lists them.
    public let subcommands: [Command]
    /// What the command does. A command without an action, such as a group of subcommands, prints its help page.
    public let action: Action?

    /// Makes a row of the table; what isn't given is empty.
    public init(
        _ name: String,
        abstract: String,
        discussion: String = "",
        examples: [Example] = [],
        version: String? = nil,
        arguments: [any DeclaredArgument] = [],
        subcommands: [Command] = [],
        action: Action? = nil
    ) {
        self.name = name
        self.abstract = abstract
        self.discussion = discussion
        self.examples = examples
        self.version = version
        self.arguments = arguments.map(\.definition)
        self.subcommands = subcommands
        self.action = action
    }

    /// Reads a command line, without the program's own name.
    ///
    /// - Parameters:
    ///   - arguments: the words after the program's name: `CommandLine.arguments.dropFirst()`.
    ///   - width: the columns to which help and usage lines are wrapped.
    /// - Returns: what the user asked for: to run a command, or to print a text such as help.
    /// - Throws: ``UsageError`` for the first mistake on the line.
    public func parse(_ arguments: some Sequence<String>, width: Int = 80) throws(UsageError) -> Request {
        var parser = Parser(root: self, width: width)
        return try parser.parse(Array(arguments))
    }
}

extension Command {
    var options: [ArgumentDefinition] { arguments.filter { !$0.isPositional } }
    var positionals: [ArgumentDefinition] { arguments.filter(\.isPositional) }
    var isGroup: Bool { !subcommands.isEmpty }

    func subcommand(named name: String) -> Command? {
        subcommands.first { $0.name == name }
    }
}

/// What a command line asks for.
public enum Request: Sendable {
    /// To run the chosen command with the given arguments.
    case run(Parsed)
    /// To print this text, which ends in a newline, to standard output and exit with code 0.
    case print(String)
}
