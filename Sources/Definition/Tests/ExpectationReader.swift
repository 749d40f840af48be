import Diagnostics

/// Reads what a case expects of one stage.
enum ExpectationReader {
    private static let synonyms = [
        "count": TestOutcome.documents, "dropped": .filtered, "skipped": .filtered, "quarantine": .quarantined,
        "rejected": .quarantined,
    ]

    /// The expectation; nil when it was reported.
    static func read(_ pair: YAMLPair, _ problems: inout Problems) -> StageExpectation? {
        if pair.value.scalar != nil {
            let outcome = Located(TestOutcome.documents, at: pair.value.range)
            guard let content = count(pair.value, pair.key, &problems) else { return nil }
            let expectation = OutcomeExpectation(outcome: outcome, content: content)
            return StageExpectation(stage: pair.key, outcomes: [expectation], each: [])
        }
        let subject = "what is expected of '\(pair.key.value.shortened)'"
        guard let pairs = pair.value.pairs else {
            let place = pair.value.isNull ? YAMLNode(.null, at: pair.key.range) : pair.value
            problems.wrongType(
                place, "a number of documents or a mapping", for: subject,
                help: "for example { documents: 1, title: Bridge closes }")
            return nil
        }
        if pairs.isEmpty {
            problems.error(
                "test.no-expectation", "the case expects nothing of '\(pair.key.value.shortened)'",
                at: pair.value.range,
                help: "say how many documents, or what their fields must be")
            return nil
        }
        var outcomes: [OutcomeExpectation] = []
        var fields: [YAMLPair] = []
        for entry in pairs {
            guard let outcome = TestOutcome(rawValue: entry.key.value) else {
                if let meant = synonyms[entry.key.value] {
                    problems.error(
                        "definition.unknown-key", "\(subject) has no key '\(entry.key.value)'", at: entry.key.range,
                        help: "did you mean '\(meant.rawValue)'?")
                } else {
                    fields.append(entry)
                }
                continue
            }
            guard let content = content(entry, &problems) else { continue }
            outcomes.append(OutcomeExpectation(outcome: Located(outcome, at: entry.key.range), content: content))
        }
        let each = fields.isEmpty ? [] : conditions(fields, at: pair.value.range, subject, &problems)
        return StageExpectation(stage: pair.key, outcomes: outcomes, each: each)
    }

    private static func content(_ entry: YAMLPair, _ problems: inout Problems) -> OutcomeExpectation.Content? {
        guard let elements = entry.value.elements, elements.allSatisfy({ $0.pairs != nil }) else {
            return count(entry.value, entry.key, &problems)
        }
        let subject = "a document under '\(entry.key.value)'"
        let documents = elements.map { element in
            conditions(element.pairs ?? [], at: element.range, subject, &problems)
        }
        return .list(documents, at: entry.value.range)
    }

    private static func count(
        _ node: YAMLNode, _ key: Located<String>, _ problems: inout Problems
    ) -> OutcomeExpectation.Content? {
        WhenReader.test(node, key, &problems).map { .count($0) }
    }

    private static func conditions(
        _ pairs: [YAMLPair], at range: SourceRange, _ subject: String, _ problems: inout Problems
    ) -> [WhenCondition] {
        WhenReader.read(YAMLNode(.mapping(pairs), at: range), subject, &problems)
    }
}
