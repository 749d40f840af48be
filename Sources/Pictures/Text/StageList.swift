internal import Diagnostics

/// A graph as a list of its stages, for graphs that are too wide to be drawn.
struct StageList {
    let text: String

    init(_ graph: Graph, _ style: TextStyle) {
        var takers = graph.stages.map { _ in [String]() }
        var givers = takers
        for edge in graph.edges {
            let remark = edge.mark.map { " (\($0.rawValue))" } ?? ""
            takers[edge.from].append(graph.stages[edge.to].planned.id + remark)
            givers[edge.to].append(graph.stages[edge.from].planned.id + remark)
        }
        let lines = graph.stages.enumerated().flatMap { place, stage -> [String] in
            let mark = stage.mark.map { "  (\($0.rawValue))" } ?? ""
            var rows = [stage.planned.id + "  " + stage.planned.type.name + mark]
            rows += Self.row("from", givers[place].joined(separator: ", "), style)
            for remark in stage.remarks { rows += Self.row("", remark, style) }
            rows += Self.row("gives", stage.planned.type.output == nil ? "" : stage.edgeLabel, style)
            rows += Self.row("to", takers[place].joined(separator: ", "), style)
            for note in stage.notes { rows += Self.row("", note, style) }
            return rows
        }
        text = lines.map { style.plain($0) + "\n" }.joined()
    }

    private static func row(_ title: String, _ text: String, _ style: TextStyle) -> [String] {
        let lines = TextWidth.wrap(text, width: max(20, style.width - 11))
        return lines.enumerated().map { index, line in
            let title = index == 0 ? title : ""
            return "    " + title + String(repeating: " ", count: 7 - title.count) + line
        }
    }
}
