import Diagnostics
import StageKit

/// Reads the policies of a stage: how it is run, beside what it does.
enum PolicyReader {
    static let keys = ["retry", "timeout", "rate", "max-failures", "jobs"]
    static let synonyms = [
        "retries": "retry", "attempts": "retry", "time-limit": "timeout", "time_limit": "timeout",
        "rate-limit": "rate", "rate_limit": "rate", "throttle": "rate", "max_failures": "max-failures",
        "max-errors": "max-failures", "failures": "max-failures", "concurrency": "jobs", "parallel": "jobs",
        "parallelism": "jobs", "workers": "jobs", "threads": "jobs",
    ]

    /// The policies; what is wrong is reported and left out.
    static func read(_ fields: Fields, _ problems: inout Problems) -> PolicyDefinition {
        var policies = PolicyDefinition()
        policies.set(\.retry, "retry", retry(fields, &problems))
        policies.set(\.timeout, "timeout", timeout(fields, &problems))
        policies.set(\.rate, "rate", rate(fields, &problems))
        policies.set(\.maximumFailures, "max-failures", failures(fields, &problems))
        policies.set(\.jobs, "jobs", fields.wholeNumber("jobs", in: 1...256, to: &problems))
        return policies
    }

    private static func timeout(_ fields: Fields, _ problems: inout Problems) -> Located<TimeSpan>? {
        guard let time = fields.time("timeout", to: &problems) else { return nil }
        if time.value.milliseconds > 0 { return time }
        problems.policy(
            "timeout", of: fields, "must be longer than 0s", at: time.range, help: "for example 'timeout: 30s'")
        return nil
    }

    private static func rate(_ fields: Fields, _ problems: inout Problems) -> Located<Rate>? {
        fields.value("rate", "a rate such as 10/s, 600/min or 1000/h", to: &problems) { scalar in
            (Rate(scalar.text), scalar.wholeNumber.map { "write '\($0)/s', '\($0)/min' or '\($0)/h'" })
        }
    }

    private static func failures(_ fields: Fields, _ problems: inout Problems) -> Located<FailureLimit>? {
        let expected = "a number of documents, or a share such as 5%"
        let limit: Located<FailureLimit>? = fields.value("max-failures", expected, to: &problems) { scalar in
            if let count = scalar.wholeNumber { return (.documents(count), nil) }
            guard scalar.text.hasSuffix("%") else { return (nil, nil) }
            let number = String(scalar.text.dropLast().filter { $0 != " " })
            return (YAMLScalar(number).number.map { .share($0) }, nil)
        }
        switch limit?.value {
        case .documents(..<0): problems.policy("max-failures", of: fields, "can't be less than 0", at: limit?.range)
        case .share(let percent) where !(0...100).contains(percent):
            let found = FailureLimit.share(percent).text
            problems.policy("max-failures", of: fields, "must be 0% to 100%, found \(found)", at: limit?.range)
        default: return limit
        }
        return nil
    }

    private static func retry(_ fields: Fields, _ problems: inout Problems) -> Located<RetryPolicy>? {
        guard let node = fields["retry"], node.content != .unresolved else { return nil }
        var policy = RetryPolicy()
        guard node.pairs != nil else {
            guard node.scalar?.wholeNumber != nil else {
                let place = node.isNull ? YAMLNode(.null, at: fields.keyRange("retry")) : node
                problems.wrongType(
                    place, "a number of attempts, or a mapping", for: "'retry' of \(fields.subject)",
                    help: "for example 'retry: 3', or 'retry: { attempts: 5, first: 1s }'")
                return nil
            }
            guard let attempts = fields.wholeNumber("retry", in: attemptLimits, to: &problems) else { return nil }
            policy.attempts = attempts.value
            return Located(policy, at: attempts.range)
        }
        let subject = "'retry' of \(fields.subject)"
        let parts = Fields(
            node, subject, at: fields.keyRange("retry"), keys: retryKeys, synonyms: retrySynonyms, to: &problems)
        guard let parts else { return nil }
        if let attempts = parts.wholeNumber("attempts", in: attemptLimits, to: &problems) {
            policy.attempts = attempts.value
        }
        if let factor = parts.number("factor", in: 1...100, to: &problems) { policy.factor = factor.value }
        if let jitter = parts.number("jitter", in: 0...1, to: &problems) { policy.jitter = jitter.value }
        policy.codes = codes(parts, &problems)
        waits(parts, &policy, &problems)
        return Located(policy, at: node.range)
    }

