internal import Dispatch
internal import Locks

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// A thread that makes one call after the other, until it is ended or one of its calls was left behind.
final class CallThread: Sendable {
    private let next = Mutex<WatchedCall?>(nil)
    private let isGiven = DispatchSemaphore(value: 0)
    private let behind: Behind

    /// As large as the main thread's: stages work deep on nested documents.
    private static let stackSize = 8 << 20

    /// Starts a thread.
    /// - Parameter behind: Where it is counted while a call of it is left behind.
    init(_ behind: Behind) throws {
        self.behind = behind
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        defer { pthread_attr_destroy(&attributes) }
        pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
        pthread_attr_setstacksize(&attributes, Self.stackSize)
        #if canImport(Glibc)
            var thread = pthread_t()
        #else
            var thread: pthread_t?
        #endif
        let held = Unmanaged.passRetained(self)
        let code = pthread_create(
            &thread, &attributes,
            { held in
                let held: UnsafeMutableRawPointer? = held
                if let held { Unmanaged<CallThread>.fromOpaque(held).takeRetainedValue().work() }
                return nil
            }, held.toOpaque())
        guard code == 0 else {
            held.release()
            throw StageCallError.noThread(String(cString: strerror(code)))
        }
    }

    /// Hands it a call; only while it has none.
    func begin(_ call: WatchedCall) {
        next.withLock { $0 = call }
        isGiven.signal()
    }

    /// Lets the thread end; only while it has no call.
    func end() { isGiven.signal() }

    private func work() {
        while true {
            isGiven.wait()
            let call = next.withLock { next in
                defer { next = nil }
                return next
            }
            guard let call else { return }
            if call.run() { continue }
            behind.add(-1)
            return
        }
    }
}

/// A call that somebody waits for, unless it is left behind.
final class WatchedCall: Sendable {
    private enum State {
        case underWay
        case ended
        case left
    }

    private let body: @Sendable () -> Void
    private let state = Mutex(State.underWay)
    private let hasEnded = DispatchSemaphore(value: 0)

    /// The call that the current thread makes; nil on all other threads.
    @TaskLocal static var current: WatchedCall?

    init(_ body: @escaping @Sendable () -> Void) { self.body = body }

    /// Whether nobody waits for it any more: a stage that asks `StageContext.isCancelled` is told.
    var isLeft: Bool { state.withLock { $0 == .left } }

    /// Makes the call; whether somebody still waited for it at the end.
    func run() -> Bool {
        Self.$current.withValue(self) { body() }
        let isAwaited = state.withLock { state in
            if state == .left { return false }
            state = .ended
            return true
        }
        hasEnded.signal()
        return isAwaited
    }

    /// Waits so long; whether it has ended.
    func waits(_ time: Duration) -> Bool { hasEnded.wait(timeout: .now() + time.interval) == .success }

    /// Leaves it behind; false when it had ended just before.
    func leave(counting behind: Behind) -> Bool {
        state.withLock { state in
            if state == .ended { return false }
            state = .left
            behind.add(1)
            return true
        }
    }
}
