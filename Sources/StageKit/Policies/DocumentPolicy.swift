package import Documents
internal import Locks

/// What a stage's policies ask for at each document: its turn, a time within which the call must end, further attempts.
///
/// Workers share it: a rate is that of the stage, however many work.
package final class DocumentPolicy: Sendable {
    private let stage: String
    private let retry: RetryPolicy?
    let timeout: TimeSpan?
    private let interval: Duration?
    /// More documents must not fail; nil where no number is given.
    private let mostFailures: Int?
    private let failures = Atomic(0)
    private let nextTurn = Mutex<Duration?>(nil)
    private let signal: StopSignal
    private let clock: any PolicyClock
    private let threads: CallThreads

    /// So often it is asked, while something waits, whether the run is to end.
    static let slice = Duration.milliseconds(50)

    /// The policy of a stage; nil when nothing is asked for at each document.
    package init?(
        _ policies: StagePolicies, stage: String, signal: StopSignal, clock: any PolicyClock = SystemClock()
    ) {
        if policies.retry == nil, policies.timeout == nil, policies.rate == nil { return nil }
        self.stage = stage
        retry = policies.retry
        timeout = policies.timeout
        interval = policies.rate?.interval
        if case .documents(let most) = policies.maximumFailures { mostFailures = most } else { mostFailures = nil }
        self.signal = signal
        self.clock = clock
        threads = CallThreads(clock)
    }

    /// Calls a stage for a document as the policy says. Blocks.
    /// - Throws: What the last attempt threw; `DocumentError` of code `timeout` when a call takes too long;
    ///   `CancellationError` when the run is stopped; ``StageCallError`` when too many calls don't end.
    package func perform<Result: Sendable>(
        _ document: some Form, _ body: @escaping @Sendable () throws -> Result
    ) throws -> Result {
        try attempt(document, first: nil) { try call(body, document) }
    }

    /// Makes attempts until one goes well or none is left.
    /// - Parameter first: How the first one went, where it was made already.
    func attempt<Value>(
        _ document: some Form, first: Result<Value, any Error>?, _ body: () throws -> Value
    ) throws -> Value {
        var attempt = 1
        while true {
            do {
                if attempt == 1, let first { return try first.get() }
                return try inTurn(body)
            } catch {
                guard let retry, attempt < retry.attempts, retry.covers(error), isPatient else {
                    failures.wrappingAdd(error.isAboutDocument ? 1 : 0, ordering: .relaxed)
                    throw error.tried(attempt)
                }
                guard sleep(retry.wait(after: attempt, of: document.id), while: { isPatient }) else {
                    throw signal.isStopped ? CancellationError() : error.tried(attempt)
                }
                attempt += 1
            }
        }
    }

    /// Whether further attempts are waited for: what was read goes through an interrupt without them, and so does the rest
    /// of a batch when the run is to be given up after it.
    private var isPatient: Bool {
        !signal.isDraining && (mostFailures.map { failures.load(ordering: .relaxed) <= $0 } ?? true)
    }

    /// Whether documents have to wait for their turns.
    var hasTurns: Bool { interval != nil }

    /// Does something when its turn has come.
    func inTurn<Value>(_ body: () throws -> Value) throws -> Value {
        guard takeTurn(while: { !signal.isStopped }) else { throw CancellationError() }
        return try body()
    }

    /// Waits until a source may read the next document; whether it is to read on at all.
    func admitsReading() -> Bool { interval == nil || takeTurn { !signal.isDraining } }

    private func call<Result: Sendable>(
        _ body: @escaping @Sendable () throws -> Result, _ document: some Form
    ) throws -> Result {
        guard let timeout else { return try body() }
        switch try threads.call(body, within: timeout.duration, unless: signal) {
        case .ended(let result): return try result.get()
        case .stopped: throw CancellationError()
        case .timedOut: throw DocumentError(DocumentError.timeout, "took longer than \(timeout.optionText)")
        case .stuck(let count): throw StageCallError.stuck(stage: stage, calls: count, last: document.raw.locator)
        }
    }

    /// Waits for the next of the turns that are an interval apart.
    private func takeTurn(while isNeeded: () -> Bool) -> Bool {
        guard let interval else { return true }
        let now = clock.now
        let turn = nextTurn.withLock { next in
            let turn = max(now, next ?? now)
            next = turn + interval
            return turn
        }
        return sleep(turn - now, while: isNeeded)
    }

    /// Waits so long; false as soon as it isn't needed any more.
    private func sleep(_ time: Duration, while isNeeded: () -> Bool) -> Bool {
        let end = clock.now + time
        while isNeeded() {
            let left = end - clock.now
            guard left > .zero else { return true }
            clock.sleep(for: min(left, Self.slice))
        }
        return false
    }
}

extension Error {
    /// The same error, telling how often the document was tried.
    fileprivate func tried(_ attempts: Int) -> any Error {
        guard attempts > 1, isAboutDocument else { return self }
        let error = self as? DocumentError ?? DocumentError(unforeseen: self)
        return DocumentError(error.code, "\(error.message) (tried \(attempts) times)")
    }
}

/// A stage can't be called any more as its `timeout` asks for; the run fails.
public enum StageCallError: Error, Sendable, Equatable, CustomStringConvertible {
    /// So many of its calls took longer than they may, and are still under way; the last of them is at a document that
    /// was read there.
    case stuck(stage: String, calls: Int, last: String)
    /// The system starts no further thread, for this reason.
    case noThread(String)
    /// The program that a stage runs can't be worked with, for this reason.
    case program(stage: String, reason: String, help: String)

    /// What is wrong, as a sentence.
    public var description: String {
        switch self {
        case .stuck(let stage, let calls, let last):
            "\(calls) calls of stage '\(stage)' took longer than its 'timeout' and don't end; the last is at \(last)"
        case .program(let stage, let reason, _): "the program of stage '\(stage)' \(reason)"
        case .noThread(let reason): "no thread can be started for a stage with a 'timeout': \(reason)"
        }
    }

    /// The way out.
    public var help: String {
        if case .program(_, _, let help) = self { return help }
        return "raise its 'timeout', or leave out by 'when' or 'exclude' what the stage can't cope with"
    }
}
