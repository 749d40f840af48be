internal import Documents

/// Finds the day on which a page's article was published; a day on which it was only changed isn't one.
struct PageDate {
    let tree: HTMLTree
    let survey: PageSurvey
    let head: HeadZone
    /// The headline.
    let title: String

    private static let metaNames = [
        "article:published_time", "article:published", "og:published_time", "og:article:published_time",
        "datepublished", "publishdate", "publish-date", "publish_date", "publication_date", "publicationdate",
        "pubdate", "published", "published_time", "date", "dc.date.issued", "dc.date.created", "dc.date",
        "dcterms.issued", "dcterms.created", "dcterms.date", "sailthru.date", "parsely-pub-date",
        "cxenseparse:recs:publishtime", "rnews:datepublished", "citation_publication_date", "citation_date",
        "datecreated", "date_created", "article_date_original", "originalpublicationdate", "ptime", "created",
    ]
    private static let longest = 120

    /// The date, by the first source that has one.
    func find(_ structured: StructuredData, _ tags: MetaTags, address: PageAddress?) -> PublicationDate? {
        declared(structured, tags) ?? marked() ?? shown(in: head.nodes) ?? told()
            ?? shown(in: survey.body..<tree.nodes.count) ?? mentioned() ?? address.flatMap(Self.date(in:))
    }

    private func declared(_ structured: StructuredData, _ tags: MetaTags) -> PublicationDate? {
        let texts =
            ["datePublished", "dateCreated"].compactMap(structured.text) + Self.metaNames.flatMap { tags.all($0) }
        return texts.lazy.compactMap(DateText.date(in:)).first
    }

    /// Microdata, and the attribute that HTML once had.
    private func marked() -> PublicationDate? {
        for index in tree.nodes.indices where tree.nodes[index].tag != .text {
            let property = tree.attributeBytes(.itemprop, of: index)
            let isMarked = property.map { $0.starts(with: "datePublished".utf8) } ?? false
            guard isMarked || tree.attributeBytes(.pubdate, of: index) != nil else { continue }
            if let date = date(of: index) { return date }
        }
        return nil
    }

    /// The first `time` element, or element with a name like `post-date`.
    private func shown(in range: Range<Int>) -> PublicationDate? {
        let isWhole = range.lowerBound == survey.body
        let textStart = textStart
        for wantsTime in [true, false] {
            var teaserEnd = 0
            for index in range where index >= teaserEnd && tree.nodes[index].tag != .text {
                if isWhole, index > survey.body, survey.words[index].isSuperset(of: .teaser) {
                    teaserEnd = Int(tree.nodes[index].end)
                    continue
                }
                let isTime = tree.nodes[index].tag == .time
                guard isTime == wantsTime, isTime || survey.words[index].contains(.date) else { continue }
                if survey.standsApart[index] || isModification(index) { continue }
                if !isTime, index > textStart, isAmidParagraph(index) { continue }
                if let date = date(of: index) { return date }
            }
        }
        return nil
    }

    /// The first paragraph of prose.
    private var textStart: Int {
        (head.nodes.lowerBound..<tree.nodes.count).first {
            survey.proseLength[$0] > 0 && HTMLTag.paragraphs.contains(tree.nodes[$0].tag)
        } ?? tree.nodes.count
    }

    /// Whether words of its paragraph stand before an element: a sentence's date is a day that the article is about.
    private func isAmidParagraph(_ index: Int) -> Bool {
        var around = index
        while around > survey.body, !HTMLTag.blocks.contains(tree.nodes[around].tag) {
            around = Int(tree.nodes[around].parent)
        }
        return HTMLTag.paragraphs.contains(tree.nodes[around].tag) && survey.visibleLength(of: around..<index) > 0
    }

    /// A line near the headline that states nothing but a date.
    private func told() -> PublicationDate? {
        head.lines().lazy.filter { $0.text.utf8.count <= Self.longest && !Self.tellsChange($0.text) }
            .compactMap { DateText.date(inLine: $0.text) }.first
    }

    /// A line between headline and text that isn't a sentence and holds a date, for example a byline.
    private func mentioned() -> PublicationDate? {
        let title = title.bare
        let textStart = textStart
        return head.lines().lazy.filter {
            $0.element <= textStart && $0.text.utf8.count <= Self.longest && !$0.text.endsSentence
                && !Self.tellsChange($0.text) && title.firstOffset(of: $0.text.bare) == nil
        }.compactMap { DateText.date(in: $0.text) }.first
    }

    private func date(of index: Int) -> PublicationDate? {
        if let stated = tree.attribute(.datetime, of: index) ?? tree.attribute(.content, of: index),
            let date = DateText.date(in: stated)
        {
            return date
        }
        guard let text = tree.innerText(of: index, limit: Self.longest), !Self.tellsChange(text) else { return nil }
        return DateText.date(in: text)
    }

    private func isModification(_ index: Int) -> Bool {
        guard let name = tree.attribute(.class, of: index)?.lowercased() else { return false }
        let isChange = name.contains("updated") || name.contains("modified")
        return isChange && !name.contains("publish") && !name.contains("entry-date")
    }

    private static let changes = PhraseTable([
        "updated", "last updated", "last modified", "modified", "aktualisiert", "zuletzt", "letzte änderung",
        "mis à jour", "actualizado", "aggiornato", "bijgewerkt", "stand:",
    ])

    private static func tellsChange(_ text: String) -> Bool { changes.starts(text.folded) }

    /// `/2014/03/14/` in an address.
    private static func date(in address: PageAddress) -> PublicationDate? {
        let steps = address.directories
        for index in steps.indices.dropLast(2) where steps[index].utf8.count == 4 {
            guard let year = Int(steps[index]), (1990...2100).contains(year), let month = Int(steps[index + 1]),
                let day = Int(steps[index + 2])
            else { continue }
            return PublicationDate(year: year, month: month, day: day)
        }
        return nil
    }
}
