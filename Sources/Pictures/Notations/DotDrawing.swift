internal import Diagnostics

/// A graph in the language of Graphviz.
struct DotDrawing {
    let text: String

    init(_ graph: Graph) {
        var lines = [
            "digraph \"\(Self.quoted(graph.name))\" {",
            "    graph [rankdir=TB, fontname=\"Helvetica\", nodesep=0.4, ranksep=0.45, pad=0.2, bgcolor=\"white\"]",
            "    node [shape=box, fontname=\"Helvetica\", fontsize=12, margin=\"0.18,0.1\"]",
            "    edge [fontname=\"Helvetica\", fontsize=10, color=\"#6b7280\", fontcolor=\"#4b5563\", arrowsize=0.7]",
        ]
        for (place, stage) in graph.stages.enumerated() {
            lines.append("    s\(place) [\(Self.attributes(stage, Palette.of(stage, in: graph).light))]")
        }
        for edge in graph.edges {
            let (from, to) = (graph.stages[edge.from], graph.stages[edge.to])
            lines.append("    s\(edge.from) -> s\(edge.to) [\(Self.attributes(edge, from: from, to: to))]")
        }
        text = lines.joined(separator: "\n") + "\n}\n"
    }

    private static func attributes(_ stage: GraphStage, _ colors: Palette.Colors) -> String {
        var rows = ["<b>\(Markup.escaped(stage.planned.id))</b>", Markup.escaped(stage.planned.type.name)]
        rows += (stage.remarks + stage.notes).flatMap { TextWidth.wrap($0, width: 44) }.map { Markup.escaped($0) }
        if let mark = stage.mark { rows.append("<i>\(mark.rawValue)</i>") }
        // The same borders as in a drawing for a terminal: rounded, plain, double, heavy.
        let border =
            switch stage.planned.type.shape {
            case .source: ", style=\"filled,rounded"
            case .transform: ", style=\"filled"
            case .aggregate: ", peripheries=2, style=\"filled"
            case .sink: ", penwidth=2.5, style=\"filled"
            }
        return "label=<\(rows.joined(separator: "<br/>"))>\(border)\(stage.mark == .removed ? ",dashed" : "")\", "
            + "fillcolor=\"\(colors.fill)\", color=\"\(colors.line)\", fontcolor=\"\(colors.text)\""
    }

    /// A merge has open arrowheads, an edge by which only some documents are taken is dashed.
    private static func attributes(_ edge: GraphEdge, from: GraphStage, to: GraphStage) -> String {
        // A ground of its own, so that a line that passes below it can't strike the text out.
        let table = "table border=\"0\" cellborder=\"0\" cellspacing=\"0\" cellpadding=\"1\" bgcolor=\"white\""
        var attributes = ["label=<<\(table)><tr><td>\(Markup.escaped(from.edgeLabel))</td></tr></table>>"]
        if to.planned.combination == .merge { attributes.append("arrowhead=empty") }
        if !to.planned.conditions.isEmpty { attributes.append("style=dashed") }
        if let mark = edge.mark {
            attributes.append("color=\"\(Palette.mark(mark).light.line)\"")
            attributes.append(mark == .removed ? "style=dotted" : "penwidth=2")
        }
        return attributes.joined(separator: ", ")
    }

    private static func quoted(_ text: String) -> String {
        text.reduce(into: "") { result, character in
            if character == "\"" || character == "\\" { result.append("\\") }
            result.append(character)
        }
    }
}
