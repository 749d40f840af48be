internal import Definition
internal import Diagnostics
internal import Documents
internal import StageKit

/// A definition, the registry, and what was found out about the graph: what reports are made of.
struct CheckedGraph {
    let definition: PipelineDefinition
    let registry: Registry
    let resolution: Resolution
    let flow: FlowAnalysis
    /// The stages that give documents of a form.
    private let givers: [FormType: [Int]]
    /// The stages that provide a layer on all their documents.
    private let providers: [LayerKey: [Int]]

    init(definition: PipelineDefinition, registry: Registry, resolution: Resolution, flow: FlowAnalysis) {
        self.definition = definition
        self.registry = registry
        self.resolution = resolution
        self.flow = flow
        var givers: [FormType: [Int]] = [:]
        var providers: [LayerKey: [Int]] = [:]
        for (index, stage) in resolution.stages.enumerated() {
            if let form = stage.type.output { givers[form, default: []].append(index) }
            for layer in stage.type.provides where !layer.isOptional { providers[layer.key, default: []].append(index) }
        }
        self.givers = givers
        self.providers = providers
    }

    func id(_ stage: Int) -> String { resolution.stages[stage].id }
    func type(_ stage: Int) -> StageDescriptor { resolution.stages[stage].type }
    func idLocation(_ stage: Int) -> SourceLocation { definition.location(resolution.definitions[stage].id.range) }

    /// The first stages that give documents of a form and that don't come after a stage.
    func givers(of form: FormType, notAfter stage: Int, atMost count: Int) -> [Int] {
        let all = givers[form] ?? []
        // In topological order, none that stands before comes after.
        let before = all.prefix { $0 < stage }
        return Array((before.count >= count ? Array(before) : notAfter(stage, all)).prefix(count))
    }

    /// The stages that a stage's documents may have come from, in topological order.
    func stages(before stage: Int) -> [Int] {
        GraphPart(inputs: resolution.stages.map(\.inputs)).upstream(of: [stage]).subtracting([stage]).sorted()
    }

    /// The stages that documents of a stage may get to, itself among them; time grows with the number of edges.
    func reached(from stage: Int) -> Set<Int> {
        resolution.stages.indices.reduce(into: [stage]) { reached, index in
            if resolution.stages[index].inputs.contains(where: reached.contains) { reached.insert(index) }
        }
    }
}

extension CheckedGraph {
    /// Those of some stages that documents of a stage don't get to. Looks at the graph only when there are any.
    private func notAfter(_ stage: Int, _ others: [Int]) -> [Int] {
        if others.isEmpty { return [] }
        let after = reached(from: stage)
        return others.filter { !after.contains($0) }
    }
}

// MARK: - The way out of what is wrong along an edge

extension CheckedGraph {
    /// What gives a stage documents of the form that it takes, instead of those that `giver` gives.
    func conversion(at stage: Int, from giver: Int) -> String? {
        guard let given = type(giver).output, let wanted = type(stage).input else { return nil }
        let steps = ConversionPath.shortest(from: given, to: wanted, registry)
        // Of those that there are, one that makes them of the same documents comes first.
        let others = notAfter(stage, givers[wanted] ?? [])
        let converted = others.isEmpty ? [] : reached(from: giver)
        if let other = others.first(where: converted.contains) ?? (steps.isEmpty ? others.first : nil) {
            return "take documents from '\(id(other))', which gives \(wanted.name)"
        }
        let names = steps.map { $0.map(\.name).joined(separator: " or ") }
        let between = "between '\(id(giver))' and '\(id(stage))'"
        switch names.count {
        case 0: return "nothing makes \(wanted.name) of \(given.name); '\(id(stage))' needs another input"
        case 1: return "put a stage of type \(names[0]) \(between)"
        default: return "put stages of types \(names.joined(separator: ", then ")) \(between)"
        }
    }

    /// What gives the documents that a stage takes a layer that none of them has.
    func provision(of layer: LayerRequirement, to stage: Int) -> String? {
        let origin = flow.into[stage].origin
        let providers = (providers[layer.key] ?? []).filter { index in
            flow.outOf[index].origin == origin && type(index).output == type(stage).input
        }
        if let provider = notAfter(stage, providers).first {
            return "take documents from '\(id(provider))', which provides it"
        }
        return addition(of: layer, to: stage, after: resolution.stages[stage].inputs)
    }

    /// What gives all documents that a stage takes a layer that some of them have.
    func completion(of layer: LayerRequirement, to stage: Int) -> String {
        let lacking = resolution.stages[stage].inputs.filter { !flow.outOf[$0].layers.contains(layer) }
        if flow.combinations[stage] == .merge, let way = addition(of: layer, to: stage, after: lacking) { return way }
        return "take documents only from the stage that provides it, or provide it before the paths part"
    }

    private func addition(of layer: LayerRequirement, to stage: Int, after inputs: [Int]) -> String? {
        let chains = ProviderChain.shortest(providing: layer, on: flow.into[stage].layers, registry)
        guard let chain = chains.first, !inputs.isEmpty else { return nil }
        let names = inputs.map { "'\(id($0))'" }
        let edge =
            names.count == 1
            ? "between \(names[0]) and '\(id(stage))'"
            : "on every way to '\(id(stage))': after \(names.joined(separator: " and after "))"
        guard chain.count == 1 else {
            return "add stages of types \(chain.map(\.name).joined(separator: ", then ")) \(edge)"
        }
        let types = chains.filter { $0.count == 1 }.map { $0[0].name }
        return "add a stage of type \(types.joined(separator: " or ")) \(edge)"
    }
}
