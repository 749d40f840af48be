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
            guard let known = run.stages.first(where: { $0.id == stage.id }) else {
                note("not in run \(run.number)", at: place)
                continue
            }
            note(Self.account(known), at: place)
            let rate =
                known.seconds > 0 ? ", \(Figures.count(Int(Double(known.taken) / known.seconds))) a second" : ""
            note("\(Figures.time(known.seconds))\(rate)", at: place)
            if known == slowest, work > 0 {
                note("the slowest: \(Int((known.seconds / work * 100).rounded())) % of the work", at: place)
            }
            if known.configuration != stage.configurationDigest {
                note("has changed since run \(run.number)", at: place)
            }
        }
    }

    /// `1,000 in, 990 out, 10 filtered`.
    private static func account(_ stage: RunRecord.Stage) -> String {
        var parts = ["\(Figures.count(stage.taken)) in", "\(Figures.count(stage.given)) out"]
        if stage.filtered > 0 { parts.append("\(Figures.count(stage.filtered)) filtered") }
        if stage.quarantined > 0 { parts.append("\(Figures.count(stage.quarantined)) quarantined") }
        return parts.joined(separator: ", ")
    }
}
