import JSON
import StageKit

/// The options of a stage type as a schema.
enum OptionSchema {
    /// The schema of what stands under `with`.
    static func options(of type: StageDescriptor) -> JSONValue {
        let required = type.options.filter { $0.defaultText == nil }.map(\.name)
        let properties = type.options.map { JSONMember(name: $0.name, value: option($0)) }
        var members = [
            JSONMember(
                name: "type", value: required.isEmpty ? SchemaParts.texts(["object", "null"]) : .text("object")),
            JSONMember(name: "properties", value: .object(properties)),
            JSONMember(name: "additionalProperties", value: .flag(false)),
        ]
        if !required.isEmpty { members.append(JSONMember(name: "required", value: SchemaParts.texts(required))) }
        return .object(members)
    }

    private static func option(_ option: OptionDescription) -> JSONValue {
        var text = option.help.prefix(1).uppercased() + option.help.dropFirst() + ". \(option.typeName)"
        if let limits = option.limits { text += ", \(limits)" }
        text += option.defaultText.map { ", default \($0)" } ?? ", must be given"
        var members = SchemaParts.explained(SchemaParts.value(option.kind, option.bounds), text).members
        if let value = option.defaultText.flatMap({ defaultValue($0, option.kind) }) {
            members.append(JSONMember(name: "default", value: value))
        }
        return .object(members)
    }

    /// The default as JSON; nil where it can't be said so, or there is nothing.
    private static func defaultValue(_ text: String, _ kind: OptionKind) -> JSONValue? {
        switch kind {
        case .text: .text(text == "\"\"" ? "" : text)
        case .size, .time, .choice: .text(text)
        case .wholeNumber, .number: Double(text).map { SchemaParts.shortest($0) }
        case .flag: .flag(text == "true")
        case .list: text == "[]" ? .array([]) : nil
        case .map: text == "{}" ? .object([]) : nil
        case .optional(let wrapped): text == "none" ? nil : defaultValue(text, wrapped)
        }
    }
}
