/// Counts over time in a bounded number of spans: when the run outlasts them, two spans become one.
struct Timeline {
    /// The length of a span.
    private(set) var span = Duration.milliseconds(1)
    /// What was counted in each span, for each row.
    private(set) var rows: [[Int]]
    private let limit: Int

    /// Makes an empty timeline.
    /// - Parameter limit: The most spans, at least one.
    init(rows: Int, limit: Int) {
        self.rows = Array(repeating: [], count: rows)
        self.limit = max(1, limit)
    }

    /// Counts something that was done bit by bit from one moment to another.
    mutating func add(_ count: Int, to row: Int, in time: ClosedRange<Duration>) {
        guard count > 0 else { return }
        while time.upperBound >= span * limit { halve() }
        let (start, end) = (max(0, time.lowerBound / span), max(0, time.upperBound / span))
        let last = min(limit - 1, Int(end))
        if rows[row].count <= last { rows[row] += Array(repeating: 0, count: last + 1 - rows[row].count) }
        // What is counted until the end of each span is rounded, so that nothing is lost or comes twice.
        var counted = 0
        for place in min(last, Int(start))...last {
            let share = end > start ? (min(end, Double(place + 1)) - start) / (end - start) : 1
            let until = place == last ? count : min(count, Int(Double(count) * share))
            rows[row][place] += until - counted
            counted = until
        }
    }

    private mutating func halve() {
        span *= 2
        for row in rows.indices {
            let old = rows[row]
            rows[row] = stride(from: 0, to: old.count, by: 2).map { place in
                old[place] + (place + 1 < old.count ? old[place + 1] : 0)
            }
        }
    }
}
