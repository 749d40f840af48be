internal import Definition
internal import Diagnostics
internal import Documents
internal import StageKit

/// Says what is wrong between stages, where, and what would put it right.
struct FlowReport {
    let definition: PipelineDefinition
    let registry: Registry
    let resolution: Resolution
    let flow: FlowAnalysis

    private func id(_ stage: Int) -> String { resolution.stages[stage].id }
    private func type(_ stage: Int) -> StageDescriptor { resolution.stages[stage].type }
    private func location(_ range: SourceRange) -> SourceLocation { definition.location(range) }
    private func idLocation(_ stage: Int) -> SourceLocation { location(resolution.definitions[stage].id.range) }

    private func inputLocation(_ stage: Int, _ input: Int) -> SourceLocation {
        location(resolution.definitions[stage].from[input].range)
    }

    /// A problem as a diagnostic.
    func diagnostic(_ problem: FlowProblem) -> Diagnostic {
        switch problem {
        case .sourceWithInput(let stage):
            .error(
                "plan.source-with-input", "stage '\(id(stage))' is a source: it takes no documents",
                at: inputLocation(stage, 0), help: "remove 'from'")
        case .noInput(let stage): noInput(stage)
        case .inputFromSink(let stage, let input): inputFromSink(stage, input)
        case .formMismatch(let stage, let input): formMismatch(stage, input)
        case .ambiguousCombination(let stage):
            .error(
                "plan.ambiguous-combination",
                "some of the documents that meet at stage '\(id(stage))' are the same and some aren't",
                at: inputLocation(stage, 0),
                help: "add 'combine: merge' to take all of them, or join those that are the same in a stage before")
        case .joinOfDifferentDocuments(let stage):
            .error(
                "plan.join-of-different-documents", "the documents that meet at stage '\(id(stage))' aren't the same",
                at: (resolution.definitions[stage].combine?.range).map(location) ?? idLocation(stage),
                help: "use 'combine: merge', or take the branches from one stage")
        case .missingLayer(let stage, let layer, let isSometimesThere): missingLayer(stage, layer, isSometimesThere)
        }
    }

    private func noInput(_ stage: Int) -> Diagnostic {
        let form = type(stage).input
        let givers = resolution.stages.indices.filter { $0 < stage && type($0).output == form }.map(id)
        return .error(
            "plan.no-input", "stage '\(id(stage))' takes \(form?.name ?? "document")s, and no stage gives it any",
            at: idLocation(stage),
            help: givers.isEmpty
                ? "add 'from' with the id of a stage" : "add 'from' with one of: \(givers.joined(separator: ", "))")
    }

    private func inputFromSink(_ stage: Int, _ input: Int) -> Diagnostic {
        let sink = resolution.stages[stage].inputs[input]
        let before = resolution.stages[sink].inputs.map(id).joined(separator: ", ")
        return .error(
            "plan.input-from-sink", "stage '\(id(sink))' publishes: it gives no documents to '\(id(stage))'",
            at: inputLocation(stage, input),
            help: before.isEmpty ? nil : "take them where it takes them: from \(before)")
    }

    private func formMismatch(_ stage: Int, _ input: Int) -> Diagnostic {
        let giver = resolution.stages[stage].inputs[input]
        let given = type(giver).output
        let wanted = type(stage).input
        let between = registry.stageTypes.filter { $0.input == given && $0.output == wanted }.map(\.name)
        return .error(
            "plan.form-mismatch",
            "stage '\(id(stage))' takes \(wanted?.name ?? "nothing"), but '\(id(giver))' gives "
                + "\(given?.name ?? "nothing")",
            at: inputLocation(stage, input),
            help: between.isEmpty
                ? nil : "put a stage of type \(between.joined(separator: " or ")) between the two",
            notes: [DiagnosticNote("'\(id(giver))' is of type \(type(giver).name)", at: idLocation(giver))])
    }

