internal import Documents

/// The News Industry Text Format, versions 3.x and what the wires made of 2.x.
enum NITFReader {
    private static let names = [
        "hl2": "h2", "hl1": "h2", "block": "div", "bq": "blockquote", "media": "figure", "media-caption": "figcaption",
        "virtloc": "span", "person": "span", "org": "span", "location": "span", "chron": "span", "num": "span",
        "money": "span", "event": "span", "function": "span", "object.title": "span", "lang": "span",
        "copyrite": "span",
    ]
    private static let dropped: Set<String> = [
        "media-metadata", "media-object", "media-producer", "body.end", "tagline", "note", "alt-code",
    ]

    static func read(_ tree: XMLTree, _ root: Int) throws(ReadingError) -> ArticleDraft {
        var draft = ArticleDraft()
        let body = tree.child("body", of: root)
        if let head = body.flatMap({ tree.child("body.head", of: $0) }) { takeHead(head, tree, &draft.metadata) }
        if let head = tree.child("head", of: root) { takeDocumentData(head, tree, &draft.metadata) }
        draft.metadata.language = tree.inherited("xml:lang", of: body ?? root).flatMap(DeclaredLanguage.tag)
        for content in body.map({ tree.children("body.content", of: $0) }) ?? [] {
            let html = tree.markup(in: content, renaming: names, without: dropped)
            try PageReader.readFragment(Array(html.utf8), into: &draft)
        }
        draft.settle()
        return draft
    }

    private static func takeHead(_ head: Int, _ tree: XMLTree, _ metadata: inout ArticleMetadata) {
        func text(_ path: [String]) -> String? {
            guard let node = tree.child(path, of: head) else { return nil }
            let text = TextCleaner.clean(tree.text(of: node))
            return text.isEmpty ? nil : text
        }
        metadata.title = text(["hedline", "hl1"]) ?? text(["headline", "hl1"]) ?? text(["hedline"]) ?? ""
        metadata.subtitle = text(["hedline", "hl2"])
        for byline in tree.children("byline", of: head) {
            let people = tree.descendants("person", of: byline).map { TextCleaner.clean(tree.text(of: $0)) }
            let line = TextCleaner.clean(tree.text(of: byline))
            metadata.authors += people.isEmpty ? PressNames.names(in: line) : people.flatMap(PressNames.names)
        }
        if let dateline = tree.child("dateline", of: head) {
            metadata.dateline = text(["dateline"])
            // What stands there without a year is no date.
            if let day = tree.child("story.date", of: dateline) {
                metadata.published = date(tree.attribute("norm", of: day) ?? tree.text(of: day))
            }
        }
    }

    private static func takeDocumentData(_ head: Int, _ tree: XMLTree, _ metadata: inout ArticleMetadata) {
        if metadata.title.isEmpty, let title = tree.child("title", of: head) {
            metadata.title = TextCleaner.clean(tree.text(of: title))
        }
        if let issued = tree.child(["docdata", "date.issue"], of: head),
            let found = tree.attribute("norm", of: issued).flatMap({ date($0) })
        {
            metadata.published = found
        }
        if let publication = tree.child("pubdata", of: head) {
            metadata.site = tree.attribute("name", of: publication).map { TextCleaner.clean($0) }
            metadata.url = tree.attribute("ex-ref", of: publication).flatMap { PageAddress($0)?.text }
            if metadata.published == nil {
                metadata.published = tree.attribute("date.publication", of: publication).flatMap { date($0) }
            }
        }
    }

    private static func date(_ text: String) -> PublicationDate? {
        FeedDate.normalized(text).flatMap { PublicationDate($0) }
    }
}

/// Names in the bylines of wires: `By JANE ROE`, `Jane Roe and John Doe`.
enum PressNames {
    static func names(in line: String) -> [String] {
        let opened = BylineRule.authors(inLine: line)
        if !opened.isEmpty { return opened }
        let names = BylineRule.names(inField: line)
        return names.isEmpty && !line.isEmpty ? [line] : names
    }
}
