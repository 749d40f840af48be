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

    /// The sum for each of some rows of numbers that stand one after the other.
    ///
    /// Tree by tree, for rows don't wait for each other.
    func sums(_ rows: borrowing [Int16], width: Int) -> [Int] {
        var sums = [Int](repeating: Int(base), count: rows.count / width)
        let (splits, stride, depth) = (splits, stride, depth)
        sums.withUnsafeMutableBufferPointer { sums in
            rows.withUnsafeBufferPointer { values in
                numbers.withUnsafeBufferPointer { numbers in
                    var start = 0
                    while start < numbers.count {
                        let tree = UnsafeBufferPointer(rebasing: numbers[start..<(start &+ stride)])
                        for row in sums.indices {
                            let row = (sum: row, values: row &* width)
                            var node = 0
                            for _ in 0..<depth {
                                let isAbove = values[row.values &+ Int(tree[node])] > tree[splits &+ node]
                                node = 2 &* node &+ 1 &+ (isAbove ? 1 : 0)
                            }
                            sums[row.sum] &+= Int(tree[splits &+ node])
                        }
                        start &+= stride
                    }
                }
            }
        }
        return sums
    }
}
