public import Planning
public import StageKit
public import Store

/// How long a run will take, going by an earlier one of the same stages.
public struct RunEstimate: Sendable, Equatable {
    /// Seconds.
    public let seconds: Double
    /// The number of the run that it goes by.
    public let run: Int

    /// Estimates a run of a plan; nil when the earlier run says nothing about one of its stages, or there is nothing to
    /// count.
    ///
    /// Every stage is taken to need as long for a document and to give as many for one as it did then. What workers did
    /// besides is in proportion.
    /// - Parameters:
    ///   - surveys: What the sources hold, by place in the plan.
    ///   - jobs: Number of workers.
    ///   - run: An earlier run that went through.
    public init?(_ plan: Plan, surveys: [Int: Survey], jobs: Int, goingBy run: RunRecord) {
        let earlier = Dictionary(run.stages.map { ($0.configuration, $0) }) { first, _ in first }
        var given: [Double] = []
        var work = 0.0
        for (place, stage) in plan.stages.enumerated() {
            guard let known = earlier[stage.configurationDigest], known.taken > 0 else { return nil }
            let taken: Double
            if stage.type.shape == .source {
                guard let documents = surveys[place]?.documents else { return nil }
                taken = Double(documents)
            } else {
                let inputs = stage.inputs.map { given[$0] }
                taken = stage.combination == .merge ? inputs.reduce(0, +) : inputs.max() ?? 0
            }
            work += taken * known.seconds / Double(known.taken)
            given.append(taken * Double(known.given) / Double(known.taken))
        }
        let earlierWork = run.stages.reduce(0) { $0 + $1.seconds }
        guard earlierWork > 0, run.seconds > 0 else { return nil }
        let overhead = run.seconds * Double(run.jobs) / earlierWork
        seconds = work * overhead / Double(max(1, jobs))
        self.run = run.number
    }
}
