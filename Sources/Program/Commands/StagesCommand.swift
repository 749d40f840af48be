internal import CommandLineKit
internal import JSON
internal import StageKit

/// `galley stages`: lists the stage types, or tells all about one.
enum StagesCommand {
    /// How stage types are printed.
    enum Format: String, Sendable, CaseIterable {
        case text
        case json
        case markdown
    }

    static func command(_ registry: Registry) -> Command {
        let name = Argument.optionalPositional(
            "name", .choice(registry.stageTypes.map(\.name)), help: "The stage type to tell about.")
        let format = Argument.option("format", .choice(Format.self), default: .text, help: "How they are printed.")
        return Command(
            "stages", abstract: "List the stage types, or tell all about one.",
            discussion: "What is printed is generated from the declarations in the code.",
            examples: [.init("The options of a stage type", "galley stages summarize.extractive")],
            arguments: [name, format]
        ) { parsed in
            var shown = registry.stageTypes
            if let name = parsed[name] { shown = registry[name].map { [$0] } ?? [] }
            switch parsed[format] {
            case .text where parsed[name] == nil: Output.data.write(StageReference.list(shown))
            case .text:
                let width = min(Terminal.width(), 100)
                Output.data.write(shown.map { StageReference.text($0, width: width) }.joined(separator: "\n"))
            case .markdown: Output.data.write(StageReference.markdown(shown))
            case .json:
                var json = JSONWriter()
                json.array { json in for type in shown { StageReference.write(type, to: &json) } }
                Output.data.line(json.text)
            }
            return ExitCode.done
        }
    }
}
