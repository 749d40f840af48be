import Foundation
import Planning
import StageKit
import Locks
import TestRandom
import TestSupport
import Testing

@testable import Runtime

/// What a run publishes and accounts for, whatever the graph, the number of workers and the limits: as ``GraphModel``
/// says.
@Suite(.timeLimit(.minutes(30))) struct GraphTests {
    /// In eight parts, which wait for the file system at the same time.
    @Test(arguments: 0..<8) func everyGraphOfUpToFourStages(part: Int) async throws {
        let graphs = (1...4).flatMap { TestGraph.all(of: $0) }
        #expect(graphs.count == 1956)
        for place in stride(from: part, to: graphs.count, by: 8) {
            try await check(graphs[place].closed, jobs: [1 + place / 8 % 3], batch: 3, waiting: 4)
        }
    }

    @Test func randomGraphsOfUpToEightStages() async throws {
        let seed = UInt64.random(in: 0 ... .max)
        for round in 0..<150 {
            var random = SeededRandom(seed: seed &+ UInt64(round))
            let graph = TestGraph.random(&random)
            let (batch, waiting) = (1 + random.below(9), 1 + random.below(12))
            try await check(graph, jobs: [1, 2, 5], batch: batch, waiting: waiting, "seed \(seed &+ UInt64(round)): ")
        }
    }

    @Test func observersSeeWhatTheAccountSays() async throws {
        let seed = UInt64.random(in: 0 ... .max)
        for round in 0..<60 {
            var random = SeededRandom(seed: seed &+ UInt64(round))
            let graph = TestGraph.random(&random)
            let context: Comment = "seed \(seed &+ UInt64(round)): \(graph)"
            let state = try ScratchFolder()
            let observer = Counter()
            var options = RunOptions(jobs: 1 + random.below(3))
            options.keepsResults = false
            options.batchDocuments = 1 + random.below(9)
            options.observer = observer
            options.keepsRecords = false
            let plan = Plan(name: "test", state: Path(state.path), resolved: try graph.resolved().stages)
            let report = try await Run(plan, options: options).execute()
            for (stage, account) in report.accounts.enumerated() {
                let seen = observer.counts.withLock { $0[stage] ?? Counter.Count() }
                #expect(seen.given == account.given && seen.rejected == account.quarantined, context)
                if plan.stages[stage].type.shape != .source { #expect(seen.taken <= account.taken, context) }
            }
            #expect(try state.names().isEmpty, context)
        }
    }

    private func check(
        _ graph: TestGraph, jobs: [Int], batch: Int, waiting: Int, _ context: String = ""
    ) async throws {
        let model = GraphModel(graph, batch: batch)
        var quarantines: Set<[String]> = []
        for jobs in jobs {
            let context: Comment = "\(context)jobs \(jobs), batch \(batch), waiting \(waiting), \(graph)"
            let (stages, shelves) = try graph.resolved()
            let state = try ScratchFolder()
            var options = RunOptions(jobs: jobs)
            options.keepsResults = false
            options.batchDocuments = batch
            options.waitingDocuments = waiting
            options.waitingBytes = waiting * 500
            let report = try await Run(
                Plan(name: "test", state: Path(state.path), resolved: stages), options: options
            ).execute()
            #expect(report.outcome == .done, context)
            #expect(report.accounts.map(GraphModel.Account.init) == model.accounts, context)
            for (index, shelf) in shelves {
                #expect(shelf.committed.withLock { $0 } == model.published[index], "sink \(index), \(context)")
            }
            let index = state.has("quarantine") ? try state.text("quarantine/test/index.jsonl") : ""
            let lines = index.split(separator: "\n").map(String.init)
            #expect(lines.count == model.accounts.reduce(0) { $0 + $1.quarantined }, context)
            quarantines.insert(lines)
        }
        #expect(quarantines.count == 1, "\(context)\(graph)")
    }
}

extension GraphModel.Account {
    init(_ account: StageAccount) {
        self.init(
            taken: account.taken, added: account.added, given: account.given, filtered: account.filtered,
            quarantined: account.quarantined)
    }
}

/// Counts what is observed.
private final class Counter: RunObserver {
    struct Count {
        var taken = 0
        var given = 0
        var rejected = 0
    }

    let counts = Mutex<[Int: Count]>([:])

    func observe(_ observation: Observation) {
        counts.withLock {
            $0[observation.stage, default: Count()].taken += observation.taken?.count ?? 0
            $0[observation.stage, default: Count()].given += observation.given?.count ?? 0
            $0[observation.stage, default: Count()].rejected += observation.tally.rejected.count
        }
    }
}
