internal import Diagnostics
internal import Files
internal import Planning
internal import Runtime
internal import StageKit

/// A plan for people.
struct PlanSummary {
    let text: String

    init(_ plan: Plan, _ surveys: [Int: Survey], _ forecast: Forecast, jobs: Int, _ estimate: RunEstimate?) {
        var lines = ["plan of '\(plan.name)': \(plan.stages.count) stages, nothing is written", ""]
        var table = Table(["", "stage", "stage type", "takes from", "gives"], leftColumns: 5)
        for (index, stage) in plan.stages.enumerated() {
            let inputs = stage.inputs.map { plan.stages[$0].id }.joined(separator: ", ")
            let how = stage.combination == .single ? "" : " (\(stage.combination.rawValue))"
            table.add(["\(index + 1)", stage.id, stage.type.name, inputs + how, Self.gives(stage)])
            if !stage.conditions.isEmpty {
                table.add(["", "", "", "when " + stage.conditions.map(\.text).joined(separator: ", "), ""])
            }
            for policy in stage.policies.entries { table.add(["", "", "", "\(policy.key): \(policy.value)", ""]) }
        }
        lines += table.lines + [""] + Self.lines(of: forecast, plan) + [""]
        for (index, survey) in surveys.sorted(by: { $0.key < $1.key }) {
            lines.append(
                "would read     \(Self.count(survey)), \(Figures.bytes(survey.bytes)) by '\(plan.stages[index].id)'")
        }
        for stage in plan.stages {
            for reach in stage.type.reaches {
                lines.append(
                    "would reach    \(reach.object) by '\(stage.id)', which needs permission: --allow \(reach.rawValue)"
                )
            }
        }
        for stage in plan.stages {
            for artifact in stage.artifacts {
                let path = artifact.path.text + (artifact.isFolder ? "/" : "")
                let verb =
                    forecast.unchangedSince != nil
                    ? "would leave   " : artifact.isThere ? "would replace " : "would create  "
                lines.append("\(verb) \(path) by '\(stage.id)'")
            }
        }
        if let estimate {
            let tenths = (estimate.seconds * 10).rounded() / 10
            let time = tenths > 0 ? "about \(Figures.time(tenths))" : "less than 0.1 s"
            lines.append(
                "would take     \(time) with \(jobs) worker\(jobs == 1 ? "" : "s"), going by earlier runs")
        }
        text = lines.map { DisplayText.printable($0) + "\n" }.joined()
    }

    /// What there is to do at each stage, and why.
    private static func lines(of forecast: Forecast, _ plan: Plan) -> [String] {
        // Conditions are seldom; where one leaves documents out, the counts only add up with these.
        let hasLeftOut = forecast.stages.contains { $0.leftOut > 0 }
        var table = Table(
            ["stage", "to do because", "documents", "known"] + (hasLeftOut ? ["left out"] : []) + ["to do"],
            leftColumns: 2)
        for (stage, doing) in zip(plan.stages, forecast.stages) {
            table.add(
                [
                    stage.id, doing.reasonTexts.joined(separator: ", "), doing.text(doing.documents),
                    Figures.count(doing.known),
                ] + (hasLeftOut ? [Figures.count(doing.leftOut)] : [])
                    + [doing.work > 0 || !doing.isBounded ? doing.text(doing.work) : "0"])
        }
        var lines = table.lines
        if let run = forecast.unchangedSince {
            lines += ["", "nothing has changed since run \(run), a run would do nothing"]
        }
        if forecast.gone > 0 {
            lines += ["", "\(Figures.documents(forecast.gone)) of the last publication would be gone from this one"]
        }
        if let problem = forecast.problem { lines += ["", "what earlier runs left can't be used: \(problem)"] }
        return lines
    }

    /// How many documents a source holds.
    static func count(_ survey: Survey) -> String {
        survey.documents.map { "\(Figures.count($0)) \(survey.unit)" } ?? "an unknown number of documents"
    }

    private static func gives(_ stage: PlannedStage) -> String {
        guard let form = stage.type.output else { return "" }
        let always = stage.layersOut.always.map(\.name)
        let sometimes = stage.layersOut.sometimes.map { $0.name + "?" }
        return ([form.name] + (always + sometimes).map { "+" + $0 }).joined(separator: " ")
    }
}

extension Artifact {
    /// Whether something stands where it will.
    var isThere: Bool { (try? File.status(FilePath(path.text))) != nil }
}

extension Forecast.Stage {
    /// A count as far as it is known: `3`, `≤ 3`, `~ 3` where it may be more as well, `?` where nothing is known.
    func text(_ count: Int) -> String {
        if !isBounded, count == 0 { return "?" }
        return (isExact ? "" : isBounded ? "≤ " : "~ ") + Figures.count(count)
    }

    /// Why there is something to do, most first.
    var reasonTexts: [String] {
        reasons.sorted { ($1.value, $0.key.text) < ($0.value, $1.key.text) }
            .map { "\(Figures.count($0.value)) \($0.key.text)" }
    }
}

extension Forecast.Reason {
    /// The reason, behind a number of documents.
    var text: String {
        switch self {
        case .new: "new"
        case .changed: "changed"
        case .again: "looked at again"
        case .options(let stage): "options of '\(stage)' changed"
        case .version(let stage): "version of '\(stage)' changed"
        case .neverRun(let stage): "'\(stage)' wasn't in the run before"
        case .graph: "graph changed"
        case .publication: "publication isn't as it was"
        case .unpublished: "nothing published yet"
        case .forgotten: "results aren't kept"
        case .fresh: "all afresh"
        }
    }

    /// A stable word, and the stage that it is about.
    var code: (word: String, stage: String?) {
        switch self {
        case .new: ("new", nil)
        case .changed: ("changed", nil)
        case .again: ("again", nil)
        case .options(let stage): ("options", stage)
        case .version(let stage): ("version", stage)
        case .neverRun(let stage): ("never-run", stage)
        case .graph: ("graph", nil)
        case .publication: ("publication", nil)
        case .unpublished: ("unpublished", nil)
        case .forgotten: ("forgotten", nil)
        case .fresh: ("fresh", nil)
        }
    }
}
