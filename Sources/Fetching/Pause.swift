#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Waits that can be given up.
enum Pause {
    private static let slice = Duration.milliseconds(50)

    /// Waits so long.
    /// - Throws: `interrupted` as soon as nobody waits any more.
    static func sleep(_ time: Duration, _ isGivenUp: () -> Bool) throws(FetchError) {
        let end = ContinuousClock.now + time
        while true {
            if isGivenUp() { throw .interrupted }
            let left = end - ContinuousClock.now
            guard left > .zero else { return }
            let part = min(left, slice).components
            var rest = timespec()
            rest.tv_sec = Int(part.seconds)
            rest.tv_nsec = Int(part.attoseconds / 1_000_000_000)
            nanosleep(&rest, nil)
        }
    }
}
