import Testing

@testable import CommandLineKit

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

@Suite struct CompletionTests {
    /// Runs a shell in an empty folder with some files, and gives what it prints.
    private static func output(of shell: Shell, _ program: String) -> [String] {
        let script = """
            folder=$(mktemp -d) && cd "$folder" || exit 1
            mkdir seeds 'two words' && touch digest.yaml other.yml notes.txt seeds/a.yaml "it's.yaml"
            $(command -v timeout >/dev/null && echo timeout 60) \(command(shell)) -c \(shellQuoted(program)) 2>&1
            rm -r "$folder"
            """
        guard let pipe = popen(script, "r") else { return ["cannot run \(shell.rawValue)"] }
        defer { pclose(pipe) }
        var bytes: [UInt8] = []
        while case let byte = fgetc(pipe), byte != EOF { bytes.append(UInt8(truncatingIfNeeded: byte)) }
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    private static func command(_ shell: Shell) -> String {
        switch shell {
        case .bash: "bash --norc"
        case .zsh: "zsh -f"
        case .fish: "fish --no-config"
        }
    }

    private static func isInstalled(_ shell: Shell) -> Bool {
        system("command -v \(shell.rawValue) >/dev/null 2>&1") == 0
    }

    private static let expected: [(words: [String], offered: [String])] = [
        ([""], ["help", "preview", "quarantine", "run"]),
        (["r"], ["run"]),
        (["-v", "quarantine", ""], ["list", "retry"]),
        (["quarantine", "r"], ["retry"]),
        (["help", "q"], ["quarantine"]),
        (["run", "--f"], ["--format"]),
        (["run", "--no-s"], ["--no-strict"]),
        (["run", "--verb"], ["--verbose"]),
        (["--version", "--ver"], ["--verbose", "--version"]),
        (["run", "--format", ""], ["csv-table", "json", "text"]),
        (["run", "-f", "c"], ["csv-table"]),
        (["run", "--jobs", ""], []),
        (["run", ""], ["digest.yaml", "it's.yaml", "other.yml", "seeds", "two words"]),
        (["run", "seeds/"], ["seeds/a.yaml"]),
        (["run", "digest.yaml", ""], ["seeds", "two words"]),
        (["run", "-j", "4", "digest.yaml", "seeds", ""], ["seeds", "two words"]),
        (["run", "--format", "json", "--", "d"], ["digest.yaml"]),
        (["run", "--log", "n"], ["notes.txt"]),
        (["run", "--no-color", "x", ""], ["seeds", "two words"]),
        (["quarantine", "list", ""], []),
    ]

    @Test(.enabled(if: isInstalled(.bash)))
    func bashOffersWhatTheTableSays() {
        let questions = Self.expected.map { "try galley \($0.words.map(shellQuoted).joined(separator: " "))" }
        let lines = Self.output(
            of: .bash,
            """
            \(Fixture.galley.completionScript(for: .bash))
            try() {
                COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)); _galley
                for word in "${COMPREPLY[@]}"; do echo "$word"; done | sort
                echo .
            }
            export LC_ALL=C
            \(questions.joined(separator: "\n"))
            """)
        #expect(lines == Self.expected.flatMap { $0.offered + ["."] })
    }

    @Test(.enabled(if: isInstalled(.bash)))
    func bashUnderstandsTheEqualsSignAndQuotesWhatItOffers() {
        let lines = Self.output(
            of: .bash,
            """
            \(Fixture.galley.completionScript(for: .bash))
            try() { COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)); _galley; echo "${COMPREPLY[*]}"; }
            try galley run --format =
            try galley run --format = j
            try galley run --jobs = 4 --for
            try galley run --set = a=b o
            try galley preview --at ''
            complete -p galley
            """)
        #expect(
            lines == [
                "text json csv-table", "json", "--format", "other.yml", #"read sum\ mary it\'s"#,
                "complete -F _galley galley",
            ])
    }

    @Test(.enabled(if: isInstalled(.fish)))
    func fishOffersWhatTheTableSays() {
        let questions = Self.expected.map { "try \(shellQuoted("galley " + $0.words.joined(separator: " ")))" }
        let lines = Self.output(
            of: .fish,
            """
            \(Fixture.galley.completionScript(for: .fish))
            function try
                complete -C $argv[1] | string replace -r '\\t.*' '' | string trim -r -c / | sort
                echo .
            end
            set -x LC_ALL C
            \(questions.joined(separator: "\n"))
            """)
        #expect(lines == Self.expected.flatMap { $0.offered + ["."] })
    }

    /// Types each line into an interactive zsh on a pseudo-terminal, and notes what the script adds to the matches.
    @Test(.enabled(if: isInstalled(.zsh)))
    func zshOffersWhatTheTableSays() {
        let questions = Self.expected.map { "try \(shellQuoted("galley " + $0.words.joined(separator: " ")))" }
        let lines = Self.output(
            of: .zsh,
            #"""
            cat > .setup <<'END'
            PS1=
            autoload -Uz compinit
            compinit -D -u
            \#(Fixture.galley.completionScript(for: .zsh))
            compadd() {
                case " $* " in (*' -'[OAD]' '*) builtin compadd "$@"; return ;; esac
                local -a offered
                builtin compadd -O offered "$@"
                (( $#offered )) && print -rl -- "${(@Q)offered}" >> .offered
                builtin compadd "$@"
            }
            answer() { BUFFER=; print ANSWERED }
            zle -N answer
            bindkey '^I' list-choices '^X' answer
            LISTMAX=1000
            END
            zmodload zsh/zpty
            zpty shell zsh -f -i
            zpty -w shell "source ./.setup; echo REA''DY"
            zpty -r -m shell answer '*READY*'
            try() {
                : > .offered
                zpty -n -w shell "$1"$'\t\C-x'
                zpty -r -m shell answer '*ANSWERED*'
                sort -u .offered
                echo .
            }
            export LC_ALL=C
            \#(questions.joined(separator: "\n"))
            zpty -d shell
            """#)
        // Zsh matches the last part of a path, leaves out what was given, and offers options where nothing else fits.
        let expected = Self.expected.map { question -> [String] in
            switch question.words {
            case ["run", "seeds/"]: ["a.yaml"]
            case ["--version", "--ver"]: ["--verbose"]
            case ["quarantine", "list", ""]: ["--help", "--no-color", "--verbose", "-h", "-v"]
            default: question.offered
            }
        }
        #expect(lines == expected.flatMap { $0 + ["."] })
    }

    @Test(arguments: Shell.allCases)
    func everyOptionAndSubcommandIsInEveryScript(shell: Shell) {
        let script = Fixture.galley.completionScript(for: shell)
        for node in CompletionNode.all(from: Fixture.galley) {
            for option in node.options.flatMap(\.longNames) {
                let spelling = shell == .fish ? " -l \(option.dropFirst(2)) " : option
                #expect(script.contains(spelling), "\(node.commandPath) \(option)")
            }
            for subcommand in node.subcommands { #expect(script.contains(subcommand.name)) }
        }
        #expect(script.hasSuffix("\n") && !script.hasSuffix("\n\n"))
    }

    @Test(.enabled(if: isInstalled(.bash)), arguments: Shell.allCases.filter(isInstalled))
    func aProgramWithoutOptionsHasASoundScript(shell: Shell) {
        let script = Command("plain-tool", abstract: "Plain.").completionScript(for: shell)
        let prelude = shell == .zsh ? "compdef() { }\n" : ""
        #expect(Self.output(of: shell, prelude + script + "echo done") == ["done"])
    }
}
