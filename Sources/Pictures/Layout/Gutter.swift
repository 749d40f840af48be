/// The lines between two rows: where they go down, and on which tracks they go sideways.
struct Gutter {
    /// The line of one stage on its way from one row to the next.
    struct Net {
        /// The stage.
        let source: Int
        /// The column in which it comes from above.
        let stem: Int
        /// Where it ends: the places of items in the row below, and the columns in which it arrives there.
        var ends: [(place: Int, column: Int)]
        /// The track on which it goes sideways, from 0 at the top; nil when it goes straight down.
        var track: Int?

        var columns: ClosedRange<Int> {
            let all = ends.map(\.column) + [stem]
            return (all.min() ?? stem)...(all.max() ?? stem)
        }
        var isStraight: Bool { ends.allSatisfy { $0.column == stem } }
    }

    private(set) var nets: [Net] = []

    /// The number of tracks.
    var tracks: Int { (nets.compactMap(\.track).max() ?? -1) + 1 }

    /// - Parameter doors: The columns in which an item of the row below can be entered, by its place.
    init(_ rows: Rows, above row: Int, _ columns: Columns, doors: (Int) -> ClosedRange<Int>) {
        for (place, targets) in rows.links[row].enumerated() where !targets.isEmpty {
            let stem = columns.center(row, place)
            nets.append(
                Net(source: rows.items[row][place].source, stem: stem, ends: targets.map { ($0, stem) }))
        }
        assignColumns(rows.items[row + 1], row, columns, doors)
        assignTracks()
    }

    /// No two lines may have a column in common: each end gets one that is no other line's stem and no other end's,
    /// straight below its own stem where it can.
    private mutating func assignColumns(
        _ below: [Rows.Item], _ row: Int, _ columns: Columns, _ doors: (Int) -> ClosedRange<Int>
    ) {
        let stems = Dictionary(nets.enumerated().map { ($1.stem, $0) }) { first, _ in first }
        var taken: Set<Int> = []
        for place in below.indices {
            let arriving = nets.indices.flatMap { net in
                nets[net].ends.indices.filter { nets[net].ends[$0].place == place }.map { (net, $0) }
            }.sorted { nets[$0.0].stem < nets[$1.0].stem }
            let door = doors(place)
            for (index, (net, end)) in arriving.enumerated() {
                let stem = nets[net].stem
                let wish =
                    switch below[place] {
                    case .line: columns.center(row + 1, place)
                    case .stage where door.contains(stem): stem
                    case .stage: door.lowerBound + (door.count * (2 * index + 1)) / (2 * arriving.count)
                    }
                let free = door.filter { stems[$0] ?? net == net && !taken.contains($0) }
                let cost = { abs($0 - wish) + Self.crowding($0, taken) }
                let column = free.min { (cost($0), $0) < (cost($1), $1) }
                nets[net].ends[end].column = column ?? wish
                taken.insert(column ?? wish)
            }
        }
    }

    /// Ends side by side are hard to tell apart.
    private static func crowding(_ column: Int, _ taken: Set<Int>) -> Int {
        taken.contains(column - 1) || taken.contains(column + 1) ? 3 : 0
    }

    /// Lines that overlap get tracks of their own, in an order in which few cross; among very many, in any order.
    private mutating func assignTracks() {
        var left = nets.indices.filter { !nets[$0].isStraight }
        var done: [Int] = []
        while !left.isEmpty {
            let costs = left.count > 100 ? [0] : left.map { cost($0, above: left) }
            guard let best = costs.indices.min(by: { costs[$0] < costs[$1] }) else { return }
            let net = left.remove(at: best)
            let before = done.filter { overlap($0, net) }.compactMap { nets[$0].track }
            nets[net].track = (before.max() ?? -1) + 1
            done.append(net)
        }
    }

    private func overlap(_ first: Int, _ second: Int) -> Bool {
        let (left, right) = (nets[first].columns, nets[second].columns)
        return left.lowerBound <= right.upperBound + 1 && right.lowerBound <= left.upperBound + 1
    }

    /// How many more crossings there are with a line above others than below them.
    private func cost(_ net: Int, above others: [Int]) -> Int {
        others.reduce(0) { sum, other in
            other == net ? sum : sum + crossings(net, above: other) - crossings(other, above: net)
        }
    }

    private func crossings(_ upper: Int, above lower: Int) -> Int {
        let (upper, lower) = (nets[upper], nets[lower])
        return (upper.columns.contains(lower.stem) ? 1 : 0) + upper.ends.count { lower.columns.contains($0.column) }
    }
}
