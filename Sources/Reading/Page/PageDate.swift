internal import Documents

/// Finds the day on which a page's article was published; a day on which it was only changed isn't one.
struct PageDate {
    let tree: HTMLTree
    let survey: PageSurvey
    let head: HeadZone

    private static let metaNames = [
        "article:published_time", "article:published", "og:published_time", "og:article:published_time",
        "datepublished", "publishdate", "publish-date", "publish_date", "publication_date", "publicationdate",
        "pubdate", "published", "published_time", "date", "dc.date.issued", "dc.date.created", "dc.date",
        "dcterms.issued", "dcterms.created", "dcterms.date", "sailthru.date", "parsely-pub-date",
        "cxenseparse:recs:publishtime", "rnews:datepublished", "citation_publication_date", "citation_date",
        "datecreated", "date_created", "article_date_original", "originalpublicationdate", "ptime", "created",
        "last-modified-date",
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
        for wantsTime in [true, false] {
            for index in range where tree.nodes[index].tag != .text {
                let isTime = tree.nodes[index].tag == .time
                guard isTime == wantsTime, isTime || survey.words[index].contains(.date) else { continue }
                if isWhole, survey.isApart(index) || isModification(index) { continue }
                if isModification(index) { continue }
                if let date = date(of: index) { return date }
            }
        }
        return nil
    }

    /// A line near the headline that states nothing but a date.
    private func told() -> PublicationDate? {
        head.lines().lazy.filter { $0.text.utf8.count <= Self.longest && !Self.tellsChange($0.text) }
            .compactMap { DateText.date(inLine: $0.text) }.first
    }

    /// A line near the headline that isn't a sentence and holds a date, for example a byline.
    private func mentioned() -> PublicationDate? {
        head.lines().lazy.filter {
            $0.text.utf8.count <= Self.longest && !$0.text.endsSentence && !Self.tellsChange($0.text)
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
