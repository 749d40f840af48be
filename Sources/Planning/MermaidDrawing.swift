/// A graph as a Mermaid flowchart.
struct MermaidDrawing {
    let text: String

    init(_ plan: Plan) {
        var lines = ["flowchart TD"]
        for (index, stage) in plan.stages.enumerated() {
            let remark = plan.remark(at: index).map { "<br/><i>\(Self.escaped($0))</i>" } ?? ""
            let label = "\"<b>\(Self.escaped(stage.id))</b><br/>\(Self.escaped(stage.type.name))\(remark)\""
            let (open, close) =
                switch stage.type.shape {
                case .source: ("([", "])")
                case .transform: ("[", "]")
                case .aggregate: ("{{", "}}")
                case .sink: ("[/", "/]")
                }
            lines.append("    s\(index)\(open)\(label)\(close)")
        }
        for (index, stage) in plan.stages.enumerated() {
            for input in stage.inputs {
                lines.append("    s\(input) -->|\"\(Self.escaped(plan.edgeLabel(from: input)))\"| s\(index)")
            }
        }
        for family in Palette.families(of: plan) {
            let members = plan.stages.indices.filter { plan.stages[$0].type.family == family }.map { "s\($0)" }
            lines.append(
                "    classDef \(family) fill:\(Palette.fill(family)),stroke:\(Palette.line(family)),color:#1c1c1c")
            lines.append("    class \(members.joined(separator: ",")) \(family)")
        }
        text = lines.joined(separator: "\n") + "\n"
    }

    private static func escaped(_ text: String) -> String {
        text.reduce(into: "") { result, character in
            switch character {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            default: result.append(character)
            }
        }
    }
}

/// Colours by family, the same in every picture.
enum Palette {
    /// The families of a plan's stages, sorted.
    static func families(of plan: Plan) -> [String] { Set(plan.stages.map(\.type.family)).sorted() }

    /// The colour of a stage's shape.
    static func fill(_ family: String) -> String {
        switch family {
        case "ingest": "#dbeafe"
        case "normalize": "#dcfce7"
        case "extract": "#fef3c7"
        case "summarize": "#fae8ff"
        case "publish": "#fee2e2"
        default: "#e5e7eb"
        }
    }

    /// The colour of its outline.
    static func line(_ family: String) -> String {
        switch family {
        case "ingest": "#2563eb"
        case "normalize": "#16a34a"
        case "extract": "#d97706"
        case "summarize": "#a21caf"
        case "publish": "#dc2626"
        default: "#6b7280"
        }
    }
}
