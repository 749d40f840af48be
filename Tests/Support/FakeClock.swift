internal import StageKit
internal import Locks

/// A clock that stands still but for what sleeps on it, and what advances it.
package final class FakeClock: PolicyClock {
    private let time = Mutex(Duration.zero)
    private let onSleep: @Sendable () -> Void

    /// - Parameter onSleep: What happens while something sleeps.
    package init(onSleep: @escaping @Sendable () -> Void = {}) { self.onSleep = onSleep }

    package var now: Duration { time.withLock { $0 } }

    package func advance(_ time: Duration) { self.time.withLock { $0 += time } }

    package func sleep(for time: Duration) {
        onSleep()
        advance(time)
    }
}
