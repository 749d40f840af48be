internal import Diagnostics
internal import Files
internal import Planning
internal import Runtime
internal import StageKit

/// A plan for people.
struct PlanSummary {
    let text: String

    init(_ plan: Plan, _ surveys: [Int: Survey], jobs: Int, _ estimate: RunEstimate?) {
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
        lines += table.lines + [""]
        for (index, survey) in surveys.sorted(by: { $0.key < $1.key }) {
            lines.append(
                "would read     \(Self.count(survey)), \(Figures.bytes(survey.bytes)) by '\(plan.stages[index].id)'")
        }
        for stage in plan.stages {
            for artifact in stage.artifacts {
                let path = artifact.path.text + (artifact.isFolder ? "/" : "")
                let verb = artifact.isThere ? "would replace " : "would create  "
                lines.append("\(verb) \(path) by '\(stage.id)'")
            }
        }
        if let estimate {
            lines.append(
                "would take     about \(Figures.time((estimate.seconds * 10).rounded() / 10)) with \(jobs) worker\(jobs == 1 ? "" : "s"), "
                    + "going by run \(estimate.run)")
        }
        text = lines.map { DisplayText.printable($0) + "\n" }.joined()
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
