/// A completion script for bash, 3.2 and later, that needs no library of shell functions.
struct BashCompletion {
    let program: String
    let nodes: [CompletionNode]

    var script: String {
        let function = "_" + shellIdentifier(program)
        return """
            # Completions of \(program) for bash.

            \(function)_words() {
                local word
                for word in "$@"; do
                    if [[ "$word" == "$current"* ]]; then
                        printf -v word '%q' "$word"
                        COMPREPLY+=("$word")
                    fi
                done
            }

            # Offers folders and, of the files, those that end as one of the arguments says.
            \(function)_files() {
                local path ending
                compopt -o filenames 2>/dev/null
                while IFS= read -r path; do
                    for ending in "$@"; do
                        if [[ "$path" == *"$ending" || -d "${path/#\\~/$HOME}" ]]; then
                            COMPREPLY+=("$path")
                            break
                        fi
                    done
                done < <(compgen -f -- "$current")
            }

            \(function)_folders() {
                local path
                compopt -o filenames 2>/dev/null
                while IFS= read -r path; do
                    COMPREPLY+=("$path")
                done < <(compgen -d -- "$current")
            }

            \(function)() {
                local current="${COMP_WORDS[COMP_CWORD]}"
                local command=\(shellQuoted(program)) option='' position=0 ended='' index word
                COMPREPLY=()
                # Readline splits --name=value at the equals sign.
                if [[ "$current" == '=' ]]; then
                    current=''
                fi
                for ((index = 1; index < COMP_CWORD; index++)); do
                    word="${COMP_WORDS[index]}"
                    if [[ -n "$option" ]]; then
                        if [[ "$word" != '=' ]]; then
                            option=''
                        fi
                    elif [[ -z "$ended" && "$word" == '--' ]]; then
                        ended=yes
                    elif [[ -z "$ended" && "$word" == -?* ]]; then
                        case "$command $word" in
                        \(block: valueOptionCases, indent: 12)
                        esac
                    else
                        case "$command $word" in
                        \(block: subcommandCases, indent: 12)
                        *) position=$((position + 1)) ;;
                        esac
                    fi
                done
                if [[ -n "$option" ]]; then
                    case "$command $option" in
                    \(block: valueCases, indent: 8)
                    esac
                elif [[ -z "$ended" && "$current" == -* ]]; then
                    case "$command" in
                    \(block: optionListCases, indent: 8)
                    esac
                else
                    case "$command $position" in
                    \(block: positionCases, indent: 8)
                    esac
                fi
            }

            complete -F \(function) \(program)

            """
    }

    private var valueOptionCases: [String] {
        nodes.flatMap { node in
            node.options.filter(\.takesValue).map { option in
                "\(patterns(node, option.allNames))) option=\"$word\" ;;"
            }
        }
    }

    private var subcommandCases: [String] {
        nodes.flatMap { node in
            node.subcommands.map { "\(patterns(node, [$0.name]))) command=\"$command $word\" ;;" }
        }
    }

    private var valueCases: [String] {
        nodes.flatMap { node in
            node.options.filter(\.takesValue).compactMap { option in
                offer(option).map { "\(patterns(node, option.allNames))) \($0) ;;" }
            }
        }
    }

    private var optionListCases: [String] {
        nodes.map { node in
            let names = node.options.flatMap(\.allNames).map(shellQuoted).joined(separator: " ")
            return "\(shellQuoted(node.commandPath))) \(function("words")) \(names) ;;"
        }
    }

    private var positionCases: [String] {
        nodes.flatMap { node in
            guard node.subcommands.isEmpty else {
                let names = node.subcommands.map { shellQuoted($0.name) }.joined(separator: " ")
                return ["\(patterns(node, ["0"]))) \(function("words")) \(names) ;;"]
            }
            return node.positionals.enumerated().compactMap { position, positional in
                let pattern = positional.isRepeating ? shellQuoted(node.commandPath + " ") + "*" : nil
                return offer(positional).map { "\(pattern ?? patterns(node, ["\(position)"]))) \($0) ;;" }
            }
        }
    }

    private func patterns(_ node: CompletionNode, _ words: [String]) -> String {
        words.map { shellQuoted("\(node.commandPath) \($0)") }.joined(separator: " | ")
    }

    private func offer(_ argument: ArgumentDefinition) -> String? {
        switch argument.syntax?.completion {
        case .words(let words): ([function("words")] + words.map(shellQuoted)).joined(separator: " ")
        case .file(let extensions):
            ([function("files")] + (extensions.isEmpty ? ["''"] : extensions.map { shellQuoted("." + $0) }))
                .joined(separator: " ")
        case .directory: function("folders")
        case .some(.none), nil: nil
        }
    }

    private func function(_ suffix: String) -> String { "_\(shellIdentifier(program))_\(suffix)" }
}

extension String.StringInterpolation {
    /// Lines, all but the first of them indented by spaces.
    mutating func appendInterpolation(block lines: [String], indent: Int) {
        appendLiteral(lines.joined(separator: "\n" + TextLayout.spaces(indent)))
    }
}
