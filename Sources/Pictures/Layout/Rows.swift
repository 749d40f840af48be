/// What stands in the rows of a drawing: stages, and lines that pass a row on their way down. All documents that a stage
/// gives go along one line with several ends, so that a line passes a row once.
struct Rows {
    /// What stands in a row.
    enum Item: Hashable {
        case stage(Int)
        /// The line of the stage passes by.
        case line(of: Int)

        /// The stage whose line goes down from here.
        var source: Int {
            switch self {
            case .stage(let stage), .line(let stage): stage
            }
        }
    }

    /// The items of every row from left to right.
    var items: [[Item]]
    /// For every item of a row the places in the next row that its line leads to.
    private(set) var links: [[[Int]]] = []

    /// The rows of a graph, in the order of its stages; nil when there are more than `limit` items.
    init?(ranks: Ranks, inputs: [[Int]], limit: Int) {
        items = Array(repeating: [], count: ranks.count)
        var end = ranks.rank
        for (stage, inputs) in inputs.enumerated() {
            for input in inputs { end[input] = max(end[input], ranks.rank[stage]) }
        }
        var count = 0
        for (stage, rank) in ranks.rank.enumerated() {
            items[rank].append(.stage(stage))
            count += 1 + max(0, end[stage] - rank - 1)
            guard count <= limit else { return nil }
            for row in rank + 1..<max(rank + 1, end[stage]) { items[row].append(.line(of: stage)) }
        }
        self.inputs = inputs
        links = items.indices.map { links(from: $0) }
        reduceCrossings()
    }

    private let inputs: [[Int]]

    /// What is linked from a row to the next.
    private func links(from row: Int) -> [[Int]] {
        guard row + 1 < items.count else { return items[row].map { _ in [] } }
        var targets: [Int: [Int]] = [:]
        for (place, item) in items[row + 1].enumerated() {
            switch item {
            case .line(let source): targets[source, default: []].append(place)
            case .stage(let stage): for input in inputs[stage] { targets[input, default: []].append(place) }
            }
        }
        return items[row].map { targets[$0.source] ?? [] }
    }

    /// Puts the items of a row in another order, given by their places.
    private mutating func reorder(_ row: Int, _ order: [Int]) {
        let old = items[row]
        items[row] = order.map { old[$0] }
        links[row] = links(from: row)
        if row > 0 { links[row - 1] = links(from: row - 1) }
    }

    /// For every item of a row the places in the row above from which lines come.
    func origins(of row: Int) -> [[Int]] {
        var origins = items[row].map { _ in [Int]() }
        guard row > 0 else { return origins }
        for (place, targets) in links[row - 1].enumerated() { for target in targets { origins[target].append(place) } }
        return origins
    }

    // MARK: - Order

    /// Orders every row by where its neighbours stand, down and up in turns (K. Sugiyama, S. Tagawa, M. Toda 1981), then
    /// by exchanging neighbours, and keeps the best.
    private mutating func reduceCrossings() {
        var best = (crossings, items)
        for turn in 0..<16 where best.0 > 0 {
            let rows = turn % 2 == 0 ? Array(items.indices.dropFirst()) : items.indices.dropLast().reversed()
            for row in rows { sort(row, by: turn % 2 == 0 ? origins(of: row) : links[row]) }
            exchangeNeighbours()
            let crossings = crossings
            if crossings < best.0 { best = (crossings, items) }
        }
        items = best.1
        links = items.indices.map { links(from: $0) }
    }

    private mutating func sort(_ row: Int, by neighbours: [[Int]]) {
        let places = items[row].indices
        let keys = places.map { place in
            neighbours[place].isEmpty
                ? Double(place) : Double(neighbours[place].reduce(0, +)) / Double(neighbours[place].count)
        }
        reorder(row, places.sorted { (keys[$0], $0) < (keys[$1], $1) })
    }

    private mutating func exchangeNeighbours() {
        for row in items.indices where items[row].count > 1 {
            let above = origins(of: row)
            var order = Array(items[row].indices)
            for place in order.indices.dropLast() {
                let (left, right) = (order[place], order[place + 1])
                let now =
                    Self.crossings(above[left], above[right]) + Self.crossings(links[row][left], links[row][right])
                let then =
                    Self.crossings(above[right], above[left]) + Self.crossings(links[row][right], links[row][left])
                if then < now { order.swapAt(place, place + 1) }
            }
            reorder(row, order)
        }
    }

    /// How many lines cross.
    private var crossings: Int {
        links.reduce(0) { sum, row in
            sum
                + row.indices.reduce(0) { sum, left in
                    sum + row[(left + 1)...].reduce(0) { $0 + Self.crossings(row[left], $1) }
                }
        }
    }

    /// How many lines cross of two items that stand beside each other.
    private static func crossings(_ left: [Int], _ right: [Int]) -> Int {
        left.reduce(0) { sum, end in sum + right.count { $0 < end } }
    }
}
