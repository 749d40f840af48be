/// A feed in XML.
struct XMLFeed {
    private let tree: XMLTree
    private let source: [UInt8]
    private let kind: FeedReader.Kind
    private let address: PageAddress?
    private let texts: FeedText

    init(_ tree: XMLTree, _ source: [UInt8], _ kind: FeedReader.Kind, _ address: PageAddress?) {
        self.tree = tree
        self.source = source
        self.kind = kind
        self.address = address
        texts = FeedText(tree)
    }

    /// All of it.
    func feed(_ root: Int) -> Feed {
        let head = kind == .atom || kind == .cdf ? root : child(["channel"], root) ?? root
        var feed = Feed()
        feed.title = first(["title", "atom:title", "dc:title"], head).flatMap { texts.plain($0) }
        feed.link = link(of: head)
        feed.language = (tree.inherited("xml:lang", of: head) ?? text(["language", "dc:language"], head))
            .flatMap { Self.language($0) }
        let authors = authors(of: head)
        feed.entries = entries(root, head).map { entry($0, feed, authors) }
        return feed
    }

    /// Entries stand in the channel, or beside it; some feeds have both.
    private func entries(_ root: Int, _ head: Int) -> [Int] {
        let names: Set<String> = ["item", "entry", "atom:entry", "atom:item"]
        let inHead = tree.children(of: head).filter { names.contains(tree.name(of: $0)) }
        guard root != head else { return inHead }
        let others = tree.children(of: root).filter { names.contains(tree.name(of: $0)) }
        // A second channel, or items in a list of their own.
        let lists =
            tree.children(of: head).filter { tree.name(of: $0) == "items" }
            + tree.children(of: root).filter { tree.name(of: $0) == "channel" && $0 != head }
        let listed = lists.flatMap { tree.children(of: $0) }.filter { names.contains(tree.name(of: $0)) }
        return (inHead + others + listed).sorted()
    }

    private func entry(_ node: Int, _ feed: Feed, _ feedAuthors: [String]) -> FeedEntry {
        var entry = FeedEntry()
        entry.id = text(["guid", "atom:id", "id"], node) ?? tree.attribute("rdf:about", of: node)
        let group = tree.child("media:group", of: node) ?? node
        entry.title =
            (first(["title", "atom:title", "media:title", "dc:title"], node) ?? first(["media:title"], group))
            .flatMap { texts.plain($0) }
        let contents = ["content:encoded", "atom:content", "xhtml:body", "content", "body", "fullitem", "xhtml:div"]
        entry.content = contents.lazy.compactMap { first([$0], node) }.compactMap { texts.text($0) }.first
        let abstracts = [
            "description", "atom:summary", "summary", "abstract", "dc:description", "dcterms:abstract",
            "itunes:summary", "media:description", "atom:tagline",
        ]
        let summaries = abstracts.lazy.compactMap { first([$0], node) }.compactMap { texts.text($0) }
        entry.summary = summaries.first ?? first(["media:description"], group).flatMap { texts.text($0) }
        // A description and a summary: the longer kind of text goes by the name of description here.
        if entry.content == nil, tree.child("description", of: node) != nil,
            let other = first(["summary"], node).flatMap({ texts.text($0) })
        {
            entry.content = other
        }
        entry.link = link(of: node)
        setDates(of: &entry, node)
        entry.authors = authors(of: node)
        if entry.authors.isEmpty {
            entry.authors = first(["atom:source", "source"], node).map { authors(of: $0) } ?? []
        }
        if entry.authors.isEmpty { entry.authors = feedAuthors }
        entry.language =
            first(contents, node).flatMap { tree.inherited("xml:lang", of: $0) }
            ?? tree.inherited("xml:lang", of: node) ?? text(["dc:language", "language"], node) ?? feed.language
        entry.language = entry.language.flatMap { Self.language($0) }
        let place = tree.nodes[node].source
        entry.source = Array(source[Int(place.lowerBound)..<Int(place.upperBound)])
        return entry
    }

    /// The tag as it is usually written; nil when there is none.
    private static func language(_ text: String) -> String? {
        let text = TextCleaner.clean(text)
        return text.isEmpty ? nil : DeclaredLanguage.tag(text) ?? text
    }

