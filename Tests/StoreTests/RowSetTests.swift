import Testing

@testable import Store

@Suite struct RowSetTests {
    /// A damaged database may give any number.
    @Test func anyNumberCanBeInIt() {
        let rows = [0, 1, 63, 64, 100_000, (1 << 28) - 1, 1 << 28, 1 << 60, .max, -1, .min]
        var set = RowSet()
        for (place, row) in rows.enumerated() {
            for other in rows[place...] { #expect(!set.contains(other)) }
            set.insert(row)
            for other in rows[...place] { #expect(set.contains(other)) }
        }
    }
}
