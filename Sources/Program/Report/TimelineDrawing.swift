internal import Diagnostics
internal import Pictures
internal import Store

/// When the stages of a run worked and how fast, as HTML: for every stage its name and, below it, a lane to its own scale.
///
/// Times are shares of the lane's width, so that it is as wide as the window lets it be, and texts keep their size.
struct TimelineDrawing {
    let text: String

    private static let height = 30
    /// The most bars of a lane; spans are put together until they are no more.
    private static let bars = 80
    /// What is shorter than this share of the run is still to be seen, in per cent.
    private static let narrowest = 0.2

    /// Draws the timeline; nil when nothing is known of it.
    init?(_ run: RunRecord) {
        let lanes = zip(run.stages, run.story.stages).filter { $0.1.worked != nil }
        guard !lanes.isEmpty, run.story.span > 0, run.seconds > 0 else { return nil }
        let ticks = Self.ticks(run.seconds).map { (moment: $0, place: $0 / run.seconds * 100) }
        let grid = ticks.map { tick in
            let x = Self.share(tick.place)
            return "<line class=\"grid\" x1=\"\(x)\" x2=\"\(x)\" y1=\"0\" y2=\"\(Self.height)\"/>"
        }.joined()
        let items = lanes.map { stage, told in Self.lane(stage, told, run.story.span, end: run.seconds, grid) }
        text = (["<ol id=\"lanes\">"] + items + ["</ol>", Self.axis(ticks)]).joined(separator: "\n")
    }

    private static func lane(
        _ stage: RunRecord.Stage, _ told: RunStory.Stage, _ span: Double, end: Double, _ grid: String
    ) -> String {
        guard let worked = told.worked else { return "" }
        let (counts, span) = bars(told.taken, span, end: end)
        let highest = counts.max() ?? 0
        let left = min(worked.lowerBound / end * 100, 100 - narrowest)
        let busy = min(max(narrowest, (worked.upperBound - worked.lowerBound) / end * 100), 100 - left)
        let period = "from \(Figures.time(worked.lowerBound)) to \(Figures.time(worked.upperBound))"
        let peak = highest > 0 ? ", up to \(rate(highest, span))" : ""
        var parts = [
            "<li class=\"\(ReportPage.colors(ofType: stage.type))\">"
                + "<p><strong>\(Markup.escaped(stage.id))</strong> <span>\(period)\(peak)</span></p>",
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"100%\" height=\"\(height)\" aria-hidden=\"true\">\(grid)",
            "<rect class=\"busy\" x=\"\(share(left))\" y=\"0\" width=\"\(share(busy))\" height=\"\(height)\">"
                + "<title>\(Markup.escaped(stage.id)): \(period)</title></rect>",
        ]
        for (place, count) in counts.enumerated() where count > 0 {
            let x = min(Double(place) * span / end * 100, 100 - narrowest)
            // A little less than its time, so that one can be told from the next.
            let width = max(narrowest, min(span / end * 100, 100 - x) * 0.94)
            // Rounded once, so that its foot is that of the lane.
            let high = (max(1, Double(count) / Double(max(1, highest)) * Double(height - 4)) * 10).rounded() / 10
            parts.append(
                "<rect class=\"bar\" x=\"\(share(x))\" y=\"\(number(Double(height) - high))\" "
                    + "width=\"\(share(width))\" height=\"\(number(high))\"><title>"
                    + "\(Figures.time(Double(place) * span)): \(Figures.documents(count)), "
                    + "\(rate(count, span))</title></rect>")
        }
        return (parts + ["</svg></li>"]).joined(separator: "\n")
    }

    /// The moments below the lanes; in a narrow window every other one is left out.
    private static func axis(_ ticks: [(moment: Double, place: Double)]) -> String {
        let texts = ticks.enumerated().map { index, tick in
            let anchor = tick.place < 8 ? "start" : tick.place > 92 ? "end" : "middle"
            return "<text class=\"\(anchor)\(index % 2 == 1 ? " odd" : "")\" x=\"\(share(tick.place))\" y=\"14\">"
                + "\(Figures.time(tick.moment))</text>"
        }
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" id=\"moments\" width=\"100%\" height=\"20\" role=\"img\" "
            + "aria-label=\"the time since the run began\">\(texts.joined())</svg>"
    }

    /// The counts of so few spans that they can be told apart, and their length.
    private static func bars(_ counts: [Int], _ span: Double, end: Double) -> (counts: [Int], span: Double) {
        let factor = max(1, Int((end / span / Double(bars)).rounded(.up)))
        let merged = stride(from: 0, to: counts.count, by: factor).map { start in
            counts[start..<min(start + factor, counts.count)].reduce(0, +)
        }
        return (merged, span * Double(factor))
    }

    /// Round moments, some five of them.
    private static func ticks(_ seconds: Double) -> [Double] {
        var step = 0.001
        let steps = [2.0, 2.5, 2.0]
        var place = 0
        while seconds / step > 6 {
            step *= steps[place % 3]
            place += 1
        }
        return (0...Int(seconds / step)).map { Double($0) * step }
    }

    private static func rate(_ count: Int, _ span: Double) -> String {
        "\(Figures.count(Int((Double(count) / span).rounded()))) a second"
    }

    /// A share of the width, to a hundredth of a per cent.
    private static func share(_ value: Double) -> String { "\((value * 100).rounded() / 100)%" }

    /// A coordinate, to a tenth.
    private static func number(_ value: Double) -> String { "\((value * 10).rounded() / 10)" }
}
