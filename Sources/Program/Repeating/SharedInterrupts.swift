internal import Locks

/// Interrupts for one run after the other, and for the time between: listening anew for every run would lose those that
/// come in between, and listening twice at the same time loses them all.
final class SharedInterrupts: Sendable {
    private struct State {
        var last: Int32?
        var listener: AsyncStream<Int32>.Continuation?
    }

    private let state = Mutex(State())

    /// The last one that came.
    var last: Int32? { state.withLock { $0.last } }

    /// Listens until the task is cancelled.
    func listen() async {
        for await number in Interrupts.listen() {
            let listener = state.withLock { state in
                state.last = number
                return state.listener
            }
            listener?.yield(number)
        }
    }

    /// Those that come from now on, for the run that is under way.
    func forRun() -> AsyncStream<Int32> {
        AsyncStream { continuation in state.withLock { $0.listener = continuation } }
    }
}
