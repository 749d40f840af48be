import Diagnostics

/// Reads the `parameters` of a definition and the values given from outside.
struct ParameterReader {
    /// Values from `--set`.
    let overrides: [(name: String, value: String)]
    /// Values from a case of the definition's tests; they come before the others.
    let caseValues: [YAMLPair]
    /// Values from an `include`.
    let include: IncludedValues?
    let environment: [String: String]

    /// The parameters that defaults name, which they can't.
    private(set) var named: Set<String> = []

    init(
        overrides: [(name: String, value: String)] = [], caseValues: [YAMLPair] = [], include: IncludedValues? = nil,
        environment: [String: String]
    ) {
        self.overrides = overrides
        self.caseValues = caseValues
        self.include = include
        self.environment = environment
    }

    /// What an include gives the parameters of the definition that it names.
    struct IncludedValues {
        /// The include's name and where it stands.
        let name: Located<String>
        /// Names and values, filled in.
        let pairs: [YAMLPair]
    }

    /// The parameters in order of declaration; those that are wrong are reported and, where it goes, kept without value.
    mutating func read(_ node: YAMLNode?, _ problems: inout Problems) -> [Parameter] {
        var parameters: [Parameter] = []
        if let node, !node.isNull {
            if let pairs = node.pairs {
                for pair in pairs { parameters.append(parameter(pair, &problems)) }
            } else {
                problems.wrongType(node, "a mapping of names to defaults", for: "'parameters'")
            }
        }
        checkOverrides(parameters.map(\.name.value), &problems)
        return parameters
    }

    private func checkOverrides(_ names: [String], _ problems: inout Problems) {
        for override in overrides where !names.contains(override.name) {
            let help = names.isEmpty ? "the definition declares none" : problems.help(for: override.name, among: names)
            problems.add(
                .error(
                    "parameter.unknown", "there is no parameter '\(override.name.shortened)'", at: Self.outside,
                    help: help))
        }
        for pair in include?.pairs ?? [] where !names.contains(pair.key.value) {
            let help = names.isEmpty ? "the definition declares none" : problems.help(for: pair.key.value, among: names)
            problems.error(
                "parameter.unknown", "the included definition has no parameter '\(pair.key.value.shortened)'",
                at: pair.key.range, help: help)
        }
    }

    private static let outside = SourceLocation(SourceFile(path: "--set", text: ""), nil)

    private mutating func parameter(_ pair: YAMLPair, _ problems: inout Problems) -> Parameter {
        let subject = "parameter '\(pair.key.value.shortened)'"
        _ = problems.checkIdentifier(pair.key, "name of a parameter")
        guard pair.value.pairs != nil else {
            let type = pair.value.isNull ? .text : inferredType(pair.value)
            return parameter(pair.key, type, pair.value.isNull ? nil : pair.value, nil, nil, subject, &problems)
        }
        let fields = Fields(
            pair.value, subject, at: pair.key.range, keys: ["type", "default", "description", "values"],
            synonyms: ["choices": "values", "enum": "values", "help": "description", "value": "default"], to: &problems)
        let value = fields?["default"].flatMap { $0.isNull ? nil : $0 }
        let choices = fields.flatMap { self.choices($0, &problems) }
        let declared: Located<ParameterType>? = fields?.choice("type", to: &problems)
        let type = declared?.value ?? value.map(inferredType) ?? .text
        let description = fields?.text("description", to: &problems)
        return parameter(pair.key, type, value, description, choices, subject, &problems)
    }

    private func choices(_ fields: Fields, _ problems: inout Problems) -> [String]? {
        guard let node = fields["values"] else { return nil }
        guard let elements = node.elements, elements.allSatisfy({ $0.scalar != nil }), !elements.isEmpty else {
            problems.wrongType(node, "a list of text or numbers", for: "'values' of \(fields.subject)")
            return nil
        }
        return elements.compactMap { $0.scalar?.text }
    }

    /// Only what is plainly a number or `true` or `false` isn't text.
    private func inferredType(_ node: YAMLNode) -> ParameterType {
        guard let scalar = node.scalar else { return node.elements == nil ? .text : .list }
        if scalar.number != nil { return .number }
        return scalar.style == .plain && (scalar.text == "true" || scalar.text == "false") ? .flag : .text
    }

