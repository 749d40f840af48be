/// A plan's graph as text in a given notation.
public enum Drawing: String, Sendable, CaseIterable {
    /// Lines and dots for a terminal.
    case text
    /// Mermaid, which many wikis and forges draw.
    case mermaid
    /// Graphviz.
    case dot

    /// Draws a plan.
    public func draw(_ plan: Plan) -> String {
        switch self {
        case .text: TextDrawing(plan).text
        case .mermaid: MermaidDrawing(plan).text
        case .dot: DotDrawing(plan).text
        }
    }
}

extension Plan {
    /// What is written at the edge from `input` to `stage`: the form, and the layers that the input added.
    func edgeLabel(from input: Int) -> String {
        let stage = stages[input]
        let form = stage.type.output?.name ?? ""
        let layers = stage.type.provides.map { "+" + $0.name + ($0.isOptional ? "?" : "") }
        return ([form] + layers).joined(separator: " ")
    }

    /// What is written at a stage besides its id and type.
    func remark(at index: Int) -> String? {
        let stage = stages[index]
        var remarks: [String] = []
        if stage.combination != .single { remarks.append(stage.combination.rawValue) }
        if !stage.conditions.isEmpty {
            remarks.append("when " + stage.conditions.map(\.text).joined(separator: ", "))
        }
        return remarks.isEmpty ? nil : remarks.joined(separator: "; ")
    }
}
