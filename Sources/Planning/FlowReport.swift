internal import Definition
internal import Diagnostics
internal import Documents
internal import StageKit

/// Says what is wrong between stages, where, and what would put it right.
struct FlowReport {
    let graph: CheckedGraph
    /// So many stages are named in one message, at most.
    private static let names = 12

    private var resolution: Resolution { graph.resolution }
    private func id(_ stage: Int) -> String { graph.id(stage) }
    private func type(_ stage: Int) -> StageDescriptor { graph.type(stage) }
    private func location(_ range: SourceRange) -> SourceLocation { graph.definition.location(range) }
    private func idLocation(_ stage: Int) -> SourceLocation { graph.idLocation(stage) }

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
        case .valueOfTwoTypes(let stage, let layer, let inputs): valueOfTwoTypes(stage, layer, inputs)
        }
    }

    private func noInput(_ stage: Int) -> Diagnostic {
        let form = type(stage).input
        let givers = form.map { graph.givers(of: $0, notAfter: stage, atMost: Self.names + 1) }?.map(id) ?? []
        let more = givers.count > Self.names ? ", …" : ""
        return .error(
            "plan.no-input", "stage '\(id(stage))' takes \(form?.name ?? "document")s, and no stage gives it any",
            at: idLocation(stage),
            help: givers.isEmpty
                ? "add 'from' with the id of a stage"
                : givers.count == 1
                    ? "add 'from: \(givers[0])'"
                    : "add 'from' with one of: \(givers.prefix(Self.names).joined(separator: ", "))\(more)")
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
        return .error(
            "plan.form-mismatch",
            "stage '\(id(stage))' takes \(wanted?.name ?? "nothing"), but '\(id(giver))' gives "
                + "\(given?.name ?? "nothing")",
            at: inputLocation(stage, input),
            help: graph.conversion(at: stage, from: giver),
            notes: [DiagnosticNote("'\(id(giver))' is of type \(type(giver).name)", at: idLocation(giver))])
    }

    private func valueOfTwoTypes(_ stage: Int, _ layer: LayerRequirement, _ inputs: [Int]) -> Diagnostic {
        // Who provides it last on the way to an input, and as what.
        let givers = inputs.compactMap { input -> (stage: Int, type: String)? in
            let end = resolution.stages[stage].inputs[input]
            let way = [end] + graph.stages(before: end).reversed()
            for giver in way {
                guard let value = type(giver).provides.first(where: { $0.key == layer.key }) else { continue }
                return (giver, value.fields[layer.name]?.rawValue ?? "a value of another kind")
            }
            return nil
        }
        return .error(
            "plan.value-of-two-types",
            "the documents that meet at stage '\(id(stage))' have a value '\(layer.name)' of different types",
            at: inputLocation(stage, inputs[1]),
            help: "give one of the values another name, or both one type",
            notes: givers.map { DiagnosticNote("here it is declared as \($0.type)", at: idLocation($0.stage)) })
    }

    private func missingLayer(_ stage: Int, _ layer: LayerRequirement, _ isSometimesThere: Bool) -> Diagnostic {
        let place = resolution.definitions[stage].uses.range
        guard isSometimesThere else {
            return .error(
                "plan.missing-layer",
                "stage '\(id(stage))' needs the layer \(layer.name), and no stage before it provides it",
                at: location(place),
                help: graph.provision(of: layer, to: stage))
        }
        let given = graph.stages(before: stage).filter { index in
            type(index).provides.contains { $0.key == layer.key }
        }
        return .error(
            "plan.layer-on-some-documents",
            "stage '\(id(stage))' needs the layer \(layer.name), which only some of its documents have",
            at: location(place),
            help: graph.completion(of: layer, to: stage),
            notes: given.prefix(Self.names).map { DiagnosticNote("\(layer.name) is provided here", at: idLocation($0)) }
        )
    }
}
