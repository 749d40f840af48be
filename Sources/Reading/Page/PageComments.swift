internal import Documents

/// Reads what readers wrote under an article.
enum PageComments {
    /// The blocks of all elements that are called comments, in order.
    static func blocks(_ tree: HTMLTree, outside skipped: [Int]) -> [TextBlock] {
        let survey = PageSurvey(tree, .comments)
        var blocks: [TextBlock] = []
        var index = survey.body + 1
        while index < tree.nodes.count {
            if survey.isPruned[index] {
                index = Int(tree.nodes[index].end)
            } else if survey.words[index].contains(.comments) {
                var builder = PageBlocks(survey, without: skipped)
                builder.add(index)
                blocks += builder.blocks.map(\.textBlock)
                index = Int(tree.nodes[index].end)
            } else {
                index += 1
            }
        }
        return blocks
    }
}
