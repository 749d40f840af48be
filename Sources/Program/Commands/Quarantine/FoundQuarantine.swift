internal import Diagnostics
internal import Files
internal import Store

/// What is in quarantine in a state folder, and what is written down there of runs.
struct FoundQuarantine {
    /// The documents with the reasons.
    let quarantine: Quarantine
    /// The runs; nil where none is written down.
    let history: RunHistory?
    /// The name of the pipeline; nil for all that share the folder.
    let pipeline: String?

    /// Reads it.
    /// - Throws: ``Failure`` when it can't be read.
    init(in folder: String, of pipeline: String?) throws {
        self.pipeline = pipeline
        do {
            history = try RunHistory.open(folder: FilePath(folder))
        } catch {
            // What is kept can be read without it, and may be all that there is.
            Output.messages.line("warning: \(DisplayText.printable(error.description))")
            history = nil
        }
        do {
            quarantine = try Quarantine(state: FilePath(folder), pipeline: pipeline, history: history)
        } catch let error as FileError {
            throw Failure(ExitCode.inputOutput, "the quarantine can't be read: \(error)", help: error.help)
        }
    }

    /// The names of the pipelines whose documents there are, each once.
    var pipelines: [String] {
        var names: [String] = []
        for case let name? in quarantine.entries.lazy.map(\.pipeline) where names.last != name { names.append(name) }
        return names
    }

    /// The last complete run, whose quarantine it is; that of all where there is more than one pipeline.
    func lastRun() throws -> Int? {
        let only = pipelines.count == 1 ? pipelines.first : nil
        guard let name = pipeline ?? only else { return try history?.latestDone() }
        return try history?.latestDone(of: name)
    }

    /// Why it is empty, in words.
    /// - Parameter missing: What to say where not one run is written down.
    func whyEmpty(orElse missing: Failure) throws -> String {
        let last = try pipeline.map { try history?.latestDone(of: $0) } ?? history?.latestDone()
        if let last { return "nothing is in quarantine, as of run \(last)" }
        guard let latest = try history?.runs(of: pipeline, limit: 1).first else { throw missing }
        let ending =
            switch latest.outcome {
            case .done: "went through"
            case .failed: "failed"
            case .interrupted: "was interrupted"
            case .unfinished: latest.isUnderWay == false ? "was killed" : "is \(RunReportPage.unfinished(latest))"
            }
        return "nothing is in quarantine: no run has gone through yet, and run \(latest.number) \(ending)"
    }
}

extension StateFolder {
    /// What is in quarantine there.
    func quarantine() throws -> FoundQuarantine { try FoundQuarantine(in: path, of: pipeline) }
}
