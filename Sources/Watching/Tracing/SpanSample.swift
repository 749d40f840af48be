internal import Runtime

/// A bounded sample of the work of one stage, spread evenly over the run: every one, then every second, every fourth.
struct SpanSample {
    /// What was kept, in the order in which it came.
    private(set) var kept: [StageWork] = []
    /// How many there were.
    private(set) var seen = 0
    private var stride = 1
    private let limit: Int

    /// Makes an empty sample.
    /// - Parameter limit: The most that are kept, at least two.
    init(limit: Int) { self.limit = max(2, limit) }

    /// Adds a piece of work, which may be kept.
    mutating func add(_ work: StageWork) {
        defer { seen += 1 }
        guard seen % stride == 0 else { return }
        if kept.count == limit {
            kept = kept.enumerated().filter { $0.offset % 2 == 0 }.map(\.element)
            stride *= 2
            guard seen % stride == 0 else { return }
        }
        kept.append(work)
    }
}
