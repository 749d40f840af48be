import Documents
import Testing

@testable import Reading

@Suite struct PageDecisionTests {
    private let html = """
        <title>Bridge closes - Harbour Times</title><body><nav>Home</nav><div class=newsletter>Our letter for you</div>
        <article><h1>Bridge closes</h1><p>The harbour bridge will close on Monday, and ferries will take its place until
        spring, the council said.</p><ul><li><a href=/a>Another story</a></li><li><a href=/b>And one</a></li></ul><p>Nobody in
        the town was surprised, least of all the ferrymen, who had painted their boats in the autumn.</p>
        <figure><img><figcaption>The ferry</figcaption></figure></article>
        <section id=comments><p>I have always said so, and my uncle, too.</p></section>
        """

    private func read(_ options: PageReader.Options) throws -> Page {
        try PageReader(options).read(Array(html.utf8), address: "page.html")
    }

    @Test func everyLineOfThePageIsExplained() throws {
        let page = try read(PageReader.Options(explains: true))
        let reasons = page.decisions.map { "\($0.isKept ? "+" : "-") \($0.text.prefix(18)): \($0.reason)" }
        #expect(
            reasons == [
                "- Home: navigation", "- Our letter for you: furniture by its name: newsletter",
                "- Bridge closes: the headline, or the line under it", "+ The harbour bridge: a paragraph of the text",
                "- Another story: a list of links", "- And one: a list of links",
                "+ Nobody in the town: a paragraph of the text", "- The ferry: a caption",
                "- I have always said: readers' comments",
            ])
    }

    @Test func linesThatStartWithinAnElementAreFoundAgain() throws {
        let marked = html.replacing("<p>Nobody in", with: "<p><i></i> <b>Nobody</b> in")
        let page = try PageReader(PageReader.Options(explains: true)).read(Array(marked.utf8), address: "page.html")
        let line = try #require(page.decisions.first { $0.text.hasPrefix("Nobody in") })
        #expect(line.isKept)
        #expect(line.reason == "a paragraph of the text")
    }

    @Test func nothingIsExplainedUnasked() throws {
        let page = try read(PageReader.Options())
        #expect(page.decisions.isEmpty)
        #expect(page.blocks.count == 2)
        #expect(page.metadata.title == "Bridge closes")
        #expect(page.metadata.captions == ["The ferry"])
    }

    @Test func readersCommentsFollowTheBodyWhereTheyAreAskedFor() throws {
        let page = try read(PageReader.Options(keepsComments: true))
        #expect(page.blocks.count == 3)
        #expect(page.blocks.last?.text == "I have always said so, and my uncle, too.")
        let raw = RawDocument(locator: "page.html", mediaType: .html, bytes: Array(html.utf8))
        #expect(try ArticleReader(pages: PageReader.Options(keepsComments: true)).read(raw).blocks.count == 3)
        #expect(try ArticleReader().read(raw).blocks.count == 2)
    }
}
