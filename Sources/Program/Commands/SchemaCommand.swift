internal import CommandLineKit
internal import Definition
internal import JSON
internal import StageKit

/// `galley schema`: prints the JSON Schema of definitions.
enum SchemaCommand {
    static func command(_ registry: Registry) -> Command {
        Command(
            "schema", abstract: "Print the JSON Schema of definitions, for editors.",
            discussion: """
                An editor that knows it completes keys, stage types and options, explains them, and marks what is \
                wrong as you write. Tell the editor in the first line of a definition:

                    # yaml-language-server: $schema=galley.schema.json
                """,
            examples: [.init("Keep it beside the definitions", "galley schema --output galley.schema.json")],
            arguments: [GraphCommand.output]
        ) { parsed in
            var json = JSONWriter()
            json.value(DefinitionSchema.schema(for: registry))
            json.endLine()
            if let path = parsed[GraphCommand.output] {
                try OutputFile("--output", path).replacesOnly("a JSON Schema") { beginning in
                    beginning.drop(while: \.isWhitespace).hasPrefix("{") && beginning.contains("\"$schema\"")
                }
                try Definitions.write(json.bytes, to: path)
            } else {
                Output.data.write(json.text)
            }
            return ExitCode.done
        }
    }
}
