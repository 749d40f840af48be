import JSON
import StageKit

/// The policies of a stage as a schema.
enum PolicySchema {
    private static let parts = SchemaParts.self

    /// A number of attempts, or all that there is to say.
    static let retry = parts.any(
        attempts,
        parts.object([
            "type": .text("object"), "additionalProperties": .flag(false),
            "properties": parts.object([
                "attempts": parts.explained(attempts, "How often a document is tried in all; 3 unless given."),
                "first": parts.explained(
                    parts.value(.time), "How long is waited after the first attempt; 200ms unless given."),
                "factor": parts.explained(
                    parts.value(.number, 1...100), "By how much the wait grows each time; 2 unless given."),
                "most": parts.explained(parts.value(.time), "The longest wait; 30s unless given."),
                "jitter": parts.explained(
                    parts.value(.number, 0...1), "The part of a wait that is left to chance; 0.5 unless given."),
                "on": parts.explained(
                    parts.any(
                        parts.scalar,
                        parts.object(["type": .text("array"), "minItems": .integer(1), "items": parts.scalar])),
                    "The codes of the errors after which it is tried again; all but 'timeout' unless given."),
            ]),
        ]))

    private static let attempts = parts.value(.wholeNumber, 1...100)

    /// So many documents in a time.
    static let rate = parts.pattern(#"^[0-9][0-9 _]*/ *(s|m|min|h)$|\$\{"#)

    /// A number of documents, or a share of them.
    static let failures = parts.any(
        parts.object(["type": .text("integer"), "minimum": .integer(0)]),
        parts.pattern(#"^[0-9][0-9_]*(\.[0-9]+)? *%$|^[0-9]+(_[0-9]+)+$|\$\{"#))
}
