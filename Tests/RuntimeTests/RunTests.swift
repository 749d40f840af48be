import Documents
import Foundation
import JSON
import Planning
import Runtime
import StageKit
import TestSupport
import Testing

@Suite struct RunTests {
    @Test(arguments: [1, 2, 8]) func orderIsRestoredAndTheAccountBalances(jobs: Int) async throws {
        let shelf = Shelf()
        let report = try await run(
            [
                try stage("read", Count.self) {
                    $0.count = 1000
                    $0.hasBroken = true
                },
                try stage("sieve", Sieve.self, 0) {
                    $0.without = 3
                    $0.failing = 7
                }, try sink(1, shelf: shelf),
            ], jobs: jobs)
        let expected = (0..<1000).filter { $0 % 10 != 9 && $0 % 3 != 0 && $0 % 7 != 0 }
        let committed = shelf.committed.withLock { $0 }
        #expect(committed == expected.map { String($0) })
        #expect(report.accounts.map(\.taken) == [1000, 900, expected.count])
        let failing = (0..<1000).filter { $0 % 10 != 9 && $0 % 7 == 0 }
        #expect(report.accounts.map(\.quarantined) == [100, failing.count, 0])
        #expect(report.accounts.filter { !$0.isBalanced }.isEmpty)
        #expect(report.outcome == .done)
    }

    @Test func whatWasQuarantinedIsKeptInCorpusOrderHoweverManyWork() async throws {
        var indexes: Set<String> = []
        for jobs in [1, 8] {
            let state = try ScratchFolder()
            let stages = [
                try stage("read", Count.self) {
                    $0.count = 200
                    $0.hasBroken = true
                }, try stage("sieve", Sieve.self, 0) { $0.failing = 7 }, try sink(1, shelf: Shelf()),
            ]
            let report = try await run(stages, jobs: jobs, state: state)
            #expect(report.quarantine?.text == state.path + "/quarantine/test")
            let index = try String(contentsOfFile: state.path + "/quarantine/test/index.jsonl", encoding: .utf8)
            indexes.insert(index)
            let lines = index.split(separator: "\n")
            #expect(lines.count == report.quarantined)
            let last = try JSONValue(parsing: String(lines[lines.count - 1]))
            #expect(last["stage"] == .text("sieve"))
            #expect(last["source"] == .text("196"))
            #expect(last["code"] == .text("multiple"))
            #expect(last["reason"] == .text("fails"))
            let file = try #require(last["file"]?.text)
            #expect(try String(contentsOfFile: state.path + "/quarantine/test/" + file, encoding: .utf8) == "196")
        }
        #expect(indexes.count == 1)
    }

