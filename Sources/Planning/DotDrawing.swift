/// A graph in the language of Graphviz.
struct DotDrawing {
    let text: String

    init(_ plan: Plan) {
        var lines = [
            "digraph \(Self.quoted(plan.name)) {",
            "    graph [rankdir=TB, fontname=\"Helvetica\", nodesep=0.4, ranksep=0.45, bgcolor=\"white\"]",
            "    node [shape=box, style=\"rounded,filled\", fontname=\"Helvetica\", fontsize=12, margin=\"0.16,0.09\"]",
            "    edge [fontname=\"Helvetica\", fontsize=10, color=\"#6b7280\", fontcolor=\"#4b5563\", arrowsize=0.7]",
        ]
        for (index, stage) in plan.stages.enumerated() {
            let remark = plan.remark(at: index).map { "\\n" + Self.escaped($0) } ?? ""
            let shape =
                switch stage.type.shape {
                case .source: "ellipse"
                case .transform: "box"
                case .aggregate: "hexagon"
                case .sink: "note"
                }
            let style = stage.type.shape == .transform ? "rounded,filled" : "filled"
            lines.append(
                "    s\(index) [label=\"\(Self.escaped(stage.id))\\n\(Self.escaped(stage.type.name))\(remark)\", "
                    + "shape=\(shape), style=\"\(style)\", fillcolor=\"\(Palette.fill(stage.type.family))\", "
                    + "color=\"\(Palette.line(stage.type.family))\"]")
        }
        for (index, stage) in plan.stages.enumerated() {
            for input in stage.inputs {
                lines.append("    s\(input) -> s\(index) [label=\" \(Self.escaped(plan.edgeLabel(from: input)))\"]")
            }
        }
        text = lines.joined(separator: "\n") + "\n}\n"
    }

    private static func quoted(_ text: String) -> String { "\"" + escaped(text) + "\"" }

    private static func escaped(_ text: String) -> String {
        text.reduce(into: "") { result, character in
            if character == "\"" || character == "\\" { result.append("\\") }
            result.append(character)
        }
    }
}
