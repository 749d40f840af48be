import Diagnostics

/// Fills in `${name}` and `${env:NAME}` in the scalars of a tree.
struct Substitution {
    /// The parameters that may be named; nil in the default of a parameter, where none may.
    let parameters: [String: Parameter]?
    let environment: [String: String]
    var budget: Budget

    /// The names of the parameters in order.
    private let names: [String]
    /// The parameters that were named, and those that were probably meant by a misspelt name.
    private(set) var used: Set<String> = []

    /// What filling in may still add, so that a long text in a thousand places doesn't fill the memory.
    struct Budget {
        fileprivate var bytes = 8_000_000
        fileprivate var nodes = 100_000
    }

    init(parameters: [String: Parameter]?, environment: [String: String], budget: Budget = Budget()) {
        self.parameters = parameters
        self.environment = environment
        self.budget = budget
        names = parameters.map { $0.keys.sorted() } ?? []
    }

    /// The same tree with its scalars filled in; those that can't be are reported and become unresolved.
    mutating func fill(_ node: YAMLNode, _ problems: inout Problems) -> YAMLNode {
        switch node.content {
        case .null, .unresolved: return node
        case .scalar(let scalar):
            return Template.isNeeded(for: scalar.text) ? fill(scalar, node, &problems) : node
        case .sequence(let elements):
            return YAMLNode(.sequence(elements.map { fill($0, &problems) }), at: node.range)
        case .mapping(let pairs):
            let filled = pairs.map { YAMLPair(key: $0.key, value: fill($0.value, &problems)) }
            return YAMLNode(.mapping(filled), at: node.range)
        }
    }

    private mutating func fill(_ scalar: YAMLScalar, _ node: YAMLNode, _ problems: inout Problems) -> YAMLNode {
        let parts = Template(scalar.text).parts
        let openings = TemplateOpenings(of: node, in: problems.file(of: node.range))
        if parts.count == 1, case .parameter(let name, let occurrence) = parts[0] {
            return whole(name, scalar, node, at: openings.place(occurrence, name.utf8.count + 3), &problems)
        }
        var text = ""
        var uses: [ValueOrigin.ParameterUse] = []
        var isSecret = false
        var secrets: [String: String] = [:]
        var isResolved = true
        for part in parts where text.utf8.count <= budget.bytes {
            var piece: String?
            switch part {
            case .text(let literal): piece = literal
            case .broken(let occurrence):
                problems.error(
                    "parameter.syntax", "'${' isn't followed by a name and '}'",
                    at: openings.place(occurrence, 2),
                    help: "write '${name}', or '$${' for the characters themselves")
            case .environment(let name, let fallback, let occurrence):
                let place = openings.place(occurrence, name.utf8.count + 7)
                piece = environmentValue(name, fallback, at: place, &problems)
                if let secret = environment[name] { secrets[secret] = "${env:\(name)}" }
                isSecret = true
            case .parameter(let name, let occurrence):
                let place = openings.place(occurrence, name.utf8.count + 3)
                if let (parameter, value) = parameterValue(name, at: place, &problems) {
                    piece = self.text(of: value, parameter, at: place, &problems)
                    uses.append(use(of: parameter, value))
                    isSecret = isSecret || value.holdsSecret
                    secrets.merge(value.secrets) { first, _ in first }
                }
            }
            if let piece { text += piece } else { isResolved = false }
        }
        guard isResolved else { return YAMLNode(.unresolved, at: node.range) }
        // The quotes around a lone `${env:NAME}` are there for YAML, and say nothing about the value.
        let style = isSecret && parts.count == 1 ? .plain : scalar.style
        let origin = ValueOrigin(
            template: scalar.text, parameters: uses, isSecret: isSecret, secrets: secrets)
        let filled = YAMLNode(.scalar(YAMLScalar(text, style: style)), at: node.range, origin: origin)
        return spent(filled, node, &problems)
    }

    /// The value of a scalar that is nothing but `${name}`: the parameter's, with its type.
    private mutating func whole(
        _ name: String, _ scalar: YAMLScalar, _ node: YAMLNode, at place: SourceRange, _ problems: inout Problems
    ) -> YAMLNode {
        guard let (parameter, value) = parameterValue(name, at: place, &problems) else {
            return YAMLNode(.unresolved, at: node.range)
        }
        let origin = ValueOrigin(
            template: scalar.text, parameters: [use(of: parameter, value)], isSecret: value.holdsSecret,
            secrets: value.secrets)
        let elements = value.elements?.map { YAMLNode($0.content, at: node.range, origin: origin) }
        let content = elements.map { YAMLNode.Content.sequence($0) } ?? value.content
        return spent(YAMLNode(content, at: node.range, origin: origin), node, &problems)
    }

    private func use(of parameter: Parameter, _ value: YAMLNode) -> ValueOrigin.ParameterUse {
        .init(name: parameter.name.value, value: parameter.isOverridden ? nil : value.range)
    }

    private func text(
        of value: YAMLNode, _ parameter: Parameter, at place: SourceRange, _ problems: inout Problems
    ) -> String? {
        if let text = value.scalar?.text { return text }
        let name = parameter.name.value
        problems.error(
            "parameter.type", "the list '\(name)' can't be a part of a text", at: place,
            help: "write '${\(name)}' alone", notes: [problems.note("it is declared here", at: parameter.name.range)])
        return nil
    }

    private func environmentValue(
        _ name: String, _ fallback: String?, at place: SourceRange, _ problems: inout Problems
    ) -> String? {
        if let value = environment[name] { return value }
        if let fallback { return fallback }
        problems.error(
            "parameter.environment", "the environment variable '\(name.shortened)' isn't set", at: place,
            help: "set it, or give a default: '${env:\(name.shortened):-default}'")
        return nil
    }

    /// Whether a name is written as those of environment variables are.
    private func isVariable(_ name: String) -> Bool {
        !name.isEmpty && name.utf8.count <= 60 && name.utf8.allSatisfy { (0x41...0x5A).contains($0) || $0 == 0x5F }
    }

    private mutating func parameterValue(
        _ name: String, at place: SourceRange, _ problems: inout Problems
    ) -> (Parameter, YAMLNode)? {
        guard let parameters else {
            used.insert(name)
            problems.error(
                "parameter.in-default", "the default of a parameter can't name the parameter '\(name.shortened)'",
                at: place, help: "only '${env:NAME}' can be used here")
            return nil
        }
        guard let parameter = parameters[name] else {
            let meant = problems.closest(to: name, among: names)
            if let meant { used.insert(meant) }
            let help =
                meant.map { "did you mean '\($0)'?" }
                ?? (isVariable(name)
                    ? "write '${env:\(name)}' for the environment variable"
                    : names.isEmpty
                        ? "declare it under 'parameters', or write '$${' for the characters themselves"
                        : problems.help(for: name, among: names))
            problems.error("parameter.unknown", "there is no parameter '\(name.shortened)'", at: place, help: help)
            return nil
        }
        used.insert(name)
        // A parameter without a value was reported where it is declared.
        return parameter.value.map { (parameter, $0) }
    }

    private mutating func spent(_ filled: YAMLNode, _ node: YAMLNode, _ problems: inout Problems) -> YAMLNode {
        budget.bytes -= filled.scalar?.text.utf8.count ?? 0
        budget.nodes -= filled.elements?.count ?? 0
        if budget.bytes >= 0, budget.nodes >= 0 { return filled }
        problems.error(
            "parameter.too-large", "filling in parameters makes the definition too large", at: node.range,
            help: "use fewer or shorter values")
        return YAMLNode(.unresolved, at: node.range)
    }
}
