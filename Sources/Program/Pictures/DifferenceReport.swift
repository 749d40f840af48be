internal import Diagnostics
internal import JSON
internal import Planning

/// How two definitions differ, for people and for machines.
struct DifferenceReport {
    private let difference: PlanDifference

    init(_ difference: PlanDifference) { self.difference = difference }

    private var old: Plan { difference.old }
    private var new: Plan { difference.new }

    /// A line a stage and a line a change; colours only repeat the signs at the beginning.
    func text(isColored: Bool) -> String {
        let names = old.name == new.name ? "'\(new.name)'" : "'\(old.name)' → '\(new.name)'"
        guard !difference.isEmpty else { return line("\(names): no stage differs") }
        let count = difference.entries.count
        var text = line("\(names): \(count) stage\(count == 1 ? " differs" : "s differ")") + "\n"
        for entry in difference.entries {
            let (sign, color, title) = headline(entry)
            let start = isColored ? "\u{1B}[\(color)m" : ""
            text += start + line("\(sign) \(title)", end: isColored ? "\u{1B}[0m\n" : "\n")
            for change in changes(entry) { text += line("    " + change.text) }
        }
        let rerun = difference.rerun.map { new.stages[$0].id }
        let what = rerun.isEmpty ? "nothing" : rerun.joined(separator: ", ")
        return text + line("\nruns again: \(what) (\(rerun.count) of \(new.stages.count) stages)")
    }

    private func line(_ text: String, end: String = "\n") -> String { DisplayText.printableLines(text) + end }

    private func headline(_ entry: PlanDifference.Entry) -> (sign: String, color: Int, title: String) {
        switch entry {
        case .added(let place): ("+", 32, added(new.stages[place], in: new))
        case .removed(let place): ("-", 31, "\(old.stages[place].id)  \(old.stages[place].type.name)")
        case .changed(_, let place, _): ("~", 33, "\(new.stages[place].id)  \(new.stages[place].type.name)")
        }
    }

    private func added(_ stage: PlannedStage, in plan: Plan) -> String {
        let inputs = stage.inputs.map { plan.stages[$0].id }.joined(separator: ", ")
        return "\(stage.id)  \(stage.type.name)" + (inputs.isEmpty ? "" : "  from \(inputs)")
    }

    private func changes(_ entry: PlanDifference.Entry) -> [StageChange] {
        if case .changed(_, _, let changes) = entry { changes } else { [] }
    }

    /// A line of JSON.
    var json: String {
        var json = JSONWriter()
        json.object { json in
            json.member("old", old.name)
            json.member("new", new.name)
            json.key("stages")
            json.array { json in for entry in difference.entries { json.object { write(entry, to: &$0) } } }
            json.member("runsAgain", difference.rerun.map { new.stages[$0].id })
        }
        return json.text + "\n"
    }

    private func write(_ entry: PlanDifference.Entry, to json: inout JSONWriter) {
        let (stage, what): (PlannedStage, String) =
            switch entry {
            case .added(let place): (new.stages[place], "added")
            case .removed(let place): (old.stages[place], "removed")
            case .changed(_, let place, let changes):
                (new.stages[place], changes.map(\.aspect) == [.id] ? "renamed" : "changed")
            }
        json.member("stage", stage.id)
        json.member("type", stage.type.name)
        json.member("difference", what)
        json.key("changes")
        json.array { json in
            for change in changes(entry) {
                json.object { json in
                    json.member("aspect", change.aspect.rawValue)
                    if let option = change.option { json.member("option", option) }
                    json.member("old", change.old)
                    json.member("new", change.new)
                }
            }
        }
    }
}
