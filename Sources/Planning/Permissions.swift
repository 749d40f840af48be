public import Definition
public import Diagnostics
public import StageKit

extension Plan {
    /// Whether any stage reaches beyond the files that the definition names.
    public var reaches: [Reach] {
        Reach.allCases.filter { reach in stages.contains { $0.type.reaches.contains(reach) } }
    }

    /// The stages that reach for what the user doesn't allow, as errors.
    /// - Parameter definition: What the plan was made of.
    public func unpermitted(_ allowance: Allowance, in definition: PipelineDefinition) -> [Diagnostic] {
        stages.flatMap { planned -> [Diagnostic] in
            guard let stage = definition[planned.id] else { return [] }
            return planned.type.reaches.filter { !allowance.reaches.contains($0) }.map { reach in
                .error(
                    "plan.not-permitted",
                    "stage '\(planned.id)' needs permission: \(planned.type.name) reaches \(reach.object)",
                    at: definition.location(stage.uses.range), help: "allow it by '--allow \(reach.rawValue)'")
            }
        }
    }
}
