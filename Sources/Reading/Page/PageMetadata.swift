internal import Documents

/// What a page says about its article, by the sources that pages fill for search engines and social sites, and by what
/// stands around the headline.
struct PageMetadata {
    private(set) var metadata = ArticleMetadata()
    /// Elements that are metadata and so no part of the body: headline and standfirst.
    private(set) var elements: [Int] = []

    /// The element that shows the headline.
    private(set) var headline: Int?

    private static let longestTitle = 2000

    /// - Parameter locator: Where the page was read; relative addresses are resolved against it when it is a URL.
    init(_ tree: HTMLTree, _ survey: PageSurvey, locator: String) {
        let tags = MetaTags(tree)
        let structured = StructuredData(tree)
        let address = Self.address(tree, tags, structured, locator: locator)
        metadata.url = address?.text
        metadata.language = Self.language(tree, tags, structured)

        let title = tree.first(.title).flatMap { tree.innerText(of: $0, limit: Self.longestTitle) } ?? ""
        let host = address?.host
        let site = tags.first("og:site_name", "application-name") ?? structured.site
        let rule = TitleRule(site: site, host: host)
        metadata.site = site ?? rule.site(in: title)
        let declared = [structured.text("headline"), tags.first("og:title"), tags.first("twitter:title", "dc.title")]
            .compactMap { $0 }.map { rule.headline(of: $0) }.filter { !$0.isEmpty && !rule.isSite($0) }
        let shown = PageHeadline(tree, survey, declared: declared, title: title, rule: rule)
        metadata.title = shown.text
        headline = shown.element
        if let element = headline, tree.nodes[element].tag == .h1 { elements.append(element) }

        let head = HeadZone(tree, survey, headline: headline)
        metadata.published = PageDate(tree: tree, survey: survey, head: head, title: metadata.title)
            .find(structured, tags, address: address)
        metadata.authors = PageAuthors(tree: tree, survey: survey, head: head, site: metadata.site)
            .find(structured, tags)
        if let standfirst = Standfirst.find(tree, survey, head, headline: headline) {
            metadata.subtitle = standfirst.text
            elements.append(standfirst.index)
        }
    }

    /// The canonical address, or where the page was read.
    private static func address(
        _ tree: HTMLTree, _ tags: MetaTags, _ structured: StructuredData, locator: String
    ) -> PageAddress? {
        let place = PageAddress(locator)
        let base = tree.first(.base).flatMap { PageAddress.resolve(tree.attribute(.href, of: $0), against: place) }
        let canonical = tree.nodes.indices.filter {
            tree.nodes[$0].tag == .link && tree.attribute(.rel, of: $0)?.lowercased() == "canonical"
        }
        let references = canonical.map { tree.attribute(.href, of: $0) } + [tags.first("og:url"), structured.address]
        return references.lazy.compactMap { PageAddress.resolve($0, against: base ?? place) }.first ?? place
    }

    private static func language(_ tree: HTMLTree, _ tags: MetaTags, _ structured: StructuredData) -> String? {
        let root = tree.first(.html)
        let declared = [
            root.flatMap { tree.attribute(.lang, of: $0) }, root.flatMap { tree.attribute(.xmlLang, of: $0) },
            tags.first("content-language", "language", "dc.language"), structured.text("inLanguage"),
            tags.first("og:locale"),
        ]
        return declared.lazy.compactMap { $0.flatMap(DeclaredLanguage.tag) }.first
    }
}
