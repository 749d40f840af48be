internal import CommandLineKit
internal import Files
internal import Planning
internal import StageKit

/// `galley graph`: draws the graph of a definition.
enum GraphCommand {
    static let format = Argument.option(
        "format", .choice(Drawing.self), default: .text, help: "The notation of the drawing.")
    static let output = Argument.option(
        "output", short: "o", .file(), valueName: "file", help: "Write to a file, not to standard output.")

    static func command(_ registry: Registry) -> Command {
        Command(
            "graph", abstract: "Draw the graph of a pipeline.",
            discussion: "Mermaid is drawn by many wikis and forges, DOT by Graphviz: galley graph … | dot -Tsvg",
            arguments: [
                DefinitionArguments.definition, DefinitionArguments.set, DefinitionArguments.strict, format, output,
            ]
        ) { parsed in
            guard let plan = try Definitions.plan(parsed, registry) else { return ExitCode.badDefinition }
            let drawing = parsed[format].draw(plan)
            if let path = parsed[output] {
                try Definitions.write(drawing, to: path)
            } else {
                Output.data.write(drawing)
            }
            return ExitCode.done
        }
    }
}
