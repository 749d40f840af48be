public import JSON
public import StageKit
public import Store

/// How a run ended.
public enum RunOutcome: String, Sendable {
    /// Everything was read, and what was made is in place.
    case done
    /// Reading was stopped by an interrupt, what was read went through, nothing was put in place.
    case drained
    /// Everything was stopped at once, nothing was put in place.
    case stopped
    /// Something went wrong, nothing was put in place, or not everything.
    case failed
}

/// What a run did.
public struct RunReport: Sendable {
    /// The pipeline's name.
    public let pipeline: String
    /// How it ended.
    public let outcome: RunOutcome
    /// The account of every stage, in plan order.
    public let accounts: [StageAccount]
    /// How many documents all sources read.
    public let read: Int
    /// The files and folders that were put in place.
    public let artifacts: [Artifact]
    /// How many documents went to quarantine, each counted once however many stages refused it.
    public internal(set) var quarantined: Int
    /// The folder of the documents that went to quarantine; nil when there are none.
    public internal(set) var quarantine: Path?
    /// For which reasons, the most frequent first; a document that several stages refused has several.
    public internal(set) var reasons: [QuarantineKind] = []
    /// How long it took.
    public let time: Duration
    /// The run's number in its state folder; nil for one that isn't written down.
    public let run: Int?
    /// The run that made what is in place, when nothing has changed since; nil when something had.
    public internal(set) var unchangedSince: Int?
    /// Where the state database was put that was found damaged; nil when it was sound.
    public let damagedState: Path?
    /// Whether results of earlier runs were found damaged, and are worked out anew.
    public let hasLostResults: Bool
    /// What a run that was killed had begun to publish, and this one has put in place before it did anything else.
    public let completed: [Path]

    /// Writes a JSON object.
    public func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("pipeline", pipeline)
            json.key("run")
            if let run { json.value(run) } else { json.null() }
            json.member("outcome", outcome.rawValue)
            json.key("unchangedSince")
            if let unchangedSince { json.value(unchangedSince) } else { json.null() }
            json.member("seconds", time.seconds)
            json.member("quarantined", quarantined)
            json.member("quarantine", quarantine?.text)
            json.key("reasons")
            json.array { json in
                for kind in reasons {
                    json.object {
                        $0.member("stage", kind.stage)
                        $0.member("code", kind.code)
                        $0.member("count", kind.count)
                    }
                }
            }
            json.member("damagedState", damagedState?.text)
            json.member("lostResults", hasLostResults)
            json.member("artifacts", artifacts.map(\.path.text))
            json.key("stages")
            json.array { json in for account in accounts { account.write(to: &json) } }
        }
    }
}
