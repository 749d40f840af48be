internal import Documents
package import StageKit

/// A stage of which everything is known but what comes along its edges.
package struct ResolvedStage {
    package var id: String
    package var type: StageDescriptor
    package var stage: ErasedStage
    package var inputs: [Int]
    package var combination: Combination?
    package var conditions: [Condition]
    package var onError: ErrorPolicy
    package var policies: StagePolicies
    package var options: [PlannedOption]
    /// Whether the definition has conditions, resolved or not.
    var isConditional: Bool

    package init(
        id: String, type: StageDescriptor, stage: ErasedStage, inputs: [Int], combination: Combination? = nil,
        conditions: [Condition] = [], onError: ErrorPolicy = .quarantine, policies: StagePolicies = StagePolicies(),
        options: [PlannedOption] = []
    ) {
        self.id = id
        self.type = type
        self.stage = stage
        self.inputs = inputs
        self.combination = combination
        self.conditions = conditions
        self.onError = onError
        self.policies = policies
        self.options = options
        isConditional = !conditions.isEmpty
    }

    /// The stage as the analysis of flows sees it.
    var node: FlowNode {
        FlowNode(
            type: type, inputs: inputs, combination: combination, mayFilter: isConditional || onError == .skip)
    }
}

extension Plan {
    /// Puts a plan together of stages in topological order whose flows were found to be right.
    package init(
        name: String, state: Path, resolved: [ResolvedStage], signal: StopSignal = StopSignal(), isWhole: Bool = true
    ) {
        let nodes = resolved.map(\.node)
        let flow = FlowAnalysis(nodes)
        let stages = resolved.enumerated().map { index, stage in
            PlannedStage(
                id: stage.id, type: stage.type, inputs: stage.inputs, combination: flow.combinations[index],
                conditions: stage.conditions, onError: stage.onError, policies: stage.policies, options: stage.options,
                layersIn: flow.into[index].layers, layersOut: flow.outOf[index].layers,
                stage: DocumentPolicy(stage.policies, stage: stage.id, signal: signal).map { stage.stage.with($0) }
                    ?? stage.stage)
        }
        self.init(
            name: name, state: state, stages: stages,
            segments: Segment.fuse(nodes, isBounded: flow.isBounded, jobs: resolved.map(\.policies.jobs)),
            signal: signal, isWhole: isWhole)
    }
}
