import Documents

@testable import Reading

/// Reads a page.
func page(_ html: String, at address: String = "page.html") throws -> Article {
    try ArticleReader().read(RawDocument(locator: address, mediaType: .html, bytes: Array(html.utf8)))
}

/// Reads a plain text.
func plain(_ text: String) throws -> Article {
    try ArticleReader().read(RawDocument(locator: "in.txt", mediaType: .plainText, bytes: Array(text.utf8)))
}

extension Article {
    /// The blocks' kinds and texts.
    var parts: [String] { blocks.map { "\($0.kind.rawValue): \(text[bytes: $0.range])" } }
}

/// What tests look at of an article.
struct ArticleFacts {
    let title: String
    let subtitle: String?
    let authors: [String]
    let published: String?
    let site: String?
    let url: String?
    let language: String?
    let text: String

    init(_ article: Article) {
        title = article.title
        subtitle = article.metadata.subtitle
        authors = article.metadata.authors
        published = article.metadata.published?.description
        site = article.metadata.site
        url = article.metadata.url
        language = article.metadata.language
        text = article.text
    }
}
