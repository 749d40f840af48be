import Diagnostics

/// Reads the `when` of a stage.
enum WhenReader {
    /// The conditions; what is wrong is reported and left out.
    static func read(_ node: YAMLNode, _ subject: String, _ problems: inout Problems) -> [WhenCondition] {
        guard let pairs = node.pairs else {
            problems.wrongType(
                node, "a mapping of fields to values", for: "'when' of \(subject)", help: "for example { language: en }"
            )
            return []
        }
        return pairs.compactMap { pair in
            test(pair.value, pair.key, &problems).map { WhenCondition(field: pair.key, test: $0) }
        }
    }

    static let keys = ["not", "at-least", "at-most", "contains", "known"]
    private static let synonyms = [
        "includes": "contains", "has": "contains", "exists": "known", "present": "known",
        "min": "at-least", "minimum": "at-least", "gte": "at-least", "max": "at-most", "maximum": "at-most",
        "lte": "at-most", "is-not": "not", "no": "not",
    ]

    /// What a field must be; nil when it was reported.
    static func test(
        _ node: YAMLNode, _ field: Located<String>, _ problems: inout Problems
    ) -> WhenCondition.Test? {
        switch node.content {
        case .unresolved: return nil
        case .scalar: return .anyOf([node])
        case .sequence(let elements):
            if !elements.isEmpty, elements.allSatisfy({ $0.scalar != nil || $0.content == .unresolved }) {
                return .anyOf(elements.filter { $0.scalar != nil })
            }
        case .mapping(let pairs) where !pairs.isEmpty:
            return operators(node, field, &problems)
        case .null, .mapping: break
        }
        let place = node.isNull ? field.range : node.range
        problems.error(
            "definition.condition",
            "the condition on '\(field.value.shortened)' must be a value, a list of values, or "
                + keys.joined(separator: ", "),
            at: place, help: "for example { language: [en, de], words: { at-least: 100 } }",
            notes: problems.notes(for: node.origin))
        return nil
    }

    private static func operators(
        _ node: YAMLNode, _ field: Located<String>, _ problems: inout Problems
    ) -> WhenCondition.Test? {
        let subject = "the condition on '\(field.value.shortened)'"
        let fields = Fields(node, subject, at: field.range, keys: keys, synonyms: synonyms, to: &problems)
        guard let fields else { return nil }
        var tests: [WhenCondition.Test] = []
        if let node = fields["not"], let test = test(node, field, &problems) { tests.append(.not(test)) }
        if let node = fields["contains"], node.content != .unresolved {
            if node.scalar != nil {
                tests.append(.contains(node))
            } else {
                problems.wrongType(node, "text", for: "'contains' of \(subject)")
            }
        }
        if let node = fields["known"], node.content != .unresolved {
            if let flag = node.scalar?.flag {
                tests.append(.known(flag, from: node))
            } else {
                problems.wrongType(node, "true or false", for: "'known' of \(subject)")
            }
        }
        let least = number("at-least", fields, &problems)
        let most = number("at-most", fields, &problems)
        if let least { tests.append(.atLeast(least.value, from: least.node)) }
        if let most { tests.append(.atMost(most.value, from: most.node)) }
        if let least, let most, least.value > most.value {
            problems.error(
                "definition.condition", "\(subject) never holds: at-least is greater than at-most",
                at: least.node.range,
                help: "swap them", notes: [problems.note("at-most stands here", at: most.node.range)])
            return nil
        }
        return tests.count == 1 ? tests[0] : tests.isEmpty ? nil : .all(tests)
    }

    private static func number(
        _ key: String, _ fields: Fields, _ problems: inout Problems
    ) -> (value: Double, node: YAMLNode)? {
        guard let node = fields[key] else { return nil }
        if let number = node.scalar?.number { return (number, node) }
        problems.wrongType(node, "a number", for: "'\(key)' of \(fields.subject)")
        return nil
    }
}
