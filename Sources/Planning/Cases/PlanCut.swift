internal import Diagnostics
internal import Documents
internal import StageKit

/// What is put in at the stage where a case begins.
struct CaseInput {
    /// What gives the documents.
    var stage: ErasedStage
    /// Their form, where they enter at a stage that isn't a source; nil where a source is replaced.
    var form: FormType?
    /// The layers that they carry.
    var layers: [LayerRequirement]
    /// The files that are read.
    var files: [Located<String>] = []
}

extension StagePolicies {
    /// What holds in a case as well: a stuck stage doesn't hold it up. What waits, or counts failures over a corpus, is
    /// left out: a case tells what a stage does with a document.
    fileprivate var inCases: StagePolicies {
        var policies = StagePolicies()
        policies.timeout = timeout
        return policies
    }

    /// What holds where documents are tried again: a further attempt may be what they need.
    fileprivate var inTrials: StagePolicies {
        var policies = inCases
        policies.retry = retry
        return policies
    }
}

/// The part of a plan that a case needs: the stage at which its input enters, the stages of which something is expected,
/// and what lies between.
struct PlanCut {
    private let plan: Plan
    private let entry: Int
    private let kept: [Int]
    private let isTrial: Bool

    /// - Parameter isTrial: Whether further attempts are made, as in a run.
    init(_ plan: Plan, entry: Int, expected: [Int], isTrial: Bool = false) {
        self.plan = plan
        self.isTrial = isTrial
        self.entry = entry
        var needed = Set(expected)
        for index in plan.stages.indices.reversed() where needed.contains(index) {
            needed.formUnion(plan.stages[index].inputs)
        }
        let reached = Self.reached(from: entry, in: plan)
        kept = plan.stages.indices.filter { $0 == entry || reached.contains($0) && needed.contains($0) }
    }

    /// A stage and all that documents can reach from it.
    static func reached(from entry: Int, in plan: Plan) -> Set<Int> {
        plan.stages.indices.reduce(into: [entry]) { reached, index in
            if plan.stages[index].inputs.contains(where: { reached.contains($0) }) { reached.insert(index) }
        }
    }

    /// The stages in topological order, the first one giving the input. What would fail a run goes to quarantine, so
    /// that a case can expect it.
    func stages(fedBy input: CaseInput) -> [ResolvedStage] {
        var stages: [ResolvedStage] = []
        if let form = input.form {
            let type = StageDescriptor.given(form, layers: input.layers)
            stages.append(ResolvedStage(id: "input", type: type, stage: input.stage, inputs: []))
        }
        var place: [Int: Int] = [:]
        for index in kept {
            let stage = plan.stages[index]
            let isFed = index == entry && input.form != nil
            let inputs = isFed ? [0] : index == entry ? [] : stage.inputs.compactMap { place[$0] }
            place[index] = stages.count
            stages.append(
                ResolvedStage(
                    id: stage.id, type: stage.type, stage: index == entry && !isFed ? input.stage : unpublished(stage),
                    inputs: inputs, combination: inputs.count > 1 ? stage.combination : nil,
                    conditions: stage.conditions, onError: stage.onError == .fail ? .quarantine : stage.onError,
                    policies: isTrial ? stage.policies.inTrials : stage.policies.inCases, options: stage.options))
        }
        return stages
    }

    private func unpublished(_ stage: PlannedStage) -> ErasedStage {
        // Its policies are those of a case from here on.
        let plain = stage.stage.with(nil)
        if stage.type.shape == .sink, case .ordered(let sink) = plain { return .ordered(UnpublishedSink(sink)) }
        return plain
    }
}
