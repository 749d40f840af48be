/// Finds the line under a headline that sums the article up: it is no part of the body.
enum Standfirst {
    private static let lengths = 20...600

    /// The element that holds it: one that is called so, or a heading right after the headline.
    static func find(_ tree: HTMLTree, _ survey: PageSurvey, _ head: HeadZone, headline: Int?)
        -> (index: Int, text: String)?
    {
        guard let headline else { return nil }
        let after = Int(tree.nodes[headline].end)
        let title = tree.innerText(of: headline, limit: lengths.upperBound)?.bare
        for index in after..<max(after, head.nodes.upperBound) where tree.nodes[index].tag != .text {
            guard
                survey.words[index].contains(.standfirst) || isHeadingAfter(headline, index, tree)
                    || isLeadBeforeByline(headline, index, survey)
            else { continue }
            if let text = tree.innerText(of: index, limit: lengths.upperBound), lengths.contains(text.utf8.count),
                text.bare != title, DateText.date(inLine: text) == nil, BylineRule.authors(inLine: text).isEmpty
            {
                return (index, text)
            }
        }
        return nil
    }

    /// Whether an element that is called lead or intro stands between the headline and the byline or date: one without
    /// a byline below it is the text's first paragraph.
    private static func isLeadBeforeByline(_ headline: Int, _ index: Int, _ survey: PageSurvey) -> Bool {
        let nodes = survey.tree.nodes
        guard survey.words[index].contains(.lead), nodes[index].parent == nodes[headline].parent else { return false }
        var next = Int(nodes[index].end)
        while next < nodes.count, nodes[next].tag == .text { next += 1 }
        guard next < nodes.count, nodes[next].parent == nodes[index].parent else { return false }
        return (next..<Int(nodes[next].end)).contains {
            nodes[$0].tag == .time || !survey.words[$0].isDisjoint(with: [.author, .date])
        }
    }

    /// Whether nothing but white space stands between a headline and a heading of a lower level beside it.
    private static func isHeadingAfter(_ headline: Int, _ index: Int, _ tree: HTMLTree) -> Bool {
        let nodes = tree.nodes
        guard nodes[headline].tag == .h1, [HTMLTag.h2, .h3].contains(nodes[index].tag),
            nodes[index].parent == nodes[headline].parent
        else { return false }
        return (Int(nodes[headline].end)..<index).allSatisfy { between in
            nodes[between].tag == .text && tree.text(of: between).allSatisfy { $0 <= 0x20 }
        }
    }
}
