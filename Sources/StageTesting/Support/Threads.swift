internal import Foundation
internal import Locks

/// Work shared out among threads of their own, or kept under watch on one.
enum Threads {
    /// As large as that of the threads that call stages in a run.
    private static let stackSize = 8 << 20

    /// Does a piece of work for every number below `count`, on so many threads that begin at the same time.
    static func share<Value: Sendable>(
        _ count: Int, among threads: Int, _ work: @escaping @Sendable (Int) -> Value
    ) -> [Value] {
        guard threads > 1 else { return (0..<count).map(work) }
        let results = Pieces<Value>(count)
        let isReady = DispatchSemaphore(value: 0)
        let begin = DispatchSemaphore(value: 0)
        let isDone = DispatchSemaphore(value: 0)
        for _ in 0..<threads {
            start {
                isReady.signal()
                begin.wait()
                while let index = results.next() { results.put(work(index), at: index) }
                isDone.signal()
            }
        }
        for _ in 0..<threads { isReady.wait() }
        for _ in 0..<threads { begin.signal() }
        for _ in 0..<threads { isDone.wait() }
        return results.all
    }

    /// Does a piece of work on another thread; nil when it takes longer than it may. It then goes on for nobody.
    static func watch<Value: Sendable>(
        _ seconds: Double, _ work: @escaping @Sendable () -> Value
    ) -> Value? {
        let result = Pieces<Value>(1)
        let isDone = DispatchSemaphore(value: 0)
        start {
            result.put(work(), at: 0)
            isDone.signal()
        }
        return isDone.wait(timeout: .now() + seconds) == .success ? result.all.first : nil
    }

    private static func start(_ body: @escaping @Sendable () -> Void) {
        let thread = Thread { body() }
        thread.stackSize = stackSize
        thread.start()
    }
}

/// What threads give, each in its place, and which place is next.
private final class Pieces<Value: Sendable>: Sendable {
    private let state: Mutex<(next: Int, values: [Value?])>
    private let count: Int

    init(_ count: Int) {
        self.count = count
        state = Mutex((0, Array(repeating: nil, count: count)))
    }

    func next() -> Int? {
        state.withLock { state in
            guard state.next < count else { return nil }
            state.next += 1
            return state.next - 1
        }
    }

    func put(_ value: Value, at index: Int) { state.withLock { $0.values[index] = value } }

    var all: [Value] { state.withLock { $0.values.compactMap { $0 } } }
}
