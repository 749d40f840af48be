import Diagnostics

/// The keys of a mapping that has a fixed set of them.
struct Fields {
    /// By key; what is there under a wrong name stands under the right one, so that it isn't reported as missing and what
    /// is wrong in it is found as well.
    private let pairs: [String: YAMLPair]
    /// What has the keys, for messages, for example `stage 'read'`.
    let subject: String
    /// Where to point when a key is missing.
    let range: SourceRange

    /// Reports keys that aren't known, or that this isn't a mapping.
    /// - Parameters:
    ///   - synonyms: What the keys are called in other tools.
    ///   - remark: What to say of a key that isn't known and isn't close to one.
    ///   - allowsExtensions: Whether keys that begin with `x-` are the user's own.
    init?(
        _ node: YAMLNode, _ subject: String, at range: SourceRange, keys: [String], synonyms: [String: String] = [:],
        remark: String? = nil, allowsExtensions: Bool = false, to problems: inout Problems
    ) {
        guard let pairs = node.pairs else {
            problems.wrongType(node, "a mapping with the keys \(keys.joined(separator: ", "))", for: subject)
            return nil
        }
        var byKey = Dictionary(pairs.map { ($0.key.value, $0) }) { first, _ in first }
        for pair in pairs where !keys.contains(pair.key.value) {
            if allowsExtensions, pair.key.value.hasPrefix("x-") { continue }
            let (meant, help) = Self.meant(pair, keys, synonyms, &problems)
            if let meant, byKey[meant.key.value] == nil { byKey[meant.key.value] = meant }
            problems.error(
                "definition.unknown-key", "\(subject) has no key '\(pair.key.value.shortened)'", at: pair.key.range,
                help: help ?? remark.map { "\($0); its keys are \(keys.joined(separator: ", "))" }
                    ?? "one of \(keys.joined(separator: ", "))")
        }
        self.pairs = byKey
        self.subject = subject
        self.range = range
    }

    /// What a key that isn't known was probably meant for, and how to say it.
    private static func meant(
        _ pair: YAMLPair, _ keys: [String], _ synonyms: [String: String], _ problems: inout Problems
    ) -> (pair: YAMLPair?, help: String?) {
        let parts = pair.key.value.split(separator: ":", maxSplits: 1).map(String.init)
        if parts.count == 2, pair.value.isNull, keys.contains(parts[0]) {
            let value = YAMLNode(.scalar(YAMLScalar(parts[1])), at: pair.key.range)
            let help = "write '\(parts[0]): \(parts[1].shortened)', with a space after ':'"
            return (YAMLPair(key: Located(parts[0], at: pair.key.range), value: value), help)
        }
        guard let key = synonyms[pair.key.value] ?? problems.closest(to: pair.key.value, among: keys) else {
            return (nil, nil)
        }
        return (YAMLPair(key: Located(key, at: pair.key.range), value: pair.value), "did you mean '\(key)'?")
    }

    /// The value of a key.
    subscript(key: String) -> YAMLNode? { pairs[key]?.value }

    /// The place of a key.
    func keyRange(_ key: String) -> SourceRange { pairs[key]?.key.range ?? range }

    /// A text; reports what is none.
    func text(_ key: String, to problems: inout Problems) -> Located<String>? {
        guard let node = self[key], node.content != .unresolved else { return nil }
        guard let scalar = node.scalar else {
            let place = node.isNull ? YAMLNode(.null, at: keyRange(key)) : node
            problems.wrongType(place, "text", for: "'\(key)' of \(subject)")
            return nil
        }
        return problems.isOpen(node, "'\(key)' of \(subject)") ? Located(scalar.text, at: node.range) : nil
    }

    /// The value of a key that must be there; reports that it isn't.
    func required(_ key: String, help: String, to problems: inout Problems) -> YAMLNode? {
        if let node = self[key] { return node }
        problems.error("definition.missing-key", "\(subject) must have the key '\(key)'", at: range, help: help)
        return nil
    }

    /// A text that must be there.
    func requiredText(_ key: String, help: String, to problems: inout Problems) -> Located<String>? {
        required(key, help: help, to: &problems) == nil ? nil : text(key, to: &problems)
    }

    /// One of a few words.
    func choice<Choice>(_ key: String, to problems: inout Problems) -> Located<Choice>?
    where Choice: RawRepresentable<String> & CaseIterable {
        guard let text = text(key, to: &problems) else { return nil }
        if let choice = Choice(rawValue: text.value) { return Located(choice, at: text.range) }
        let words = Choice.allCases.map(\.rawValue)
        problems.error(
            "definition.choice", "'\(key)' of \(subject) can't be '\(text.value.shortened)'", at: text.range,
            help: problems.help(for: text.value, among: words), notes: problems.notes(for: self[key]?.origin))
        return nil
    }
}

extension Problems {
    /// Reports a value of another type than expected.
    mutating func wrongType(_ node: YAMLNode, _ expected: String, for subject: String, help: String? = nil) {
        if node.content == .unresolved { return }
        error(
            "definition.type", "\(subject) must be \(expected), found \(node.phrase)", at: node.range, help: help,
            notes: notes(for: node.origin))
    }

    /// Whether a value may be shown, as the graph's must; reports one that is from the environment.
    mutating func isOpen(_ node: YAMLNode, _ subject: String) -> Bool {
        guard node.origin?.isSecret == true else { return true }
        error(
            "definition.secret", "\(subject) can't come from the environment", at: node.range,
            help: "values from the environment are secret; use a parameter", notes: notes(for: node.origin))
        return false
    }

    /// Reports a name that isn't one line of text.
    mutating func checkLine(_ name: Located<String>) {
        guard name.value.contains("\n") || DisplayText.printableLines(name.value) != name.value else { return }
        error(
            "definition.bad-name", "a name is one line of text, found control characters", at: name.range,
            help: "for example 'name: news-digest'")
    }

    /// Whether a name is in lower case; reports what isn't.
    mutating func checkIdentifier(_ name: Located<String>, _ subject: String) -> Bool {
        let bytes = Array(name.value.utf8)
        let isLower = { (byte: UInt8) in (0x61...0x7A).contains(byte) }
        let isValid =
            bytes.first.map(isLower) == true && bytes.count <= 64
            && bytes.allSatisfy { isLower($0) || (0x30...0x39).contains($0) || $0 == 0x2D }
        if !isValid {
            let mended = Self.identifier(like: name.value)
            error(
                "definition.bad-id", "'\(name.value.shortened)' can't be the \(subject)", at: name.range,
                help: mended.map { "write '\($0)'" }
                    ?? "use letters a to z, digits and '-', beginning with a letter, 64 at most")
        }
        return isValid
    }

    private static func identifier(like name: String) -> String? {
        var result = ""
        for scalar in name.unicodeScalars {
            switch scalar {
            case "a"..."z", "0"..."9", "-": result.unicodeScalars.append(scalar)
            case "A"..."Z":
                if let last = result.unicodeScalars.last, ("a"..."z").contains(last) { result += "-" }
                result += scalar.properties.lowercaseMapping
            case " ", "_", ".": result += "-"
            default: return nil
            }
        }
        guard let first = result.unicodeScalars.first, ("a"..."z").contains(first), result.count <= 64 else {
            return nil
        }
        return result
    }
}
