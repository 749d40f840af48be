internal import Documents

/// The dates in a page's `meta` elements, by what their names mean.
struct MetaDates {
    private(set) var published: Found<PublicationDate>?
    private(set) var modified: Found<PublicationDate>?
    /// What may be either: some sites put the last change there.
    private(set) var doubtful: Found<PublicationDate>?

    private static let doubtfulNames: Set<String> = [
        "date", "dc.date", "dc:date", "dcterms.date", "dc.date.created", "dcterms.created", "datecreated",
        "date_created", "createdate", "created", "creation_date", "sailthru.date", "article_date_original", "ob:date",
        "isodatetime",
        "citation_date", "citation_online_date", "dcterms.available", "dcterms.issued", "dc.date.issued", "dc.issued",
        "uploaddate", "timestamp", "og:article:time", "displaydate", "release_date", "article:created", "issued",
    ]
    /// Dates of issue that are as good as those called published.
    private static let surest: Set<String> = [
        "dcterms.issued", "dc.date.issued", "dc.issued", "sailthru.date", "uploaddate",
    ]

    private static let longest = 60
    /// As many as a day has, `1 Jan 2014`.
    private static let fewestDigits = 5

    init(_ tags: MetaTags) {
        for entry in tags.entries(longest: Self.longest, digits: Self.fewestDigits) {
            let name = Array(entry.name.utf8)
            if Self.meansChange(name) {
                if modified == nil { modified = Self.found(entry, .high) }
            } else if Self.meansPublication(name) || Self.surest.contains(entry.name) {
                take(Self.found(entry, .high))
            } else if Self.doubtfulNames.contains(entry.name), doubtful == nil {
                doubtful = Self.found(entry, .medium)
            }
        }
    }

    /// The first one, as exactly as others of the same day state it.
    private mutating func take(_ found: Found<PublicationDate>?) {
        guard let found else { return }
        guard let known = published?.value else {
            published = found
            return
        }
        if known.time.isEmpty, !found.value.time.isEmpty, found.value.isSameDay(as: known) {
            published = found
        }
    }

    private static func found(
        _ entry: MetaTags.Entry, _ confidence: Evidence.Confidence
    ) -> Found<PublicationDate>? {
        DateText.date(in: entry.value).map { Found($0, "meta \(entry.name)", confidence) }
    }

    private static func meansChange(_ name: [UInt8]) -> Bool {
        name.holds("modif") || name.holds("update") || name.holds("lastmod") || name.holds("last-mod")
            || name.holds("revis")
    }

    private static func meansPublication(_ name: [UInt8]) -> Bool {
        if name.holds("expir") || name.holds("unpublish") || name.holds("publisher") { return false }
        return name.holds("publi") || name.holds("pubdate") || name.holds("pub-date") || name.holds("pub_date")
            || name.elementsEqual("pdate".utf8) || name.elementsEqual("ptime".utf8)
    }
}
