/// A graph drawn with box characters: a line a stage, in the order of the plan, and lanes to its left that carry
/// documents from stage to stage.
struct TextDrawing {
    private let plan: Plan
    /// The stage that every lane leads to, from left to right.
    private var lanes: [Int?] = []
    private var lines: [String] = []

    init(_ plan: Plan) {
        self.plan = plan
        for index in plan.stages.indices { draw(index) }
    }

    /// The drawing, lines ended by a newline.
    var text: String { lines.map { $0.trimmingEnd() + "\n" }.joined() }

    private mutating func draw(_ index: Int) {
        let arriving = lanes.indices.filter { lanes[$0] == index }
        let lane = arriving.first ?? openLane()
        if arriving.count > 1 { lines.append(bend(lane, arriving, corner: "╯", tee: "┴")) }
        for other in arriving { lanes[other] = nil }
        lines.append(row(lane, mark(index), label(index)))
        let targets = plan.stages.indices.filter { plan.stages[$0].inputs.contains(index) }
        var opened: [Int] = []
        for (place, target) in targets.enumerated() {
            let next = place == 0 ? lane : openLane()
            lanes[next] = target
            opened.append(next)
        }
        if opened.count > 1 { lines.append(bend(lane, opened, corner: "╮", tee: "┬")) }
        while let last = lanes.last, last == nil { lanes.removeLast() }
        if !targets.isEmpty { lines.append(row(nil, "", plan.edgeLabel(from: index))) }
    }

    private mutating func openLane() -> Int {
        if let free = lanes.firstIndex(of: nil) { return free }
        lanes.append(nil)
        return lanes.count - 1
    }

    private func mark(_ index: Int) -> String {
        switch plan.stages[index].type.shape {
        case .source: "◇"
        case .transform: "●"
        case .aggregate: "◆"
        case .sink: "■"
        }
    }

    private func label(_ index: Int) -> String {
        let stage = plan.stages[index]
        return stage.id + "  " + stage.type.name + (plan.remark(at: index).map { "  (\($0))" } ?? "")
    }

    private func row(_ own: Int?, _ mark: String, _ label: String) -> String {
        var line = ""
        for lane in 0..<max(lanes.count, (own ?? 0) + 1) {
            let isOpen = lane < lanes.count && lanes[lane] != nil
            line += (lane == own ? mark : isOpen ? "│" : " ") + " "
        }
        return line + " " + label
    }

    /// A line on which lanes leave or enter the lane `from`.
    private func bend(_ from: Int, _ ends: [Int], corner: String, tee: String) -> String {
        let last = ends.max() ?? from
        var line = ""
        for lane in 0..<max(lanes.count, last + 1) {
            let isOpen = lane < lanes.count && lanes[lane] != nil
            let isInside = lane > from && lane < last
            switch lane {
            case from: line += "├"
            case last: line += corner
            case _ where ends.contains(lane): line += tee
            case _ where isInside: line += isOpen ? "┼" : "─"
            default: line += isOpen ? "│" : " "
            }
            line += lane >= from && lane < last ? "─" : " "
        }
        return line
    }
}

extension String {
    fileprivate func trimmingEnd() -> Substring {
        var text = self[...]
        while text.last == " " { text.removeLast() }
        return text
    }
}