    private mutating func parameter(
        _ name: Located<String>, _ type: ParameterType, _ defaultNode: YAMLNode?, _ description: Located<String>?,
        _ choices: [String]?, _ subject: String, _ problems: inout Problems
    ) -> Parameter {
        let override = overrides.last { $0.name == name.value }
        var value: YAMLNode?
        var usual = defaultNode
        if let defaultNode {
            var substitution = Substitution(parameters: nil, environment: environment)
            let filled = substitution.fill(defaultNode, &problems)
            named.formUnion(substitution.used)
            usual = Self.typed(filled, type, choices, "the default of \(subject)", [], &problems)
        }
        let caseValue = caseValues.first { $0.key.value == name.value }
        if let caseValue {
            value = Self.typed(caseValue.value, type, choices, name, &problems)
        } else if let override {
            value = Self.value(of: override.value, type, choices, name, at: Self.outside, &problems)
        } else if let include, let pair = include.pairs.first(where: { $0.key.value == name.value }) {
            let notes = [problems.note("it is declared here", at: name.range)]
            value = Self.typed(pair.value, type, choices, "\(subject) of the included definition", notes, &problems)
        } else if let include, defaultNode == nil {
            problems.error(
                "parameter.missing-value", "include '\(include.name.value)' gives \(subject) no value",
                at: include.name.range, help: "add 'with: { \(name.value.shortened): … }'",
                notes: [problems.note("it is declared here", at: name.range)])
        } else if defaultNode != nil {
            value = usual
        } else {
            problems.error(
                "parameter.missing-value", "\(subject) has no value", at: name.range,
                help: "give it with --set \(name.value.shortened)=…, or a default")
        }
        return Parameter(
            name: name, type: type, description: description, choices: choices, defaultValue: usual, value: value,
            isOverridden: caseValue == nil && override != nil)
    }

    private static func typed(
        _ node: YAMLNode, _ type: ParameterType, _ choices: [String]?, _ subject: String,
        _ notes: [DiagnosticNote], _ problems: inout Problems
    ) -> YAMLNode? {
        if node.content == .unresolved { return nil }
        guard let content = Self.content(node, type) else {
            let isQuotedNumber = node.scalar.map { type == .number && YAMLScalar($0.text).number != nil } ?? false
            problems.error(
                "parameter.type", "\(subject) must be \(type.phrase), found \(node.phrase)",
                at: node.range, help: isQuotedNumber ? "remove the quotes" : nil, notes: notes)
            return nil
        }
        let typed = YAMLNode(content, at: node.range, origin: node.origin)
        if let choices, let wrong = Self.outsider(typed, choices) {
            problems.error(
                "parameter.choice", "\(subject) isn't one of its values", at: node.range,
                help: problems.help(for: wrong, among: choices), notes: notes)
            return nil
        }
        return typed
    }

    /// Whether a node can be a parameter's value; reported when it can't.
    static func takes(_ node: YAMLNode, _ parameter: Parameter, _ problems: inout Problems) -> Bool {
        typed(node, parameter.type, parameter.choices, parameter.name, &problems) != nil
    }

    /// The value that a case of the tests gives a parameter.
    private static func typed(
        _ node: YAMLNode, _ type: ParameterType, _ choices: [String]?, _ name: Located<String>,
        _ problems: inout Problems
    ) -> YAMLNode? {
        let notes = [problems.note("it is declared here", at: name.range)]
        return typed(node, type, choices, "parameter '\(name.value.shortened)'", notes, &problems)
    }

    private static func value(
        of text: String, _ type: ParameterType, _ choices: [String]?, _ name: Located<String>,
        at place: SourceLocation, _ problems: inout Problems
    ) -> YAMLNode? {
        let scalar = { (text: String) in YAMLNode(.scalar(YAMLScalar(text)), at: name.range) }
        let parts = text.isEmpty ? [] : text.split(separator: ",", omittingEmptySubsequences: false)
        let node = type == .list ? YAMLNode(.sequence(parts.map { scalar(String($0)) }), at: name.range) : scalar(text)
        guard let content = Self.content(node, type) else {
            problems.add(
                .error(
                    "parameter.type", "parameter '\(name.value)' must be \(type.phrase), found '\(text.shortened)'",
                    at: place, notes: [problems.note("it is declared here", at: name.range)]))
            return nil
        }
        let typed = YAMLNode(content, at: name.range)
        if let choices, let wrong = Self.outsider(typed, choices) {
            problems.add(
                .error(
                    "parameter.choice", "parameter '\(name.value)' can't be '\(wrong.shortened)'", at: place,
                    help: problems.help(for: wrong, among: choices),
                    notes: [problems.note("it is declared here", at: name.range)]))
            return nil
        }
        return typed
    }

    /// The content as the type has it, nil when it can't be.
    private static func content(_ node: YAMLNode, _ type: ParameterType) -> YAMLNode.Content? {
        switch type {
        case .path, .text: node.scalar.map { .scalar(YAMLScalar($0.text, style: .quoted)) }
        case .number: node.scalar?.number == nil ? nil : node.content
        case .flag: node.scalar?.flag.map { .scalar(YAMLScalar($0 ? "true" : "false")) }
        case .list: node.elements?.allSatisfy { $0.scalar != nil } == true ? node.content : nil
        }
    }

    private static func outsider(_ node: YAMLNode, _ choices: [String]) -> String? {
        (node.elements ?? [node]).compactMap { $0.scalar?.text }.first { !choices.contains($0) }
    }
}
