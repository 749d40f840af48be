internal import Documents
internal import StageKit

/// What is known of the documents on the edges that leave a stage.
struct Flow {
    var form: FormType?
    var layers = LayerFlow()
    /// The stage at which the documents became the documents they are; branches of the same origin are joined.
    var origin: Int
    /// Stages that may have left documents out since the origin. A document that passed more is on every branch that
    /// passed fewer.
    var filters: Set<Int> = []
    /// Barriers on the way, whatever the origin.
    var barriers: Set<Int> = []
}

/// A stage as the analysis of flows sees it.
struct FlowNode {
    var type: StageDescriptor
    var inputs: [Int]
    /// How inputs meet, where the definition says so.
    var combination: Combination?
    /// Whether documents are left out by conditions, or by errors that are skipped.
    var mayFilter: Bool
}

/// What is wrong between stages.
enum FlowProblem: Equatable {
    /// A source has inputs.
    case sourceWithInput(stage: Int)
    /// A stage that takes documents has no inputs.
    case noInput(stage: Int)
    /// An input is a sink, which gives nothing.
    case inputFromSink(stage: Int, input: Int)
    /// The form that an input gives isn't the form that the stage takes.
    case formMismatch(stage: Int, input: Int)
    /// Some inputs have the same origin and others don't.
    case ambiguousCombination(stage: Int)
    /// A join was asked for of documents that aren't the same.
    case joinOfDifferentDocuments(stage: Int)
    /// A layer that the stage requires isn't there, or only on some documents.
    case missingLayer(stage: Int, LayerRequirement, isSometimesThere: Bool)
    /// Inputs bring a value of one name and different types.
    case valueOfTwoTypes(stage: Int, LayerRequirement, inputs: [Int])
}

/// Follows forms, layers and origins along the edges of a graph whose nodes are in topological order.
struct FlowAnalysis {
    private(set) var into: [Flow] = []
    private(set) var outOf: [Flow] = []
    private(set) var combinations: [Combination] = []
    private(set) var isBounded: [Bool] = []
    private(set) var problems: [FlowProblem] = []

    init(_ nodes: [FlowNode]) {
        for (index, node) in nodes.enumerated() {
            let flow = enter(index, node)
            check(index, node, flow)
            into.append(flow)
            outOf.append(leave(index, node, flow))
        }
    }

    private mutating func enter(_ index: Int, _ node: FlowNode) -> Flow {
        let inputs = node.inputs.map { outOf[$0] }
        isBounded.append(Set(inputs.map(\.barriers)).count <= 1)
        guard inputs.count > 1 else {
            combinations.append(.single)
            return inputs.first ?? Flow(form: nil, origin: index)
        }
        let combination = combine(index, node, origins: inputs.map(\.origin))
        combinations.append(combination)
        checkTypes(inputs, at: index)
        var flow = combination == .join ? joined(inputs, at: index) : merged(inputs, at: index)
        flow.barriers = inputs.reduce(into: []) { $0.formUnion($1.barriers) }
        return flow
    }

    private mutating func combine(_ index: Int, _ node: FlowNode, origins: [Int]) -> Combination {
        let distinct = Set(origins).count
        switch node.combination {
        case .join where distinct > 1:
            problems.append(.joinOfDifferentDocuments(stage: index))
            return .join
        case .some(let combination): return combination
        case nil:
            if distinct > 1, distinct < origins.count { problems.append(.ambiguousCombination(stage: index)) }
            return distinct == 1 ? .join : .merge
        }
    }

