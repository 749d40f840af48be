internal import Documents
internal import Rendering

/// The page of an article.
struct MarkdownPage: Sendable {
    /// The article, whose title and identity name the page.
    let article: Article
    /// The page, UTF-8.
    let bytes: [UInt8]

    init(_ article: Article, _ layers: PublishMarkdown.Reads) {
        self.article = article
        let (language, statistics, keyphrases, summary) = layers.all
        let summaryText = summary.layer?.text(of: article)
        let headline = Headline(article)

        var matter = FrontMatterText()
        matter.members(of: article, headline, LanguageTag(article, language.layer))
        if let words = statistics.layer?.words { matter.member("words", words) }
        matter.member("keyphrases", keyphrases.layer?.phrases.map(\.text) ?? [])
        matter.member("summary", summaryText)
        matter.member("source", article.raw.locator)
        matter.member("id", article.id.description)

        var body = MarkdownText()
        body.heading(headline.text, level: 1, isEmphasized: headline.isFirstWords)
        if let summaryText, !summaryText.isEmpty { body.standfirst(summaryText) }
        for block in article.blocks { body.block(block.kind, article.text[bytes: block.range], block.outline) }
        bytes = Array("---\n".utf8) + matter.bytes + Array("---\n\n".utf8) + body.bytes
    }
}
