internal import CommandLineKit

/// `galley completions`: what a shell needs to complete command lines.
enum CompletionsCommand {
    static let shell = Argument.positional("shell", .choice(Shell.self), help: "The shell.")

    static func command(_ root: @escaping @Sendable () -> Command) -> Command {
        Command(
            "completions", abstract: "Print the completion script of a shell.",
            discussion: """
                Where it goes:

                    bash   galley completions bash > ~/.local/share/bash-completion/completions/galley
                    zsh    galley completions zsh > a folder of $fpath, as _galley
                    fish   galley completions fish > ~/.config/fish/completions/galley.fish
                """,
            arguments: [shell]
        ) { parsed in
            Output.data.write(root().completionScript(for: parsed[shell]))
            return ExitCode.done
        }
    }
}
