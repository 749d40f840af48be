internal import Diagnostics
internal import Files
internal import Runtime
internal import StageKit

/// What a run did, for people.
struct RunSummary {
    let text: String

    init(_ report: RunReport) {
        var lines = AccountTable(report.accounts).lines + [""]
        if let damaged = report.damagedState {
            lines.append("the state database was damaged; it is kept as \(damaged.text), and a new one was begun")
        }
        if report.hasLostResults {
            lines.append("the results of earlier runs were damaged; what they held is worked out anew")
        }
        if !report.completed.isEmpty {
            let places = report.completed.map(\.text).joined(separator: ", ")
            lines.append("an earlier run was killed while it published; it was put in place first: \(places)")
        }
        switch report.outcome {
        case .done:
            if let run = report.unchangedSince {
                lines.append("nothing has changed since run \(run), which published this:")
            }
            for artifact in report.artifacts {
                lines.append("published  \(artifact.path.text)\(artifact.isFolder ? "/" : "")")
            }
        case .drained, .stopped:
            lines.append("interrupted: nothing was published, what was published before is untouched")
            lines.append("run the same command again to do it all")
        case .failed: break
        }
        if let quarantine = report.quarantine {
            lines.append(
                "quarantine \(quarantine.text)/  (\(Figures.documents(report.quarantined))\(Self.reasons(report)))")
            let list = ShellWords.told(["galley", "quarantine", "list", "--state", Self.state(quarantine)])
            lines.append("           \(list) tells of each")
        }
        let seconds = report.time.seconds
        let rate =
            seconds > 0 && report.unchangedSince == nil
            ? ", \(Figures.count(Int(Double(report.read) / seconds))) a second" : ""
        let run = report.run.map { "run \($0): " } ?? ""
        lines.append("\(run)\(Figures.documents(report.read)) in \(Figures.time(seconds))\(rate)")
        text = lines.map { DisplayText.printable($0) + "\n" }.joined()
    }

    /// So many kinds of reasons are told.
    private static let mostReasons = 3

    private static func reasons(_ report: RunReport) -> String {
        guard !report.reasons.isEmpty else { return "" }
        let told = report.reasons.prefix(mostReasons).map { "\(Figures.count($0.count)) \($0.code) at '\($0.stage)'" }
        let rest = report.reasons.dropFirst(mostReasons).reduce(0) { $0 + $1.count }
        return ": "
            + (told + (rest > 0 ? ["\(Figures.count(rest)) \(rest == 1 ? "other" : "others")"] : [])).joined(
                separator: ", ")
    }

    /// The state folder, in which the quarantine of the pipeline is among those of others.
    private static func state(_ quarantine: Path) -> String { FilePath(quarantine.text).folder.folder.text }
}