    private static let attemptLimits = 1...100
    private static let retryKeys = ["attempts", "first", "factor", "most", "jitter", "on"]
    private static let retrySynonyms = [
        "times": "attempts", "tries": "attempts", "count": "attempts", "max": "attempts", "max-attempts": "attempts",
        "delay": "first", "initial": "first", "wait": "first", "initial-delay": "first", "backoff": "first",
        "multiplier": "factor", "exponent": "factor", "max-delay": "most", "maximum": "most", "limit": "most",
        "codes": "on", "when": "on", "errors": "on", "if": "on",
    ]

    private static func waits(_ fields: Fields, _ policy: inout RetryPolicy, _ problems: inout Problems) {
        let first = fields.time("first", to: &problems)
        let most = fields.time("most", to: &problems)
        if let first { policy.first = first.value }
        // A long first wait isn't cut by a longest one that nobody wrote.
        policy.most = most?.value ?? max(policy.most, policy.first)
        guard let most, policy.first > most.value else { return }
        let found = "\(policy.first.optionText)\(first == nil ? ", as it is unless given" : "")"
        problems.policy(
            "most", of: fields, "is less than 'first', which is \(found)", at: most.range,
            help: first == nil ? "give 'first', too" : "swap them",
            notes: first.map { [problems.note("'first' stands here", at: $0.range)] } ?? [])
    }

    private static func codes(_ fields: Fields, _ problems: inout Problems) -> [String]? {
        guard let node = fields["on"], node.content != .unresolved else { return nil }
        let nodes = node.elements ?? [node]
        let codes = nodes.compactMap { $0.scalar?.text }
        guard !nodes.isEmpty, codes.count == nodes.count else {
            let place = node.isNull ? YAMLNode(.null, at: fields.keyRange("on")) : node
            problems.wrongType(
                place, "the code of an error, or a list of one or more", for: "'on' of \(fields.subject)",
                help: "the quarantine's index tells the code of every document in it")
            return nil
        }
        let areOpen = nodes.map { problems.isOpen($0, "'on' of \(fields.subject)") }
        return areOpen.allSatisfy(\.self) ? codes : nil
    }
}

extension Fields {
    /// A scalar that is read by `convert`, which may say how it is mended; reports what can't be read.
    fileprivate func value<Value>(
        _ key: String, _ expected: String, to problems: inout Problems,
        _ convert: (YAMLScalar) -> (value: Value?, help: String?)
    ) -> Located<Value>? {
        guard let node = self[key], node.content != .unresolved else { return nil }
        guard problems.isOpen(node, "'\(key)' of \(subject)") else { return nil }
        let converted = node.scalar.map(convert)
        if let value = converted?.value { return Located(value, at: node.range) }
        let place = node.isNull ? YAMLNode(.null, at: keyRange(key)) : node
        problems.wrongType(place, expected, for: "'\(key)' of \(subject)", help: converted?.help)
        return nil
    }

    /// A length of time.
    fileprivate func time(_ key: String, to problems: inout Problems) -> Located<TimeSpan>? {
        value(key, "a time such as 200ms, 30s, 5m or 2h", to: &problems) { scalar in
            (TimeSpan(scalar.text), scalar.wholeNumber.map { "write '\($0)s' for seconds" })
        }
    }

    /// A whole number within limits.
    fileprivate func wholeNumber(
        _ key: String, in limits: ClosedRange<Int>, to problems: inout Problems
    ) -> Located<Int>? {
        guard let number = value(key, "a whole number", to: &problems, { ($0.wholeNumber, nil) }) else { return nil }
        if limits.contains(number.value) { return number }
        problems.policy(
            key, of: self, "must be \(limits.lowerBound) to \(limits.upperBound), found \(number.value)",
            at: number.range)
        return nil
    }

    /// A number within limits.
    fileprivate func number(
        _ key: String, in limits: ClosedRange<Double>, to problems: inout Problems
    ) -> Located<Double>? {
        guard let number = value(key, "a number", to: &problems, { ($0.number, nil) }) else { return nil }
        if limits.contains(number.value) { return number }
        let texts = [limits.lowerBound, limits.upperBound, number.value].map(NumberText.short)
        problems.policy(key, of: self, "must be \(texts[0]) to \(texts[1]), found \(texts[2])", at: number.range)
        return nil
    }
}

extension Problems {
    /// Reports a policy that can't be.
    fileprivate mutating func policy(
        _ key: String, of fields: Fields, _ message: String, at range: SourceRange?, help: String? = nil,
        notes: [DiagnosticNote] = []
    ) {
        error(
            "definition.policy", "'\(key)' of \(fields.subject) \(message)", at: range, help: help,
            notes: notes + self.notes(for: fields[key]?.origin))
    }
}
