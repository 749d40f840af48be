internal import Diagnostics
internal import JSON
internal import Runtime
internal import Store

/// What became of documents that were tried again.
struct RetryReport {
    private let tried: [TriedDocument]
    private let run: RunReport?

    /// - Parameter run: The run that followed, if one did.
    init(_ tried: [TriedDocument], run: RunReport?) {
        self.tried = tried
        self.run = run
    }

    /// A table, a line a document.
    var text: String {
        var table = Table(["document", "source", "refused by", "now"], leftColumns: 4)
        for document in tried {
            table.add([
                String(document.entry.document.prefix(WayPage.digits)), document.entry.source,
                "\(document.entry.stage): \(document.entry.code)", Self.now(document),
            ])
        }
        return table.lines.map { DisplayText.printable($0) + "\n" }.joined()
    }

    private static func now(_ document: TriedDocument) -> String {
        switch document.outcome {
        case .passed: document.isInCorpus ? "goes through" : "goes through, but its file is gone"
        case .left(let stage, let reason): "left out by \(stage)" + (reason.map { ": \($0)" } ?? "")
        case .refused(let stage, let code, let reason): "refused by \(stage): \(code): \(reason)"
        case .missing: "isn't read any more"
        case nil: "not tried: \(document.hindrance ?? "")"
        }
    }

    /// An object with the documents and the run.
    var json: String {
        var json = JSONWriter()
        json.object { json in
            json.key("documents")
            json.array { json in
                for document in tried {
                    json.object { json in
                        document.entry.write(to: &json)
                        json.member("inCorpus", document.isInCorpus)
                        Self.write(document, to: &json)
                    }
                }
            }
            json.key("run")
            if let run { run.write(to: &json) } else { json.null() }
        }
        return json.text
    }

    private static func write(_ document: TriedDocument, to json: inout JSONWriter) {
        var now: (outcome: String, stage: String?, code: String?, reason: String?)
        switch document.outcome {
        case .passed: now = ("passed", nil, nil, nil)
        case .left(let stage, let reason): now = ("left-out", stage, nil, reason)
        case .refused(let stage, let code, let reason): now = ("refused", stage, code, reason)
        case .missing: now = ("not-read", nil, nil, nil)
        case nil: now = ("not-tried", nil, nil, document.hindrance)
        }
        json.key("now")
        json.object { json in
            json.member("outcome", now.outcome)
            json.member("stage", now.stage)
            json.member("code", now.code)
            json.member("reason", now.reason)
        }
    }
}
