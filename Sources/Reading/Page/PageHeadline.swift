/// Finds an article's headline: what the page declares, in the wording that it shows where they say the same.
struct PageHeadline {
    /// A headline that the page declares for others.
    struct Declared {
        let text: String
        let source: String
        /// Whether it is believed by itself: JSON-LD often describes instead.
        let isTrusted: Bool
    }

    private struct Heading {
        let index: Int
        let level: Int
        let text: String
        let bare: [UInt8]
    }

    /// The headline; empty when there is none.
    private(set) var text = ""
    /// The element that shows it.
    private(set) var element: Int?
    /// Where it was found.
    private(set) var evidence: Evidence?

    private static let longest = 400
    private static let shortestPart = 8
    private static let mostHeadings = 100

    /// - Parameters:
    ///   - declared: Headlines that the page declares for others, best first, sites' names taken off.
    ///   - title: The text of `title`, whole.
    init(
        _ tree: HTMLTree, _ survey: PageSurvey, _ marks: PageMarks, declared: [Declared], title: String, rule: TitleRule
    ) {
        let shown = Self.headings(tree, survey, marks)
        let whole = title.bare
        let wordings = declared.map(\.text.bare)
        // A heading that is a part of `title` is the part that isn't the site's name.
        let titled = shown.filter {
            $0.level == 1 && $0.bare.count >= Self.shortestPart && whole.firstOffset(of: $0.bare) != nil
                && !rule.isSite($0.text)
        }.max { $0.text.utf8.count < $1.text.utf8.count }
        let exact = shown.first { wordings.contains($0.bare) }
        let first = shown.first { $0.level == 1 && !rule.isSite($0.text) }
        for (declaration, wording) in zip(declared, wordings) {
            if let heading = shown.first(where: { $0.bare == wording }) {
                (text, element) = (heading.text, heading.index)
                evidence = Evidence(declaration.source, .high)
                return
            }
            guard declaration.isTrusted || whole.firstOffset(of: wording) != nil else { continue }
            text = declaration.text
            element = (exact ?? titled ?? first)?.index
            evidence = Evidence(declaration.source, titled == nil ? .high : .medium)
            return
        }
        if let titled {
            (text, element) = (titled.text, titled.index)
            evidence = Evidence("heading", .high)
            return
        }
        element = first?.index
        let parts = TitleRule.parts(of: title).filter { !rule.isSite($0) }
        if first == nil, let line = Self.line(tree, survey, amongPartsOf: parts) {
            (text, element) = (line.text, line.index)
            evidence = Evidence("title", .high)
            return
        }
        let short = rule.headline(of: title)
        if !short.isEmpty, !rule.isSite(short) {
            text = short
            evidence = Evidence("title", .medium)
        } else if let first {
            text = first.text
            evidence = Evidence("heading", .medium)
        }
    }

    /// A line of a page without headings that is a part of the page's title.
    private static func line(
        _ tree: HTMLTree, _ survey: PageSurvey, amongPartsOf titles: [String]
    ) -> (index: Int, text: String)? {
        let parts = titles.map(\.bare).filter { $0.count >= shortestPart }
        guard !parts.isEmpty else { return nil }
        for index in survey.body..<tree.nodes.count where tree.nodes[index].tag == .text {
            let bytes = tree.text(of: index)
            guard (shortestPart...longest).contains(bytes.count), survey.linkLength[index] == 0, !survey.isPruned[index]
            else { continue }
            let text = TextCleaner.clean(String(decoding: bytes, as: UTF8.self))
            if parts.contains(text.bare) { return (Int(tree.nodes[index].parent), text) }
        }
        return nil
    }

    /// Headings outside navigation, levels 1 to 3, and whatever is marked as a headline.
    private static func headings(_ tree: HTMLTree, _ survey: PageSurvey, _ marks: PageMarks) -> [Heading] {
        let marked = marks.elements("headline")
        let candidates = marked.isEmpty ? marks.headings : (Set(marked).union(marks.headings)).sorted()
        var found: [Heading] = []
        for index in candidates where index >= survey.body && !isOut(index, tree, survey) {
            guard let text = tree.innerText(of: index, limit: longest), !text.isEmpty else { continue }
            let isMarked = tree.isMarked(index, "headline")
            let level = isMarked ? 1 : [HTMLTag.h1, .h2, .h3].firstIndex(of: tree.nodes[index].tag).map { $0 + 1 } ?? 1
            found.append(Heading(index: index, level: level, text: text, bare: text.bare))
            if found.count == mostHeadings { break }
        }
        return found
    }

    /// Whether a heading stands in navigation, a footer, or what is hidden.
    private static func isOut(_ index: Int, _ tree: HTMLTree, _ survey: PageSurvey) -> Bool {
        guard survey.standsApart[index] else { return false }
        var around = index
        while around > survey.body {
            let tag = tree.nodes[around].tag
            if tag == .nav || tag == .footer || survey.isHidden(around) { return true }
            around = Int(tree.nodes[around].parent)
        }
        return false
    }
}
