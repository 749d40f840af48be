/// A command line that was read: the command chosen, and its arguments.
public struct Parsed: Sendable {
    /// The commands that lead to the chosen one: the program, then its subcommands.
    public let path: [Command]
    /// The chosen command.
    public let command: Command
    let texts: [String: [String]]
    let width: Int

    /// The words that lead to the chosen command: `galley run`.
    public var commandPath: String { path.map(\.name).joined(separator: " ") }

    /// The value of an argument.
    ///
    /// - Precondition: the chosen command, or one that leads to it, declares the argument.
    public subscript<Value>(argument: Argument<Value>) -> Value {
        guard declares(argument.definition), let value = argument.assemble(texts[argument.definition.id] ?? []) else {
            preconditionFailure("'\(commandPath)' does not declare '\(argument.definition.display)'")
        }
        return value
    }

    /// Whether the command line has the argument, rather than leaving it to its default.
    public func wasGiven<Value>(_ argument: Argument<Value>) -> Bool {
        texts[argument.definition.id] != nil
    }

    /// A mistake that only the program can see, such as two options that exclude each other.
    public func usageError(_ message: String) -> UsageError {
        UsageError(
            code: .rejected, message: message, usage: UsageLine(path: path).text(title: "Usage: ", width: width),
            commandPath: commandPath)
    }

    private func declares(_ definition: ArgumentDefinition) -> Bool {
        path.contains { $0.arguments.contains { $0.id == definition.id } }
    }
}
