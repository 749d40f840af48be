/// A shell that completes the words of a command line.
public enum Shell: String, CaseIterable, Sendable {
    /// GNU Bash.
    case bash
    /// Z shell.
    case zsh
    /// fish.
    case fish
}

extension Command {
    /// The script that teaches a shell to complete this command's subcommands, options and values.
    ///
    /// - bash: `source <(galley completions bash)`
    /// - zsh: `source <(galley completions zsh)` after `compinit`, or as the file `_galley` in a folder of `fpath`
    /// - fish: `galley completions fish | source`
    public func completionScript(for shell: Shell) -> String {
        let nodes = CompletionNode.all(from: self)
        return switch shell {
        case .bash: BashCompletion(program: name, nodes: nodes).script
        case .zsh: ZshCompletion(program: name, nodes: nodes).script
        case .fish: FishCompletion(program: name, nodes: nodes).script
        }
    }
}

/// A command with all that a shell may offer after it.
struct CompletionNode {
    let path: [Command]
    let options: [ArgumentDefinition]
    let positionals: [ArgumentDefinition]
    let subcommands: [Command]

    var commandPath: String { path.map(\.name).joined(separator: " ") }

    /// The name of a shell function for this command: `_galley_quarantine_list`.
    var functionName: String { "_" + path.map { shellIdentifier($0.name) }.joined(separator: "_") }

    /// All commands, the outermost first, with the built-in `help`.
    static func all(from root: Command) -> [CompletionNode] {
        nodes(path: [root])
    }

    private static func nodes(path: [Command]) -> [CompletionNode] {
        guard let command = path.last else { return [] }
        let isOutermost = path.count == 1
        let subcommands = command.subcommands + (isOutermost && command.isGroup ? [help(for: command)] : [])
        let node = CompletionNode(
            path: path, options: OptionList(path: path).all, positionals: command.positionals,
            subcommands: subcommands)
        return [node] + subcommands.flatMap { nodes(path: path + [$0]) }
    }

    private static func help(for command: Command) -> Command {
        Command(
            "help", abstract: "Show help for a subcommand.",
            arguments: [
                Argument.positional("subcommand", .choice(command.subcommands.map(\.name)), help: "The subcommand.")
            ])
    }
}

/// Makes a name usable in the name of a shell function.
func shellIdentifier(_ name: String) -> String {
    String(name.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
}

/// Quotes a word for bash and zsh.
func shellQuoted(_ word: String) -> String {
    "'" + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
}

extension String {
    /// The text with a backslash before each of the given characters.
    func escaping(_ characters: Set<Character>) -> String {
        reduce(into: "") { result, character in
            if characters.contains(character) { result.append("\\") }
            result.append(character)
        }
    }

    /// The text on one line.
    var oneLine: String { split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}
