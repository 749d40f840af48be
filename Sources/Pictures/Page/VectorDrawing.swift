internal import Diagnostics
internal import StageKit

/// A graph as SVG for a page: boxes to be chosen, colours from the page's style sheet. The grid of the layout is that of
/// a font of fixed width, so that texts fit into their boxes.
struct VectorDrawing {
    let text: String

    /// The size of a cell, in pixels.
    private static let cell = (width: 8, height: 18)
    /// Stages that are wider than this have their texts wrapped.
    private static let textWidth = 36

    /// What is drawn of a stage.
    struct Stage {
        /// What stands in its box.
        let lines: [String]
        let shape: StageShape
        /// The class of its colours.
        let colors: String
        /// Whether its inputs are merged.
        let isMerge: Bool
    }

    /// Draws a graph; nil when it is too great.
    init?(_ graph: Graph) {
        let stages = graph.stages.map { stage in
            Stage(
                lines: stage.lines, shape: stage.planned.type.shape, colors: Page.colors(of: stage, in: graph),
                isMerge: stage.planned.combination == .merge)
        }
        let marks = graph.stages.indices.map { place in
            let marks = Set(graph.edges.filter { $0.from == place }.map(\.mark))
            return marks.count == 1 ? marks.first.flatMap(\.self).map { " mark-\(Page.name(of: $0))" } ?? "" : ""
        }
        self.init(stages, inputs: graph.inputs, marks: marks)
    }

    /// Draws stages; nil when they are too many.
    /// - Parameters:
    ///   - inputs: For every stage those that it takes documents from, which come before it.
    ///   - marks: For every stage the class of its outgoing lines, after a space; empty for none.
    init?(_ stages: [Stage], inputs: [[Int]], marks: [String]) {
        let lines = stages.map { stage in stage.lines.flatMap { TextWidth.wrap($0, width: Self.textWidth) } }
        let sizes = lines.map { ((($0.map { TextWidth.columns($0) }.max() ?? 0) + 4), $0.count + 2) }
        guard let layout = GraphLayout(sizes: sizes, inputs: inputs) else { return nil }
        let width = (layout.width + 2) * Self.cell.width
        let height = (layout.height + 2) * Self.cell.height
        var parts = [
            "<svg xmlns=\"http://www.w3.org/2000/svg\" id=\"drawing\" viewBox=\"0 0 \(width) \(height)\" "
                + "width=\"\(width)\" height=\"\(height)\" role=\"group\" aria-label=\"the graph\">"
        ]
        for net in layout.nets where !net.lines.isEmpty { parts += Self.net(net, stages, mark: marks[net.source]) }
        for (place, stage) in stages.enumerated() {
            parts += Self.box(layout.boxes[place], lines[place], stage, place)
        }
        text = parts.joined(separator: "\n") + "\n</svg>"
    }

    private static func net(_ net: GraphLayout.Net, _ stages: [Stage], mark: String) -> [String] {
        let lines = net.lines.map { line in
            "M\(x(line.x.lowerBound)) \(y(line.y.lowerBound))L\(x(line.x.upperBound)) \(y(line.y.upperBound))"
        }
        let corners = Set(
            net.lines.flatMap { line in
                [[line.x.lowerBound, line.y.lowerBound], [line.x.upperBound, line.y.upperBound]]
            })
        // A dot where a line parts, so that it isn't taken for two that cross.
        let dots = corners.filter { corner in net.sides(corner[0], corner[1]) > 2 }
            .sorted { ($0[1], $0[0]) < ($1[1], $1[0]) }.map { corner in
                "<circle class=\"fork\" cx=\"\(x(corner[0]))\" cy=\"\(y(corner[1]))\" r=\"2.5\"/>"
            }
        let heads = net.ends.map { end in
            let (x, y) = (Self.x(end.x), Self.y(end.y))
            return "<path class=\"head\(stages[end.stage].isMerge ? " merge" : "")\" d=\"M\(x) \(y)l-4 -8h8z\"/>"
        }
        return ["<g class=\"net\(mark)\" data-from=\"\(net.source)\"><path d=\"\(lines.joined())\"/>"] + dots + heads
            + ["</g>"]
    }

    private static func box(_ box: GraphLayout.Box, _ lines: [String], _ stage: Stage, _ place: Int) -> [String] {
        let size = (width: (box.width - 1) * cell.width, height: (box.height - 1) * cell.height)
        let radius =
            switch stage.shape {
            case .source: 18
            case .transform: 5
            case .aggregate, .sink: 0
            }
        let frame = { (inset: Int, radius: Int) in
            "<rect x=\"\(x(box.x) + inset)\" y=\"\(y(box.y) + inset)\" width=\"\(size.width - 2 * inset)\" "
                + "height=\"\(size.height - 2 * inset)\" rx=\"\(radius)\"/>"
        }
        var parts = [
            "<a href=\"#stage-\(place)\" id=\"box-\(place)\" class=\"stage \(stage.shape.rawValue) "
                + "\(stage.colors)\" aria-label=\"\(Markup.escaped(lines.joined(separator: ", ")))\">",
            frame(0, radius),
        ]
        if stage.shape == .aggregate { parts.append(frame(3, 0)) }
        for (index, line) in lines.enumerated() {
            let style = index == 0 ? " class=\"id\"" : ""
            parts.append(
                "<text\(style) x=\"\(x(box.x + 2) - cell.width / 2)\" y=\"\(y(box.y + 1 + index) + 4)\">"
                    + "\(Markup.escaped(line))</text>")
        }
        return parts + ["</a>"]
    }

    /// The middle of a cell.
    private static func x(_ column: Int) -> Int { (column + 1) * cell.width + cell.width / 2 }
    private static func y(_ row: Int) -> Int { (row + 1) * cell.height + cell.height / 2 }
}

extension GraphLayout.Net {
    /// On how many sides of a cell lines of the net go on.
    fileprivate func sides(_ x: Int, _ y: Int) -> Int {
        let goes = { (dx: Int, dy: Int) in
            lines.contains { line in
                line.x.contains(x) && line.y.contains(y) && line.x.contains(x + dx) && line.y.contains(y + dy)
            }
        }
        return [(1, 0), (-1, 0), (0, 1), (0, -1)].count { goes($0.0, $0.1) }
    }
}
