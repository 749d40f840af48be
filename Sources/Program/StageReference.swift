internal import CommandLineKit
internal import Documents
internal import JSON
internal import StageKit

/// What stage types declare about themselves, as reference.
enum StageReference {
    /// A line each.
    static func list(_ types: [StageDescriptor]) -> String {
        var table = Table(["stage type", "", ""], leftColumns: 3)
        for type in types { table.add([type.name, flow(type), type.summary]) }
        return table.lines.dropFirst().map { $0 + "\n" }.joined()
    }

    /// The whole of one, for a terminal.
    static func text(_ type: StageDescriptor, width: Int) -> String {
        var lines = ["\(type.name)  (\(type.shape.rawValue), version \(type.version))", type.summary, ""]
        lines.append("    takes     \(takes(type))")
        lines.append("    gives     \(gives(type))")
        if let reaches = reaches(type) { lines.append("    reaches   \(reaches)") }
        if !type.discussion.isEmpty { lines += ["", TextLayout.wrap(type.discussion, width: width)] }
        if !type.options.isEmpty { lines += ["", "options"] }
        for option in type.options {
            lines.append("    \(option.name): \(option.typeName), \(defaultText(option))")
            lines.append(TextLayout.wrap(option.help + limits(option), width: width, indent: 8))
        }
        for example in type.examples {
            lines += ["", "example: \(example.title)"]
            if let options = example.optionMapping { lines += indented("with: \(options)") }
            lines += ["    in:"] + indented(example.input, by: 8) + ["    out:"] + indented(example.output, by: 8)
        }
        return lines.map { $0 + "\n" }.joined()
    }

    /// A page of all of them.
    static func markdown(_ types: [StageDescriptor]) -> String {
        var lines = ["# Stage types", "", "Generated from the code by `galley stages --format markdown`.", ""]
        for type in types {
            lines += ["## \(type.name)", "", "\(type.summary.prefix(1).uppercased())\(type.summary.dropFirst()).", ""]
            lines += ["- Shape: \(type.shape.rawValue), version \(type.version)"]
            lines += ["- Takes: \(takes(type))", "- Gives: \(gives(type))"]
            if let reaches = reaches(type) { lines.append("- Reaches: \(reaches)") }
            lines.append("")
            if !type.discussion.isEmpty { lines += [type.discussion, ""] }
            if !type.options.isEmpty {
                lines += ["| option | type | default | what it does |", "| --- | --- | --- | --- |"]
                for option in type.options {
                    let cells = [
                        "`\(option.name)`", option.typeName, option.defaultText.map { "`\($0)`" } ?? "must be given",
                        option.help + limits(option),
                    ]
                    lines.append("| " + cells.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |")
                }
                lines.append("")
            }
            for example in type.examples { lines += markdown(example) }
        }
        while lines.last?.isEmpty == true { lines.removeLast() }
        return lines.map { $0 + "\n" }.joined()
    }

    /// One of them as JSON.
    static func write(_ type: StageDescriptor, to json: inout JSONWriter) {
        json.object { json in
            json.member("name", type.name)
            json.member("shape", type.shape.rawValue)
            json.member("version", type.version)
            json.member("summary", type.summary)
            json.member("discussion", type.discussion)
            json.member("takes", type.input?.name)
            json.member("gives", type.output?.name)
            json.member("reaches", type.reaches.map(\.rawValue))
            json.member("reads", type.reads.filter { !$0.isOptional }.map(\.name))
            json.member("readsWhenPresent", type.reads.filter(\.isOptional).map(\.name))
            json.member("provides", type.provides.map(\.name))
            json.key("options")
            json.array { json in
                for option in type.options {
                    json.object { json in
                        json.member("name", option.name)
                        json.member("type", option.typeName)
                        json.member("default", option.defaultText)
                        json.member("help", option.help)
                        json.member("choices", option.choices ?? [])
                        json.member("limits", option.limits)
                    }
                }
            }
        }
    }

    private static func markdown(_ example: StageExample) -> [String] {
        var lines = ["Example: \(example.title)."]
        if let options = example.optionMapping { lines.append("With `\(options)`:") }
        lines +=
            ["", "```text"] + example.input.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        lines += ["```", "", "```json"]
        lines += example.output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) + ["```", ""]
        return lines
    }

    private static func flow(_ type: StageDescriptor) -> String {
        "\(type.input?.name ?? "·") → \(type.output?.name ?? "·")"
    }

    private static func takes(_ type: StageDescriptor) -> String {
        guard let input = type.input else { return "nothing: it reads from outside" }
        return layers([input.name], type.reads)
    }

    private static func gives(_ type: StageDescriptor) -> String {
        guard let output = type.output else { return "nothing: it publishes" }
        return layers([output.name], type.provides)
    }

    /// What a run needs the user's permission for.
    private static func reaches(_ type: StageDescriptor) -> String? {
        let reaches = type.reaches.map { "\($0.object), which `--allow \($0.rawValue)` permits" }
        return reaches.isEmpty ? nil : reaches.joined(separator: "; ")
    }

    private static func layers(_ form: [String], _ layers: [LayerRequirement]) -> String {
        (form + layers.map { "+" + $0.name + ($0.isOptional ? " (if there)" : "") }).joined(separator: " ")
    }

    private static func defaultText(_ option: OptionDescription) -> String {
        option.defaultText.map { "default \($0)" } ?? "must be given"
    }

    private static func limits(_ option: OptionDescription) -> String {
        if let choices = option.choices { return " (\(choices.joined(separator: ", ")))" }
        return option.limits.map { " (\($0))" } ?? ""
    }

    private static func indented(_ text: String, by spaces: Int = 4) -> [String] {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            line.isEmpty ? "" : String(repeating: " ", count: spaces) + line
        }
    }
}
