internal import Documents
public import JSON
public import StageKit

/// The JSON Schema of definitions, made of what a registry's stage types declare, for editors.
///
/// Draft 07, for that is what the YAML language server of editors knows best. It tells less than the reader does: what
/// stands in several places at once (edges, circles, layers, parameters that aren't declared) no schema can see. It
/// refuses nothing that the reader takes, but for the spelling of a few numbers.
public enum DefinitionSchema {
    /// The schema; the same for the same registry.
    public static func schema(for registry: Registry) -> JSONValue {
        let parts = SchemaParts.self
        let types = registry.stageTypes
        let fields = fieldNames(types).map { JSONMember(name: $0, value: parts.reference("condition")) }
        let definitions: [JSONMember] =
            [
                JSONMember(name: "stage", value: StageSchema.stage(types)),
                JSONMember(name: "condition", value: StageSchema.condition),
                JSONMember(name: "conditions", value: StageSchema.conditions(fields: fields)),
                JSONMember(name: "parameter", value: parameter),
                JSONMember(name: "case", value: TestSchema.testCase),
                JSONMember(name: "document", value: TestSchema.document),
                JSONMember(name: "expectation", value: TestSchema.expectation(fields: fields)),
            ] + types.map { JSONMember(name: "with-\($0.name)", value: OptionSchema.options(of: $0)) }
        return parts.object([
            "$schema": .text("http://json-schema.org/draft-07/schema#"),
            "title": .text("Galley pipeline definition"),
            "type": .text("object"),
            "required": parts.texts(["galley", "name", "stages"]),
            "properties": properties,
            "patternProperties": parts.object(["^x-": parts.object([:])]),
            "additionalProperties": .flag(false),
            "definitions": .object(definitions),
        ])
    }

    /// What ids of stages and names of parameters look like.
    static let identifier = SchemaParts.object(["pattern": .text("^[a-z][a-z0-9-]{0,63}$")])

    private static var properties: JSONValue {
        let parts = SchemaParts.self
        return parts.object([
            "galley": parts.explained(parts.object(["const": .integer(1)]), "The version of the syntax."),
            "name": parts.explained(parts.scalar, "The pipeline's name."),
            "description": parts.explained(parts.scalar, "What it is for."),
            "parameters": parts.explained(
                parts.object([
                    "type": parts.texts(["object", "null"]), "propertyNames": identifier,
                    "additionalProperties": parts.reference("parameter"),
                ]), "Values from outside, named as ${name}."),
            "include": parts.explained(
                parts.object([
                    "type": parts.texts(["object", "null"]), "propertyNames": identifier,
                    "additionalProperties": parts.any(
                        parts.scalar,
                        parts.object([
                            "type": .text("object"), "required": parts.texts(["file"]),
                            "additionalProperties": .flag(false),
                            "properties": parts.object([
                                "file": parts.explained(parts.scalar, "The definition's file."),
                                "with": parts.explained(
                                    parts.object([
                                        "type": parts.texts(["object", "null"]),
                                        "additionalProperties": parts.scalars,
                                    ]), "Values for its parameters."),
                            ]),
                        ])),
                ]), "Definitions whose stages are taken in, by name."),
            "state": parts.explained(parts.scalar, "The folder for the run's records and the quarantine."),
            "stages": parts.explained(
                parts.object([
                    "type": .text("object"), "minProperties": .integer(1), "propertyNames": identifier,
                    "additionalProperties": parts.reference("stage"),
                ]), "The stages, by id."),
            "tests": parts.explained(
                parts.object(["type": parts.texts(["array", "null"]), "items": parts.reference("case")]),
                "Cases that 'galley test' runs."),
        ])
    }

    private static var parameter: JSONValue {
        let parts = SchemaParts.self
        return parts.any(
            parts.scalars, parts.object(["type": .text("null")]),
            parts.object([
                "type": .text("object"), "additionalProperties": .flag(false),
                "properties": parts.object([
                    "type": parts.object(["enum": parts.texts(ParameterType.allCases.map(\.rawValue))]),
                    "default": parts.any(parts.scalars, parts.object(["type": .text("null")])),
                    "description": parts.scalar,
                    "values": parts.object([
                        "type": .text("array"), "minItems": .integer(1), "items": parts.scalar,
                    ]),
                ]),
            ]))
    }

    /// The fields that documents and layers of these stage types have.
    private static func fieldNames(_ types: [StageDescriptor]) -> [String] {
        let forms = types.flatMap { [$0.input, $0.output].compactMap(\.self) }
        let layers = types.flatMap(\.provides)
        return Set(forms.flatMap(\.fields.keys) + layers.flatMap(\.fields.keys)).sorted()
    }
}
