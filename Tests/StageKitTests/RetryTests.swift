import Documents
import StageTesting
import Locks
import TestSupport
import Testing

@testable import StageKit

/// Further attempts, and turns: everything that waits.
@Suite struct RetryTests {
    private let article = sampleArticle("a\n\nb")

    private func policy(
        _ clock: FakeClock = FakeClock(), signal: StopSignal = StopSignal(), _ change: (inout StagePolicies) -> Void
    ) throws -> DocumentPolicy {
        var policies = StagePolicies()
        change(&policies)
        return try #require(DocumentPolicy(policies, stage: "one", signal: signal, clock: clock))
    }

    /// Fails so many times, then tells how often it was called.
    private final class Flaky: Sendable {
        private let calls = Mutex(0)
        private let failures: Int
        private let error: any Error

        init(failures: Int, _ error: any Error = DocumentError("busy", "is busy")) {
            self.failures = failures
            self.error = error
        }

        var count: Int { calls.withLock { $0 } }

        func call() throws -> Int {
            let count = calls.withLock { calls in
                calls += 1
                return calls
            }
            if count <= failures { throw error }
            return count
        }
    }

    @Test func nothingIsAskedForWithoutAPolicyOfDocuments() {
        var policies = StagePolicies()
        policies.jobs = 1
        policies.maximumFailures = .documents(3)
        #expect(DocumentPolicy(policies, stage: "one", signal: StopSignal()) == nil)
    }

    @Test func aDocumentIsTriedUntilItGoesThrough() throws {
        let policy = try policy { $0.retry = RetryPolicy() }
        #expect(try policy.perform(article, Flaky(failures: 2).call) == 3)
    }

