import Documents
import Planning
import StageKit
import TestRandom

/// A graph of stages of which ``GraphModel`` knows what comes out.
struct TestGraph: Sendable, CustomStringConvertible {
    enum Kind: String, Sendable, CaseIterable {
        case source, tell, sieve, copies, thin, backwards, sink
    }

    struct Node: Sendable {
        var kind: Kind
        var inputs: [Int] = []
        /// Documents of a source.
        var count = 0
        var isMerged = false
        var isConditional = false
        var onError = ErrorPolicy.quarantine
    }

    private(set) var nodes: [Node] = []
    /// The node at which the documents that a node gives became the documents they are.
    private var origins: [Int] = []

    var description: String {
        nodes.enumerated().map { index, node in
            "\(index):\(node.kind)(\(node.inputs.map(String.init).joined(separator: ",")))"
                + (node.count > 0 ? "×\(node.count)" : "") + (node.isMerged ? " merged" : "")
                + (node.isConditional ? " when en" : "") + (node.onError == .skip ? " skip" : "")
        }.joined(separator: " ")
    }

    /// The nodes that give documents.
    var open: [Int] { nodes.indices.filter { nodes[$0].kind != .sink } }

    /// Adds a node; inputs of which some are the same documents and some aren't are merged.
    mutating func add(_ node: Node) {
        var node = node
        let inputs = Set(node.inputs.map { origins[$0] })
        if inputs.count > 1, inputs.count < node.inputs.count { node.isMerged = true }
        let isNew = inputs.count != 1 || node.isMerged || [.source, .copies, .backwards].contains(node.kind)
        origins.append(isNew ? nodes.count : inputs.first ?? nodes.count)
        nodes.append(node)
    }

    /// The graph with a sink behind every node that nothing takes from.
    var closed: TestGraph {
        var graph = self
        for index in open where !nodes.contains(where: { $0.inputs.contains(index) }) {
            graph.add(Node(kind: .sink, inputs: [index]))
        }
        return graph
    }

    /// All graphs of so many nodes, without their sinks.
    static func all(of size: Int) -> [TestGraph] {
        guard size > 1 else {
            var graph = TestGraph()
            graph.add(Node(kind: .source, count: 11))
            return [graph]
        }
        return all(of: size - 1).flatMap { graph in
            var grown = [graph]
            grown[0].add(Node(kind: .source, count: 7))
            for kind in [Kind.sieve, .copies, .thin, .backwards] {
                for set in 1..<(1 << graph.nodes.count) {
                    var next = graph
                    next.add(Node(kind: kind, inputs: graph.nodes.indices.filter { set >> $0 & 1 == 1 }))
                    grown.append(next)
                }
            }
            return grown
        }
    }

    /// A graph of up to eight stages, and their sinks.
    static func random(_ random: inout SeededRandom, documents: Int = 60) -> TestGraph {
        var graph = TestGraph()
        for index in 0...random.below(8) {
            let open = graph.open
            let kind = open.isEmpty ? .source : Kind.allCases[random.below(Kind.allCases.count)]
            var node = Node(kind: kind)
            if kind == .source {
                node.count = random.below(5) == 0 ? 0 : random.below(documents)
            } else {
                node.inputs = Array(open.shuffled(using: &random).prefix(1 + random.below(min(3, index))))
                node.isMerged = node.inputs.count > 1 && random.below(4) == 0
                node.isConditional = random.below(4) == 0
            }
            node.onError = random.below(3) == 0 ? .skip : .quarantine
            graph.add(node)
        }
        return graph.closed
    }

    /// The stages, and what each sink will have committed.
    func resolved() throws -> (stages: [ResolvedStage], shelves: [Int: Shelf]) {
        var shelves: [Int: Shelf] = [:]
        let english = Condition(text: "en", field: .layer(LayerKey(Language.self), "language"), test: .text("en"))
        let stages = try nodes.enumerated().map { index, node in
            var resolved =
                switch node.kind {
                case .source:
                    try stage("", Count.self) {
                        $0.count = node.count
                        $0.hasBroken = true
                    }
                case .tell: try stage("", Tell.self)
                case .sieve:
                    try stage("", Sieve.self) {
                        $0.without = 3
                        $0.failing = 5
                    }
                case .copies: try stage("", Copies.self)
                case .thin: try stage("", Thin.self)
                case .backwards: try stage("", Backwards.self) { $0.failing = 8 }
                case .sink: try sink(shelf: shelf(index), { $0.failing = 9 })
                }
            resolved.id = "s\(index)"
            resolved.inputs = node.inputs
            resolved.onError = node.onError
            if node.isMerged { resolved.combination = .merge }
            if node.isConditional { resolved.conditions = [english] }
            return resolved
        }
        func shelf(_ index: Int) -> Shelf {
            let shelf = Shelf("\(index)")
            shelves[index] = shelf
            return shelf
        }
        return (stages, shelves)
    }
}