    private func missingLayer(_ stage: Int, _ layer: LayerRequirement, _ isSometimesThere: Bool) -> Diagnostic {
        let providers = registry.stageTypes.filter { $0.provides.contains { $0.key == layer.key } }.map(\.name)
        let place = resolution.definitions[stage].uses.range
        guard isSometimesThere else {
            return .error(
                "plan.missing-layer",
                "stage '\(id(stage))' needs the layer \(layer.name), and no stage before it provides it",
                at: location(place),
                help: providers.isEmpty
                    ? nil : "add a stage of type \(providers.joined(separator: " or ")) before '\(id(stage))'")
        }
        let given = resolution.stages.indices.filter { index in
            index < stage && type(index).provides.contains { $0.key == layer.key }
        }
        return .error(
            "plan.layer-on-some-documents",
            "stage '\(id(stage))' needs the layer \(layer.name), which only some of its documents have",
            at: location(place),
            help: "take documents from the stage that provides it, or provide it before the paths part",
            notes: given.map { DiagnosticNote("\(layer.name) is provided here", at: idLocation($0)) })
    }

    /// Stages whose documents go nowhere.
    var unusedOutputs: [Diagnostic] {
        guard resolution.isComplete else { return [] }
        let used = Set(resolution.stages.flatMap(\.inputs))
        return resolution.stages.indices.filter { type($0).output != nil && !used.contains($0) }.map { stage in
            .warning(
                "plan.unused-output", "nothing takes the documents of stage '\(id(stage))'", at: idLocation(stage),
                help: "publish them, or remove the stage")
        }
    }

    /// Sources that would read standard input both.
    var sharedStandardInput: [Diagnostic] {
        let readers = resolution.stages.indices.filter { resolution.stages[$0].readsStandardInput }
        return readers.dropFirst().map { stage in
            .error(
                "plan.shared-standard-input",
                "stages '\(id(readers[0]))' and '\(id(stage))' both read standard input", at: idLocation(stage),
                help: "let one of them read it, and take its documents where they are needed",
                notes: [DiagnosticNote("the other one is here", at: idLocation(readers[0]))])
        }
    }

    /// Sinks that write what a source reads: the next run would read it, too.
    var readArtifacts: [Diagnostic] {
        var diagnostics: [Diagnostic] = []
        for stage in resolution.stages.indices {
            guard case .ordered(let runner) = resolution.stages[stage].stage else { continue }
            for artifact in runner.artifacts {
                let path = artifact.isFolder ? Path(artifact.path.text + "/page.md") : artifact.path
                let reader = resolution.stages.indices.first { index in
                    guard case .source(let source) = resolution.stages[index].stage else { return false }
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
    func sharedArtifacts(state: Path) -> [Diagnostic] {
        var seen: [(stage: Int, artifact: Artifact)] = []
        var diagnostics: [Diagnostic] = []
        let records = Artifact(state, isFolder: true)
        for stage in resolution.stages.indices {
            guard case .ordered(let runner) = resolution.stages[stage].stage else { continue }
            for artifact in runner.artifacts {
                if let other = seen.first(where: { $0.artifact.overlaps(artifact) }) {
                    diagnostics.append(
                        .error(
                            "plan.shared-artifact",
                            "stages '\(id(other.stage))' and '\(id(stage))' both write \(artifact.path.text)",
                            at: idLocation(stage), help: "give one of them another path",
                            notes: [DiagnosticNote("the other one is here", at: idLocation(other.stage))]))
                } else if artifact.overlaps(records) {
                    diagnostics.append(
                        .error(
                            "plan.artifact-over-records",
                            "stage '\(id(stage))' writes \(artifact.path.text), but the run keeps its records and the "
                                + "quarantine in \(state.text)",
                            at: idLocation(stage),
                            help: "give the stage a path of its own beside it, or another folder for 'state'"))
                }
                seen.append((stage, artifact))
            }
        }
        return diagnostics
    }
}

extension Artifact {
    /// Whether one would write where the other does: the same place, or inside it. A file, too, takes the place of a
    /// folder.
    fileprivate func overlaps(_ other: Artifact) -> Bool {
        let (mine, others) = (path.normalized, other.path.normalized)
        return mine == others || others.isInside(mine) || mine.isInside(others)
    }
}

extension String {
    fileprivate func isInside(_ folder: String) -> Bool {
        // A relative path without names is the current folder, which every relative path is in.
        folder.isEmpty ? !hasPrefix("/") && !hasPrefix("..") : hasPrefix(folder == "/" ? "/" : folder + "/")
    }
}
