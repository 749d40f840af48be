internal import JSON
internal import Runtime
internal import Store

/// What is remembered of runs, for machines.
enum RunJSON {
    /// A run with its stages and artifacts.
    static func text(_ run: RunRecord) -> String {
        var json = JSONWriter()
        json.object { json in
            members(run, &json)
            json.member("artifacts", run.artifacts)
            json.key("stages")
            json.array { json in for stage in run.stages { StageAccount(stage).write(to: &json) } }
            RunStoryJSON.write(run, to: &json)
        }
        return json.text
    }

    /// Several runs.
    static func text(_ runs: [RunRecord]) -> String {
        var json = JSONWriter()
        json.array { json in for run in runs { json.object { members(run, &$0) } } }
        return json.text
    }

    private static func members(_ run: RunRecord, _ json: inout JSONWriter) {
        json.member("run", run.number)
        json.member("pipeline", run.pipeline)
        json.member("version", run.version)
        json.member("jobs", run.jobs)
        json.member("began", RunReportPage.moment(run.started))
        json.member("outcome", run.outcome.rawValue)
        WayJSON.number("unchangedSince", run.unchangedSince, &json)
        json.key("underWay")
        if let isUnderWay = run.isUnderWay { json.value(isUnderWay) } else { json.null() }
        json.member("reason", run.reason)
        json.member("documents", run.read)
        json.member("quarantined", run.quarantined)
        json.member("seconds", run.seconds)
    }
}
