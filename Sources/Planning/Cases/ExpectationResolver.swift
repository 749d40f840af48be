internal import Definition
internal import Diagnostics
internal import Documents
internal import StageKit

/// Finds the fields that a case's expectations name.
struct ExpectationResolver {
    private let plan: Plan
    private var resolver: ConditionResolver

    init(definition: PipelineDefinition, registry: Registry, plan: Plan) {
        self.plan = plan
        resolver = ConditionResolver(definition: definition, registry: registry) { layer in
            let givers = registry.stageTypes.filter { $0.provides.contains { $0.key == layer.key } }.map(\.name)
            return givers.isEmpty ? nil : "expect it of a stage after one of type \(givers.joined(separator: " or "))"
        }
    }

    var diagnostics: [Diagnostic] { resolver.diagnostics }

    /// What is expected of a stage; nil for one that isn't in the plan, which was reported.
    mutating func resolve(_ expectation: StageExpectation) -> ResolvedExpectation? {
        guard let place = plan.stages.firstIndex(where: { $0.id == expectation.stage.value }) else { return nil }
        return ResolvedExpectation(
            stage: place, range: expectation.stage.range,
            outcomes: expectation.outcomes.compactMap { resolve($0, at: place) },
            each: conditions(expectation.each, at: place, besides: TestOutcome.allCases.map(\.rawValue)))
    }

    private mutating func resolve(_ expectation: OutcomeExpectation, at place: Int) -> ResolvedOutcome? {
        let outcome = expectation.outcome
        switch expectation.content {
        case .count(let test):
            let field = Located(outcome.value.rawValue, at: outcome.range)
            guard let resolved = resolver.resolve(test, number: field) else { return nil }
            return ResolvedOutcome(outcome: outcome, content: .count(resolved, text: test.text))
        case .list(let documents, let range):
            let resolved = documents.map { document in
                outcome.value == .documents
                    ? conditions(document, at: place)
                    : document.compactMap { resolver.resolve($0, among: ResolvedOutcome.fields(of: outcome.value)) }
            }
            return ResolvedOutcome(outcome: outcome, content: .list(resolved, at: range))
        }
    }

    /// Conditions on what comes out of a stage; of a sink, on what goes in.
    private mutating func conditions(
        _ conditions: [WhenCondition], at place: Int, besides keys: [String] = []
    ) -> [Condition] {
        let stage = plan.stages[place]
        guard let form = stage.type.output ?? stage.type.input else { return [] }
        let layers = stage.type.output == nil ? stage.layersIn : stage.layersOut
        return conditions.compactMap { resolver.resolve($0, on: form, layers: layers, besides: keys) }
    }
}
