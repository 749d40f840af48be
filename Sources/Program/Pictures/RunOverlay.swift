internal import Pictures
internal import Planning
internal import Runtime
internal import Store

extension Graph {
    /// Writes at the stages what a run did there, and which of them took the most time.
    mutating func overlay(_ run: RunRecord, on plan: Plan) {
        let work = run.stages.reduce(0) { $0 + $1.seconds }
        let slowest = run.stages.max { $0.seconds < $1.seconds }
        for (place, stage) in plan.stages.enumerated() {
            guard run.outcome != .unfinished else {
                note("run \(run.number): \(RunReportPage.unfinished(run))", at: place)
                continue
            }
            guard let known = run.stages.first(where: { $0.id == stage.id }) else {
                note("not in run \(run.number)", at: place)
                continue
            }
            note(known.summary, at: place)
            note(known.speed, at: place)
            if known == slowest, work > 0 { note(RunRecord.Stage.share(known.seconds, of: work), at: place) }
            if known.configuration != stage.configurationDigest {
                note("has changed since run \(run.number)", at: place)
            }
        }
    }
}
