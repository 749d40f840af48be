/// Tells blocks of an article from furniture: a sum over small decision trees.
struct BlockModel {
    private static let depth = 3
    private static let splits = 7
    private static let stride = 22

    /// How likely a block is text: log odds in thousandths.
    static func score(_ block: Int, _ features: borrowing BlockFeatures) -> Int {
        var sum = BlockTrees.base
        features.values.withUnsafeBufferPointer { values in
            BlockTrees.numbers.withUnsafeBufferPointer { numbers in
                let start = block * BlockFeatures.count
                var tree = 0
                while tree < numbers.count {
                    var node = 0
                    for _ in 0..<depth {
                        let value = values[start + Int(numbers[tree + node])]
                        node = 2 * node + (value <= numbers[tree + splits + node] ? 1 : 2)
                    }
                    sum += Int32(numbers[tree + splits + node])
                    tree += stride
                }
            }
        }
        return Int(sum)
    }
}
