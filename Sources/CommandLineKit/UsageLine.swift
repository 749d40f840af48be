/// The line that shows what can be typed: `galley run [--strict] [--jobs <jobs>] <definition>`.
///
/// Options that every command has (`--help`), and those inherited, are left to the help page.
struct UsageLine {
    let path: [Command]

    /// More options than these are shown as one word.
    private static let optionLimit = 12

    /// The line, wrapped with its continuation indented.
    func text(title: String, width: Int) -> String {
        let name = path.map(\.name).joined(separator: " ")
        let parts = parts
        let aligned = title.count + name.count + 1
        let fits = parts.allSatisfy { aligned + $0.count <= width }
        return TextLayout.fill([title + name] + parts, width: width, indent: 0, hanging: fits ? aligned : 4)
    }

    private var parts: [String] {
        guard let command = path.last else { return [] }
        let options = command.options
        let optionParts = options.count > Self.optionLimit ? ["[<options>]"] : options.flatMap(optionPart)
        let subcommand = command.action == nil ? "<subcommand>" : "[<subcommand>]"
        return optionParts + command.positionals.map(positionalPart) + (command.isGroup ? [subcommand] : [])
    }

    private func optionPart(_ option: ArgumentDefinition) -> [String] {
        guard option.takesValue else {
            return option.longNames.map { "[\($0)\(option.isRepeating ? " ..." : "")]" }
        }
        let text = option.display + (option.isRepeating ? " ..." : "")
        return [option.isRequired ? text : "[\(text)]"]
    }

    private func positionalPart(_ positional: ArgumentDefinition) -> String {
        let text = positional.display + (positional.isRepeating ? " ..." : "")
        return positional.isRequired ? text : "[\(text)]"
    }
}
