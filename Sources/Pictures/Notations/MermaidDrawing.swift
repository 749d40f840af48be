internal import Diagnostics

/// A graph as a Mermaid flowchart.
struct MermaidDrawing {
    let text: String

    init(_ graph: Graph) {
        var lines = ["flowchart TD"]
        for (place, stage) in graph.stages.enumerated() {
            let (open, close) =
                switch stage.planned.type.shape {
                case .source: ("([", "])")
                case .transform: ("[", "]")
                case .aggregate: ("{{", "}}")
                case .sink: ("[/", "/]")
                }
            lines.append("    s\(place)\(open)\"\(Self.label(stage))\"\(close)")
        }
        for edge in graph.edges {
            let (from, to) = (graph.stages[edge.from], graph.stages[edge.to])
            let label = [from.edgeLabel, edge.mark?.rawValue].compactMap(\.self).joined(separator: ", ")
            lines.append("    s\(edge.from) \(Self.arrow(to))|\"\(Self.escaped(label))\"| s\(edge.to)")
        }
        lines += Self.classes(graph)
        text = lines.joined(separator: "\n") + "\n"
    }

    private static func label(_ stage: GraphStage) -> String {
        var rows = ["<b>\(Self.escaped(stage.planned.id))</b>", Self.escaped(stage.planned.type.name)]
        rows += (stage.remarks + stage.notes).map { "<i>\(Self.escaped($0))</i>" }
        if let mark = stage.mark { rows.append(mark.rawValue) }
        return rows.joined(separator: "<br/>")
    }

    /// Mermaid has references of its own, which begin with a number sign.
    private static func escaped(_ text: String) -> String { Markup.escaped(text).replacing("#", with: "#35;") }

    /// A merge ends in circles, an edge by which only some documents are taken is dotted.
    private static func arrow(_ stage: GraphStage) -> String {
        let head = stage.planned.combination == .merge ? "o" : ">"
        return stage.planned.conditions.isEmpty ? "--\(head)" : "-.-\(head)"
    }

    private static func classes(_ graph: Graph) -> [String] {
        let groups: [(name: String, palette: Palette, stages: [Int])] =
            graph.isDifference
            ? GraphMark.allCases.map { mark in
                let name = mark == .rerun ? "rerun" : mark.rawValue
                return (name, Palette.mark(mark), graph.stages.indices.filter { graph.stages[$0].mark == mark })
            }
            : graph.families.map { family in
                let stages = graph.stages.indices.filter { graph.stages[$0].planned.type.family == family }
                return (family, Palette.family(family), stages)
            }
        return groups.filter { !$0.stages.isEmpty }.flatMap { group in
            let colors = group.palette.light
            return [
                "    classDef \(group.name) fill:\(colors.fill),stroke:\(colors.line),color:\(colors.text)",
                "    class \(group.stages.map { "s\($0)" }.joined(separator: ",")) \(group.name)",
            ]
        }
    }
}
