internal import Diagnostics
internal import Runtime
internal import Store

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// What is remembered of a run, for people.
struct RunReportPage {
    let text: String

    init(_ run: RunRecord, _ folder: StateFolder) {
        var lines = [
            "run \(run.number) of '\(run.pipeline)': \(Self.ending(run))",
            "began \(Self.moment(run.started)) with galley \(run.version), \(run.jobs) worker\(run.jobs == 1 ? "" : "s")",
        ]
        if let reason = run.reason { lines.append("because: \(reason)") }
        lines.append("")
        if run.outcome != .unfinished {
            lines += AccountTable(run.stages.map(StageAccount.init)).lines + [""]
            let before = lines.count
            if let earlier = run.unchangedSince {
                lines.append("nothing has changed since run \(earlier), which published this:")
            }
            lines += run.artifacts.map { "published  \($0)" }
            if let earlier = run.unchangedSince, run.quarantined > 0 {
                let why = ShellWords.told(folder.command("runs", "\(earlier)"))
                lines.append("quarantine \(Figures.documents(run.quarantined)) since then; \(why) tells why")
            }
            if lines.count > before { lines.append("") }
            let rate =
                run.seconds > 0 && run.unchangedSince == nil
                ? ", \(Figures.count(Int(Double(run.read) / run.seconds))) a second" : ""
            lines += Self.slowest(run) + Self.errors(run)
            lines.append("\(Figures.documents(run.read)) in \(Figures.time(run.seconds))\(rate)")
        }
        text = lines.map { DisplayText.printable($0) + "\n" }.joined()
    }

    private static func slowest(_ run: RunRecord) -> [String] {
        guard !run.story.slowest.isEmpty else { return [] }
        var table = Table(["slowest at", "what", "documents", "time"], leftColumns: 2)
        for slow in run.story.slowest {
            table.add([
                run.name(of: slow.stage), slow.what, Figures.count(slow.documents), Figures.shortTime(slow.seconds),
            ])
        }
        return table.lines + [""]
    }

    private static func errors(_ run: RunRecord) -> [String] {
        guard !run.story.errors.isEmpty else { return [] }
        var table = Table(["errors at", "code", "for example", "documents"], leftColumns: 3)
        for kind in run.story.errors {
            table.add([
                run.name(of: kind.stage), kind.code, "\(kind.source): \(kind.reason)", Figures.count(kind.count),
            ])
        }
        return table.lines + [""]
    }

    /// A table of runs, the latest first.
    static func list(_ runs: [RunRecord]) -> String {
        var table = Table(
            ["run", "pipeline", "began", "ended", "documents", "quarantined", "time"], leftColumns: 4)
        for run in runs {
            let isKnown = run.outcome != .unfinished
            table.add([
                "\(run.number)", run.pipeline, moment(run.started), shortEnding(run),
                isKnown ? Figures.count(run.read) : "", isKnown ? Figures.count(run.quarantined) : "",
                isKnown ? Figures.time(run.seconds) : "",
            ])
        }
        return table.lines.map { DisplayText.printable($0) + "\n" }.joined()
    }

    /// How it ended, in a word or two.
    private static func shortEnding(_ run: RunRecord) -> String {
        switch (run.outcome, run.isUnderWay) {
        case (.done, _): "done" + (run.unchangedSince.map { ", as run \($0)" } ?? "")
        case (.unfinished, true?): "under way"
        case (.unfinished, false?): "killed"
        default: run.outcome.rawValue
        }
    }

    /// How it ended, in words.
    static func ending(_ run: RunRecord) -> String {
        if let earlier = run.unchangedSince, run.outcome == .done {
            let quarantine =
                run.quarantined > 0 ? ", \(Figures.documents(run.quarantined)) in quarantine since then" : ""
            return "done, nothing has changed since run \(earlier)\(quarantine)"
        }
        return switch run.outcome {
        case .done where run.quarantined > 0: "done, \(Figures.documents(run.quarantined)) in quarantine"
        case .done: "done"
        case .interrupted: "interrupted, nothing was published"
        case .failed: "failed"
        case .unfinished: unfinished(run)
        }
    }

    /// What there is to say of a run of which nobody said how it ended.
    static func unfinished(_ run: RunRecord) -> String {
        switch run.isUnderWay {
        case true?: "under way"
        case false?: "killed before it ended"
        case nil: "under way, or it was killed"
        }
    }

    /// `2026-11-24 19:08:21 UTC`.
    static func moment(_ seconds: Double) -> String {
        var time = time_t(seconds)
        var parts = tm()
        gmtime_r(&time, &parts)
        func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let day = "\(parts.tm_year + 1900)-\(two(parts.tm_mon + 1))-\(two(parts.tm_mday))"
        return "\(day) \(two(parts.tm_hour)):\(two(parts.tm_min)):\(two(parts.tm_sec)) UTC"
    }
}

extension StageAccount {
    /// The account of a stage in a run that is remembered.
    init(_ stage: RunRecord.Stage) {
        self.init(stage: stage.id, type: stage.type)
        taken = stage.taken
        added = stage.added
        given = stage.given
        filtered = stage.filtered
        quarantined = stage.quarantined
        known = stage.known
        time = .microseconds(Int64(stage.seconds * 1e6))
    }
}
