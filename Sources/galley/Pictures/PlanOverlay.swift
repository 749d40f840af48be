internal import Pictures
internal import Planning
internal import StageKit

extension Graph {
    /// Writes at its sources what they hold, and at its sinks what a run would make or replace.
    /// - Throws: `SourceError` when a source can't be read.
    mutating func overlay(_ plan: Plan) throws {
        for (place, survey) in try plan.surveys() {
            note("would read \(PlanSummary.count(survey)), \(Figures.bytes(survey.bytes))", at: place)
        }
        for (place, stage) in plan.stages.enumerated() {
            for artifact in stage.artifacts {
                let path = artifact.path.text + (artifact.isFolder ? "/" : "")
                note("would \(artifact.isThere ? "replace" : "create") \(path)", at: place)
            }
        }
    }
}
