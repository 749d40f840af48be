import JSON
import StageKit

/// The schema of a stage: its keys, and its options by its stage type.
enum StageSchema {
    private static let parts = SchemaParts.self

    /// A stage of one of these types.
    static func stage(_ types: [StageDescriptor]) -> JSONValue {
        let names = types.map { type in
            parts.object(["const": .text(type.name), "description": .text(type.summary)])
        }
        return parts.object([
            "type": .text("object"),
            "required": parts.texts(["uses"]),
            "additionalProperties": .flag(false),
            "properties": parts.object([
                "uses": parts.explained(parts.object(["anyOf": .array(names + [parts.template])]), "The stage type."),
                "with": parts.explained(
                    parts.object(["type": parts.texts(["object", "null"])]), "The options of the stage type."),
                "from": parts.explained(
                    parts.any(
                        parts.scalar,
                        parts.object([
                            "type": .text("array"), "minItems": .integer(1), "items": parts.scalar,
                        ])), "The stage, or the stages, that it takes documents from."),
                "when": parts.explained(
                    parts.reference("conditions"), "What must hold for a document to be taken."),
                "on-error": parts.explained(
                    parts.words(StageDefinition.OnError.allCases.map(\.rawValue)),
                    "What happens to a document that it can't process."),
                "combine": parts.explained(
                    parts.words(StageDefinition.Combine.allCases.map(\.rawValue)),
                    "How the documents of several stages meet."),
                "retry": parts.explained(PolicySchema.retry, "How often a document is tried that it can't process."),
                "timeout": parts.explained(
                    parts.value(.time), "How long it may take for a document, such as 30s; then that is quarantined."),
                "rate": parts.explained(
                    PolicySchema.rate,
                    "How many documents it takes in a time, at most, such as 10/s, 600/min or 1000/h."),
                "max-failures": parts.explained(
                    PolicySchema.failures,
                    "How many documents it may fail to process before the run fails: a number, or a share such as 5%."),
                "jobs": parts.explained(
                    parts.value(.wholeNumber, 1...256), "How many batches it works on at the same time, at most."),
            ]),
            "allOf": .array(types.map(branch)),
        ])
    }

    /// What holds for stages of one type.
    private static func branch(_ type: StageDescriptor) -> JSONValue {
        var required: [String] = []
        if type.shape != .source { required.append("from") }
        if type.options.contains(where: { $0.defaultText == nil }) { required.append("with") }
        var properties = [JSONMember(name: "with", value: parts.reference("with-\(type.name)"))]
        if type.shape == .source {
            properties += [
                JSONMember(name: "from", value: .flag(false)), JSONMember(name: "when", value: .flag(false)),
            ]
        }
        var then = [JSONMember(name: "properties", value: .object(properties))]
        if !required.isEmpty { then.append(JSONMember(name: "required", value: parts.texts(required))) }
        return parts.object([
            "if": parts.object([
                "required": parts.texts(["uses"]),
                "properties": parts.object(["uses": parts.object(["const": .text(type.name)])]),
            ]),
            "then": .object(then),
        ])
    }

    /// Fields and what they must be.
    static func conditions(fields: [JSONMember]) -> JSONValue {
        parts.object([
            "type": .text("object"), "properties": .object(fields),
            "additionalProperties": parts.reference("condition"),
        ])
    }

    /// What one field must be.
    static let condition: JSONValue = {
        let number = parts.value(.number)
        let values: [(String, JSONValue)] = [
            ("not", parts.reference("condition")), ("at-least", number), ("at-most", number),
            ("contains", parts.scalar), ("known", parts.value(.flag)),
        ]
        return parts.any(
            parts.scalar,
            parts.object(["type": .text("array"), "minItems": .integer(1), "items": parts.scalar]),
            parts.object([
                "type": .text("object"), "minProperties": .integer(1), "additionalProperties": .flag(false),
                "properties": .object(values.map { JSONMember(name: $0.0, value: $0.1) }),
            ]))
    }()
}
