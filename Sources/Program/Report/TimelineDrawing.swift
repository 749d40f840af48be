internal import Diagnostics
internal import Pictures
internal import Store

/// When the stages of a run worked and how fast, as SVG: a lane a stage, each to its own scale.
struct TimelineDrawing {
    let text: String

    private static let label = 150
    private static let chart = 760
    private static let note = 190
    private static let lane = 40
    private static let bar = 30
    /// The most bars of a lane; spans are put together until they are no more.
    private static let bars = 80

    /// Draws the timeline; nil when nothing is known of it.
    init?(_ run: RunRecord) {
        let lanes = zip(run.stages, run.story.stages).filter { $0.1.worked != nil }
        guard !lanes.isEmpty, run.story.span > 0, run.seconds > 0 else { return nil }
        let scale = Double(Self.chart) / run.seconds
        let width = Self.label + Self.chart + Self.note
        let height = lanes.count * Self.lane + 30
        var parts = [
            "<svg xmlns=\"http://www.w3.org/2000/svg\" id=\"lanes\" viewBox=\"0 0 \(width) \(height)\" width=\"\(width)\" "
                + "height=\"\(height)\" role=\"img\" aria-label=\"when the stages worked and how fast\">"
        ]
        for moment in Self.ticks(run.seconds) {
            let x = Self.label + Int(moment * scale)
            parts.append("<path class=\"grid\" d=\"M\(x) 0V\(height - 22)\"/>")
            parts.append(
                "<text class=\"faint middle\" x=\"\(x)\" y=\"\(height - 6)\">\(Figures.time(moment))</text>")
        }
        for (row, (stage, told)) in lanes.enumerated() {
            parts += Self.lane(stage, told, run.story.span, end: run.seconds, scale, top: row * Self.lane)
        }
        text = (parts + ["</svg>"]).joined(separator: "\n")
    }

    private static func lane(
        _ stage: RunRecord.Stage, _ told: RunStory.Stage, _ span: Double, end: Double, _ scale: Double, top: Int
    ) -> [String] {
        guard let worked = told.worked else { return [] }
        let base = top + 4 + bar
        let (counts, span) = bars(told.taken, span, end: end)
        let highest = counts.max() ?? 0
        let left = Double(label) + worked.lowerBound * scale
        let busy = max(2, (worked.upperBound - worked.lowerBound) * scale)
        var parts = [
            "<g class=\"\(ReportPage.colors(ofType: stage.type))\">",
            "<text class=\"end\" x=\"\(label - 10)\" y=\"\(base - 9)\">\(Markup.escaped(shortened(stage.id)))</text>",
            "<rect class=\"busy\" x=\"\(number(left))\" y=\"\(top + 4)\" width=\"\(number(busy))\" height=\"\(bar)\">"
                + "<title>\(Markup.escaped(stage.id)): from \(Figures.time(worked.lowerBound)) to "
                + "\(Figures.time(worked.upperBound))</title></rect>",
        ]
        for (place, count) in counts.enumerated() where count > 0 {
            let x = Double(label) + Double(place) * span * scale
            let width = min(span * scale, Double(label + chart) - x)
            let height = max(1, Double(count) / Double(max(1, highest)) * Double(bar - 4))
            parts.append(
                "<rect class=\"bar\" x=\"\(number(x))\" y=\"\(number(Double(base) - height))\" "
                    + "width=\"\(number(max(1, width - 0.5)))\" height=\"\(number(height))\"><title>"
                    + "\(Figures.time(Double(place) * span)): \(Figures.documents(count)), "
                    + "\(rate(count, span))</title></rect>")
        }
        let peak = highest > 0 ? "up to \(rate(highest, span))" : ""
        parts.append("<text class=\"faint\" x=\"\(label + chart + 10)\" y=\"\(base - 9)\">\(peak)</text>")
        return parts + ["</g>"]
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

    private static func shortened(_ id: String) -> String { id.count > 20 ? id.prefix(19) + "…" : id }

    /// A coordinate, to a tenth.
    private static func number(_ value: Double) -> String { "\((value * 10).rounded() / 10)" }
}
