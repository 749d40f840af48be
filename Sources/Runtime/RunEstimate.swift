public import Planning
public import Store

/// How long a run will take, going by earlier ones of the same stages.
public struct RunEstimate: Sendable, Equatable {
    /// Seconds.
    public let seconds: Double

    /// Estimates a run of a plan; nil when no earlier run says anything of a stage that has work to do, or when it can't
    /// be said what there is to do.
    ///
    /// Every stage is taken to need as long for a document as it did on the average. What workers did besides is in
    /// proportion. However fast they were, a stage with a rate takes no more documents in a time than that.
    /// - Parameters:
    ///   - forecast: What there is to do.
    ///   - jobs: Number of workers.
    ///   - pace: How long the stages took.
    public init?(_ plan: Plan, _ forecast: Forecast, jobs: Int, goingBy pace: StagePace) {
        guard forecast.isComplete, forecast.unchangedSince == nil else { return nil }
        var work = 0.0
        var longest = 0.0
        for (stage, doing) in zip(plan.stages, forecast.stages) where doing.work > 0 {
            guard let seconds = pace.seconds[stage.configurationDigest] else { return nil }
            work += Double(doing.work) * seconds
            // The first one has its turn at once.
            if let rate = stage.policies.rate { longest = max(longest, Double(doing.work - 1) * rate.interval.seconds) }
        }
        guard work > 0 else { return nil }
        seconds = max(longest, work * pace.overhead / Double(max(1, jobs)))
    }
}
