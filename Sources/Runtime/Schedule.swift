/// Decides which piece of work is done next: a pure state machine, without threads or clocks.
///
/// Nodes read, process or consume *batches*, numbered from 0 along every edge. A node processes several batches at the
/// same time, in any order; it consumes them one at a time, in order of their numbers. This is what makes the output the
/// same whatever the number of workers. A node starts a batch only while the edges behind it have room, so memory is
/// bounded; the node furthest down goes first, so that what is begun is ended before more is read.
struct Schedule<Payload> {
    /// What a node is made of.
    struct Node {
        /// The nodes it takes batches from; none for a source.
        var inputs: [Int]
        /// Whether batches are consumed in order after they were processed.
        var isOrdered: Bool
        /// Whether what waits before it is bounded.
        var isBounded = true
        /// How many batches it processes at the same time, at most.
        var jobs = Int.max
    }

    /// How much may wait on one edge; one batch may always wait.
    struct Limits {
        var documents: Int
        var bytes: Int
    }

    /// How heavy a payload is.
    struct Weight {
        var documents: Int
        var bytes: Int
    }

    /// A piece of work; each is answered by one call of `finish`.
    enum Work {
        /// Read batch `number`.
        case read(node: Int, number: Int)
        /// Process a batch; one payload for every input that has one of this number.
        case process(node: Int, number: Int, inputs: [Payload])
        /// Consume a processed batch.
        case consume(node: Int, number: Int, Payload)
        /// All batches were consumed: give what is left.
        case end(node: Int)
    }

    /// What there is to do.
    enum Decision {
        /// This.
        case work(Work)
        /// Nothing until some work is finished.
        case wait
        /// Nothing any more.
        case done
    }

    private struct Edge {
        let from: Int
        let to: Int
        var waiting: [Int: (payload: Payload, weight: Weight)] = [:]
        var documents = 0
        var bytes = 0
        /// How many batches there are in all, once it is known.
        var total: Int?
    }

    private struct State {
        var incoming: [Int] = []
        var outgoing: [Int] = []
        /// The next batch to start.
        var next = 0
        /// Batches that are being read or processed.
        var running = 0
        /// Processed batches that wait to be consumed.
        var processed: [Int: (payload: Payload, weight: Weight)] = [:]
        var processedDocuments = 0
        var processedBytes = 0
        /// The next batch to consume.
        var nextToConsume = 0
        /// Batches that were given after consuming.
        var given = 0
        var isConsuming = false
        /// Nothing is started any more.
        var isExhausted = false
        var isEnded = false
    }

    private let nodes: [Node]
    private let limits: Limits
    private var states: [State]
    private var edges: [Edge] = []
    private var isDraining = false
    /// Whether the end of a node made something possible for those behind it.
    private var hasChanged = false

    /// Makes a schedule; nodes come after those they take batches from.
    init(nodes: [Node], limits: Limits) {
        self.nodes = nodes
        self.limits = limits
        states = nodes.map { _ in State() }
        for (index, node) in nodes.enumerated() {
            for input in node.inputs {
                states[input].outgoing.append(edges.count)
                states[index].incoming.append(edges.count)
                edges.append(Edge(from: input, to: index))
            }
        }
    }

    /// Reads nothing further; what was read goes through.
    mutating func drain() { isDraining = true }

    /// Documents that wait before a node.
    func waiting(before node: Int) -> Int {
        states[node].incoming.reduce(states[node].processedDocuments) { $0 + edges[$1].documents }
    }

    /// The next piece of work.
    mutating func next() -> Decision {
        repeat {
            hasChanged = false
            for node in nodes.indices.reversed() where !states[node].isEnded {
                if let work = consumption(of: node) ?? start(of: node) { return .work(work) }
            }
        } while hasChanged
        return states.allSatisfy(\.isEnded) ? .done : .wait
    }

    private mutating func consumption(of node: Int) -> Work? {
        guard nodes[node].isOrdered, !states[node].isConsuming, hasRoom(behind: node) else { return nil }
        let number = states[node].nextToConsume
        if let (payload, weight) = states[node].processed.removeValue(forKey: number) {
            states[node].isConsuming = true
            states[node].processedDocuments -= weight.documents
            states[node].processedBytes -= weight.bytes
            return .consume(node: node, number: number, payload)
        }
        guard states[node].isExhausted, states[node].running == 0, number == states[node].next else { return nil }
        states[node].isConsuming = true
        return .end(node: node)
    }

    private mutating func start(of node: Int) -> Work? {
        guard !states[node].isExhausted else { return nil }
        return nodes[node].inputs.isEmpty ? reading(of: node) : processing(of: node)
    }

