internal import Locks

/// What the stages of a plan share about the world outside: what they may reach, where they may keep what came from there.
public final class Outside: Sendable {
    /// What the user allows.
    public let allowance: Allowance
    /// The folder in which stages keep what they fetched; nil when there is none.
    public let folder: Path?
    private let shared = Mutex<[ObjectIdentifier: any Sendable]>([:])

    /// Says what may be reached.
    /// - Parameters:
    ///   - allowance: What the user allows.
    ///   - folder: Where stages keep what they fetched.
    public init(_ allowance: Allowance = Allowance(), folder: Path? = nil) {
        self.allowance = allowance
        self.folder = folder
    }

    /// Whether the user allows it.
    public func allows(_ reach: Reach) -> Bool { allowance.reaches.contains(reach) }

    /// The one value of a type that all stages of the plan use, made by the first that asks.
    public func one<T: Sendable>(_ type: T.Type, _ make: @Sendable () -> T) -> T {
        shared.withLock { shared in
            if let value = shared[ObjectIdentifier(type)] as? T { return value }
            let value = make()
            shared[ObjectIdentifier(type)] = value
            return value
        }
    }
}
