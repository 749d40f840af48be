import TestRandom
import Testing

@testable import Runtime

/// A corpus of numbers driven through a schedule by pretended workers that end their work in any order.
private struct Simulation {
    typealias Weight = Schedule<[Int]>.Weight

    var schedule: Schedule<[Int]>
    let nodes: [Schedule<[Int]>.Node]
    var left: [Int: Int]
    var consumed: [Int: [[Int]]] = [:]
    var running: [Schedule<[Int]>.Work] = []
    var greatestWait = 0
    /// How many batches of a node were processed at the same time, at most.
    var greatestJobs: [Int: Int] = [:]
    var generator: SeededRandom

    init(_ nodes: [Schedule<[Int]>.Node], batches: Int, waiting: Int, seed: UInt64) {
        schedule = Schedule(nodes: nodes, limits: .init(documents: waiting, bytes: .max))
        self.nodes = nodes
        left = Dictionary(uniqueKeysWithValues: nodes.indices.filter { nodes[$0].inputs.isEmpty }.map { ($0, batches) })
        generator = SeededRandom(seed: seed)
    }

    /// Runs to the end; false when it got stuck.
    mutating func run(workers: Int, drainAfter: Int = .max) -> Bool {
        var steps = 0
        while true {
            steps += 1
            if steps == drainAfter { schedule.drain() }
            if running.count < workers {
                switch schedule.next() {
                case .work(let work):
                    running.append(work)
                    count(work)
                    continue
                case .done: return running.isEmpty
                case .wait: if running.isEmpty { return false }
                }
            }
            finish(running.remove(at: Int.random(in: running.indices, using: &generator)))
            for node in nodes.indices where nodes[node].isBounded {
                greatestWait = max(greatestWait, schedule.waiting(before: node))
            }
        }
    }

    private mutating func count(_ work: Schedule<[Int]>.Work) {
        guard case .process(let node, _, _) = work else { return }
        let now = running.count { if case .process(node, _, _) = $0 { true } else { false } }
        greatestJobs[node] = max(greatestJobs[node] ?? 0, now)
    }

    private mutating func finish(_ work: Schedule<[Int]>.Work) {
        let weight = Weight(documents: 1, bytes: 1)
        switch work {
        case .read(let node, let number):
            guard let count = left[node], count > 0 else { return schedule.finishReading(node, nil, weight) }
            left[node] = count - 1
            schedule.finishReading(node, [node * 1000 + number], weight)
        case .process(let node, let number, let inputs):
            schedule.finishProcessing(node, number: number, inputs.flatMap { $0 }, weight)
        case .consume(let node, _, let payload):
            consumed[node, default: []].append(payload)
            schedule.finishConsuming(node, payload, weight)
        case .end(let node): schedule.finishEnding(node, [])
        }
    }
}

@Suite struct ScheduleTests {
    private typealias Node = Schedule<[Int]>.Node

    @Test func aChainIsConsumedInOrder() {
        let nodes = [Node(inputs: [], isOrdered: false), Node(inputs: [0], isOrdered: true)]
        var simulation = Simulation(nodes, batches: 50, waiting: 4, seed: 1)
        let isOver = simulation.run(workers: 3)
        #expect(isOver)
        #expect(simulation.consumed[1] == (0..<50).map { [$0] })
    }

    @Test func branchesMeetBatchByBatch() {
        let nodes = [
            Node(inputs: [], isOrdered: false), Node(inputs: [0], isOrdered: false), Node(inputs: [0], isOrdered: true),
            Node(inputs: [1, 2], isOrdered: true),
        ]
        var simulation = Simulation(nodes, batches: 30, waiting: 2, seed: 2)
        let isOver = simulation.run(workers: 4)
        #expect(isOver)
        #expect(simulation.consumed[3] == (0..<30).map { [$0, $0] })
    }

    @Test func sourcesOfDifferentLengthsAreMergedInTurns() {
        let nodes = [
            Node(inputs: [], isOrdered: false), Node(inputs: [], isOrdered: false),
            Node(inputs: [0, 1], isOrdered: true),
        ]
        var simulation = Simulation(nodes, batches: 2, waiting: 2, seed: 3)
        simulation.left[1] = 3
        let isOver = simulation.run(workers: 2)
        #expect(isOver)
        #expect(simulation.consumed[2] == [[0, 1000], [1, 1001], [1002]])
    }

    @Test func aNodeWithALimitProcessesNoMoreBatchesAtTheSameTime() {
        let nodes = [
            Node(inputs: [], isOrdered: false), Node(inputs: [0], isOrdered: false, jobs: 2),
            Node(inputs: [1], isOrdered: true, jobs: 1),
        ]
        var simulation = Simulation(nodes, batches: 60, waiting: 20, seed: 6)
        let isOver = simulation.run(workers: 8)
        #expect(isOver)
        #expect(simulation.greatestJobs == [1: 2, 2: 1])
        #expect(simulation.consumed[2] == (0..<60).map { [$0] })
    }

    @Test func anEmptySourceEnds() {
        let nodes = [Node(inputs: [], isOrdered: false), Node(inputs: [0], isOrdered: true)]
        var simulation = Simulation(nodes, batches: 0, waiting: 2, seed: 4)
        let isOver = simulation.run(workers: 2)
        #expect(isOver)
        #expect(simulation.consumed.isEmpty)
    }

    @Test func drainingEndsAfterWhatWasRead() {
        let nodes = [Node(inputs: [], isOrdered: false), Node(inputs: [0], isOrdered: true)]
        var simulation = Simulation(nodes, batches: 1000, waiting: 4, seed: 5)
        let isOver = simulation.run(workers: 2, drainAfter: 40)
        #expect(isOver)
        let consumed = simulation.consumed[1]?.count ?? 0
        #expect(consumed > 0 && consumed < 1000)
        #expect(consumed == 1000 - (simulation.left[0] ?? 0))
    }

    /// Every graph of random shape ends, consumes in order and keeps within its bounds, whatever the number of workers.
    @Test(arguments: 0..<300)
    func randomGraphsEndInOrderAndBounded(seed: Int) {
        var generator = SeededRandom(seed: UInt64(seed))
        var nodes = [Node(inputs: [], isOrdered: false)]
        for index in 1...Int.random(in: 1...7, using: &generator) {
            if Int.random(in: 0..<6, using: &generator) == 0 {
                nodes.append(Node(inputs: [], isOrdered: false))
            } else {
                let count = Int.random(in: 1...min(3, index), using: &generator)
                nodes.append(
                    Node(
                        inputs: Array((0..<index).shuffled(using: &generator).prefix(count)),
                        isOrdered: Bool.random(using: &generator),
                        jobs: Bool.random(using: &generator) ? .max : Int.random(in: 1...3, using: &generator)))
            }
        }
        let waiting = Int.random(in: 1...5, using: &generator)
        let batches = Int.random(in: 0...40, using: &generator)
        var outcomes: [[Int: [[Int]]]] = []
        for workers in [1, 2, 7] {
            var simulation = Simulation(nodes, batches: batches, waiting: waiting, seed: UInt64(seed + workers))
            let isOver = simulation.run(workers: workers)
            #expect(isOver, "seed \(seed): stuck with \(workers) workers")
            #expect(simulation.greatestWait <= (waiting + 7) * 4, "seed \(seed)")
            #expect(simulation.greatestJobs.allSatisfy { $0.value <= nodes[$0.key].jobs }, "seed \(seed)")
            outcomes.append(simulation.consumed)
        }
        #expect(outcomes[0] == outcomes[1] && outcomes[1] == outcomes[2], "seed \(seed): order depends on the workers")
    }
}
