/// Puts stages into rows, each below all that it takes documents from.
struct Ranks {
    /// The row of every stage, from 0.
    let rank: [Int]

    /// The columns between neighbours in a row.
    static let gap = 2

    /// Every stage as high as it can be, where no row may be wider than `limit`: then stages wait for a later row, and the
    /// lines that pass by count as well. Nil when a row can't be as narrow as that.
    /// - Parameters:
    ///   - widths: The columns that each stage takes.
    ///   - inputs: For each stage those that it takes documents from, which come before it.
    init?(widths: [Int], inputs: [[Int]], limit: Int?) {
        guard let limit else {
            rank = inputs.reduce(into: []) { ranks, inputs in
                ranks.append(inputs.map { ranks[$0] + 1 }.max() ?? 0)
            }
            return
        }
        var rows = BoundedRows(widths: widths, inputs: inputs, limit: limit)
        while rows.hasMore { guard rows.fillOne() else { return nil } }
        rank = rows.rank.map { $0 ?? 0 }
    }

    /// The number of rows.
    var count: Int { (rank.max() ?? -1) + 1 }
}

/// Fills row after row with stages whose inputs stand above.
private struct BoundedRows {
    let widths: [Int]
    let inputs: [[Int]]
    let limit: Int
    private(set) var rank: [Int?]
    /// For every stage those that take from it.
    private var takers: [[Int]]
    /// How many stages that are yet to be placed take from each.
    private var waiting: [Int]
    /// How many inputs of each are yet to be placed.
    private var missing: [Int]
    private var ready: [Int]
    /// Stages above whose lines go on.
    private var open: [Int] = []
    private var row = 0

    init(widths: [Int], inputs: [[Int]], limit: Int) {
        self.widths = widths
        self.inputs = inputs
        self.limit = limit
        rank = widths.map { _ in nil }
        takers = widths.map { _ in [] }
        for (stage, inputs) in inputs.enumerated() { for input in inputs { takers[input].append(stage) } }
        waiting = takers.map(\.count)
        missing = inputs.map(\.count)
        ready = missing.indices.filter { inputs[$0].isEmpty }
    }

    var hasMore: Bool { !ready.isEmpty }

    /// Places what fits into the next row; false when nothing does. What ends most lines goes first, since every line
    /// that goes on takes room.
    mutating func fillOne() -> Bool {
        var taken: [Int] = []
        var used = 0
        for stage in ready.sorted(by: { (closing($0), $1) > (closing($1), $0) }) {
            for input in inputs[stage] { waiting[input] -= 1 }
            let passing = open.count { waiting[$0] > 0 }
            let needed = used + widths[stage] + passing * (1 + Ranks.gap)
            if needed <= limit {
                rank[stage] = row
                used += widths[stage] + Ranks.gap
                taken.append(stage)
            } else {
                for input in inputs[stage] { waiting[input] += 1 }
            }
        }
        row += 1
        ready.removeAll { rank[$0] != nil }
        for stage in taken {
            for taker in takers[stage] {
                missing[taker] -= 1
                if missing[taker] == 0 { ready.append(taker) }
            }
        }
        open = (open + taken).filter { waiting[$0] > 0 }
        return !taken.isEmpty
    }

    /// How many lines end at a stage.
    private func closing(_ stage: Int) -> Int { inputs[stage].count { waiting[$0] == 1 } }
}
