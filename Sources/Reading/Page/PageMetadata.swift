internal import Documents

/// What a page says about its article, by the sources that pages fill for search engines and social sites, and by what
/// stands around the headline.
struct PageMetadata {
    private(set) var metadata = ArticleMetadata()
    /// Where each of what is known was found, and how sure it is.
    private(set) var evidence: [MetadataField: Evidence] = [:]
    /// Elements that are metadata and so no part of the body: headline and standfirst.
    private(set) var elements: [Int] = []

    /// The element that shows the headline.
    private(set) var headline: Int?

    private static let longestTitle = 2000

    /// - Parameters:
    ///   - locator: Where the page was read; relative addresses are resolved against it when it is a URL.
    ///   - source: The page's bytes, for dates that only its scripts hold.
    init(_ tree: HTMLTree, _ survey: PageSurvey, locator: String, source: [UInt8] = []) {
        let marks = PageMarks(tree)
        let tags = MetaTags(tree, marks)
        let structured = StructuredData(tree, marks)
        let place = PageAddress(locator)
        let base = marks.base.flatMap { PageAddress.resolve(tree.attribute(.href, of: $0), against: place) } ?? place
        let url = Self.address(tree, marks, tags, structured, place: place, base: base)
        metadata.url = take(.url, url)?.text
        metadata.language = take(.language, Self.language(tree, marks, tags, structured))

        let title = marks.title.flatMap { tree.innerText(of: $0, limit: Self.longestTitle) } ?? ""
        let names = SiteNames(tags, structured)
        let rule = TitleRule(sites: names.all, host: url?.value.host)
        metadata.site = take(.site, names.best ?? rule.site(in: title).map { Found($0, "title", .medium) })
        let declared = Self.headlines(tags, structured, rule)
        let shown = PageHeadline(tree, survey, marks, declared: declared, title: title, rule: rule)
        metadata.title = shown.text
        evidence[.title] = shown.evidence
        headline = shown.element
        if let element = headline, tree.nodes[element].tag == .h1 { elements.append(element) }

        let head = HeadZone(tree, survey, headline: headline)
        let addresses = [url?.value, place].compactMap(\.self)
        let dates = PageDate(
            tree: tree, survey: survey, marks: marks, head: head, title: metadata.title,
            headline: headline ?? 0, order: DateOrder(language: metadata.language), addresses: addresses, source: source
        ).find(structured, tags)
        metadata.published = take(.published, dates.published)
        metadata.modified = take(.modified, dates.modified)
        let sites = names.all.flatMap(TitleRule.names(of:)) + [metadata.site].compactMap(\.self)
        let authors = PageAuthors(tree: tree, survey: survey, marks: marks, head: head, sites: sites, rule: rule)
        metadata.authors = take(.authors, authors.find(structured, tags)) ?? []
        let subject = PageSubject(tree, marks, structured, tags, base: base)
        metadata.section = take(.section, subject.section)
        metadata.tags = take(.tags, subject.tags) ?? []
        metadata.image = take(.image, subject.image)
        metadata.isPaywalled = take(.paywalled, subject.isPaywalled)
        if let standfirst = Standfirst.find(tree, survey, head, headline: headline) {
            metadata.subtitle = take(.subtitle, Found(standfirst.text, "text", .medium))
            elements.append(standfirst.index)
        }
    }

    private mutating func take<Value>(_ field: MetadataField, _ found: Found<Value>?) -> Value? {
        evidence[field] = found?.evidence
        return found?.value
    }

    /// Headlines that the page declares for others, best first, without what isn't one.
    private static func headlines(
        _ tags: MetaTags, _ structured: StructuredData, _ rule: TitleRule
    ) -> [PageHeadline.Declared] {
        var declared: [PageHeadline.Declared] = []
        func add(_ text: String?, _ source: String, isTrusted: Bool) {
            guard let text else { return }
            let headline = rule.headline(of: text)
            guard !headline.isEmpty, !rule.isSite(headline) else { return }
            declared.append(PageHeadline.Declared(text: headline, source: source, isTrusted: isTrusted))
        }
        add(structured.text("headline"), "json-ld headline", isTrusted: false)
        let names: [StaticString] = [
            "dc:title", "dc.title", "og:title", "twitter:title", "parsely-title", "sailthru.title",
        ]
        for name in names {
            add(tags.first(name), "meta \(name)", isTrusted: true)
        }
        return declared
    }

    /// The canonical address, or where the page was read.
    private static func address(
        _ tree: HTMLTree, _ marks: PageMarks, _ tags: MetaTags, _ structured: StructuredData, place: PageAddress?,
        base: PageAddress?
    ) -> Found<PageAddress>? {
        let canonical = marks.canonicals.map { (tree.attribute(.href, of: $0), "link canonical") }
        let others = [(tags.first("og:url"), "meta og:url"), (structured.address, "json-ld url")]
        for (reference, source) in canonical + others {
            if let address = PageAddress.resolve(reference, against: base) { return Found(address, source, .high) }
        }
        return place.map { Found($0, "url", .medium) }
    }

    private static func language(
        _ tree: HTMLTree, _ marks: PageMarks, _ tags: MetaTags, _ structured: StructuredData
    ) -> Found<String>? {
        let root = marks.root
        let declared = [
            (root.flatMap { tree.attribute(.lang, of: $0) }, "html lang"),
            (root.flatMap { tree.attribute(.xmlLang, of: $0) }, "html xml:lang"),
            (tags.first("content-language", "language", "dc.language"), "meta language"),
            (structured.anyText("inLanguage"), "json-ld inLanguage"), (tags.first("og:locale"), "meta og:locale"),
        ]
        return declared.lazy.compactMap { text, source in
            text.flatMap(DeclaredLanguage.tag).map { Found($0, source, .high) }
        }.first
    }
}

/// The names that a page gives its site.
private struct SiteNames {
    /// The name to show.
    let best: Found<String>?
    /// All of them.
    let all: [String]

    init(_ tags: MetaTags, _ structured: StructuredData) {
        let candidates = [
            (structured.publisher, "json-ld publisher"), (tags.first("og:site_name"), "meta og:site_name"),
            (structured.website, "json-ld WebSite"), (tags.first("application-name"), "meta application-name"),
        ]
        let known = candidates.compactMap { name, source in name.map { Found($0, source, .high) } }
        best = known.first
        all = known.map(\.value)
    }
}
