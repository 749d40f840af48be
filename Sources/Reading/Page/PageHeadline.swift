/// Finds an article's headline: what the page shows, as long as what it declares agrees.
struct PageHeadline {
    /// The headline; empty when there is none.
    private(set) var text = ""
    /// The element that shows it.
    private(set) var element: Int?

    private static let longest = 400

    /// - Parameters:
    ///   - declared: Headlines that the page declares for others (JSON-LD, `og:title`), best first, sites' names taken off.
    ///   - title: The text of `title`, whole.
    init(_ tree: HTMLTree, _ survey: PageSurvey, declared: [String], title: String, rule: TitleRule) {
        let shown = Self.headings(tree, survey)
        let wordings = declared.map(\.bare).filter { !$0.isEmpty }
        let whole = title.bare
        let exact = shown.first { wordings.contains($0.text.bare) }
        // A heading that is a part of `title` is the part that isn't the site's name.
        let match =
            exact
            ?? shown.filter { heading in
                let bare = heading.text.bare
                return heading.level == 1 && bare.count >= 8 && whole.firstOffset(of: bare) != nil
                    && !rule.isSite(heading.text)
            }.max { $0.text.utf8.count < $1.text.utf8.count }
        if let match {
            (text, element) = (match.text, match.index)
            return
        }
        let first = shown.first { $0.level == 1 && !rule.isSite($0.text) }
        element = first?.index
        if first == nil,
            let line = Self.line(tree, survey, amongPartsOf: TitleRule.parts(of: title).filter { !rule.isSite($0) })
        {
            (text, element) = (line.text, line.index)
            return
        }
        let short = rule.headline(of: title)
        if let best = declared.first ?? (short.isEmpty || rule.isSite(short) ? nil : short) {
            text = best
        } else {
            text = first?.text ?? ""
        }
    }

    /// A line of a page without headings that is a part of the page's title.
    private static func line(
        _ tree: HTMLTree, _ survey: PageSurvey, amongPartsOf titles: [String]
    ) -> (index: Int, text: String)? {
        let parts = titles.map(\.bare).filter { $0.count >= 8 }
        for index in survey.body..<tree.nodes.count where tree.nodes[index].tag == .text {
            let bytes = tree.text(of: index)
            guard (8...longest).contains(bytes.count), survey.linkLength[index] == 0, !survey.isPruned[index] else {
                continue
            }
            let text = TextCleaner.clean(String(decoding: bytes, as: UTF8.self))
            if parts.contains(text.bare) { return (Int(tree.nodes[index].parent), text) }
        }
        return nil
    }

    /// Headings outside navigation, levels 1 to 3, and whatever is marked as a headline.
    private static func headings(
        _ tree: HTMLTree, _ survey: PageSurvey
    ) -> [(index: Int, level: Int, text: String)] {
        var found: [(index: Int, level: Int, text: String)] = []
        var index = survey.body
        while index < tree.nodes.count, found.count < 100 {
            let node = tree.nodes[index]
            if node.tag == .nav || node.tag == .footer || survey.isHidden(index) {
                index = Int(node.end)
                continue
            }
            let level = [HTMLTag.h1, .h2, .h3].firstIndex(of: node.tag).map { $0 + 1 } ?? 0
            let isMarked = tree.isMarked(index, "headline")
            if level > 0 || isMarked {
                if let text = tree.innerText(of: index, limit: longest), !text.isEmpty {
                    found.append((index, isMarked ? 1 : level, text))
                }
            }
            index += 1
        }
        return found
    }
}
