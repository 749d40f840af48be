/// A sum over small decision trees of one depth, all of whose nodes split.
package struct DecisionTrees: Sendable {
    /// The sum before the first tree, in thousandths.
    let base: Int32
    /// Splits on the way to a leaf.
    let depth: Int
    /// Per tree: the splits' features, their limits, and what the leaves add, in thousandths. A value that isn't above
    /// a split's limit goes to the first of its two children.
    let numbers: [Int16]

    /// - Precondition: There are as many numbers as whole trees have.
    package init(base: Int32, depth: Int, numbers: [Int16]) {
        self.base = base
        self.depth = depth
        self.numbers = numbers
        precondition(numbers.count % stride == 0)
    }

    private var splits: Int { 1 << depth - 1 }
    private var stride: Int { splits * 3 + 1 }

    /// So many rows are summed up side by side.
    private static let lanes = 16
    private typealias Lanes = SIMD16<Int16>

    /// The sum for each of some rows of numbers that stand one after the other.
    ///
    /// For some rows at a time all splits of a tree are decided, and its leaves are chosen among from below: more than
    /// one way down a tree takes, and yet much less work, for no row waits for where another one goes.
    func sums(_ rows: borrowing [Int16], width: Int) -> [Int] {
        let count = rows.count / width
        let (splits, stride) = (splits, stride)
        var sums: [Int] = []
        sums.reserveCapacity(count + Self.lanes)
        withUnsafeTemporaryAllocation(of: Lanes.self, capacity: width + splits + 1) { memory in
            let columns = UnsafeMutableBufferPointer(rebasing: memory[..<width])
            let leaves = UnsafeMutableBufferPointer(rebasing: memory[width...])
            columns.initialize(repeating: .zero)
            for first in Swift.stride(from: 0, to: count, by: Self.lanes) {
                for lane in 0..<min(Self.lanes, count - first) {
                    let row = (first + lane) &* width
                    for column in 0..<width { columns[column][lane] = rows[row &+ column] }
                }
                var sum = SIMD16<Int32>(repeating: base)
                numbers.withUnsafeBufferPointer { numbers in
                    var start = 0
                    while start < numbers.count {
                        let tree = UnsafeBufferPointer(rebasing: numbers[start..<(start &+ stride)])
                        for leaf in 0...splits { leaves[leaf] = Lanes(repeating: tree[2 &* splits &+ leaf]) }
                        var level = splits
                        while level > 0 {
                            level /= 2
                            // The splits of a level stand behind those above it, each over two of what is left.
                            for place in 0...level {
                                let node = level &+ place
                                let isAbove = columns[Int(tree[node])] .> Lanes(repeating: tree[splits &+ node])
                                leaves[place] = leaves[2 &* place].replacing(
                                    with: leaves[2 &* place &+ 1], where: isAbove)
                            }
                        }
                        sum &+= SIMD16<Int32>(truncatingIfNeeded: leaves[0])
                        start &+= stride
                    }
                }
                for lane in 0..<min(Self.lanes, count - first) { sums.append(Int(sum[lane])) }
            }
        }
        return sums
    }
}
