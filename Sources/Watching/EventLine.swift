internal import JSON
internal import Runtime
internal import StageKit
internal import Store

/// An event as a line of JSON; docs/running.md tells of every member.
enum EventLine {
    /// Writes the line of an event.
    static func write(_ event: RunEvent, of run: RunBeginning?, to json: inout JSONWriter) {
        json.object { json in
            json.member("event", name(of: event.kind))
            json.member("time", Moment.text((run?.started ?? 0) + event.offset.seconds))
            json.member("offset", event.offset.seconds)
            json.key("run")
            if let number = run?.run { json.value(number) } else { json.null() }
            switch event.kind {
            case .began(let beginning): members(beginning, &json)
            case .worked(let work): members(work, run, &json)
            case .quarantined(let document): members(document, &json)
            case .dropped(let document): members(document, &json)
            case .published(let stage, let artifact):
                json.member("stage", stage)
                json.member("path", artifact.path.text)
                json.member("folder", artifact.isFolder)
            case .ended(let report, let reason): members(report, reason, &json)
            }
        }
        json.endLine()
    }

    private static func name(of kind: RunEvent.Kind) -> String {
        switch kind {
        case .began: "run-began"
        case .worked: "batch-done"
        case .quarantined: "document-quarantined"
        case .dropped: "document-dropped"
        case .published: "artifact-published"
        case .ended: "run-ended"
        }
    }

    private static func members(_ run: RunBeginning, _ json: inout JSONWriter) {
        json.member("pipeline", run.pipeline)
        json.member("version", run.version)
        json.member("jobs", run.jobs)
        json.key("stages")
        json.array { json in
            for stage in run.stages {
                json.object { json in
                    json.member("stage", stage.id)
                    json.member("type", stage.type)
                    json.member("version", stage.version)
                    json.member("shape", stage.shape.rawValue)
                    json.member("combination", stage.combination.rawValue)
                    json.member("from", stage.inputs.map { run.stages[$0].id })
                }
            }
        }
    }

    private static func members(_ work: StageWork, _ run: RunBeginning?, _ json: inout JSONWriter) {
        json.member("stage", run?.stages[work.stage].id)
        json.key("batch")
        if let batch = work.batch { json.value(batch) } else { json.null() }
        json.member("in", work.taken)
        json.member("added", work.added)
        json.member("out", work.given)
        json.member("filtered", work.filtered)
        json.member("quarantined", work.quarantined)
        json.member("start", work.start.seconds)
        json.member("seconds", work.time.seconds)
    }

    private static func members(_ document: RefusedDocument, _ json: inout JSONWriter) {
        json.member("stage", document.stage)
        json.member("document", document.id.description)
        json.member("source", document.source)
        json.member("code", document.code)
        json.member("reason", document.reason)
    }

    private static func members(_ document: DroppedDocument, _ json: inout JSONWriter) {
        json.member("stage", document.stage)
        json.member("document", document.id.description)
        json.member("source", document.locator)
        json.member("code", document.code)
        json.member("in-favour-of", document.inFavourOf)
        json.member("similarity", (document.similarity * 1000).rounded() / 1000)
    }

    private static func members(_ report: RunReport, _ reason: String?, _ json: inout JSONWriter) {
        json.member("outcome", report.outcome.rawValue)
        json.member("reason", reason)
        json.member("seconds", report.time.seconds)
        json.member("documents", report.read)
        json.member("quarantined", report.quarantined)
        json.key("stages")
        json.array { json in for account in report.accounts { account.write(to: &json) } }
    }
}
