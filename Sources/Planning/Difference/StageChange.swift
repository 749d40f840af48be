internal import StageKit

/// Something about a stage that isn't in one definition as it is in another.
public struct StageChange: Sendable, Equatable {
    /// What isn't the same.
    public enum Aspect: String, Sendable, CaseIterable {
        /// Its id; nothing else depends on it.
        case id
        /// The stage type.
        case type = "uses"
        /// An option's value in effect.
        case option
        /// The stages that it takes documents from.
        case inputs = "from"
        /// How their documents meet.
        case combination = "combine"
        /// What must hold for a document to be taken.
        case conditions = "when"
        /// What happens to a document that it can't process.
        case errorPolicy = "on-error"
        /// How often a document is tried.
        case retry
        /// How long it may take.
        case timeout
        /// How many documents it takes in a time.
        case rate
        /// How many documents may fail.
        case maximumFailures = "max-failures"
        /// How many batches it works on at the same time.
        case jobs

        /// Whether results may be others by it, of the stage or of those after it.
        public var affectsResults: Bool {
            switch self {
            case .id, .retry, .timeout, .rate, .maximumFailures, .jobs: false
            default: true
            }
        }
    }

    /// What isn't the same.
    public let aspect: Aspect
    /// The option's name, of an option.
    public let option: String?
    /// What it was, as one would write it; nil for nothing.
    public let old: String?
    /// What it is; nil for nothing.
    public let new: String?

    init(_ aspect: Aspect, option: String? = nil, old: String?, new: String?) {
        self.aspect = aspect
        self.option = option
        self.old = old
        self.new = new
    }

    /// In one line: `option sentences: 3 → 5`.
    public var text: String {
        let name = option.map { "option \($0)" } ?? aspect.rawValue
        return "\(name): \(Self.line(old)) → \(Self.line(new))"
    }

    private static func line(_ value: String?) -> String {
        value?.replacing("\n", with: "\\n").replacing("\r", with: "\\r") ?? "nothing"
    }
}

extension PlannedStage {
    /// What isn't the same as in an older stage, but ids and inputs.
    func changes(since old: PlannedStage) -> [StageChange] {
        var changes: [StageChange] = []
        if old.type.name != type.name {
            changes.append(StageChange(.type, old: old.type.name, new: type.name))
        }
        changes += optionChanges(since: old)
        if old.conditions.map(\.meaning).sorted() != conditions.map(\.meaning).sorted() {
            changes.append(StageChange(.conditions, old: old.conditionsText, new: conditionsText))
        }
        if old.onError != onError {
            changes.append(StageChange(.errorPolicy, old: old.onError.rawValue, new: onError.rawValue))
        }
        return changes + policyChanges(since: old)
    }

    private func policyChanges(since old: PlannedStage) -> [StageChange] {
        let before = Dictionary(uniqueKeysWithValues: old.policies.entries.map { ($0.key, $0.value) })
        let now = Dictionary(uniqueKeysWithValues: policies.entries.map { ($0.key, $0.value) })
        return [StageChange.Aspect.retry, .timeout, .rate, .maximumFailures, .jobs].compactMap { aspect in
            let (old, new) = (before[aspect.rawValue], now[aspect.rawValue])
            return old == new ? nil : StageChange(aspect, old: old, new: new)
        }
    }

    /// Options of the same name, then those that only the older has; those of another type only where they were given.
    private func optionChanges(since old: PlannedStage) -> [StageChange] {
        let isSameType = old.type.name == type.name
        let before = Dictionary(
            old.options.filter { isSameType || $0.isGiven }.map { ($0.name, $0.value) }
        ) { first, _ in first }
        let now = options.filter { isSameType || $0.isGiven }
        let names = Set(now.map(\.name))
        let changed = now.filter { before[$0.name] != $0.value }.map { option in
            StageChange(.option, option: option.name, old: before[option.name], new: option.value)
        }
        let gone = old.options.filter { !names.contains($0.name) && before[$0.name] != nil }.map { option in
            StageChange(.option, option: option.name, old: option.value, new: nil)
        }
        return changed + gone
    }

    /// The same for stages that don't differ but in ids and inputs. Holds the real values of secrets: not to be shown.
    var meaning: [String] {
        [type.name, onError.rawValue] + options.map { "\($0.name) \($0.value)" } + conditions.map(\.meaning).sorted()
    }

    /// The conditions as one would write them; nil for none.
    public var conditionsText: String? {
        conditions.isEmpty ? nil : conditions.map(\.text).joined(separator: ", ")
    }
}

extension Condition {
    /// The same text for conditions that hold for the same documents, however their lists are ordered. Holds the real
    /// values of secrets: not to be shown.
    var meaning: String { "\(field) \(test.meaning)" }
}

extension ConditionTest {
    var meaning: String {
        switch self {
        case .not(let test): "not(\(test.meaning))"
        case .all(let tests): "all(\(tests.map(\.meaning).sorted()))"
        case .any(let tests): "any(\(Set(tests.map(\.meaning)).sorted()))"
        default: "\(self)"
        }
    }
}