    @Test func aRunWithoutQuarantineClearsTheOneBeforeAndAFailedRunDoesNot() async throws {
        let state = try ScratchFolder()
        let folder = state.path + "/quarantine/test"
        let broken = try stage("read", Count.self) { $0.hasBroken = true }
        _ = try await run([broken, try sink(0, shelf: Shelf())], state: state)
        #expect(FileManager.default.fileExists(atPath: folder))
        await #expect(throws: PublishError.self) {
            _ = try await run([try stage("read", Count.self), try sink(0, shelf: Shelf(), failsAt: 2)], state: state)
        }
        #expect(FileManager.default.fileExists(atPath: folder))
        _ = try await run([try stage("read", Count.self), try sink(0, shelf: Shelf())], state: state)
        #expect(!FileManager.default.fileExists(atPath: folder))
    }

    @Test func branchesOfTheSameDocumentsAreJoined() async throws {
        let shelf = Shelf()
        let english = Condition(
            text: "text: even", field: .layer(LayerKey(Language.self), "language"), test: .text("en"))
        let report = try await run([
            try stage("read", Count.self), try stage("language", Tell.self, 0),
            try stage("even", Sieve.self, 1, when: [english]),
            try stage("sieve", Sieve.self, 0) { $0.without = 3 }, try sink(2, 3, shelf: shelf),
        ])
        let even = [0, 2, 4, 6, 8]
        let odd = [1, 5, 7]
        #expect(
            shelf.committed.withLock { $0 } == (even + odd).sorted().map { even.contains($0) ? "\($0)en" : "\($0)" })
        #expect(report.accounts[2].filtered == 5)
    }

    /// A document that failed on one branch must not be published by way of the other.
    @Test func whatIsQuarantinedOnOneBranchDoesNotPassTheJoin() async throws {
        let shelf = Shelf()
        let report = try await run([
            try stage("read", Count.self), try stage("left", Sieve.self, 0) { $0.failing = 4 },
            try stage("right", Tell.self, 0),
            try sink(1, 2, shelf: shelf),
        ])
        let passed = shelf.committed.withLock { $0 }.map { $0.map { $0.prefix(1) } }
        #expect(passed == ["1", "2", "3", "5", "6", "7", "9"])
        #expect(report.accounts[3].filtered == 3)
    }

    @Test func differentSourcesAreMergedInTurns() async throws {
        let shelf = Shelf()
        _ = try await run(
            [
                try stage("one", Count.self) { $0.count = 3 }, try stage("two", Count.self) { $0.count = 5 },
                try sink(0, 1, shelf: shelf),
            ], batch: 2)
        #expect(shelf.committed.withLock { $0 } == ["0", "1", "0", "1", "2", "2", "3", "4"])
    }

    @Test func severalOutOfOneAreCounted() async throws {
        let shelf = Shelf()
        let report = try await run([
            try stage("read", Count.self) { $0.count = 3 }, try stage("twice", Twice.self, 0),
            try sink(1, shelf: shelf),
        ])
        #expect(shelf.committed.withLock { $0 } == ["0", "0", "1", "1", "2", "2"])
        #expect(report.accounts[1].added == 3)
        #expect(report.accounts.filter { !$0.isBalanced }.isEmpty)
    }

    /// The branch that goes round the barrier has to wait for it, however long the corpus is.
    @Test func aBranchMayGoRoundABarrier() async throws {
        let shelf = Shelf()
        _ = try await run([
            try stage("read", Count.self) { $0.count = 500 }, try stage("back", Backwards.self, 0),
            try sink(0, 1, shelf: shelf),
        ])
        let committed = shelf.committed.withLock { $0 } ?? []
        #expect(committed.count == 1000)
        #expect(committed.prefix(8) == ["0", "1", "2", "3", "499", "498", "497", "496"])
    }

    @Test func aLossFailsTheRun() async throws {
        let shelf = Shelf()
        await #expect(throws: RunError.self) {
            _ = try await run([stage("read", Count.self), try stage("thief", Thief.self, 0), try sink(1, shelf: shelf)])
        }
        #expect(shelf.committed.withLock { $0 } == nil)
        #expect(shelf.isAbandoned.withLock { $0 })
    }

    @Test func policiesDecideAboutFailures() async throws {
        let shelf = Shelf()
        let report = try await run([
            try stage("read", Count.self), try stage("sieve", Sieve.self, 0, onError: .skip) { $0.failing = 2 },
            try sink(1, shelf: shelf),
        ])
        #expect(report.accounts[1].filtered == 5 && report.quarantined == 0)
        let error = await #expect(throws: RunError.self) {
            _ = try await run([
                try stage("read", Count.self), try stage("sieve", Sieve.self, 0, onError: .fail) { $0.failing = 20 },
                try sink(1, shelf: shelf),
            ])
        }
        guard case .document("sieve", "0", let reason) = error else {
            Issue.record("unexpected \(String(describing: error))")
            return
        }
        #expect(reason.code == "multiple")
    }

    @Test func aSinkThatBreaksLeavesNothingBehind() async throws {
        let good = Shelf()
        let bad = Shelf()
        await #expect(throws: PublishError.self) {
            _ = try await run([
                try stage("read", Count.self) { $0.count = 100 }, try sink(0, shelf: good),
                try sink(0, shelf: bad, failsAt: 50),
            ])
        }
        #expect(good.committed.withLock { $0 } == nil && good.isAbandoned.withLock { $0 })
        #expect(bad.isAbandoned.withLock { $0 })
    }

    @Test func drainingPublishesNothing() async throws {
        let shelf = Shelf()
        let state = try ScratchFolder()
        let plan = Plan(
            name: "test", state: Path(state.path),
            resolved: [try stage("read", Count.self) { $0.count = 100_000_000 }, try sink(0, shelf: shelf)])
        let run = Run(plan, options: RunOptions(jobs: 2))
        async let report = run.execute()
        while run.accounts[1].given < 100 { await Task.yield() }
        run.drain()
        let outcome = try await report
        #expect(outcome.outcome == .drained)
        #expect(outcome.accounts[0].given == outcome.accounts[1].given)
        #expect(shelf.committed.withLock { $0 } == nil && shelf.isAbandoned.withLock { $0 })
    }
}
