internal import Definition
internal import Diagnostics
internal import Documents
internal import StageKit

/// Finds the fields that conditions name, on documents and on their layers.
struct ConditionResolver {
    let definition: PipelineDefinition
    let registry: Registry
    /// Tells how documents get a layer that they don't have.
    let provision: (LayerRequirement) -> String?
    private(set) var diagnostics: [Diagnostic] = []

    init(
        definition: PipelineDefinition, registry: Registry, provision: @escaping (LayerRequirement) -> String?
    ) {
        self.definition = definition
        self.registry = registry
        self.provision = provision
    }

    /// The conditions of a stage's `when` ready to be tested; those that are wrong are reported and left out.
    mutating func resolve(_ conditions: [WhenCondition], of type: StageDescriptor, layers: LayerFlow) -> [Condition] {
        guard let form = type.input else {
            for condition in conditions {
                report(
                    "plan.condition-on-source", "a source takes no documents that a condition could look at",
                    at: condition.field.range, help: "put the condition on the stages that take its documents")
            }
            return []
        }
        return conditions.compactMap { resolve($0, on: form, layers: layers) }
    }

    /// A condition on documents of a form that carry layers; nil when it was reported.
    mutating func resolve(
        _ condition: WhenCondition, on form: FormType, layers: LayerFlow, besides keys: [String] = []
    ) -> Condition? {
        let name = condition.field.value
        if let fieldType = form.fields[name] { return resolve(condition, .form(name), fieldType) }
        let carried = layers.always + layers.sometimes
        if let layer = carried.first(where: { $0.fields[name] != nil }), let fieldType = layer.fields[name] {
            return resolve(condition, .layer(layer.key, name), fieldType)
        }
        let known = keys + (Array(form.fields.keys) + carried.flatMap { $0.fields.keys }).sorted()
        report(
            "plan.unknown-field", "the documents of this stage have no field '\(name)'", at: condition.field.range,
            help: help(for: name, among: known))
        return nil
    }

    /// A condition on one of a few fields that are no document's; nil when it was reported.
    mutating func resolve(_ condition: WhenCondition, among fields: [String: FieldType]) -> Condition? {
        let name = condition.field.value
        if let type = fields[name] { return resolve(condition, .form(name), type) }
        report(
            "plan.unknown-field", "there is no field '\(name)' here", at: condition.field.range,
            help: Suggestion.help(for: name, among: fields.keys.sorted())
                ?? "fields here are \(fields.keys.sorted().joined(separator: ", "))")
        return nil
    }

    /// A test of a number that is no field's; nil when it was reported.
    mutating func resolve(_ test: WhenCondition.Test, number field: Located<String>) -> ConditionTest? {
        self.test(test, .number, of: field)
    }

    private func help(for name: String, among known: [String]) -> String? {
        if let close = Suggestion.help(for: name, among: known) { return close }
        let layer = registry.stageTypes.lazy.flatMap(\.provides).first { $0.fields[name] != nil }
        if let layer, let way = provision(layer) { return "it belongs to the layer \(layer.name): \(way)" }
        return known.isEmpty ? nil : "fields here are \(known.joined(separator: ", "))"
    }

    private mutating func resolve(
        _ condition: WhenCondition, _ reference: FieldReference, _ fieldType: FieldType
    ) -> Condition? {
        guard let test = test(condition.test, fieldType, of: condition.field) else { return nil }
        return Condition(text: condition.text, range: condition.field.range, field: reference, test: test)
    }

    private mutating func test(
        _ test: WhenCondition.Test, _ fieldType: FieldType, of field: Located<String>
    ) -> ConditionTest? {
        switch test {
        case .not(let inner): return self.test(inner, fieldType, of: field).map { .not($0) }
        case .all(let tests):
            let all = tests.map { self.test($0, fieldType, of: field) }
            return all.contains(nil) ? nil : .all(all.compactMap { $0 })
        case .atLeast(let number, let node):
            return isNumber(fieldType, field, node.range) ? .range(number...Double.infinity) : nil
        case .atMost(let number, let node):
            return isNumber(fieldType, field, node.range) ? .range(-Double.infinity...number) : nil
        case .contains(let node):
            guard fieldType == .text || fieldType == .texts, let text = node.scalar?.text else {
                report(
                    "plan.condition-type", "field '\(field.value)' is a \(fieldType.rawValue): it contains nothing",
                    at: node.range, help: "compare it with a value")
                return nil
            }
            return .contains(text)
        case .known(let isKnown, _): return .known(isKnown)
        case .anyOf(let nodes): return anyOf(nodes, fieldType, of: field)
        }
    }

    private mutating func isNumber(_ fieldType: FieldType, _ field: Located<String>, _ range: SourceRange) -> Bool {
        if fieldType == .number { return true }
        report(
            "plan.condition-type", "field '\(field.value)' is a \(fieldType.rawValue): it is neither great nor small",
            at: range, help: "compare it with a value, a list of values or 'not'")
        return false
    }

    private mutating func anyOf(_ nodes: [YAMLNode], _ fieldType: FieldType, of field: Located<String>)
        -> ConditionTest?
    {
        let values = nodes.map { node -> ConditionTest? in
            guard let scalar = node.scalar else { return nil }
            return switch fieldType {
            case .text, .texts: .text(scalar.text)
            case .number: scalar.number.map { .number($0) }
            case .flag: scalar.flag.map { .flag($0) }
            }
        }
        for (node, value) in zip(nodes, values) where value == nil && node.content != .unresolved {
            report(
                "plan.condition-type", "field '\(field.value)' is a \(fieldType.rawValue), not \(node.displayText)",
                at: node.range,
                help: fieldType == .number ? "for example { \(field.value): { at-least: 1 } }" : nil)
        }
        let tests = values.compactMap { $0 }
        guard tests.count == nodes.count else { return nil }
        return tests.count == 1 ? tests[0] : .any(tests)
    }

    private mutating func report(_ code: String, _ message: String, at range: SourceRange, help: String? = nil) {
        diagnostics.append(.error(code, message, at: definition.location(range), help: help))
    }
}
