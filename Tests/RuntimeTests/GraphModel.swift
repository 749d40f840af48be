/// What a ``TestGraph`` must publish and account for, worked out the plain way: one stage after the other, every
/// document by a key of its own.
struct GraphModel {
    /// `taken + added = given + filtered + quarantined`.
    struct Account: Equatable {
        var taken = 0
        var added = 0
        var given = 0
        var filtered = 0
        var quarantined = 0
    }

    private struct Document {
        let key: Int
        let number: Int
        var language: String?
    }

    private struct Flow {
        /// Documents by batch, for merging goes by batches.
        var batches: [[Document]] = []
        /// Keys of those in quarantine: no join lets them pass.
        var lost: Set<Int> = []
    }

    private(set) var accounts: [Account] = []
    private(set) var published: [Int: [String]] = [:]
    private let batch: Int
    private var flows: [Flow] = []
    /// The node at which documents became what they are, by node.
    private var origin: [Int] = []
    private var account = Account()
    private var keys = 0

    init(_ graph: TestGraph, batch: Int) {
        self.batch = batch
        for (index, node) in graph.nodes.enumerated() {
            account = Account()
            var flow = node.kind == .source ? read(node) : enter(node)
            if node.kind != .source { work(node, &flow) }
            if node.kind == .sink {
                published[index] = flow.batches.joined().map { "\($0.number)\($0.language ?? "")" }
            }
            flows.append(flow)
            accounts.append(account)
        }
    }

    private mutating func read(_ node: TestGraph.Node) -> Flow {
        var flow = Flow()
        origin.append(flows.count)
        for start in stride(from: 0, to: node.count, by: batch) {
            let numbers = start..<min(start + batch, node.count)
            account.taken += numbers.count
            flow.batches.append(renewed(numbers.filter { $0 % 10 != 9 }.map { Document(key: 0, number: $0) }))
            refuse(numbers.filter { $0 % 10 == 9 }.map { Document(key: 0, number: $0) }, node, &flow)
        }
        account.given = flow.batches.joined().count
        flow.lost = []
        return flow
    }

    /// Brings the inputs together, and applies the condition.
    private mutating func enter(_ node: TestGraph.Node) -> Flow {
        let inputs = node.inputs.map { flows[$0] }
        var flow = inputs[0]
        let isJoin = inputs.count > 1 && !node.isMerged && Set(node.inputs.map { origin[$0] }).count == 1
        if inputs.count > 1 {
            flow.lost = isJoin ? inputs.reduce(into: []) { $0.formUnion($1.lost) } : []
            flow.batches = (0..<(inputs.map(\.batches.count).max() ?? 0)).map { number in
                let parts = inputs.filter { number < $0.batches.count }.flatMap { $0.batches[number] }
                guard isJoin else { return renewed(parts) }
                var joined: [Int: Document] = [:]
                for part in parts {
                    joined[part.key, default: part].language = joined[part.key]?.language ?? part.language
                }
                return joined.values.sorted { $0.key < $1.key }
            }
        }
        origin.append(
            inputs.count > 1 && !isJoin || [.copies, .backwards].contains(node.kind)
                ? flows.count : origin[node.inputs[0]])
        let lost = isJoin ? flow.lost : []
        let count = flow.batches.joined().count
        filter(&flow) { lost.contains($0.key) || node.isConditional && $0.language != "en" }
        account.taken += count - flow.batches.joined().count
        return flow
    }

    private mutating func work(_ node: TestGraph.Node, _ flow: inout Flow) {
        account.taken += flow.batches.joined().count
        switch node.kind {
        case .source: break
        case .tell:
            for number in flow.batches.indices {
                for place in flow.batches[number].indices {
                    flow.batches[number][place].language = flow.batches[number][place].number % 2 == 0 ? "en" : "de"
                }
            }
        case .sieve:
            refuse(node, &flow) { $0.number % 5 == 0 }
            filter(&flow) { $0.number % 3 == 0 }
        case .copies:
            refuse(node, &flow) { $0.number % 4 == 0 }
            filter(&flow) { $0.number % 3 == 0 }
            let before = flow.batches.joined().count
            flow.batches = flow.batches.map { batch in
                renewed(
                    batch.flatMap { document in
                        (0..<document.number % 3).map { _ in Document(key: 0, number: document.number) }
                    })
            }
            account.added += flow.batches.joined().count - before
            flow.lost = []
        case .thin:
            refuse(node, &flow) { $0.number % 6 == 0 }
            var seen = 0
            filter(&flow) { _ in
                seen += 1
                return seen % 3 == 0
            }
        case .backwards:
            refuse(node, &flow) { $0.number % 8 == 0 }
            let all = Array(flow.batches.joined().reversed())
            account.filtered += all.count
            account.added += all.count
            flow = Flow(
                batches: stride(from: 0, to: all.count, by: batch).map {
                    renewed(Array(all[$0..<min($0 + batch, all.count)]))
                })
        case .sink: refuse(node, &flow) { $0.number % 9 == 0 }
        }
        account.given = flow.batches.joined().count
    }

    private mutating func filter(_ flow: inout Flow, _ isFiltered: (Document) -> Bool) {
        let count = flow.batches.joined().count
        for number in flow.batches.indices { flow.batches[number].removeAll(where: isFiltered) }
        account.filtered += count - flow.batches.joined().count
    }

    private mutating func refuse(_ node: TestGraph.Node, _ flow: inout Flow, _ fails: (Document) -> Bool) {
        refuse(flow.batches.joined().filter(fails), node, &flow)
        for number in flow.batches.indices { flow.batches[number].removeAll(where: fails) }
    }

    private mutating func refuse(_ documents: [Document], _ node: TestGraph.Node, _ flow: inout Flow) {
        if node.onError == .skip {
            account.filtered += documents.count
        } else {
            account.quarantined += documents.count
            flow.lost.formUnion(documents.map(\.key))
        }
    }

    /// The documents as new ones.
    private mutating func renewed(_ documents: [Document]) -> [Document] {
        documents.map { document in
            keys += 1
            return Document(key: keys, number: document.number, language: document.language)
        }
    }
}
