import TestRandom
import Testing

@testable import Reading

@Suite struct DecisionTreesTests {
    /// Random trees over random rows, against going down each tree.
    @Test func sumsAreThoseOfTheLeavesThatRowsComeTo() {
        let seed = UInt64.random(in: 0...UInt64.max)
        var random = SeededRandom(seed: seed)
        for round in 0..<200 {
            let depth = Int.random(in: 1...4, using: &random)
            let width = Int.random(in: 1...9, using: &random)
            let splits = 1 << depth - 1
            let trees = (0..<Int.random(in: 0...30, using: &random)).map { _ in
                (
                    features: (0..<splits).map { _ in Int16.random(in: 0..<Int16(width), using: &random) },
                    limits: (0..<splits).map { _ in Self.value(&random) },
                    leaves: (0...splits).map { _ in Self.value(&random) }
                )
            }
            let rows = (0..<Int.random(in: 0...40, using: &random)).map { _ in
                (0..<width).map { _ in Self.value(&random) }
            }
            let model = DecisionTrees(
                base: 905, depth: depth, numbers: trees.flatMap { $0.features + $0.limits + $0.leaves })
            let expected = rows.map { row in
                trees.reduce(905) { sum, tree in
                    var node = 0
                    while node < splits {
                        node = 2 * node + (row[Int(tree.features[node])] > tree.limits[node] ? 2 : 1)
                    }
                    return sum + Int(tree.leaves[node - splits])
                }
            }
            #expect(model.sums(rows.flatMap { $0 }, width: width) == expected, "seed \(seed), round \(round)")
        }
    }

    /// Few values, so that limits are met, and the greatest and the least.
    private static func value(_ random: inout SeededRandom) -> Int16 {
        Int.random(in: 0..<10, using: &random) == 0
            ? (Bool.random(using: &random) ? .max : .min) : .random(in: -3...3, using: &random)
    }
}
