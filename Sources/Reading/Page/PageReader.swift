internal import Documents

/// Reads a web page: the article's text, and what the page says about it.
enum PageReader {
    /// Reads a whole page.
    /// - Parameters:
    ///   - html: UTF-8.
    ///   - address: Where it was read; relative addresses are resolved against it when it is a URL.
    static func read(_ html: [UInt8], address: String) throws(ReadingError) -> ArticleDraft {
        _ = try HTMLTree(html)
        return ArticleDraft()
    }

    /// Reads a fragment that is body throughout, such as a field of a feed.
    static func readFragment(_ html: [UInt8], title: String) throws(ReadingError) -> ArticleDraft {
        ArticleDraft()
    }
}
