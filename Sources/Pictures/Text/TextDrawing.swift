internal import Diagnostics
internal import StageKit

/// A graph in boxes and lines for a terminal; where it can't be drawn in its width, a list of the stages.
struct TextDrawing {
    let text: String

    init(_ graph: Graph, _ style: TextStyle) {
        let isASCII = style.isASCII
        let drawn = [40, 26].compactMap { width in Self.layout(graph, textWidth: width, style) }
            .min { $0.layout.height < $1.layout.height }
        guard let drawn else {
            text = StageList(graph, style).text
            return
        }
        let glyphs = isASCII ? Glyphs.ascii : .unicode
        var canvas = Canvas(width: drawn.layout.width, height: drawn.layout.height, glyphs)
        for net in drawn.layout.nets { for line in net.lines { canvas.draw(line, of: net.source) } }
        for (place, stage) in graph.stages.enumerated() {
            let color = Palette.of(stage, in: graph).terminal
            Self.draw(
                drawn.lines[place], drawn.layout.boxes[place], glyphs.border(of: stage.planned.type.shape), color,
                &canvas)
        }
        for net in drawn.layout.nets where !net.lines.isEmpty {
            let stage = graph.stages[net.source]
            let box = drawn.layout.boxes[net.source]
            let exit = glyphs.border(of: stage.planned.type.shape).exit
            canvas.write(
                String(exit), box.x + box.width / 2, box.y + box.height - 1,
                color: Palette.of(stage, in: graph).terminal)
            for end in net.ends {
                let isMerge = graph.stages[end.stage].planned.combination == .merge
                canvas.write(String(isMerge ? glyphs.mergedEntry : glyphs.entry), end.x, end.y, color: nil)
            }
        }
        text = canvas.text(isColored: style.isColored)
    }

    /// The layout with texts of at most so many columns; nil when it doesn't fit.
    private static func layout(
        _ graph: Graph, textWidth: Int, _ style: TextStyle
    ) -> (layout: GraphLayout, lines: [[String]])? {
        let lines = graph.stages.map { stage in
            stage.lines.flatMap { TextWidth.wrap(style.plain($0), width: textWidth) }
        }
        let sizes = lines.map { lines in
            ((lines.map { DisplayText.columns(of: $0) }.max() ?? 0) + 4, lines.count + 2)
        }
        return GraphLayout(sizes: sizes, inputs: graph.inputs, width: style.width).map { ($0, lines) }
    }

    private static func draw(
        _ lines: [String], _ box: GraphLayout.Box, _ border: Glyphs.Border, _ color: Int?, _ canvas: inout Canvas
    ) {
        let level = String(repeating: border.level, count: box.width - 2)
        let (right, bottom) = (box.x + box.width - 1, box.y + box.height - 1)
        canvas.write("\(border.corners.topLeft)\(level)\(border.corners.topRight)", box.x, box.y, color: color)
        for (index, line) in lines.enumerated() {
            let y = box.y + 1 + index
            canvas.write(String(border.upright), box.x, y, color: color)
            canvas.write(line, box.x + 2, y, color: index == 0 ? color : nil)
            canvas.write(String(border.upright), right, y, color: color)
        }
        canvas.write("\(border.corners.bottomLeft)\(level)\(border.corners.bottomRight)", box.x, bottom, color: color)
    }
}

/// How a drawing for a terminal is made.
public struct TextStyle: Sendable {
    /// The columns there are.
    public var width: Int
    /// Whether families have colours.
    public var isColored: Bool
    /// Whether nothing but ASCII may be used.
    public var isASCII: Bool

    /// Makes a style.
    public init(width: Int = 80, isColored: Bool = false, isASCII: Bool = false) {
        self.width = width
        self.isColored = isColored
        self.isASCII = isASCII
    }

    /// A text that may be shown in this style.
    func plain(_ text: String) -> String {
        let text = DisplayText.printableLines(text)
        guard isASCII else { return text }
        return text.unicodeScalars.reduce(into: "") { result, scalar in
            result += scalar == "→" ? "->" : scalar.isASCII ? String(scalar) : "?"
        }
    }
}

extension GraphStage {
    /// What stands in its box.
    var lines: [String] {
        [planned.id, planned.type.name] + remarks + [gives].compactMap(\.self) + notes
            + [mark.map { "(\($0.rawValue))" }].compactMap(\.self)
    }
}
