/// Finds the names of those who wrote a page's article: no roles, no offices, not the site itself.
struct PageAuthors {
    let tree: HTMLTree
    let survey: PageSurvey
    let marks: PageMarks
    let head: HeadZone
    /// The site's names.
    let sites: [String]
    let rule: TitleRule

    private static let metaNames: [StaticString] = [
        "dc:creator", "author", "article:author", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author",
        "byl", "citation_author", "og:article:author", "article:author_name", "cxenseparse:author", "vr:author",
        "rbauthors", "authors",
    ]
    private static let longest = 200
    private static let mostElements = 20

    /// The names, by the first source that has some.
    func find(_ structured: StructuredData, _ tags: MetaTags) -> Found<[String]>? {
        let stated = structured.authors
        let declared = names(in: stated)
        if !declared.isEmpty { return Found(declared, "json-ld author", .high) }
        for name in Self.metaNames {
            let found = names(in: tags.all(name))
            if !found.isEmpty { return Found(found, "meta \(name)", .high) }
        }
        if let shown = shown() { return shown }
        // Words that aren't a person's name as we know them, but declared as one.
        if let name = stated.first(where: isLikelyName) { return Found([name], "json-ld author", .low) }
        for meta in Self.metaNames {
            if let name = tags.all(meta).first(where: isLikelyName) { return Found([name], "meta \(meta)", .low) }
        }
        return nil
    }

    private func isLikelyName(_ text: String) -> Bool { BylineRule.isLikelyName(text) && !isOfSite(text) }

    /// Whether a text is the site's name or made of it: `Harbour Times Online` on `harbourtimes.example`.
    private func isOfSite(_ text: String) -> Bool {
        if rule.isSite(text) { return true }
        let bare = text.bare
        let labels = rule.host?.split(separator: ".").dropLast().map { String($0).bare } ?? []
        return (sites.map(\.bare) + labels).contains { name in
            name.count >= 3 && (bare.firstOffset(of: name) != nil || name.firstOffset(of: bare) != nil)
        }
    }

    /// Marked elements, then those that are called byline, then a line that reads like one.
    private func shown() -> Found<[String]>? {
        let elements = Set(marks.authorLinks + marks.elements("author") + marks.elements("creator")).sorted()
            .filter { $0 > survey.body && (!survey.standsApart[$0] || !isAmongComments($0)) }
        let near = elements.filter { head.nodes.contains($0) && !survey.standsApart[$0] }
        // One that stands apart, below the text, is the article's if there are no others.
        let first = elements.first { !survey.standsApart[$0] } ?? (elements.count <= 2 ? elements.first : nil)
        let marked = names(in: texts(of: near.isEmpty ? [first].compactMap(\.self) : near))
        if !marked.isEmpty { return Found(marked, "microdata", .high) }
        let called = texts(of: head.nodes.filter { survey.words[$0].contains(.author) && tree.nodes[$0].tag != .text })
        for text in called {
            let found = BylineRule.authors(inLine: text)
            if !found.isEmpty { return Found(names(in: found), "text", .medium) }
        }
        if let found = called.lazy.map({ names(in: [$0]) }).first(where: { !$0.isEmpty }) {
            return Found(found, "text", .medium)
        }
        let lines = head.lines().map(\.text)
        if let found = lines.lazy.map(BylineRule.authors(inLine:)).first(where: { !$0.isEmpty }) {
            return Found(names(in: found), "text", .medium)
        }
        let placed = names(in: lines.lazy.map(BylineRule.authors(withPlace:)).first { !$0.isEmpty } ?? [])
        return placed.isEmpty ? nil : Found(placed, "text", .low)
    }

    /// Whether readers wrote what stands there.
    private func isAmongComments(_ index: Int) -> Bool {
        var around = index
        while around > survey.body {
            if survey.words[around].contains(.comments) { return true }
            around = Int(tree.nodes[around].parent)
        }
        return false
    }

    /// The texts of elements that don't stand in each other.
    private func texts(of elements: [Int]) -> [String] {
        var texts: [String] = []
        var end = 0
        for index in elements where index >= end {
            // A large element with such a name may hold the byline proper.
            guard let text = name(inside: index) ?? tree.innerText(of: index, limit: Self.longest) else { continue }
            if !text.isEmpty { texts.append(text) }
            if texts.count == Self.mostElements { break }
            end = Int(tree.nodes[index].end)
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
        var known = Set(sites.map(\.bare))
        for name in texts.flatMap(BylineRule.names(inField:)) where known.insert(name.bare).inserted {
            names.append(name)
        }
        return names
    }
}
