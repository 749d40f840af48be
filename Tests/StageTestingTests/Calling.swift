import Foundation
import Locks

/// Counts calls that are under way at the same time.
final class Calling: Sendable {
    private let underWay = Mutex(0)

    /// Waits until a second call is under way, or for a while; how many were then.
    func most() -> Int {
        underWay.withLock { $0 += 1 }
        defer { underWay.withLock { $0 -= 1 } }
        for _ in 0..<20 {
            let count = underWay.withLock { $0 }
            if count > 1 {
                Thread.sleep(forTimeInterval: 0.001)
                return count
            }
            Thread.sleep(forTimeInterval: 0.001)
        }
        return 1
    }
}