    private func setDates(of entry: inout FeedEntry, _ node: Int) {
        func date(_ names: [String]) -> String? {
            let texts = names.compactMap { text([$0], node) }
            return texts.lazy.compactMap { FeedDate.normalized($0) }.first ?? texts.first
        }
        entry.published = date([
            "atom:published", "atom:issued", "published", "issued", "pubdate", "dcterms:issued", "dc:date",
            "atom:created", "dcterms:created", "dcterms:available", "created", "date",
        ])
        entry.updated = date([
            "atom:updated", "atom:modified", "dcterms:modified", "updated", "modified", "lastbuilddate",
        ])
        if kind == .cdf, let changed = tree.attribute("lastmod", of: node) {
            entry.updated = FeedDate.normalized(changed) ?? changed
        }
    }

    // MARK: Links

    /// The page that something is about.
    private func link(of node: Int) -> String? {
        // What a service that counts readers has put its own link in front of.
        if let original = text(["feedburner:origlink"], node), let found = resolved(original, node) { return found }
        if let found = linked(node) { return found }
        for name in ["link", "url"] {
            for link in tree.children(name, of: node) {
                let written = tree.text(of: link)
                if let found = resolved(written, link) { return found }
            }
        }
        if let guid = tree.child("guid", of: node), tree.attribute("ispermalink", of: guid)?.lowercased() != "false",
            let found = PageAddress(TextCleaner.clean(tree.text(of: guid)))
        {
            return found.text
        }
        if kind == .rdf, let about = tree.attribute("rdf:about", of: node) { return resolved(about, node) }
        if kind == .cdf, let place = tree.attribute("href", of: node) { return resolved(place, node) }
        return nil
    }

    /// What links with a relation say.
    private func linked(_ node: Int) -> String? {
        let links = (tree.children("atom:link", of: node) + tree.children("link", of: node)).filter { link in
            let relation = tree.attribute("rel", of: link)?.lowercased() ?? "alternate"
            return tree.attribute("href", of: link) != nil
                && ["alternate", "http://www.iana.org/assignments/relation/alternate"].contains(relation)
        }
        let pages = links.filter { link in
            let type = tree.attribute("type", of: link)?.lowercased() ?? "text/html"
            return type.hasPrefix("text/html") || type.hasPrefix("application/xhtml")
        }
        for link in pages + links {
            if let place = tree.attribute("href", of: link), let found = resolved(place, link) { return found }
        }
        return nil
    }

    private func resolved(_ reference: String, _ node: Int) -> String? {
        let reference = TextCleaner.clean(reference)
        guard !reference.isEmpty else { return nil }
        return PageAddress.resolve(reference, against: base(of: node))?.text
    }

    /// The address that references in an element are relative to.
    private func base(of node: Int) -> PageAddress? {
        var steps: [String] = []
        var node = node
        while true {
            if let base = tree.attribute("xml:base", of: node) { steps.append(TextCleaner.clean(base)) }
            let parent = Int(tree.nodes[node].parent)
            if parent == node { break }
            node = parent
        }
        return steps.reversed().reduce(address) { base, step in PageAddress.resolve(step, against: base) ?? base }
    }

    // MARK: Authors

    private func authors(of node: Int) -> [String] {
        let people = tree.children("atom:author", of: node) + tree.children("author", of: node)
        var names = people.compactMap { person in
            let name = first(["atom:name", "name"], person).map { tree.text(of: $0) }
            return FeedAuthor.name(in: name ?? ownText(of: person))
        }
        if names.isEmpty {
            names = tree.children("dc:creator", of: node).compactMap { FeedAuthor.name(in: tree.text(of: $0)) }
        }
        if names.isEmpty {
            let others = ["dc:author", "itunes:author", "managingeditor", "media:credit"]
            names = others.lazy.flatMap { tree.children($0, of: node) }.filter { credit in
                ["author", nil].contains(tree.attribute("role", of: credit))
            }.compactMap { FeedAuthor.name(in: tree.text(of: $0)) }.prefix(1).map { $0 }
        }
        var seen: Set<String> = []
        return names.filter { seen.insert($0).inserted }
    }

    /// The text of an element without that of the elements in it.
    private func ownText(of node: Int) -> String {
        tree.content(of: node).filter { tree.nodes[$0].isText }.map { tree.text(of: $0) }.joined()
    }

    // MARK: Elements

    private func child(_ names: [String], _ node: Int) -> Int? {
        tree.children(of: node).first { names.contains(tree.name(of: $0)) }
    }

    /// The first element of these names, in the order of the names.
    private func first(_ names: [String], _ node: Int) -> Int? {
        names.lazy.compactMap { tree.child($0, of: node) }.first
    }

    private func text(_ names: [String], _ node: Int) -> String? {
        names.lazy.compactMap { tree.child($0, of: node) }.map { TextCleaner.clean(tree.text(of: $0)) }
            .first { !$0.isEmpty }
    }
}
