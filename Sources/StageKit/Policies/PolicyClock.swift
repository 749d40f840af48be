internal import Dispatch

/// What policies tell time by; tests have one of their own.
package protocol PolicyClock: Sendable {
    /// The time since some moment that stays the same.
    var now: Duration { get }
    /// Waits.
    func sleep(for time: Duration)
}

/// The time that passes.
package struct SystemClock: PolicyClock {
    private let start = ContinuousClock.now

    package init() {}

    package var now: Duration { ContinuousClock.now - start }

    package func sleep(for time: Duration) { _ = DispatchSemaphore(value: 0).wait(timeout: .now() + time.interval) }
}

extension Duration {
    /// For dispatch: bounded, so that it can't overflow.
    var interval: DispatchTimeInterval {
        let bounded = Swift.min(self, .seconds(3600))
        let (seconds, attoseconds) = bounded.components
        return .nanoseconds(Int(seconds) * 1_000_000_000 + Int(attoseconds / 1_000_000_000))
    }
}
