import Documents
import Files
import Foundation
import JSON
import Planning
import Store
import TestSupport
import Testing

@testable import Runtime
@testable import StageKit

/// What policies of stages do in a run.
@Suite(.timeLimit(.minutes(20))) struct PolicyTests {
    private func policies(_ change: (inout StagePolicies) -> Void) -> StagePolicies {
        var policies = StagePolicies()
        change(&policies)
        return policies
    }

    private func quarantine(_ state: ScratchFolder) throws -> [JSONValue] {
        try state.text("quarantine/test/index.jsonl").split(separator: "\n").map { try JSONValue(parsing: String($0)) }
    }

    @Test func whatFailsTwiceGoesThroughTheThirdTime() async throws {
        let shelf = Shelf()
        var flaky = try stage("flaky-three", Flaky.self, 0)
        flaky.policies = policies {
            $0.retry = RetryPolicy()
            $0.retry?.first = TimeSpan(milliseconds: 0)
        }
        let report = try await run([try stage("read", Count.self), flaky, try sink(1, shelf: shelf)])
        #expect(shelf.committed.withLock { $0 } == (0..<10).map { "\($0)en" })
        #expect(report.accounts[1].quarantined == 0 && report.outcome == .done)
    }

    @Test func whatFailsOnceMoreThanItIsTriedIsQuarantined() async throws {
        let state = try ScratchFolder()
        var flaky = try stage("flaky-two", Flaky.self, 0)
        flaky.policies = policies {
            $0.retry = RetryPolicy()
            $0.retry?.attempts = 2
            $0.retry?.first = TimeSpan(milliseconds: 0)
        }
        let report = try await run([try stage("read", Count.self), flaky, try sink(1, shelf: Shelf())], state: state)
        #expect(report.accounts[1].quarantined == 10)
        #expect(try quarantine(state).first?["reason"] == .text("is busy (tried 2 times)"))
    }

    @Test func aPartOfAPlanKeepsThePolicies() throws {
        var flaky = try stage("flaky", Flaky.self, 0)
        flaky.policies = policies { $0.jobs = 3 }
        let plan = Plan(
            name: "test", state: "x", resolved: [try stage("read", Count.self), flaky, try sink(1, shelf: Shelf())])
        let part = try plan.part(PlanPart(only: ["flaky"]))
        #expect(part.stages.last?.policies.jobs == 3 && part.segments.last?.jobs == 3)
    }

    /// One worker, for the clock is that of all calls that are under way.
    @Test func aStuckDocumentIsLeftBehindAndTheOthersGoThrough() async throws {
        let state = try ScratchFolder()
        let shelf = Shelf()
        let hang = Hang(NoOptions(), StageContext(stage: "hang"))
        let policy = DocumentPolicy(
            policies { $0.timeout = .seconds(30) }, stage: "hang", signal: StopSignal(), clock: hang.clock)
        let stuck = ResolvedStage(
            id: "hang", type: Hang.descriptor, stage: .transform(TypedAnnotator(stage: hang, policy: policy)),
            inputs: [0])
        let report = try await run(
            [try stage("read", Count.self), stuck, try sink(1, shelf: shelf)], jobs: 1, state: state)
        #expect(shelf.committed.withLock { $0 } == (0..<10).filter { $0 != 3 }.map { "\($0)en" })
        #expect(report.accounts.map(\.quarantined) == [0, 1, 0] && report.outcome == .done)
        let entry = try #require(try quarantine(state).first)
        #expect(entry["code"] == .text("timeout") && entry["source"] == .text("3"))
        #expect(entry["reason"] == .text("took longer than 30s"))
    }

    /// Also while the call is still under way: else the document would count as gone. The article holds the document that
    /// it was made of.
    @Test func whatBecameOfAStuckDocumentIsWrittenDown() async throws {
        let state = try ScratchFolder()
        let call = Stuck(NoOptions(), StageContext(stage: "stuck"))
        let policy = DocumentPolicy(
            policies { $0.timeout = .seconds(30) }, stage: "stuck", signal: StopSignal(), clock: call.clock)
        let stuck = ResolvedStage(
            id: "stuck", type: Stuck.descriptor, stage: .transform(TypedAnnotator(stage: call, policy: policy)),
            inputs: [1])
        _ = try await run(
            [
                try stage("read", CountRaw.self), try stage("article", Spell.self, 0), stuck,
                try sink(2, shelf: Shelf()),
            ], jobs: 1, state: state)
        let memory = try #require(try RememberedDocuments.open(folder: FilePath(state.path), pipeline: "test"))
        let row = try memory.document(source: "read", locator: "3")
        #expect(row?.steps.last?.reason == "timeout: took longer than 30s" && row?.gone == nil)
        Stuck.isLetGo.store(true, ordering: .relaxed)
    }

    @Test(arguments: [1, 4]) func moreFailuresThanAreAllowedEndTheRun(jobs: Int) async throws {
        let state = try ScratchFolder()
        let before = try stage("read", Count.self) { $0.hasBroken = true }
        _ = try await run([before, try sink(0, shelf: Shelf())], state: state)
        let shelf = Shelf()
        var sieve = try stage("sieve", Sieve.self, 0) { $0.failing = 2 }
        sieve.policies = policies { $0.maximumFailures = .documents(20) }
        let error = await #expect(throws: RunError.self) {
            let endless = try stage("read", Count.self) { $0.count = .max }
            _ = try await run([endless, sieve, try sink(1, shelf: shelf)], jobs: jobs, state: state)
        }
        guard case .failures(let failures) = error else {
            Issue.record("unexpected \(String(describing: error))")
            return
        }
        #expect(failures.stage == "sieve" && failures.limit == .documents(20))
        #expect(failures.failed > 20 && failures.tried >= failures.failed)
        #expect(failures.reason.code == "multiple" && !failures.locator.isEmpty)
        #expect("\(RunError.failures(failures))".contains("'max-failures' is 20"))
        #expect(shelf.committed.withLock { $0 } == nil && shelf.isAbandoned.withLock { $0 })
        // The records are those of the run before, whose artifacts are in place still.
        #expect(try quarantine(state).map { $0["source"] } == [.text("9")])
    }

    @Test func asManyFailuresAsAreAllowedDont() async throws {
        for (limit, failing) in [(FailureLimit.documents(5), 2), (.share(50), 2), (.share(10), 10)] {
            var sieve = try stage("sieve", Sieve.self, 0) { $0.failing = failing }
            sieve.policies = policies { $0.maximumFailures = limit }
            let report = try await run([try stage("read", Count.self), sieve, try sink(1, shelf: Shelf())])
            #expect(report.outcome == .done && report.quarantined == 10 / failing, "\(limit)")
        }
    }

    @Test func whatIsSkippedFailsAsWell() async throws {
        var sieve = try stage("sieve", Sieve.self, 0, onError: .skip) { $0.failing = 2 }
        sieve.policies = policies { $0.maximumFailures = .documents(4) }
        await #expect(throws: RunError.self) {
            _ = try await run([try stage("read", Count.self), sieve, try sink(1, shelf: Shelf())])
        }
    }

    @Test func aShareOfASmallCorpusIsLookedAtInTheEnd() async throws {
        let shelf = Shelf()
        var sieve = try stage("sieve", Sieve.self, 0) { $0.failing = 2 }
        sieve.policies = policies { $0.maximumFailures = .share(49) }
        let error = await #expect(throws: RunError.self) {
            _ = try await run([try stage("read", Count.self), sieve, try sink(1, shelf: shelf)])
        }
        guard case .failures(let failures) = error else {
            Issue.record("unexpected \(String(describing: error))")
            return
        }
        #expect(failures.failed == 5 && failures.tried == 10)
        #expect(shelf.committed.withLock { $0 } == nil)
    }

    @Test func aShareOfAGreatCorpusEndsTheRunEarly() async throws {
        var read = try stage("read", Count.self) {
            $0.count = .max
            $0.hasBroken = true
        }
        read.policies = policies { $0.maximumFailures = .share(9) }
        await #expect(throws: RunError.self) { _ = try await run([read, try sink(0, shelf: Shelf())]) }
    }

    /// Documents that its conditions leave out don't make the failures of a stage fewer.
    @Test func aShareIsOfWhatTheStageWorkedOn() async throws {
        let english = Condition(
            text: "language: en", field: .layer(LayerKey(Language.self), "language"), test: .text("en"))
        var sieve = try stage("sieve", Sieve.self, 1, when: [english]) { $0.failing = 2 }
        sieve.policies = policies { $0.maximumFailures = .share(60) }
        await #expect(throws: RunError.self) {
            _ = try await run([
                try stage("read", Count.self), try stage("tell", Tell.self, 0), sieve, try sink(2, shelf: Shelf()),
            ])
        }
    }

    @Test func aSinkAndAnAggregateHaveThemToo() async throws {
        for place in [1, 2] {
            var stages = [
                try stage("read", Count.self), try stage("back", Backwards.self, 0) { $0.failing = place == 1 ? 3 : 0 },
                try sink(1, shelf: Shelf()) { $0.failing = place == 2 ? 3 : 0 },
            ]
            stages[place].policies = policies { $0.maximumFailures = .documents(3) }
            let id = stages[place].id
            let error = await #expect(throws: RunError.self) { _ = try await run(stages) }
            guard case .failures(let failures) = error else {
                Issue.record("unexpected \(String(describing: error))")
                continue
            }
            #expect(failures.stage == id)
        }
    }

    @Test func aShareDoesntDependOnWhichBatchWasFirst() {
        func rejected(_ count: Int) -> Failures {
            var failures = Failures()
            failures.count = count
            return failures
        }
        // The first fifty batches are sound and the fifty after them half broken: in order it is never more than 5 %.
        var orders = [Array(0..<100), Array((0..<100).reversed())]
        orders.append((0..<100).map { $0 * 37 % 100 })
        for order in orders {
            var count = FailureCount(limit: .share(5))
            for batch in order {
                let failed = batch >= 90 ? 5 : 0
                let isTooMany = count.add(rejected(failed), of: 10, batch: batch, isConsuming: false)
                #expect(!isTooMany, "\(batch)")
            }
            #expect(!count.isExceeded)
        }
        var early = FailureCount(limit: .share(5))
        let verdicts = (0..<20).map { early.add(rejected($0 == 9 ? 6 : 0), of: 10, batch: $0, isConsuming: false) }
        #expect(verdicts.firstIndex(of: true) == 9)
    }

    @Test(arguments: [1, 2]) func onlySoManyBatchesAreWorkedOnAtTheSameTime(limit: Int) async throws {
        let id = "busy-\(limit)"
        let shelf = Shelf()
        var busy = try stage(id, Busy.self, 1)
        busy.policies = policies { $0.jobs = limit }
        _ = try await run(
            [
                try stage("read", Count.self) { $0.count = 400 }, try stage("sieve", Sieve.self, 0), busy,
                try stage("after", Sieve.self, 2), try sink(3, shelf: shelf),
            ], jobs: 6, batch: 2)
        #expect((1...limit).contains(Busy.most(id)))
        #expect(shelf.committed.withLock { $0 } == (0..<400).map { "\($0)en" })
    }
}
