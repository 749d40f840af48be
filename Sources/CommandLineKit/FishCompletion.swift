/// A completion script for fish: one `complete` command for each thing that may be offered.
struct FishCompletion {
    let program: String
    let nodes: [CompletionNode]

    var script: String {
        """
        # Completions of \(program) for fish.

        # Whether the cursor stands after a command and, by a comparison, after so many of its positional arguments.
        function \(function)
            set -l words (commandline -opc)
            set -l command \(quoted(program))
            set -l position 0
            set -l skip no
            set -l ended no
            for word in $words[2..]
                if test $skip = yes
                    set skip no
                else if test $ended = no; and string match -q -- -- $word
                    set ended yes
                else if test $ended = no; and string match -q -- '-?*' $word
                    switch "$command $word"
                        case \(valueOptionNames)
                            set skip yes
                    end
                else
                    switch "$command $word"
                        case \(subcommandNames)
                            set command "$command $word"
                        case '*'
                            set position (math $position + 1)
                    end
                end
            end
            test "$command" = "$argv[1]"
            and begin
                not set -q argv[2]
                or test $position $argv[2] $argv[3]
            end
        end

        # Folders and, of the files, those that end as one of the arguments says.
        function \(filesFunction)
            set -l typed (commandline -ct | string replace -r '^-[^=]*=' '')
            for path in (complete -C "'' $typed")
                for ending in $argv /
                    if string match -q -- "*$ending" $path
                        echo $path
                        break
                    end
                end
            end
        end

        complete -c \(program) -f
        \(nodes.flatMap(commands).joined(separator: "\n"))

        """
    }

    private var function: String { "__\(shellIdentifier(program))_at" }

    private var filesFunction: String { "__\(shellIdentifier(program))_files" }

    private var valueOptionNames: String {
        caseWords(
            nodes.flatMap { node in
                node.options.filter(\.takesValue).flatMap(\.allNames).map { "\(node.commandPath) \($0)" }
            })
    }

    private var subcommandNames: String {
        caseWords(nodes.flatMap { node in node.subcommands.map { "\(node.commandPath) \($0.name)" } })
    }

    private func caseWords(_ words: [String]) -> String {
        words.isEmpty ? "''" : words.map(quoted).joined(separator: " ")
    }

    private func commands(_ node: CompletionNode) -> [String] {
        let subcommands = node.subcommands.map {
            line(node, "-eq 0", "-a \(quoted($0.name)) -d \(quoted($0.abstract.oneLine))")
        }
        let positionals = node.positionals.enumerated().compactMap { position, positional in
            offer(positional).map { line(node, "\(positional.isRepeating ? "-ge" : "-eq") \(position)", $0) }
        }
        return subcommands + positionals + node.options.flatMap { optionLines(node, $0) }
    }

    private func optionLines(_ node: CompletionNode, _ option: ArgumentDefinition) -> [String] {
        let short = option.short.map { "-s \($0) " } ?? ""
        let value = option.takesValue ? " -r \(offer(option) ?? "-f")" : ""
        return option.longNames.enumerated().map { index, name in
            let names = (index == 0 ? short : "") + "-l \(name.dropFirst(2))"
            return line(node, "", "\(names) -d \(quoted(option.help.oneLine))\(value)")
        }
    }

    private func line(_ node: CompletionNode, _ comparison: String, _ rest: String) -> String {
        let condition = "\(function) \(quoted(node.commandPath))" + (comparison.isEmpty ? "" : " " + comparison)
        return "complete -c \(program) -n \(quoted(condition)) \(rest)"
    }

    private func offer(_ argument: ArgumentDefinition) -> String? {
        switch argument.syntax?.completion {
        case .words(let words): "-f -a \(quoted(words.map(quoted).joined(separator: " ")))"
        case .file(let extensions):
            extensions.isEmpty ? "-F" : "-f -a '(\(filesFunction) \(endings(extensions)))'"
        case .directory: "-f -a '(__fish_complete_directories)'"
        case .some(.none), nil: nil
        }
    }

    private func endings(_ extensions: [String]) -> String { extensions.map { "." + $0 }.joined(separator: " ") }

    private func quoted(_ word: String) -> String { "'\(word.escaping(["'", "\\"]))'" }
}