    private mutating func reading(of node: Int) -> Work? {
        guard states[node].running == 0 else { return nil }
        if isDraining {
            exhaust(node)
            return nil
        }
        guard hasRoom(behind: node) else { return nil }
        states[node].running = 1
        return .read(node: node, number: states[node].next)
    }

    private mutating func processing(of node: Int) -> Work? {
        guard states[node].running < nodes[node].jobs else { return nil }
        let number = states[node].next
        var isAny = false
        for edge in states[node].incoming {
            if edges[edge].waiting[number] != nil {
                isAny = true
            } else if let total = edges[edge].total, number >= total {
                continue
            } else {
                return nil
            }
        }
        guard isAny else {
            exhaust(node)
            return nil
        }
        guard nodes[node].isOrdered ? hasRoomToConsume(node) : hasRoom(behind: node) else { return nil }
        var inputs: [Payload] = []
        for edge in states[node].incoming {
            guard let (payload, weight) = edges[edge].waiting.removeValue(forKey: number) else { continue }
            edges[edge].documents -= weight.documents
            edges[edge].bytes -= weight.bytes
            inputs.append(payload)
        }
        states[node].next += 1
        states[node].running += 1
        return .process(node: node, number: number, inputs: inputs)
    }

    /// Room for the batches that are under way is counted as if they were as heavy as those that wait.
    private func hasRoom(behind node: Int) -> Bool {
        let running = nodes[node].isOrdered ? 0 : states[node].running
        return states[node].outgoing.allSatisfy { edge in
            guard nodes[edges[edge].to].isBounded else { return true }
            let count = edges[edge].waiting.count
            return isWithin(count: count, running, documents: edges[edge].documents, bytes: edges[edge].bytes)
        }
    }

    private func hasRoomToConsume(_ node: Int) -> Bool {
        let state = states[node]
        return isWithin(
            count: state.processed.count, state.running, documents: state.processedDocuments,
            bytes: state.processedBytes)
    }

    private func isWithin(count: Int, _ running: Int, documents: Int, bytes: Int) -> Bool {
        guard count > 0 else { return true }
        let share = count + running
        return documents * share / count < limits.documents && bytes / count * share < limits.bytes
    }

    /// A batch was read; nil at the end of the source.
    mutating func finishReading(_ node: Int, _ payload: Payload?, _ weight: Weight) {
        states[node].running = 0
        guard let payload else { return exhaust(node) }
        deliver(payload, weight, number: states[node].next, from: node)
        states[node].next += 1
    }

    /// A batch was processed.
    mutating func finishProcessing(_ node: Int, number: Int, _ payload: Payload, _ weight: Weight) {
        states[node].running -= 1
        if nodes[node].isOrdered {
            states[node].processed[number] = (payload, weight)
            states[node].processedDocuments += weight.documents
            states[node].processedBytes += weight.bytes
        } else {
            deliver(payload, weight, number: number, from: node)
            endIfThrough(node)
        }
    }

    /// A batch was consumed, and gave a batch of the same number or nothing.
    mutating func finishConsuming(_ node: Int, _ payload: Payload?, _ weight: Weight) {
        states[node].isConsuming = false
        if let payload {
            deliver(payload, weight, number: states[node].given, from: node)
            states[node].given += 1
        }
        states[node].nextToConsume += 1
    }

    /// What was left at the end was given: batches numbered after those before.
    mutating func finishEnding(_ node: Int, _ payloads: [(Payload, Weight)]) {
        for (payload, weight) in payloads {
            deliver(payload, weight, number: states[node].given, from: node)
            states[node].given += 1
        }
        end(node, total: states[node].given)
    }

    private mutating func deliver(_ payload: Payload, _ weight: Weight, number: Int, from node: Int) {
        for edge in states[node].outgoing {
            edges[edge].waiting[number] = (payload, weight)
            edges[edge].documents += weight.documents
            edges[edge].bytes += weight.bytes
        }
    }

    private mutating func exhaust(_ node: Int) {
        states[node].isExhausted = true
        hasChanged = true
        if !nodes[node].isOrdered { endIfThrough(node) }
    }

    private mutating func endIfThrough(_ node: Int) {
        guard states[node].isExhausted, states[node].running == 0 else { return }
        end(node, total: states[node].next)
    }

    private mutating func end(_ node: Int, total: Int) {
        states[node].isEnded = true
        hasChanged = true
        for edge in states[node].outgoing { edges[edge].total = total }
    }
}

extension Schedule.Work: Sendable where Payload: Sendable {}
