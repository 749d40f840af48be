public import Documents
public import StageKit

/// A checked, ordered definition: what a run does.
public struct Plan: Sendable {
    /// The pipeline's name.
    public let name: String
    /// The folder for records of the run and for the quarantine.
    public let state: Path
    /// The stages; each comes after those that it takes documents from.
    public let stages: [PlannedStage]
    /// The stages as they are run: chains of per-document stages fused.
    public let segments: [Segment]
    /// What a run of the plan raises to stop its stages. A plan is run once.
    public let signal: StopSignal
    /// Whether all stages of the definition are in it.
    public let isWhole: Bool

    package init(
        name: String, state: Path, stages: [PlannedStage], segments: [Segment], signal: StopSignal,
        isWhole: Bool = true
    ) {
        self.name = name
        self.state = state
        self.stages = stages
        self.segments = segments
        self.signal = signal
        self.isWhole = isWhole
    }
}

/// A stage in a plan.
public struct PlannedStage: Sendable {
    /// The id in the definition.
    public let id: String
    /// What the stage type declares.
    public let type: StageDescriptor
    /// The stages it takes documents from, as places in ``Plan/stages``.
    public let inputs: [Int]
    /// How the documents of several inputs meet.
    public let combination: Combination
    /// All must hold for a document to be taken; others are filtered.
    public let conditions: [Condition]
    /// What happens to a document that the stage can't process.
    public let onError: ErrorPolicy
    /// How it is run; the results don't depend on it.
    public let policies: StagePolicies
    /// All options as they are in effect, in order of declaration.
    public let options: [PlannedOption]
    /// The layers on the documents that it takes.
    public let layersIn: LayerFlow
    /// The layers on the documents that it gives.
    public let layersOut: LayerFlow

    package let stage: ErasedStage

    package init(
        id: String, type: StageDescriptor, inputs: [Int], combination: Combination, conditions: [Condition],
        onError: ErrorPolicy, policies: StagePolicies, options: [PlannedOption], layersIn: LayerFlow,
        layersOut: LayerFlow, stage: ErasedStage
    ) {
        self.id = id
        self.type = type
        self.inputs = inputs
        self.combination = combination
        self.conditions = conditions
        self.onError = onError
        self.policies = policies
        self.options = options
        self.layersIn = layersIn
        self.layersOut = layersOut
        self.stage = stage
    }
}

/// How the documents of several inputs meet.
public enum Combination: String, Sendable {
    /// There is one input, or none.
    case single
    /// The same documents come from several branches: each arrives once, with the layers of all.
    case join
    /// Different documents come from several branches: all arrive.
    case merge
}

/// What happens to a document that a stage can't process.
public enum ErrorPolicy: String, Sendable, CaseIterable {
    /// The run fails.
    case fail
    /// It is kept whole with the reason, and the run goes on.
    case quarantine
    /// It is left out, and counted as filtered.
    case skip
}

/// The layers on an edge.
public struct LayerFlow: Sendable, Equatable {
    /// On every document.
    public var always: [LayerRequirement] = []
    /// On some documents.
    public var sometimes: [LayerRequirement] = []

    /// No layers.
    public init() {}
}

/// A part of a plan that is run as one: documents come in by edges, go through fused per-document stages, and end in a
/// fork, an aggregate or a sink.
public struct Segment: Sendable {
    /// The stages, as places in ``Plan/stages``: a source, or transforms and possibly an aggregate or a sink as the last.
    public let stages: [Int]
    /// The segments it takes documents from, in the order of the first stage's inputs.
    public let inputs: [Int]
    /// Whether what waits before it is bounded. It isn't where a branch goes round a barrier, which holds the whole
    /// corpus anyway: a bound would stop both.
    public let isBounded: Bool
    /// How many batches may go through it at the same time, where its stages have a limit, which is then the same for
    /// all of them; nil for as many as there are workers.
    public let jobs: Int?

    package init(stages: [Int], inputs: [Int], isBounded: Bool, jobs: Int? = nil) {
        self.stages = stages
        self.inputs = inputs
        self.isBounded = isBounded
        self.jobs = jobs
    }
}
