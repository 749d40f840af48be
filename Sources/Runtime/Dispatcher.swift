internal import Locks

/// Hands the work of a schedule to workers, who wait here while there is none.
final class Dispatcher<Payload: Sendable>: Sendable {
    typealias Work = Schedule<Payload>.Work

    private struct State {
        var schedule: Schedule<Payload>
        var waiting: [CheckedContinuation<Work?, Never>] = []
        var isStopped = false
    }

    private let state: Mutex<State>

    init(_ schedule: sending Schedule<Payload>) {
        state = Mutex(State(schedule: schedule))
    }

    /// The next piece of work; nil when there is none any more or the run was stopped.
    func next() async -> Work? {
        switch state.withLock({ Self.decide(&$0) }) {
        case .work(let work): return work
        case .done: return nil
        case .wait: break
        }
        return await withCheckedContinuation { continuation in
            update { $0.waiting.append(continuation) }
        }
    }

    /// Tells the outcome of a piece of work, and wakes the workers for whom there is something to do now.
    func finish(_ change: (inout Schedule<Payload>) -> Void) {
        update { change(&$0.schedule) }
    }

    /// Reads nothing further; what was read goes through.
    func drain() { update { $0.schedule.drain() } }

    /// Hands out no more work.
    func stop() { update { $0.isStopped = true } }

    /// Documents that wait before a node.
    func waiting(before node: Int) -> Int { state.withLock { $0.schedule.waiting(before: node) } }

    private func update(_ change: (inout State) -> Void) {
        let woken = state.withLock { state in
            change(&state)
            return Self.wake(&state)
        }
        for (continuation, work) in woken { continuation.resume(returning: work) }
    }

    private static func decide(_ state: inout State) -> Schedule<Payload>.Decision {
        state.isStopped ? .done : state.schedule.next()
    }

    /// Pairs waiting workers with work; at the end, all of them with none.
    private static func wake(_ state: inout State) -> [(CheckedContinuation<Work?, Never>, Work?)] {
        var woken: [(CheckedContinuation<Work?, Never>, Work?)] = []
        while let worker = state.waiting.last {
            switch decide(&state) {
            case .work(let work): woken.append((worker, work))
            case .done: woken.append((worker, nil))
            case .wait: return woken
            }
            state.waiting.removeLast()
        }
        return woken
    }
}
