public import Documents

/// An article for tests: the first line is the headline, then paragraphs separated by blank lines.
public func sampleArticle(_ text: String, locator: String = "example.txt", language: String? = nil) -> Article {
    var paragraphs = text.split(separator: "\n\n").map { $0.trimmingNewlines() }
    var metadata = ArticleMetadata()
    if !paragraphs.isEmpty { metadata.title = paragraphs.removeFirst() }
    metadata.language = language
    return Article(
        raw: RawDocument(locator: locator, mediaType: .plainText, bytes: Array(text.utf8)), metadata: metadata,
        blocks: paragraphs.map { (.paragraph, $0) })
}

extension Form {
    /// The same document with layers that a stage before would have added.
    ///
    /// ```swift
    /// sampleArticle("Rates rise\n\nThe bank acted.").with(Sentences([ByteRange(0, 15)]), Language(code: "en", confidence: 1))
    /// ```
    public func with<each L: LayerSet>(_ layers: repeat each L) -> Self {
        var document = self
        repeat (each layers).add(to: &document.layers)
        return document
    }
}

extension Substring {
    fileprivate func trimmingNewlines() -> String {
        split(whereSeparator: \.isNewline).joined(separator: "\n")
    }
}
