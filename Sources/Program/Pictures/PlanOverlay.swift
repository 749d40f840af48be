internal import Pictures
internal import Planning
internal import Runtime
internal import StageKit

extension Graph {
    /// Writes at its sources what they hold, at every stage what there is to do and why, and at its sinks what a run would make or replace.
    /// - Throws: `SourceError` when a source can't be read.
    mutating func overlay(_ plan: Plan) throws {
        for (place, survey) in try plan.surveys() {
            note("would read \(PlanSummary.count(survey)), \(Figures.bytes(survey.bytes))", at: place)
        }
        let forecast = try Forecast(plan, version: VersionCommand.version)
        for (place, stage) in plan.stages.enumerated() {
            let doing = forecast.stages[place]
            note("to do: \(doing.text(doing.work)), known: \(Figures.count(doing.known))", at: place)
            for reason in doing.reasonTexts { note(reason, at: place) }
            for artifact in stage.artifacts {
                let path = artifact.path.text + (artifact.isFolder ? "/" : "")
                let verb = forecast.unchangedSince != nil ? "leave" : artifact.isThere ? "replace" : "create"
                note("would \(verb) \(path)", at: place)
            }
        }
    }
}
