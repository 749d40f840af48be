/// Finds the elements that hold an article's text.
///
/// Pages name that element in a handful of ways: `itemprop="articleBody"`, a class such as `article-body`, `article`,
/// `main`. The most exact name that holds enough of the page's prose wins; without any, it is the smallest element that
/// holds most of the prose.
struct ContentFinder {
    let survey: PageSurvey

    /// Names by exactness.
    private enum Rank: Int, CaseIterable {
        case articleBody, namedBody, article, main
    }

    /// The elements to read, in document order; the whole body when there is nothing better.
    func containers() -> [Int] {
        let total = survey.proseLength[survey.body]
        guard total > 0 else { return [survey.body] }
        let whole = smallest(holding: 0.8, in: survey.body)
        for candidates in elements() {
            guard let best = candidates.max(by: { survey.proseLength[$0] < survey.proseLength[$1] }) else { continue }
            let prose = survey.proseLength[best]
            guard prose >= 150, Double(prose) >= 0.3 * Double(survey.proseLength[whole]) else { continue }
            return siblings(of: best, among: candidates)
        }
        return [whole]
    }

    /// Goes down as long as one child holds enough of the prose.
    private func smallest(holding share: Double, in start: Int) -> Int {
        let nodes = survey.tree.nodes
        var current = start
        while true {
            let needed = Double(survey.proseLength[current]) * share
            var child = current + 1
            var heir: Int?
            while child < Int(nodes[current].end) {
                if HTMLTag.blocks.contains(nodes[child].tag) || nodes[child].end > child + 1,
                    Double(survey.proseLength[child]) >= needed, !HTMLTag.paragraphs.contains(nodes[child].tag)
                {
                    heir = child
                    break
                }
                child = Int(nodes[child].end)
            }
            guard let heir else { return current }
            current = heir
        }
    }

    /// The elements that are called the article's, by the exactness of their names.
    private func elements() -> [[Int]] {
        let tree = survey.tree
        var found = [[Int]](repeating: [], count: Rank.allCases.count)
        for index in (survey.body + 1)..<max(survey.body + 1, tree.nodes.count) {
            let tag = tree.nodes[index].tag
            guard tag != .text, !survey.isPruned[index] else { continue }
            let words = survey.words[index]
            if tree.attributeBytes(.itemprop, of: index)?.holds("articleBody") == true {
                found[Rank.articleBody.rawValue].append(index)
            }
            if words.isSuperset(of: [.subject, .content]), !words.contains(.author), tag != .a,
                !HTMLTag.headings.contains(tag)
            {
                found[Rank.namedBody.rawValue].append(index)
            }
            if tag == .article { found[Rank.article.rawValue].append(index) }
            if tag == .main || words.isSuperset(of: [.main, .content])
                || tree.attributeBytes(.role, of: index)?.elementsEqual("main".utf8) == true
            {
                found[Rank.main.rawValue].append(index)
            }
        }
        return found
    }

    /// An element and its siblings of the same name: some sites cut a text into several.
    private func siblings(of best: Int, among candidates: [Int]) -> [Int] {
        let nodes = survey.tree.nodes
        return candidates.filter {
            $0 == best
                || (nodes[$0].parent == nodes[best].parent && nodes[$0].tag == nodes[best].tag
                    && survey.words[$0] == survey.words[best])
        }
    }
}
