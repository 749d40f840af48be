/// Tells blocks of an article from furniture, in two passes: first each block by what is known of itself and its place,
/// then once more by what the first pass took the blocks around it for.
package struct BlockModel: Sendable {
    let first: DecisionTrees
    let second: DecisionTrees

    /// Makes a model; without trees for the second pass, the first decides.
    package init(first: DecisionTrees, second: DecisionTrees?) {
        self.first = first
        self.second = second ?? DecisionTrees(base: 0, depth: 1, numbers: [])
    }

    /// The one that ships.
    package static let fitted = BlockModel(first: BlockTrees.first, second: BlockTrees.second)

    /// How likely each block is text: log odds in thousandths. What the second pass judges by is filled in.
    func scores(_ features: inout BlockFeatures) -> [Int] {
        let scores = first.sums(features.values, width: BlockFeatures.count)
        features.readSurroundings(scores)
        return second.numbers.isEmpty ? scores : second.sums(features.values, width: BlockFeatures.count)
    }
}
