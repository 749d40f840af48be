import Dispatch
import Documents
import StageTesting
import Synchronization
import TestSupport
import Testing

@testable import StageKit

/// Holds a call until it is opened.
private final class Gate: Sendable {
    private let semaphore = DispatchSemaphore(value: 0)
    func wait() { semaphore.wait() }
    func open() { semaphore.signal() }
}

/// Calls that take too long.
@Suite(.timeLimit(.minutes(20))) struct TimeoutTests {
    private let article = sampleArticle("a\n\nb")
    private let clock = FakeClock()
    private let signal = StopSignal()

    private func policy(_ change: (inout StagePolicies) -> Void = { _ in }) throws -> DocumentPolicy {
        var policies = StagePolicies()
        policies.timeout = .seconds(30)
        change(&policies)
        return try #require(DocumentPolicy(policies, stage: "one", signal: signal, clock: clock))
    }

    @Test func whatEndsInTimeIsGivenAndThrown() throws {
        let policy = try policy()
        for number in 0..<100 { #expect(try policy.perform(article) { number } == number) }
        #expect(throws: DocumentError("empty", "is empty")) {
            try policy.perform(article) { throw DocumentError("empty", "is empty") }
        }
    }

    @Test func aStuckCallIsLeftBehindAndTheNextOneMade() throws {
        let policy = try policy()
        let gate = Gate()
        let late = Gate()
        #expect(throws: DocumentError("timeout", "took longer than 30s")) {
            try policy.perform(article) { [clock] in
                clock.advance(.seconds(31))
                gate.wait()
                late.open()
            }
        }
        #expect(try policy.perform(article) { 1 } == 1)
        // It ends after all: what it gives is nobody's, and the next call isn't taken for it.
        gate.open()
        late.wait()
        #expect(try policy.perform(article) { 2 } == 2)
    }

    /// A stage that asks now and then ends, and gives its thread back.
    @Test func aCallThatIsLeftBehindIsToldSo() throws {
        let context = StageContext(stage: "one", signal: signal)
        let ended = Gate()
        let policy = try policy()
        #expect(throws: DocumentError.self) {
            try policy.perform(article) { [clock] in
                clock.advance(.seconds(31))
                while !context.isCancelled {}
                ended.open()
                throw CancellationError()
            }
        }
        ended.wait()
        #expect(!context.isCancelled)
        #expect(try policy.perform(article) { context.isCancelled } == false)
    }

    @Test func aStopLeavesACallBehindAtOnce() throws {
        let policy = try policy()
        let gate = Gate()
        #expect(throws: CancellationError.self) {
            try policy.perform(article) { [signal] in
                signal.stop()
                gate.wait()
            }
        }
        gate.open()
    }

    @Test func aTimeoutIsTriedAgainOnlyWhereItIsNamed() throws {
        for (codes, attempts) in [(nil, 1), (["timeout"], 3)] as [([String]?, Int)] {
            let gate = Gate()
            let policy = try policy {
                $0.retry = RetryPolicy()
                $0.retry?.codes = codes
            }
            let counted = Counted { [clock] in
                clock.advance(.seconds(31))
                gate.wait()
            }
            let error = #expect(throws: DocumentError.self) { try policy.perform(article) { counted.call() } }
            #expect(error?.code == "timeout")
            #expect(counted.count == attempts)
            for _ in 0..<attempts { gate.open() }
        }
    }

    private final class Counted: Sendable {
        private let number = Atomic(0)
        private let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
        var count: Int { number.load(ordering: .relaxed) }
        func call() {
            number.add(1, ordering: .relaxed)
            body()
        }
    }

    @Test func onlySoManyCallsCanBeLeftBehind() throws {
        let policy = try policy()
        let gate = Gate()
        func isStuck() -> (any Error)? {
            do {
                try policy.perform(article) { [clock] in
                    clock.advance(.seconds(31))
                    gate.wait()
                }
                return nil
            } catch { return error }
        }
        for _ in 0..<CallThreads.most { #expect((isStuck() as? DocumentError)?.code == "timeout") }
        let error = isStuck() as? StageCallError
        #expect(error == .stuck(stage: "one", calls: CallThreads.most + 1, last: "example.txt"))
        #expect(error?.description.contains("'one'") == true)
        for _ in 0...CallThreads.most { gate.open() }
    }

    /// Calls that end about when their time is over: each gives its own result, or none.
    @Test func noCallIsGivenTheResultOfAnother() async throws {
        var policies = StagePolicies()
        policies.timeout = TimeSpan(milliseconds: 1)
        let policy = try #require(DocumentPolicy(policies, stage: "one", signal: signal))
        await withTaskGroup(of: Void.self) { group in
            for worker in 0..<4 {
                group.addTask { [article] in
                    for number in 0..<200 {
                        let (mine, rounds) = (worker * 1000 + number, number * 37 % 100 * 400)
                        do {
                            let given = try policy.perform(article) {
                                for _ in 0..<rounds { _ = WatchedCall.current?.isLeft }
                                return mine
                            }
                            #expect(given == mine)
                        } catch {
                            let isLate = (error as? DocumentError)?.code == "timeout" || error is StageCallError
                            #expect(isLate, "\(error)")
                        }
                    }
                }
            }
        }
    }

    /// Throws at the first attempt after it has given something.
    private struct Halfway: Transform {
        static var name: String { "normalize.halfway" }
        static var summary: String { "breaks off" }
        static var multiplicity: Multiplicity { .many }
        let attempts = Attempts()
        init(_ configuration: NoOptions, _ context: StageContext) {}
        func transform(_ document: Article, _ layers: NoLayers, into out: inout Emitter<Article>) throws {
            out.emit(document)
            out.drop(document, code: "half")
            if attempts.next() == 1 { throw DocumentError("busy", "is busy") }
            out.emit(document)
        }
    }

    private final class Attempts: Sendable {
        private let number = Atomic(0)
        func next() -> Int { number.add(1, ordering: .relaxed).newValue }
    }

    @Test func whatAFailedAttemptGaveIsThrownAway() throws {
        let stage = try Halfway.descriptor.makeStage(NoOptions(), StageContext(stage: "one"))
        guard case .transform(let runner) = stage.with(try policy { $0.retry = RetryPolicy() }) else {
            Issue.record("no transform")
            return
        }
        var tally = Tally()
        let batch = DocumentBatch(documents: [article, article], ordinals: [3, 5])
        let given = try runner.run(batch, nil, &tally)
        #expect(given.count == 4)
        #expect(tally.drops.map(\.ordinal) == [3, 5])
        #expect((tally.taken, tally.given, tally.extra, tally.rejected.count) == (2, 4, 2, 0))
    }
}
