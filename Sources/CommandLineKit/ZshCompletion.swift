/// A completion script for zsh, made of `_arguments` specifications.
struct ZshCompletion {
    let program: String
    let nodes: [CompletionNode]

    var script: String {
        let function = "_" + shellIdentifier(program)
        return """
            #compdef \(program)

            \(nodes.map(functionText).joined(separator: "\n\n"))

            # As a file in fpath this is the body of the function itself; sourced, it announces the function.
            if [[ "${funcstack[1]}" == \(function) ]]; then
                \(function) "$@"
            else
                compdef \(function) \(program)
            fi

            """
    }

    private func functionText(_ node: CompletionNode) -> String {
        node.subcommands.isEmpty ? leafText(node) : groupText(node)
    }

    private func leafText(_ node: CompletionNode) -> String {
        let positionals = node.positionals.enumerated().map { positionalSpecification($1, at: $0 + 1) }
        return """
            \(node.functionName)() {
                _arguments -s -S \\
                    \(block: continued(node.options.flatMap(specifications) + positionals), indent: 8)
            }
            """
    }

    private func groupText(_ node: CompletionNode) -> String {
        // "(-)" leaves all options after the subcommand to the subcommand's own function, which counts the words.
        let states = ["'(-)1:subcommand:->subcommand'", "'*::argument:->argument'"]
        let described = node.subcommands.map {
            shellQuoted($0.name.escaping([":", "\\"]) + ":" + $0.abstract.oneLine.escaping(["\\"]))
        }
        let calls = node.subcommands.map { subcommand in
            "\(subcommand.name)) \(node.functionName)_\(shellIdentifier(subcommand.name)) && status_=0 ;;"
        }
        return """
            \(node.functionName)() {
                local curcontext="$curcontext" state state_descr status_=1
                local -a line subcommands
                local -A opt_args
                _arguments -C -s -S \\
                    \(block: continued(node.options.flatMap(specifications) + states), indent: 8) \\
                    && status_=0
                case "$state" in
                subcommand)
                    subcommands=(
                        \(block: described, indent: 12)
                    )
                    _describe -t subcommands subcommand subcommands && status_=0
                    ;;
                argument)
                    case "${line[1]}" in
                    \(block: calls, indent: 8)
                    esac
                    ;;
                esac
                return status_
            }
            """
    }

    private func continued(_ lines: [String]) -> [String] {
        lines.dropLast().map { $0 + " \\" } + lines.suffix(1)
    }

    /// One specification for each name of an option; a name excludes the others, unless the option repeats.
    private func specifications(_ option: ArgumentDefinition) -> [String] {
        let others = option.isRepeating ? "*" : "(\(option.allNames.joined(separator: " ")))"
        let help = "[\(option.help.oneLine.escaping(["[", "]", "\\", ":"]))]"
        return option.allNames.map { name in
            guard option.takesValue else { return shellQuoted(others + name + help) }
            let joint = name.hasPrefix("--") ? "=" : "+"
            return shellQuoted("\(others)\(name)\(joint)\(help):\(message(option)):\(action(option))")
        }
    }

    private func positionalSpecification(_ positional: ArgumentDefinition, at position: Int) -> String {
        let place = positional.isRepeating ? "*:" : "\(position):\(positional.isRequired ? "" : ":")"
        return shellQuoted("\(place)\(message(positional)):\(action(positional))")
    }

    private func message(_ argument: ArgumentDefinition) -> String {
        argument.valueName.escaping([":", "\\"])
    }

    private func action(_ argument: ArgumentDefinition) -> String {
        switch argument.syntax?.completion {
        case .words(let words):
            "(" + words.map { $0.escaping(Set(" ()[]:\\'\"$`*?~#<>|&;")) }.joined(separator: " ") + ")"
        case .file(let extensions):
            extensions.isEmpty ? "_files" : "_files -g \"*.(\(extensions.joined(separator: "|")))\""
        case .directory: "_files -/"
        case .some(.none), nil: " "
        }
    }
}
