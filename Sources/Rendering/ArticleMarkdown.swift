package import Documents

extension FrontMatterText {
    /// Writes what is known of an article.
    package mutating func members(of article: Article, _ headline: Headline, _ language: LanguageTag?) {
        let metadata = article.metadata
        member("title", headline.isFirstWords ? nil : headline.text)
        member("subtitle", metadata.subtitle)
        member("authors", metadata.authors)
        member("published", metadata.published?.description)
        member("site", metadata.site)
        member("url", metadata.url)
        member("dateline", metadata.dateline)
        member("language", language?.text)
    }
}

extension Article {
    /// The article in CommonMark, with front matter in YAML; UTF-8.
    package var markdown: [UInt8] {
        let headline = Headline(self)
        var matter = FrontMatterText()
        matter.members(of: self, headline, LanguageTag(self, nil))
        var body = MarkdownText()
        if !headline.isFirstWords { body.heading(headline.text, level: 1) }
        for block in blocks { body.block(block.kind, text[bytes: block.range], block.outline) }
        let front = matter.bytes.isEmpty ? [] : Array("---\n".utf8) + matter.bytes + Array("---\n\n".utf8)
        return front + body.bytes
    }
}
