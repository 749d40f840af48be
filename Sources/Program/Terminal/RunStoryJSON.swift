internal import JSON
internal import Store

/// How a run went, for machines.
enum RunStoryJSON {
    /// Writes the members `slowest`, `errors`, `refused` and `timeline`.
    static func write(_ run: RunRecord, to json: inout JSONWriter) {
        array("slowest", run.story.slowest, &json) { slow, json in
            json.member("stage", run.name(of: slow.stage))
            json.member("document", slow.document)
            json.key("batch")
            if let batch = slow.batch { json.value(batch) } else { json.null() }
            json.member("documents", slow.documents)
            json.member("seconds", slow.seconds)
        }
        array("errors", run.story.errors, &json) { kind, json in
            json.member("stage", run.name(of: kind.stage))
            json.member("code", kind.code)
            json.member("documents", kind.count)
            json.member("source", kind.source)
            json.member("reason", kind.reason)
        }
        array("refused", run.story.refused, &json) { document, json in
            json.member("document", document.document)
            json.member("source", document.source)
            json.member("stage", run.name(of: document.stage))
            json.member("code", document.code)
            json.member("reason", document.reason)
        }
        json.key("timeline")
        json.object { json in
            json.member("span", run.story.span)
            array("stages", Array(run.story.stages.enumerated()), &json) { entry, json in
                let (place, stage) = entry
                json.member("stage", run.name(of: place))
                json.member("from", stage.inputs.map { run.name(of: $0) })
                json.key("began")
                if let worked = stage.worked { json.value(worked.lowerBound) } else { json.null() }
                json.key("ended")
                if let worked = stage.worked { json.value(worked.upperBound) } else { json.null() }
                json.key("in")
                json.array { json in for count in stage.taken { json.value(count) } }
            }
        }
    }

    private static func array<Element>(
        _ name: String, _ elements: [Element], _ json: inout JSONWriter,
        _ members: (Element, inout JSONWriter) -> Void
    ) {
        json.key(name)
        json.array { json in
            for element in elements { json.object { members(element, &$0) } }
        }
    }
}
