internal import Synchronization

/// Tells the stages of a plan that its run is to end before it is done. Raised by the run, asked by stages.
public final class StopSignal: Sendable {
    private let state = Atomic<UInt8>(0)

    /// A signal that isn't raised.
    public init() {}

    /// Whether sources are to read no further; what was read still goes through.
    public var isDraining: Bool { state.load(ordering: .relaxed) > 0 }

    /// Whether everything is to stop at once.
    public var isStopped: Bool { state.load(ordering: .relaxed) > 1 }

    /// Lets sources read no further.
    public func drain() { _ = state.compareExchange(expected: 0, desired: 1, ordering: .relaxed) }

    /// Stops everything.
    public func stop() { state.store(2, ordering: .relaxed) }
}
