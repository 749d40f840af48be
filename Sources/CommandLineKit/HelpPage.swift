/// The help page of a command: sections in the order and the layout that Swift's command-line tools share.
struct HelpPage {
    let path: [Command]

    /// Where the second column begins, if the first column's labels fit.
    private static let column = 26
    /// A terminal narrower than this is written to as if it were as wide: one word a line helps nobody.
    private static let leastWidth = 40

    /// The page, which ends in a newline.
    func text(width: Int) -> String {
        guard let command = path.last else { return "" }
        let width = max(width, Self.leastWidth)
        let options = OptionList(path: path)
        let sections = [
            TextLayout.wrap("OVERVIEW: " + command.abstract, width: width),
            TextLayout.wrap(command.discussion, width: width),
            UsageLine(path: path).text(title: "USAGE: ", width: width),
            section("ARGUMENTS", command.positionals.map { ($0.display, description($0)) }, width),
            section("OPTIONS", options.own.map { (label($0), description($0)) }, width),
            section("GLOBAL OPTIONS", options.inherited.map { (label($0), description($0)) }, width),
            section("SUBCOMMANDS", command.subcommands.map { ($0.name, $0.abstract) }, width),
            TextLayout.fill(footer(command), width: width, indent: 2, hanging: 2),
            examples(command, width),
        ]
        return sections.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
    }

    private func section(_ title: String, _ rows: [(label: String, text: String)], _ width: Int) -> String {
        guard !rows.isEmpty else { return "" }
        let lines = rows.map { TextLayout.row($0.label, $0.text, column: Self.column, width: width) }
        return ([title + ":"] + lines).joined(separator: "\n")
    }

    private func label(_ option: ArgumentDefinition) -> String {
        let short = option.short.map { "-\($0), " } ?? ""
        return short + (option.takesValue ? option.display : option.longNames.joined(separator: "/"))
    }

    private func description(_ argument: ArgumentDefinition) -> String {
        let choices = argument.syntax?.choices ?? []
        let notes = [
            choices.isEmpty ? nil : "values: " + choices.joined(separator: ", "),
            argument.defaultText.map { "default: " + $0 },
        ].compactMap(\.self)
        return argument.help + (notes.isEmpty ? "" : " (\(notes.joined(separator: "; ")))")
    }

    private func footer(_ command: Command) -> [String] {
        guard command.isGroup, let program = path.first else { return [] }
        let words = [program.name, "help"] + path.dropFirst().map(\.name)
        return ["See", "'\(words.joined(separator: " ")) <subcommand>'", "for", "detailed", "help."]
    }

    private func examples(_ command: Command, _ width: Int) -> String {
        guard !command.examples.isEmpty else { return "" }
        let texts = command.examples.map { example in
            TextLayout.wrap(example.title + ":", width: width, indent: 2) + "\n    $ " + example.commandLine
        }
        return "EXAMPLES:\n" + texts.joined(separator: "\n")
    }
}
