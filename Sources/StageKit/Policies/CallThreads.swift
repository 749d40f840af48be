internal import Locks

/// Calls that can be left behind when they take too long.
///
/// Nothing can end a thread that is in the middle of Swift code without leaving locks taken and memory half written. So
/// a call that may be left behind runs on a thread of its own and shares nothing with whoever waits for it: what it
/// needs was copied into it, and what it gives goes into a box that it keeps alive itself. Left behind, it works on for
/// nobody; when it ends after all, the box goes, and the thread with it. A call that ends in time gives its thread back
/// for the next one.
final class CallThreads: Sendable {
    /// How a call went.
    enum Outcome<Value> {
        /// It came back in time.
        case ended(Result<Value, any Error>)
        /// It took too long, and was left behind.
        case timedOut
        /// The run was stopped meanwhile; the call was left behind.
        case stopped
        /// It took too long, and so many calls are behind already that no more can be left.
        case stuck(Int)
    }

    /// So many calls may be left behind and still be under way: each holds a thread, and perhaps a core.
    static let most = 16

    private let clock: any PolicyClock
    private let idle = Mutex<[CallThread]>([])
    private let behind = Behind()

    init(_ clock: any PolicyClock) { self.clock = clock }

    deinit { for thread in idle.withLock({ $0 }) { thread.end() } }

    /// Calls on another thread and waits for the end.
    func call<Value: Sendable>(
        _ body: @escaping @Sendable () throws -> Value, within limit: Duration, unless signal: StopSignal
    ) throws -> Outcome<Value> {
        let thread = try idle.withLock { $0.popLast() } ?? CallThread(behind)
        let box = Box<Value>()
        let call = WatchedCall { box.put(Swift.Result { try body() }) }
        let end = clock.now + limit
        thread.begin(call)
        while true {
            let left = end - clock.now
            if left > .zero, !signal.isStopped {
                guard call.waits(min(left, DocumentPolicy.slice)) else { continue }
            } else if call.leave(counting: behind) {
                if signal.isStopped { return .stopped }
                let count = behind.count
                return count > Self.most ? .stuck(count) : .timedOut
            }
            idle.withLock { $0.append(thread) }
            guard let result = box.take() else { throw InternalError("a call ended without a result") }
            return .ended(result)
        }
    }
}

/// How many calls are left behind and still under way.
final class Behind: Sendable {
    private let number = Atomic<Int>(0)

    var count: Int { number.load(ordering: .relaxed) }
    func add(_ change: Int) { number.wrappingAdd(change, ordering: .relaxed) }
}

/// Holds what a call gave until somebody takes it; kept alive by the call.
private final class Box<Value: Sendable>: Sendable {
    private let result = Mutex<Result<Value, any Error>?>(nil)

    func put(_ new: Result<Value, any Error>) { result.withLock { $0 = new } }
    func take() -> Result<Value, any Error>? {
        result.withLock { result in
            defer { result = nil }
            return result
        }
    }
}
