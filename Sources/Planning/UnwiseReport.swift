internal import Definition
internal import Diagnostics
internal import Documents
internal import StageKit

/// Warns of what is legal but hardly meant.
struct UnwiseReport {
    let graph: CheckedGraph
    /// The stages of the graph, with their conditions.
    let stages: [ResolvedStage]

    var diagnostics: [Diagnostic] {
        unusedOutputs + needlessCombinations + repeatedStages
            + stages.indices.flatMap { stage in stages[stage].conditions.compactMap { foregone($0, at: stage) } }
    }

    private var definition: PipelineDefinition { graph.definition }

    /// Stages whose documents go nowhere, unless they may go to one that couldn't be read or is misspelt.
    private var unusedOutputs: [Diagnostic] {
        let named = definition.stages.flatMap(\.from).map(\.value)
        guard definition.isComplete, named.allSatisfy({ definition[$0] != nil }) else { return [] }
        let used = Set(named)
        // Where 'from' is forgotten, the stage before isn't to be blamed.
        let hungry = Set(
            graph.flow.problems.compactMap {
                if case .noInput(let stage) = $0 { stages[stage].type.input } else { nil }
            })
        return stages.indices.filter { index in
            stages[index].type.output.map { !hungry.contains($0) && !used.contains(stages[index].id) } ?? false
        }.map { stage in
            .warning(
                "plan.unused-output", "nothing takes the documents of stage '\(graph.id(stage))'",
                at: graph.idLocation(stage), help: "publish them, or remove the stage")
        }
    }

    private var needlessCombinations: [Diagnostic] {
        definition.stages.filter { $0.from.count < 2 }.compactMap { stage in
            stage.combine.map { combine in
                .warning(
                    "plan.needless-combine",
                    "'combine' of stage '\(stage.id.value)' has no effect: it takes documents from "
                        + (stage.from.isEmpty ? "no other stage" : "one stage"),
                    at: definition.location(combine.range), help: "remove it")
            }
        }
    }

    /// Stages that do once more what another one does. Sinks are none: they'd write over each other.
    private var repeatedStages: [Diagnostic] {
        var first: [[String]: Int] = [:]
        return stages.indices.compactMap { index in
            let stage = stages[index]
            guard stage.type.output != nil else { return nil }
            if case .source(let runner) = stage.stage, runner.readsStandardInput { return nil }
            let options = stage.options.map { "\($0.name): \($0.value)" }.sorted()
            let conditions = stage.conditions.map(\.text).sorted()
            let key =
                [stage.type.name, stage.onError.rawValue] + stage.inputs.sorted().map(String.init) + ["with"] + options
                + ["when"] + conditions
            guard let other = first[key] else {
                first[key] = index
                return nil
            }
            return .warning(
                "plan.repeated-stage",
                stage.inputs.isEmpty
                    ? "stage '\(stage.id)' reads the same as stage '\(graph.id(other))'"
                    : "stage '\(stage.id)' does the same as stage '\(graph.id(other))', to the same documents",
                at: graph.idLocation(index), help: "take documents from '\(graph.id(other))', and remove '\(stage.id)'",
                notes: [DiagnosticNote("the other one is here", at: graph.idLocation(other))])
        }
    }

    /// A condition whose answer is known beforehand: by itself, or by what stages before let pass.
    private func foregone(_ condition: Condition, at stage: Int) -> Diagnostic? {
        guard let field = condition.field.name, let type = fieldType(of: condition, at: stage) else { return nil }
        let asked = asked(condition.field, before: stage)
        guard let verdict = ConditionLogic.verdict(of: condition.test, given: asked.map(\.test), type) else {
            return nil
        }
        let place = { (stage: Int) in
            graph.resolution.definitions[stage].when.first { $0.field.value == field }
                .map { definition.location($0.field.range) }
        }
        let notes = asked.map { asked in
            DiagnosticNote("'\(graph.id(asked.stage))' lets only '\(asked.text)' pass", at: place(asked.stage))
        }
        switch verdict {
        case .never:
            return .warning(
                "plan.condition-never", "the condition '\(condition.text)' never holds: no document gets through",
                at: place(stage), help: "change it, or remove the stage", notes: notes)
        case .always:
            return .warning(
                "plan.condition-always", "the condition '\(condition.text)' always holds: it leaves nothing out",
                at: place(stage), help: "remove it", notes: notes)
        }
    }

    /// So many stages are looked back.
    private static let reach = 32

    /// What stages before asked of the same layer's field, as far as there is one way to this stage. A form's own fields
    /// may be changed on the way. Looks back a bounded way, so that long chains cost no more than short ones.
    private func asked(_ field: FieldReference, before stage: Int) -> [(stage: Int, text: String, test: ConditionTest)]
    {
        guard case .layer(let key, _) = field else { return [] }
        var asked: [(Int, String, ConditionTest)] = []
        var current = stage
        for _ in 0..<Self.reach where stages[current].inputs.count == 1 && asked.count < 4 {
            current = stages[current].inputs[0]
            let type = stages[current].type
            guard type.keepsLayers, !type.provides.contains(where: { $0.key == key }) else { break }
            asked += stages[current].conditions.filter { $0.field == field }.map { (current, $0.text, $0.test) }
        }
        return asked
    }

    private func fieldType(of condition: Condition, at stage: Int) -> FieldType? {
        switch condition.field {
        case .form(let name): return stages[stage].type.input?.fields[name]
        case .layer(let key, let name):
            let layers = graph.flow.into[stage].layers
            return (layers.always + layers.sometimes).first { $0.key == key }?.fields[name]
        }
    }
}

extension FieldReference {
    fileprivate var name: String? {
        switch self {
        case .form(let name), .layer(_, let name): name
        }
    }
}
