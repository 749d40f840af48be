internal import Pictures
internal import StageKit
internal import Store

extension RunRecord {
    /// The id of the stage of a place.
    func name(of place: Int) -> String { stages.indices.contains(place) ? stages[place].id : "?" }
}

extension RunStory.SlowWork {
    /// What was worked on: a document, a batch, or what came at the end of the corpus.
    var what: String { document ?? batch.map { "batch \($0)" } ?? "the end of the corpus" }
}

extension RecordedGraph {
    /// The graph of a run, with what the stages did; nil when its shape wasn't written down.
    init?(_ run: RunRecord) {
        guard !run.stages.isEmpty, run.story.stages.count == run.stages.count else { return nil }
        let work = run.stages.reduce(0) { $0 + $1.seconds }
        let slowest = run.stages.max { $0.seconds < $1.seconds }
        self.init(
            zip(run.stages, run.story.stages).map { stage, told in
                var notes = [stage.summary, stage.speed]
                if stage == slowest, work > 0 { notes.append(RunRecord.Stage.share(stage.seconds, of: work)) }
                return Stage(
                    id: stage.id, type: stage.type, shape: StageShape(rawValue: told.shape) ?? .transform,
                    isMerge: told.combination == "merge", inputs: told.inputs, notes: notes)
            })
    }
}

extension RunRecord.Stage {
    /// `1,000 in, 990 out, 10 filtered`.
    var summary: String {
        var parts = ["\(Figures.count(taken)) in", "\(Figures.count(given)) out"]
        if filtered > 0 { parts.append("\(Figures.count(filtered)) filtered") }
        if quarantined > 0 { parts.append("\(Figures.count(quarantined)) quarantined") }
        return parts.joined(separator: ", ")
    }

    /// `0.034 s, 12,345 a second`.
    var speed: String {
        let rate = seconds > 0 ? ", \(Figures.count(Int(Double(taken) / seconds))) a second" : ""
        return Figures.time(seconds) + rate
    }

    /// How much of the work was the slowest stage's.
    static func share(_ seconds: Double, of work: Double) -> String {
        "the slowest: \(Int((seconds / work * 100).rounded())) % of the work"
    }
}
