/// Finds the names of those who wrote a page's article: no roles, no offices, not the site itself.
struct PageAuthors {
    let tree: HTMLTree
    let survey: PageSurvey
    let head: HeadZone
    let site: String?

    private static let metaNames = [
        "author", "article:author", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author", "byl",
        "citation_author", "og:article:author",
    ]
    private static let longest = 200

    /// The names, by the first source that has some.
    func find(_ structured: StructuredData, _ tags: MetaTags) -> [String] {
        let declared = names(in: structured.authors)
        if !declared.isEmpty { return declared }
        for name in Self.metaNames {
            let found = names(in: tags.all(name))
            if !found.isEmpty { return found }
        }
        return shown()
    }

    /// Marked elements, then those that are called byline, then a line that reads like one.
    private func shown() -> [String] {
        let marked = texts(in: survey.body..<tree.nodes.count) { isMarked($0) && !survey.isApart($0) }
        let found = names(in: marked)
        if !found.isEmpty { return found }
        let called = texts(in: head.nodes) { survey.words[$0].contains(.author) }
        for text in called {
            let found = BylineRule.authors(inLine: text)
            if !found.isEmpty { return names(in: found) }
        }
        if let found = called.lazy.map({ names(in: [$0]) }).first(where: { !$0.isEmpty }) { return found }
        let lines = head.lines().map(\.text)
        if let found = lines.lazy.map(BylineRule.authors(inLine:)).first(where: { !$0.isEmpty }) {
            return names(in: found)
        }
        return names(in: lines.lazy.map(BylineRule.authors(withPlace:)).first { !$0.isEmpty } ?? [])
    }

    private func isMarked(_ index: Int) -> Bool {
        if tree.attributeBytes(.rel, of: index)?.elementsEqual("author".utf8) == true { return true }
        return tree.isMarked(index, "author")
    }

    private func texts(in range: Range<Int>, where isWanted: (Int) -> Bool) -> [String] {
        var texts: [String] = []
        var index = range.lowerBound
        while index < range.upperBound, texts.count < 20 {
            guard tree.nodes[index].tag != .text, isWanted(index) else {
                index += 1
                continue
            }
            guard let text = name(inside: index) ?? tree.innerText(of: index, limit: Self.longest) else {
                // A large element with such a name may hold the byline proper.
                index += 1
                continue
            }
            if !text.isEmpty { texts.append(text) }
            index = Int(tree.nodes[index].end)
        }
        return texts
    }

    /// The name that microdata has inside an author.
    private func name(inside index: Int) -> String? {
        let end = min(Int(tree.nodes[index].end), index + Self.longest)
        return (index..<end).first { tree.isMarked($0, "name") }.flatMap {
            let name = tree.attribute(.content, of: $0) ?? tree.innerText(of: $0, limit: Self.longest)
            return name.flatMap { $0.utf8.count <= Self.longest ? $0 : nil }
        }
    }

    private func names(in texts: [String]) -> [String] {
        var names: [String] = []
        var known: Set<[UInt8]> = site.map { [$0.bare] } ?? []
        for name in texts.flatMap(BylineRule.names(inField:)) where known.insert(name.bare).inserted {
            names.append(name)
        }
        return names
    }
}
