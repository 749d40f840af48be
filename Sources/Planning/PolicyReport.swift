internal import Definition
internal import Diagnostics
internal import StageKit

/// Warns of policies that change nothing where they stand.
struct PolicyReport {
    let definition: PipelineDefinition
    /// The stages of the graph and what the definition says of each.
    let stages: [(resolved: ResolvedStage, definition: StageDefinition)]

    var diagnostics: [Diagnostic] {
        stages.flatMap { stage in
            idle(stage.resolved, stage.definition).map { key, reason, help in
                .warning(
                    "plan.idle-policy", "'\(key)' of stage '\(stage.resolved.id)' has no effect: \(reason)",
                    at: definition.location(stage.definition.policies.range(of: key) ?? stage.definition.id.range),
                    help: help)
            }
        }
    }

    private func idle(
        _ stage: ResolvedStage, _ definition: StageDefinition
    ) -> [(key: String, reason: String, help: String)] {
        let policies = stage.policies
        var idle: [(String, String, String)] = []
        if stage.type.shape == .source {
            let remove = "remove it, or give it to the stage after"
            if policies.retry != nil { idle.append(("retry", "a source reads every document once", remove)) }
            if policies.timeout != nil {
                idle.append(("timeout", "what is being read from a source can't be left behind", remove))
            }
            if policies.jobs != nil { idle.append(("jobs", "a source is read by one worker at a time", remove)) }
        } else if policies.retry?.attempts == 1 {
            idle.append(("retry", "one attempt is made anyway", "allow more attempts, or remove it"))
        }
        if let limit = policies.maximumFailures {
            if stage.onError == .fail {
                let reason = "with 'on-error: fail' the first failure fails the run"
                idle.append(("max-failures", reason, "remove one of them"))
            } else if limit == .share(100) {
                idle.append(("max-failures", "no more than all documents can fail", "allow less, or remove it"))
            }
        }
        return idle
    }
}
