import JSON

/// The schema of a definition's own tests.
enum TestSchema {
    /// A case.
    static let testCase = SchemaParts.object([
        "type": .text("object"),
        "required": SchemaParts.texts(["name", "input", "expect"]),
        "additionalProperties": .flag(false),
        "properties": SchemaParts.object([
            "name": SchemaParts.explained(SchemaParts.scalar, "What the case shows, as a phrase."),
            "input": SchemaParts.explained(
                SchemaParts.any(
                    SchemaParts.scalar, SchemaParts.reference("document"),
                    SchemaParts.object([
                        "type": .text("array"), "minItems": .integer(1),
                        "items": SchemaParts.any(SchemaParts.scalar, SchemaParts.reference("document")),
                    ])),
                "Files, named from the folder of the definition, or documents that are written out."),
            "at": SchemaParts.explained(
                SchemaParts.scalar, "The stage at which the input enters; the only source unless given."),
            "set": SchemaParts.explained(
                SchemaParts.object([
                    "type": SchemaParts.texts(["object", "null"]), "additionalProperties": SchemaParts.scalars,
                ]), "Values of parameters for this case."),
            "expect": SchemaParts.explained(
                SchemaParts.object([
                    "type": .text("object"), "minProperties": .integer(1),
                    "additionalProperties": SchemaParts.any(
                        SchemaParts.object(["type": .text("integer"), "minimum": .integer(0)]),
                        SchemaParts.reference("expectation")),
                ]), "What must come out, by stage: a number of documents, or more."),
        ]),
    ])

    /// A document that is written out.
    static let document = SchemaParts.object(["type": .text("object"), "additionalProperties": SchemaParts.scalars])

    /// What is expected of a stage.
    static func expectation(fields: [JSONMember]) -> JSONValue {
        let outcomes: [(TestOutcome, String)] = [
            (.documents, "How many documents come out, or which, in order."),
            (.filtered, "How many documents are left out, or which, in order: source, code, in-favour-of."),
            (.quarantined, "How many documents can't be processed, or which, in order: source, code, reason."),
        ]
        let counts = outcomes.map { outcome, description in
            JSONMember(name: outcome.rawValue, value: SchemaParts.explained(outcomeSchema, description))
        }
        return SchemaParts.object([
            "type": .text("object"), "minProperties": .integer(1), "properties": .object(counts + fields),
            "additionalProperties": SchemaParts.reference("condition"),
        ])
    }

    private static let outcomeSchema = SchemaParts.any(
        SchemaParts.reference("condition"),
        SchemaParts.object(["type": .text("array"), "items": SchemaParts.reference("conditions")]))
}
