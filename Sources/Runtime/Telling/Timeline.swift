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

    /// Counts something at a moment.
    mutating func add(_ count: Int, to row: Int, at moment: Duration) {
        guard count > 0 else { return }
        while moment / span >= Double(limit) { halve() }
        let place = min(limit - 1, max(0, Int(moment / span)))
        if rows[row].count <= place { rows[row] += Array(repeating: 0, count: place + 1 - rows[row].count) }
        rows[row][place] += count
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