    /// A joined document was on one branch at least: it has a layer for sure when, whichever branch it was on, a branch
    /// with the layer left out no more than that one.
    private func joined(_ inputs: [Flow], at index: Int) -> Flow {
        var flow = inputs[0]
        let everything = union(inputs.flatMap { $0.layers.always + $0.layers.sometimes })
        flow.layers.always = everything.filter { layer in
            inputs.allSatisfy { present in
                inputs.contains { $0.layers.contains(layer) && $0.filters.isSubset(of: present.filters) }
            }
        }
        flow.layers.sometimes = everything.filter { !flow.layers.contains($0) }
        let common = inputs.dropFirst().reduce(into: inputs[0].filters) { $0.formIntersection($1.filters) }
        let isOneOfThem = inputs.contains { $0.filters == common }
        flow.filters = isOneOfThem ? common : common.union([index])
        return flow
    }

    private func merged(_ inputs: [Flow], at index: Int) -> Flow {
        var flow = Flow(form: inputs[0].form, origin: index)
        let everything = union(inputs.flatMap { $0.layers.always + $0.layers.sometimes })
        flow.layers.always = everything.filter { layer in inputs.allSatisfy { $0.layers.contains(layer) } }
        flow.layers.sometimes = everything.filter { !flow.layers.contains($0) }
        return flow
    }

    /// A value that a definition declares may be declared otherwise on another branch; the types of Swift are one.
    private mutating func checkTypes(_ inputs: [Flow], at index: Int) {
        let layers = inputs.map { $0.layers.always + $0.layers.sometimes }
        for layer in union(layers.flatMap(\.self)) {
            let bringing = layers.indices.filter { place in
                layers[place].contains { $0.key == layer.key && $0.fields != layer.fields }
            }
            guard let other = bringing.first,
                let first = layers.firstIndex(where: { $0.contains { $0.key == layer.key } })
            else { continue }
            problems.append(.valueOfTwoTypes(stage: index, layer, inputs: [first, other]))
        }
    }

    private func union(_ layers: [LayerRequirement]) -> [LayerRequirement] {
        var seen: Set<LayerKey> = []
        return layers.filter { seen.insert($0.key).inserted }
    }

    private mutating func check(_ index: Int, _ node: FlowNode, _ flow: Flow) {
        if node.type.shape == .source {
            if !node.inputs.isEmpty { problems.append(.sourceWithInput(stage: index)) }
            return
        }
        if node.inputs.isEmpty { problems.append(.noInput(stage: index)) }
        var isFed = !node.inputs.isEmpty
        for (place, input) in node.inputs.enumerated() {
            guard let form = outOf[input].form else {
                isFed = false
                problems.append(.inputFromSink(stage: index, input: place))
                continue
            }
            if form != node.type.input {
                isFed = false
                problems.append(.formMismatch(stage: index, input: place))
            }
        }
        guard isFed else { return }
        for layer in node.type.reads where !layer.isOptional && !flow.layers.contains(layer) {
            let isSometimesThere = flow.layers.sometimes.contains { $0.key == layer.key }
            problems.append(.missingLayer(stage: index, layer, isSometimesThere: isSometimesThere))
        }
    }

    private func leave(_ index: Int, _ node: FlowNode, _ flow: Flow) -> Flow {
        var flow = flow
        flow.form = node.type.output
        if !node.type.keepsLayers { flow.layers = LayerFlow() }
        for layer in node.type.provides {
            flow.layers.sometimes.removeAll { $0.key == layer.key }
            if let place = flow.layers.always.firstIndex(where: { $0.key == layer.key }) {
                // A value that is given anew is of the type that is declared last.
                if !layer.isOptional { flow.layers.always[place] = layer }
                continue
            }
            if layer.isOptional { flow.layers.sometimes.append(layer) } else { flow.layers.always.append(layer) }
        }
        if node.type.isBarrier { flow.barriers.insert(index) }
        if node.type.multiplicity == .many || node.type.isBarrier {
            flow.origin = index
            flow.filters = []
        } else if node.mayFilter || node.type.multiplicity == .optional {
            flow.filters.insert(index)
        }
        return flow
    }
}

extension LayerFlow {
    /// Whether every document has a layer.
    func contains(_ layer: LayerRequirement) -> Bool { always.contains { $0.key == layer.key } }
}
