internal import Diagnostics
internal import StageKit
internal import Store

/// The way of a document, for people.
struct WayPage {
    let text: String

    /// So many digits of an identity are shown where it need not be whole.
    static let digits = 12

    init(_ told: DescribedWay) {
        let way = told.way
        var lines = [way.document.title.isEmpty ? way.document.locator : way.document.title, ""]
        lines += Self.facts(way).map { name, value in
            name + String(repeating: " ", count: max(1, 12 - name.count)) + value
        }
        lines.append("")
        var table = Table(["", "stage", "stage type", "time", "what became of it"], leftColumns: 5)
        for (index, stage) in way.stages.enumerated() {
            table.add([
                "\(stage.place + 1)", stage.id ?? "?", stage.type ?? "?", Self.time(stage),
                Self.what(stage, told.effects[index], told.locations[index], way),
            ])
        }
        lines += table.lines
        text = lines.map { DisplayText.printable($0) + "\n" }.joined()
    }

    /// Documents, a line each.
    static func list(_ documents: [KnownDocument]) -> String {
        documents.map { document in
            let state = document.gone.map { ", gone since run \($0)" } ?? ""
            let title = document.title.isEmpty ? "" : "  \(document.title)"
            let place = "\(document.locator) (\(document.pipeline)\(state))"
            return DisplayText.printable("  \(document.id.prefix(digits))  \(place)\(title)") + "\n"
        }.joined()
    }

    private static func facts(_ way: DocumentWay) -> [(String, String)] {
        let document = way.document
        var facts = [("document", document.id), ("read at", document.locator)]
        if let url = document.url { facts.append(("address", url)) }
        if way.byteCount > 0 { facts.append(("size", "\(Figures.bytes(way.byteCount)) in memory")) }
        let since = way.since.map { ", as it is since run \($0)" } ?? ""
        facts.append(("pipeline", "\(document.pipeline), by its stage '\(document.source)'\(since)"))
        let moment = way.run.map { ", \(RunReportPage.moment($0.started))" } ?? ""
        facts.append(("last run", "\(document.run)\(moment): \(ending(way))"))
        facts.append(("corpus", corpus(way)))
        if let kept = way.kept {
            let isOld = way.stages.contains { $0.outcome == .refused }
            facts.append(("kept as", kept + (isOld ? ", of an earlier run" : "")))
        } else if way.stages.contains(where: { $0.outcome == .refused }) {
            facts.append(("kept as", "nothing: a run that doesn't go through leaves the quarantine as it was"))
        } else if way.stages.contains(where: { $0.outcome == .quarantined }) {
            facts.append(("kept as", "nothing: it was dropped from the quarantine, or another run replaced that"))
        }
        return facts
    }

    private static func ending(_ way: DocumentWay) -> String {
        switch way.run?.outcome {
        case .done: "done"
        case .interrupted: "interrupted, nothing of it was published"
        case .failed: "failed, nothing of it was published"
        case .unfinished: (way.run.map(RunReportPage.unfinished) ?? "") + "; nothing of it is published"
        case nil: "nothing else is written down of it"
        }
    }

    private static func corpus(_ way: DocumentWay) -> String {
        if let gone = way.document.gone { return "gone since run \(gone)" }
        var text = "still in it"
        if let run = way.keptBy { text += ", unchanged since: also published by run \(run)" }
        if let run = way.unchangedIn { text += "; run \(run) found nothing changed" }
        return text
    }

    private static func time(_ stage: WayStage) -> String {
        switch (stage.outcome, stage.microseconds) {
        case (.unreached, _), (.read, _): ""
        case (_, let time) where time < 1000: "\(time) µs"
        case (_, let time): Figures.time(Double(time) / 1e6)
        }
    }

    private static func what(
        _ stage: WayStage, _ effect: StageEffect?, _ location: PieceLocation?, _ way: DocumentWay
    ) -> String {
        let known = stage.isKnown ? ", known from an earlier run" : ""
        switch stage.outcome {
        case .read: return "read"
        case .given:
            let plain = stage.given == 1 ? "went on" : "gave \(Figures.documents(stage.given))"
            return (effect?.words(given: stage.given) ?? plain) + known
        case .published:
            guard way.run?.outcome == .done else { return "rendered\(known), and not published" }
            return "published\(place(stage.artifact, location))\(known)"
        case .filtered: return "left out" + (stage.reason.map { ": \($0)" } ?? "") + known
        case .dropped:
            let other = stage.favoured.map { " (\($0.prefix(digits)))" } ?? ""
            guard let favoured = stage.inFavourOf else { return "left out: \(stage.reason ?? "")\(known)" }
            let alike = stage.similarity.map { ", \(Int(($0 * 100).rounded())) % alike" } ?? ""
            return "left out: \(stage.code ?? "like") of \(favoured)\(other)\(alike)\(known)"
        case .quarantined: return "couldn't be processed, in quarantine: \(stage.reason ?? "")"
        case .refused: return "couldn't be processed: \(stage.reason ?? "")"
        case .skipped: return "couldn't be processed, left out: \(stage.reason ?? "")"
        case .unreached: return "not reached"
        }
    }

    /// Where it was published, as far as that is known.
    private static func place(_ artifact: String?, _ location: PieceLocation?) -> String {
        guard let artifact else { return "" }
        switch location {
        case .file(let name): return " as \(artifact)\(name)"
        case .bytes(let range):
            return
                " in \(artifact), \(Figures.count(range.count)) bytes from byte \(Figures.count(range.lowerBound)) on"
        case nil: return " in \(artifact)"
        }
    }
}
