import JSON
import StageKit

/// The parts that a schema of definitions is made of (JSON Schema, draft 07).
enum SchemaParts {
    /// An object of members in this order.
    static func object(_ members: KeyValuePairs<String, JSONValue>) -> JSONValue {
        .object(members.map { JSONMember(name: $0.key, value: $0.value) })
    }

    /// A list of texts.
    static func texts(_ texts: [String]) -> JSONValue { .array(texts.map { .text($0) }) }

    /// A reference to a definition of the schema.
    static func reference(_ name: String) -> JSONValue { object(["$ref": .text("#/definitions/\(name)")]) }

    /// One of several.
    static func any(_ alternatives: JSONValue...) -> JSONValue { object(["anyOf": .array(alternatives)]) }

    /// A scalar, which is text where text is wanted.
    static let scalar = object(["type": texts(["string", "number", "boolean"])])

    /// A scalar or a list of scalars.
    static let scalars = any(scalar, object(["type": .text("array"), "items": scalar]))

    /// A text with a parameter in it, whose value may be anything.
    static let template = pattern(#"\$\{"#)

    /// A parameter and nothing else, which may be a list.
    static let wholeTemplate = pattern(#"^\$\{[^{}]+\}$"#)

    /// A text that has a pattern.
    static func pattern(_ pattern: String) -> JSONValue {
        object(["type": .text("string"), "pattern": .text(pattern)])
    }

    /// One of a few words.
    static func words(_ words: [String]) -> JSONValue { any(object(["enum": texts(words)]), template) }

    /// A truth value.
    static let flag = any(object(["type": .text("boolean")]), object(["enum": texts(["yes", "no", "on", "off"])]))

    /// The same schema, explained.
    static func explained(_ schema: JSONValue, _ description: String) -> JSONValue {
        .object([JSONMember(name: "description", value: .text(description))] + schema.members)
    }

    /// What an option may be.
    static func value(_ kind: OptionKind, _ bounds: ClosedRange<Double>? = nil) -> JSONValue {
        switch kind {
        case .text: scalar
        case .wholeNumber: any(number("integer", bounds), separated, template)
        case .number: any(number("number", bounds), separated, template)
        case .flag: .object([JSONMember(name: "anyOf", value: .array((flag["anyOf"]?.elements ?? []) + [template]))])
        case .size:
            any(
                object(["type": .text("integer"), "minimum": .integer(0)]),
                pattern(#"^[0-9][0-9 _]*([kKMG]?B|[KMG]iB)?$|\$\{"#))
        case .time: pattern(#"^[0-9][0-9 _]*(ms|s|m|min|h)$|\$\{"#)
        case .choice(let choices): words(choices)
        case .list(let element):
            any(object(["type": .text("array"), "items": value(element, bounds)]), wholeTemplate)
        case .map(let element):
            object(["type": .text("object"), "additionalProperties": value(element, bounds)])
        case .optional(let wrapped): any(value(wrapped, bounds), object(["type": .text("null")]))
        }
    }

    /// A number with digits set apart, `1_000`, which YAML takes for text.
    private static let separated = pattern(#"^[-+]?[0-9]+(_[0-9]+)+(\.[0-9]+)?$"#)

    private static func number(_ type: String, _ bounds: ClosedRange<Double>?) -> JSONValue {
        var members = [JSONMember(name: "type", value: .text(type))]
        if let bounds {
            members.append(JSONMember(name: "minimum", value: shortest(bounds.lowerBound)))
            members.append(JSONMember(name: "maximum", value: shortest(bounds.upperBound)))
        }
        return .object(members)
    }

    /// A number, whole where it is.
    static func shortest(_ number: Double) -> JSONValue { Int(exactly: number).map { .integer($0) } ?? .number(number) }
}
