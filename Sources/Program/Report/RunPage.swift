internal import Diagnostics
internal import Pictures
internal import Runtime
internal import StageKit
internal import Store

/// All that is remembered of a run, as one page of HTML.
struct RunPage {
    let text: String

    init(_ run: RunRecord) {
        let sections = Self.sections(run)
        let links = sections.map { "<a href=\"#\($0.id)\">\($0.title)</a>" }
        let bodies = sections.map { section in
            "<section id=\"\(section.id)\">\n<h2>\(section.title)</h2>\n\(section.body)\n</section>"
        }
        let head =
            "<header>\n\(Self.head(run))\n</header>\n<nav aria-label=\"sections\">\(links.joined(separator: "\n"))</nav>"
        text =
            ReportPage(
                title: "run \(run.number) of \(run.pipeline)",
                body: head + "\n<main>\n" + bodies.joined(separator: "\n") + "\n</main>"
            ).text
    }

    private typealias Section = (id: String, title: String, body: String)

    private static func head(_ run: RunRecord) -> String {
        let rate = run.seconds > 0 && run.unchangedSince == nil ? Int(Double(run.read) / run.seconds) : 0
        let isKnown = run.outcome != .unfinished
        let facts: [(String, String?)] = [
            ("began", RunReportPage.moment(run.started)), ("took", isKnown ? Figures.time(run.seconds) : nil),
            ("documents", isKnown ? Figures.count(run.read) : nil),
            ("rate", isKnown && rate > 0 ? "\(Figures.count(rate)) a second" : nil),
            ("in quarantine", isKnown ? quarantined(run) : nil), ("workers", String(run.jobs)),
            ("galley", run.version),
        ]
        let list = facts.compactMap { name, value in
            value.map { "<div><dt>\(name)</dt><dd>\(Markup.escaped($0))</dd></div>" }
        }
        let isPart = run.outcome == .done && run.quarantined > 0
        var parts = [
            "<h1>run \(run.number) of \(Markup.escaped(run.pipeline))</h1>",
            "<p class=\"outcome \(isPart ? "some" : run.outcome.rawValue)\">\(RunReportPage.ending(run))</p>",
        ]
        if let reason = run.reason { parts.append("<p>because: \(Markup.escaped(reason))</p>") }
        return (parts + ["<dl>\(list.joined(separator: "\n"))</dl>"]).joined(separator: "\n")
    }

    private static func sections(_ run: RunRecord) -> [Section] {
        var sections: [Section] = [("account", "Account", account(run))]
        if let drawing = RecordedGraph(run)?.drawing {
            let hint =
                "<p class=\"hint\">A box leads to the stage's line in the account. A graph that is wider than the page "
                + "scrolls sideways; here is <a href=\"#box-0\">its first stage</a>.</p>"
            let box =
                "<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"the graph\"><div><span></span>"
                + "\(drawing)</div></div>"
            sections.append(("graph", "Graph", hint + "\n" + box))
        }
        if let timeline = TimelineDrawing(run) {
            let hint =
                "<p class=\"hint\">A lane shows from when to when a stage worked, and the documents that it took, "
                + "each lane to its own scale.</p>"
            sections.append(("timeline", "Timeline", hint + "\n" + timeline.text))
        }
        if !run.story.slowest.isEmpty { sections.append(("slowest", slowestTitle(run), slowest(run))) }
        if !run.story.errors.isEmpty { sections.append(("errors", "Errors by kind", errors(run))) }
        if !run.artifacts.isEmpty {
            let items = run.artifacts.map { "<li><code>\(Markup.escaped($0))</code></li>" }
            let title = run.unchangedSince.map { "Published by run \($0)" } ?? "Published"
            sections.append(("artifacts", title, "<ul>\(items.joined(separator: "\n"))</ul>"))
        }
        if !run.story.refused.isEmpty {
            // A run that doesn't go through leaves the quarantine as it was.
            let title = run.quarantined > 0 ? "Quarantine" : "Couldn't be processed"
            sections.append(("quarantine", title, quarantine(run)))
        }
        return sections
    }

    private static func quarantined(_ run: RunRecord) -> String {
        let since = run.unchangedSince.flatMap { run.quarantined > 0 ? " since run \($0)" : nil } ?? ""
        return Figures.count(run.quarantined) + since
    }

    private static func account(_ run: RunRecord) -> String {
        guard !run.stages.isEmpty else {
            return "<p>Nothing was written down of what the stages did: \(RunReportPage.unfinished(run)).</p>"
        }
        let hasAdded = run.stages.contains { $0.added > 0 }
        let hasKnown = run.stages.contains { $0.known > 0 }
        var table = PageTable(
            [.word("stage"), .word("stage type"), .number("in")] + (hasAdded ? [.number("added")] : [])
                + ["out", "filtered", "quarantined"].map { .number($0) } + (hasKnown ? [.number("known")] : [])
                + ["time", "from", "to"].map { .number($0) })
        for (place, stage) in run.stages.enumerated() {
            let worked = run.story.stages.indices.contains(place) ? run.story.stages[place].worked : nil
            let counts =
                [stage.taken] + (hasAdded ? [stage.added] : []) + [stage.given, stage.filtered, stage.quarantined]
                + (hasKnown ? [stage.known] : [])
            table.add(
                [stage.id, stage.type] + counts.map(Figures.count)
                    + [Figures.time(stage.seconds)]
                    + [worked?.lowerBound, worked?.upperBound].map { $0.map(Figures.time) ?? "" },
                id: "stage-\(place)")
        }
        return table.text
    }

    private static func slowestTitle(_ run: RunRecord) -> String {
        run.story.slowest.contains { $0.document == nil } ? "Slowest batches" : "Slowest documents"
    }

    private static func slowest(_ run: RunRecord) -> String {
        var table = PageTable([.word("stage"), .text("what"), .number("documents"), .number("time")])
        for slow in run.story.slowest {
            table.add([
                run.name(of: slow.stage), slow.what, Figures.count(slow.documents), Figures.shortTime(slow.seconds),
            ])
        }
        return table.text
    }

    private static func errors(_ run: RunRecord) -> String {
        var table = PageTable([.word("stage"), .word("code"), .number("documents"), .text("for example")])
        for kind in run.story.errors {
            table.add([
                run.name(of: kind.stage), kind.code, Figures.count(kind.count), "\(kind.source): \(kind.reason)",
            ])
        }
        return table.text
    }

    private static func quarantine(_ run: RunRecord) -> String {
        var table = PageTable([.text("source"), .word("stage"), .word("code"), .text("reason"), .word("document")])
        for document in run.story.refused {
            table.add([
                document.source, run.name(of: document.stage), document.code, document.reason, document.document,
            ])
        }
        let total = run.stages.reduce(0) { $0 + $1.quarantined }
        let rest = total - run.story.refused.count
        return table.text
            + (rest > 0 ? "\n<p class=\"hint\">and \(Figures.count(rest)) more, as the errors by kind tell</p>" : "")
    }
}
