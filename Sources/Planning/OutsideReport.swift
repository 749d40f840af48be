internal import Definition
internal import Diagnostics
internal import StageKit

/// Says where stages get in each other's way outside of the graph: in what they read and in what they write.
struct OutsideReport {
    let definition: PipelineDefinition
    let stages: [(definition: StageDefinition, stage: ErasedStage)]

    /// - Parameter state: The folder for records of the run.
    func diagnostics(state: Path) -> [Diagnostic] {
        sharedArtifacts(state: state) + readArtifacts + sharedStandardInput
    }

    private func id(_ stage: Int) -> String { stages[stage].definition.id.value }
    private func idLocation(_ stage: Int) -> SourceLocation { definition.location(stages[stage].definition.id.range) }

    /// Sources that would read standard input both.
    private var sharedStandardInput: [Diagnostic] {
        let readers = stages.indices.filter { index in
            if case .source(let runner) = stages[index].stage { runner.readsStandardInput } else { false }
        }
        return readers.dropFirst().map { stage in
            .error(
                "plan.shared-standard-input",
                "stages '\(id(readers[0]))' and '\(id(stage))' both read standard input", at: idLocation(stage),
                help: "let one of them read it, and take its documents where they are needed",
                notes: [DiagnosticNote("the other one is here", at: idLocation(readers[0]))])
        }
    }

    /// Sinks that write what a source reads: the next run would read it, too.
    private var readArtifacts: [Diagnostic] {
        var diagnostics: [Diagnostic] = []
        for stage in stages.indices {
            guard case .ordered(let runner) = stages[stage].stage else { continue }
            for artifact in runner.artifacts {
                let path = artifact.isFolder ? Path(artifact.path.text + "/page.md") : artifact.path
                let reader = stages.indices.first { index in
                    guard case .source(let source) = stages[index].stage else { return false }
                    return source.reads(path)
                }
                guard let reader else { continue }
                diagnostics.append(
                    .error(
                        "plan.artifact-in-corpus",
                        "stage '\(id(stage))' writes \(artifact.path.text), which stage '\(id(reader))' reads",
                        at: idLocation(stage),
                        help: "publish it elsewhere, or leave it out by 'exclude' of '\(id(reader))'",
                        notes: [DiagnosticNote("it is read here", at: idLocation(reader))]))
            }
        }
        return diagnostics
    }

    /// Sinks that would write the same file or folder, or one inside another's folder, or where the run keeps its
    /// records.
    private func sharedArtifacts(state: Path) -> [Diagnostic] {
        var seen = PathTree()
        var records = PathTree()
        records.insert(state, owner: 0)
        var diagnostics: [Diagnostic] = []
        for stage in stages.indices {
            guard case .ordered(let runner) = stages[stage].stage else { continue }
            for artifact in runner.artifacts {
                if let other = seen.firstOwner(overlapping: artifact.path) {
                    diagnostics.append(
                        .error(
                            "plan.shared-artifact",
                            "stages '\(id(other))' and '\(id(stage))' both write \(artifact.path.text)",
                            at: idLocation(stage), help: "give one of them another path",
                            notes: [DiagnosticNote("the other one is here", at: idLocation(other))]))
                } else if records.firstOwner(overlapping: artifact.path) != nil {
                    diagnostics.append(
                        .error(
                            "plan.artifact-over-records",
                            "stage '\(id(stage))' writes \(artifact.path.text), but the run keeps its records and the "
                                + "quarantine in \(state.text)",
                            at: idLocation(stage),
                            help: "give the stage a path of its own beside it, or another folder for 'state'"))
                }
                seen.insert(artifact.path, owner: stage)
            }
        }
        return diagnostics
    }
}