    @Test func theLastErrorTellsHowOftenItWasTried() throws {
        let policy = try policy { $0.retry = RetryPolicy() }
        let flaky = Flaky(failures: 9)
        #expect(throws: DocumentError("busy", "is busy (tried 3 times)")) { try policy.perform(article, flaky.call) }
        #expect(flaky.count == 3)
        struct Mood: Error, CustomStringConvertible { let description = "in a bad mood" }
        #expect(throws: DocumentError("error", "in a bad mood (tried 3 times)")) {
            try policy.perform(article, Flaky(failures: 9, Mood()).call)
        }
    }

    @Test func withoutRetryAnErrorIsAsItIs() throws {
        let policy = try policy { $0.rate = Rate("1/s") }
        #expect(throws: DocumentError("busy", "is busy")) { try policy.perform(article, Flaky(failures: 1).call) }
    }

    @Test func onlyErrorsThatAreNamedAreTriedAgain() throws {
        func count(_ codes: [String]?, _ error: any Error) throws -> Int {
            let policy = try policy {
                $0.retry = RetryPolicy()
                $0.retry?.codes = codes
            }
            let flaky = Flaky(failures: 9, error)
            #expect(throws: (any Error).self) { try policy.perform(article, flaky.call) }
            return flaky.count
        }
        #expect(try count(["busy"], DocumentError("busy", "")) == 3)
        #expect(try count(["busy"], DocumentError("empty", "")) == 1)
        #expect(try count(nil, DocumentError("empty", "")) == 3)
        // A call that was left behind holds a thread: it must be asked for.
        #expect(try count(nil, DocumentError("timeout", "")) == 1)
        #expect(try count(["timeout"], DocumentError("timeout", "")) == 3)
        // What isn't about the document.
        #expect(try count(nil, CancellationError()) == 1)
        #expect(try count(nil, InternalError("")) == 1)
        #expect(try count(nil, StageFault("", help: "")) == 1)
    }

    @Test func waitsGrowUpToTheLongest() throws {
        var retry = RetryPolicy()
        (retry.first, retry.most, retry.jitter) = (TimeSpan(milliseconds: 100), TimeSpan(milliseconds: 500), 0)
        let waits = (1...5).map { retry.wait(after: $0, of: article.id) }
        #expect(waits == [100, 200, 400, 500, 500].map { .milliseconds($0) })
        retry.attempts = 6
        let clock = FakeClock()
        let policy = try policy(clock) { $0.retry = retry }
        #expect(throws: DocumentError.self) { try policy.perform(article, Flaky(failures: 9).call) }
        #expect(clock.now == .milliseconds(1700))
        retry.attempts = 100
        #expect(retry.wait(after: 99, of: article.id) == .milliseconds(500))
    }

    @Test func jitterIsOfTheDocumentAndOfTheAttempt() {
        let retry = RetryPolicy()
        let ids = (0..<200).map { DocumentID(locator: "\($0)", content: Digest(of: "x")) }
        let waits = ids.map { retry.wait(after: 1, of: $0) }
        #expect(waits == ids.map { retry.wait(after: 1, of: $0) })
        #expect(Set(waits).count > 190)
        #expect(waits.allSatisfy { .milliseconds(100) <= $0 && $0 <= .milliseconds(200) })
        #expect((waits.max() ?? .zero) - (waits.min() ?? .zero) > .milliseconds(90))
        let shares = [1, 2, 3].map { Double($0 == 1 ? 1 : 1 << ($0 - 1)) }.enumerated().map { attempt, factor in
            retry.wait(after: attempt + 1, of: ids[0]) / factor
        }
        #expect(Set(shares).count == 3)
    }

    @Test func anInterruptEndsAWait() throws {
        for stops in [false, true] {
            let signal = StopSignal()
            let clock = FakeClock { if stops { signal.stop() } else { signal.drain() } }
            let policy = try policy(clock, signal: signal) {
                $0.retry = RetryPolicy()
                $0.retry?.first = .seconds(3600)
                $0.retry?.most = .seconds(3600)
            }
            let flaky = Flaky(failures: 9)
            if stops {
                #expect(throws: CancellationError.self) { try policy.perform(article, flaky.call) }
            } else {
                #expect(throws: DocumentError("busy", "is busy")) { try policy.perform(article, flaky.call) }
            }
            #expect(flaky.count == 1)
            #expect(clock.now < .seconds(1))
        }
    }

    /// What was read goes through an interrupt, but nothing is tried again.
    @Test func nothingIsTriedAgainWhileDraining() throws {
        let signal = StopSignal()
        signal.drain()
        let policy = try policy(signal: signal) { $0.retry = RetryPolicy() }
        let flaky = Flaky(failures: 1)
        #expect(throws: DocumentError.self) { try policy.perform(article, flaky.call) }
        #expect(flaky.count == 1)
    }

    /// The rest of a batch goes by quickly once the run is to be given up.
    @Test func nothingIsTriedAgainOnceTooManyHaveFailed() throws {
        let policy = try policy {
            $0.retry = RetryPolicy()
            $0.maximumFailures = .documents(1)
        }
        let tries = (0..<4).map { _ in
            let flaky = Flaky(failures: 9)
            #expect(throws: DocumentError.self) { try policy.perform(article, flaky.call) }
            return flaky.count
        }
        #expect(tries == [3, 3, 1, 1])
        // Whatever goes wrong with the run itself is no document that failed.
        let other = try self.policy {
            $0.retry = RetryPolicy()
            $0.maximumFailures = .documents(0)
        }
        #expect(throws: CancellationError.self) {
            try other.perform(article, Flaky(failures: 9, CancellationError()).call)
        }
        #expect(try other.perform(article, Flaky(failures: 2).call) == 3)
    }

    @Test func documentsTakeTurns() throws {
        let clock = FakeClock()
        let policy = try policy(clock) { $0.rate = Rate("10/s") }
        var times: [Duration] = []
        for _ in 0..<5 { times.append(try policy.perform(article) { clock.now }) }
        #expect(times == (0..<5).map { .milliseconds($0 * 100) })
        // A turn that nobody took isn't made up for.
        clock.advance(.seconds(60))
        times = []
        for _ in 0..<3 { times.append(try policy.perform(article) { clock.now }) }
        #expect(times == (0..<3).map { .milliseconds(60_400 + $0 * 100) })
    }

    @Test func furtherAttemptsTakeTurnsToo() throws {
        let clock = FakeClock()
        let policy = try policy(clock) {
            $0.rate = Rate("1/min")
            $0.retry = RetryPolicy()
        }
        #expect(try policy.perform(article, Flaky(failures: 2).call) == 3)
        #expect(clock.now == .seconds(120))
    }

    @Test func aStopEndsTheWaitForATurn() throws {
        let signal = StopSignal()
        let clock = FakeClock { signal.stop() }
        let policy = try policy(clock, signal: signal) { $0.rate = Rate("1/h") }
        try policy.perform(article) {}
        #expect(throws: CancellationError.self) { try policy.perform(article) {} }
    }

    @Test func aSourceReadsInTurnsUntilItIsDrained() throws {
        let signal = StopSignal()
        let clock = FakeClock()
        let policy = try policy(clock, signal: signal) { $0.rate = Rate("2/s") }
        #expect((0..<3).map { _ in policy.admitsReading() } == [true, true, true])
        #expect(clock.now == .seconds(1))
        signal.drain()
        #expect(!policy.admitsReading())
    }

    @Test(arguments: [
        ("10/s", 100_000_000), ("600 / min", 100_000_000), ("1_800/h", 2_000_000_000), ("60/m", 1_000_000_000),
        ("0/s", nil), ("-1/s", nil), ("1.5/s", nil), ("10", nil), ("/s", nil), ("10/d", nil), ("10/s/s", nil),
        ("1000001/s", nil),
    ])
    func ratesAreRead(text: String, nanoseconds: Int?) {
        #expect(Rate(text)?.interval == nanoseconds.map { .nanoseconds($0) })
    }

    @Test(arguments: [
        ("200ms", 200), ("30s", 30_000), ("1 min", 60_000), ("5m", 300_000), ("2h", 7_200_000), ("0s", 0),
        ("1_500 ms", 1500), ("", nil), ("s", nil), ("30", nil), ("-1s", nil), ("1.5s", nil), ("1d", nil),
        ("9223372036854775807h", nil), ("9000h", nil), ("1h30m", nil),
    ])
    func timesAreRead(text: String, milliseconds: Int?) {
        #expect(TimeSpan(text)?.milliseconds == milliseconds)
        if let milliseconds {
            #expect(TimeSpan(TimeSpan(milliseconds: milliseconds).optionText)?.milliseconds == milliseconds)
        }
    }

    @Test func limitsAreExceededByMoreThanTheyAllow() {
        #expect(!FailureLimit.documents(3).isExceeded(by: 3, of: 3))
        #expect(FailureLimit.documents(3).isExceeded(by: 4, of: 1000))
        #expect(!FailureLimit.share(5).isExceeded(by: 5, of: 100))
        #expect(FailureLimit.share(5).isExceeded(by: 6, of: 100))
        #expect(!FailureLimit.share(0).isExceeded(by: 0, of: 0))
    }
}
