internal import Documents

/// Reads a web page: the article's text, and what the page says about it.
enum PageReader {
    /// Less is no article, if the page has more.
    private static let shortestText = 250

    /// Reads a whole page.
    /// - Parameters:
    ///   - html: UTF-8.
    ///   - address: Where it was read; relative addresses are resolved against it when it is a URL.
    static func read(_ html: [UInt8], address: String) throws(ReadingError) -> ArticleDraft {
        let tree = try HTMLTree(html)
        var draft = ArticleDraft()
        let survey = PageSurvey(tree)
        let page = PageMetadata(tree, survey, locator: address, source: html)
        draft.metadata = page.metadata
        var builder = PageBlocks(survey, without: page.elements)
        let containers = ContentFinder(survey: survey).containers()
        if let headline = page.headline, let first = containers.first, headline < first {
            builder.addCaptions(in: headline..<first)
        }
        for container in containers { builder.add(container) }
        if builder.length < shortestText {
            // Names led astray: read all that isn't furniture by its element.
            var all = PageBlocks(PageSurvey(tree, .elements), without: page.elements)
            all.add(survey.body)
            if all.length > builder.length * 2 { builder = all }
        }
        draft.blocks = builder.blocks
        draft.metadata.captions = builder.captions
        trim(&draft)
        draft.settle()
        return draft
    }

    /// Reads a fragment that is body throughout, such as a field of a feed; the draft isn't settled yet.
    static func readFragment(_ html: [UInt8], into draft: inout ArticleDraft) throws(ReadingError) {
        let survey = PageSurvey(try HTMLTree(html))
        var builder = PageBlocks(survey)
        builder.add(survey.body)
        draft.blocks += builder.blocks
        draft.metadata.captions += builder.captions
    }

    /// Headings at the end head nothing.
    private static func trim(_ draft: inout ArticleDraft) {
        while draft.blocks.count > 1, draft.blocks.last?.kind == .heading { draft.blocks.removeLast() }
    }
}
