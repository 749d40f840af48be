/// Where the items of rows stand from left to right: as nearly below and above their neighbours as the order allows.
struct Columns {
    /// The left edge of every item of every row.
    private(set) var left: [[Int]]
    private let rows: Rows
    private let width: (Rows.Item) -> Int
    /// For every item where it would stand if all were as far to the left as they can be.
    private let packed: [[Int]]
    /// How far each row may move to the right.
    private let slack: [Int]

    /// - Parameter limit: The columns there are; as many as the widest row takes when nil.
    init(_ rows: Rows, limit: Int?, width: @escaping (Rows.Item) -> Int) {
        self.rows = rows
        self.width = width
        var ends: [Int] = []
        packed = rows.items.map { row in
            var end = 0
            let places = row.map { item in
                defer { end += width(item) + Ranks.gap }
                return end
            }
            ends.append(end - Ranks.gap)
            return places
        }
        let widest = ends.max() ?? 0
        let room = max(widest, min(limit ?? .max, widest + widest / 4))
        slack = ends.map { room - $0 }
        left = packed
        for row in left.indices { left[row] = packed[row].map { $0 + slack[row] / 2 } }
        for _ in 0..<6 {
            for row in left.indices { settle(row, above: true, below: false) }
            for row in left.indices.reversed() { settle(row, above: false, below: true) }
        }
        for _ in 0..<2 { for row in left.indices { settle(row, above: true, below: true) } }
        let margin = left.compactMap(\.first).min() ?? 0
        left = left.map { row in row.map { $0 - margin } }
    }

    /// The column of an item in which its line goes down.
    func center(_ row: Int, _ place: Int) -> Int { left[row][place] + width(rows.items[row][place]) / 2 }

    /// Moves a row so that the sum of distances to neighbours is least, neighbours' order and gaps kept: the pool of
    /// adjacent violators (M. Ayer et al. 1955) with medians.
    private mutating func settle(_ row: Int, above: Bool, below: Bool) {
        let wishes = wishes(row, above: above, below: below)
        var blocks: [(wishes: [(place: Int, weight: Int)], value: Int, count: Int)] = []
        for place in rows.items[row].indices {
            let own = left[row][place] - packed[row][place]
            var block = (wishes: wishes[place], value: Self.median(wishes[place]) ?? own, count: 1)
            while let last = blocks.last, last.value > block.value {
                blocks.removeLast()
                let merged = last.wishes + block.wishes
                let value = Self.median(merged) ?? (last.value + block.value) / 2
                block = (merged, value, last.count + block.count)
            }
            blocks.append(block)
        }
        var place = 0
        for block in blocks {
            for _ in 0..<block.count {
                left[row][place] = packed[row][place] + min(max(0, block.value), slack[row])
                place += 1
            }
        }
    }

    /// Where every item of a row would best be, counted from where it is packed. Lines that pass wish most to go straight.
    private func wishes(_ row: Int, above: Bool, below: Bool) -> [[(place: Int, weight: Int)]] {
        let origins = above ? rows.origins(of: row) : []
        return rows.items[row].indices.map { place in
            let shift = width(rows.items[row][place]) / 2 + packed[row][place]
            var wishes: [(place: Int, weight: Int)] = []
            if above {
                for origin in origins[place] {
                    wishes.append((center(row - 1, origin) - shift, weight(row, place, row - 1, origin)))
                }
            }
            if below, row + 1 < rows.items.count {
                for target in rows.links[row][place] {
                    wishes.append((center(row + 1, target) - shift, weight(row, place, row + 1, target)))
                }
            }
            return wishes
        }
    }

    private func weight(_ row: Int, _ place: Int, _ other: Int, _ neighbour: Int) -> Int {
        switch (rows.items[row][place], rows.items[other][neighbour]) {
        case (.line, .line): 8
        case (.line, .stage), (.stage, .line): 2
        case (.stage, .stage): 1
        }
    }

    /// The middle of the wishes by weight; between the two when there are two. Nil for none.
    private static func median(_ wishes: [(place: Int, weight: Int)]) -> Int? {
        guard !wishes.isEmpty else { return nil }
        let sorted = wishes.sorted { $0.place < $1.place }
        let total = sorted.reduce(0) { $0 + $1.weight }
        var sum = 0
        var low: Int?
        for wish in sorted {
            sum += wish.weight
            if let low { return (low + wish.place) / 2 }
            if 2 * sum > total { return wish.place }
            if 2 * sum == total { low = wish.place }
        }
        return low
    }
}
