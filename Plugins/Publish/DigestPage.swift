internal import Rendering
internal import Documents

/// The parts of a digest.
struct DigestPage: Sendable {
    private static let longestExcerpt = 320

    private let title: String
    private let language: LanguageTag
    private let words: DigestWords
    /// The language of the page's own words, where it isn't the page's.
    private let wordsLanguage: String

    init(title: String, language: LanguageTag) {
        self.title = title
        self.language = language
        words = .of(language)
        wordsLanguage = DigestWords.speaks(language) ? language.text : "en"
    }

    /// All that stands before the first article.
    var beginning: [UInt8] {
        var html = HTMLText()
        html.markup("<!DOCTYPE html>\n<html")
        html.attribute("lang", language.text)
        html.attribute("dir", language.isRightToLeft ? "rtl" : "ltr")
        html.markup(
            """
            >
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; \
            base-uri 'none'; form-action 'none'">
            <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
            <meta name="referrer" content="no-referrer">
            <meta name="color-scheme" content="light dark">
            <title>
            """)
        html.text(title)
        html.markup("</title>\n<style>\n")
        html.markup(DigestStyle.sheet)
        html.markup("</style>\n</head>\n<body>\n<header id=\"top\">\n")
        html.element("h1", title)
        html.markup("</header>\n<main>\n")
        return html.bytes
    }

    /// All that stands behind the last article.
    func ending(count: Int) -> [UInt8] {
        var html = HTMLText()
        html.markup("</main>\n<footer")
        html.attribute("lang", wordsLanguage)
        html.markup(">\n")
        html.element("p", words.count(count))
        html.markup("<nav><a href=\"#top\">")
        html.text(words.top)
        html.markup("</a></nav>\n</footer>\n</body>\n</html>\n")
        return html.bytes
    }

    /// One article.
    func article(_ article: Article, _ layers: PublishDigest.Reads) -> [UInt8] {
        let (detected, statistics, keyphrases, summary) = layers.all
        let tag = LanguageTag(article, detected.layer)
        let address = article.metadata.url.flatMap { LinkAddress($0) } ?? LinkAddress(article.raw.locator)
        var html = HTMLText()
        html.markup("<article")
        html.attribute("lang", tag?.text ?? "")
        html.attribute("dir", tag.map { $0.isRightToLeft ? "rtl" : "ltr" } ?? "auto")
        html.markup(">\n")
        kicker(article, tag, statistics.layer, &html)
        headline(Headline(article), address, &html)
        if let subtitle = article.metadata.subtitle { html.element("p", class: "subtitle", subtitle) }
        if let text = text(of: article, summary.layer) { html.element("p", class: "summary", text) }
        phrases(keyphrases.layer?.phrases ?? [], &html)
        source(article, address, &html)
        html.markup("</article>\n")
        return html.bytes
    }

    private func kicker(
        _ article: Article, _ tag: LanguageTag?, _ statistics: Statistics?, _ html: inout HTMLText
    ) {
        let metadata = article.metadata
        guard metadata.site != nil || metadata.published != nil || tag != nil || statistics != nil else { return }
        html.markup("<p class=\"kicker\"")
        html.attribute("lang", wordsLanguage)
        html.markup(">")
        if let site = metadata.site { html.element("span", class: "site", site) }
        if let published = metadata.published {
            html.markup("<time dir=\"auto\"")
            html.attribute("datetime", published.description)
            html.markup(">")
            html.text(words.day(published))
            html.markup("</time>\n")
        }
        if let tag {
            html.markup("<span")
            html.attribute("lang", tag.text)
            html.markup(" dir=\"auto\">")
            html.text(LanguageNames.name(of: tag))
            html.markup("</span>\n")
        }
        if let statistics { html.element("span", words.readingTime(seconds: statistics.readingSeconds)) }
        html.markup("</p>\n")
    }

    private func headline(_ headline: Headline, _ address: LinkAddress?, _ html: inout HTMLText) {
        html.markup(headline.isFirstWords ? "<h2 class=\"untitled\" dir=\"auto\">" : "<h2 dir=\"auto\">")
        link(headline.text, address, &html)
        html.markup("</h2>\n")
    }

    /// The summary, or for want of one how the article begins.
    private func text(of article: Article, _ summary: Summary?) -> String? {
        if let summary, !summary.sentences.isEmpty { return summary.text(of: article) }
        guard let first = article.blocks.first(where: { $0.kind == .paragraph }) else { return nil }
        return Excerpt.beginning(of: article.text[bytes: first.range], bytes: Self.longestExcerpt)
    }

    private func phrases(_ phrases: [Keyphrases.Phrase], _ html: inout HTMLText) {
        guard !phrases.isEmpty else { return }
        html.markup("<ul class=\"phrases\"")
        html.attribute("aria-label", words.keyphrases)
        html.markup(">\n")
        for phrase in phrases { html.element("li", phrase.text) }
        html.markup("</ul>\n")
    }

    private func source(_ article: Article, _ address: LinkAddress?, _ html: inout HTMLText) {
        html.markup("<p class=\"source\">")
        for author in article.metadata.authors { html.element("span", author) }
        html.markup("<span dir=\"auto\" translate=\"no\">")
        link(address?.host ?? article.raw.locator, address, &html)
        html.markup("</span></p>\n")
    }

    private func link(_ text: String, _ address: LinkAddress?, _ html: inout HTMLText) {
        guard let address else { return html.text(text) }
        html.markup("<a")
        html.attribute("href", address.text)
        html.markup(" rel=\"noopener noreferrer\">")
        html.text(text)
        html.markup("</a>")
    }
}
