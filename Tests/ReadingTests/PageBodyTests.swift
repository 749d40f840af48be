import Testing

@testable import Reading

@Suite struct PageBodyTests {
    private let story = """
        <p>The harbour bridge will close on Monday, and ferries will take its place until spring, the council said.</p>
        <p>Nobody in the town was surprised, least of all the ferrymen, who had painted their boats in the autumn.</p>
        """

    private func parts(_ more: String) throws -> [String] {
        Array(try page("<article><h1>Bridge closes</h1>\(story)\(more)</article>").parts.dropFirst(2))
    }

    @Test func everyRowOfATableOfDataIsABlock() throws {
        let table = """
            <table><caption>Main rate</caption><thead><tr><th>Meeting<th>Rate</thead>
            <tr><td>May 2022<td><b>1.50%</b><tr><td colspan=2>none in June<tr><td>July 2022<td></table>
            """
        #expect(
            try parts(table) == [
                "heading: Main rate", "table-row: Meeting | Rate", "table-row: May 2022 | 1.50%",
                "table-row: none in June |", "table-row: July 2022 |",
            ])
    }

    @Test(arguments: [
        "<table><tr><td>One column only, for the looks.</td></tr><tr><td>A second line.</td></tr></table>",
        "<table><tr><td><p>One column only, for the looks.</p></td></tr></table>",
        "<table><tr><td><table><tr><td>One column only, for the looks.</td></tr></table></td><td></td></tr></table>",
    ]) func aTableForTheLayoutIsReadAsText(_ table: String) throws {
        #expect(try parts(table).first == "paragraph: One column only, for the looks.")
    }

    @Test(arguments: [
        "<p><time datetime='2025-03-03T03:20:00Z'>03:20</time></p>", "<p>Monday 3 March 2025</p>", "<p>1/4</p>",
        "<div>Advertisement</div>", "<div class=related><p>Read more about ferries</p></div>",
        "<ul><li><a href=/a>Share on Chirrup</a></li><li><a href=/b>Share on Facepage</a></li></ul>",
        "<div class=newsletter><p>Sign up for the Morning Tide, our free letter.</p></div>",
        "<section id=comments><p>I have always said so, and my uncle, too.</p></section>",
        "<div class=author-bio><p>Jane Doe writes about harbours.</p></div>", "<p hidden>Not to be seen.</p>",
        "<p style='display: none'>Not to be seen.</p>", "<p><a href=/a>Back</a> | <a href=/b>Print</a></p>",
        "<aside>Of another kind.</aside>", "<h2>Topics</h2>", "<noscript>Turn scripts on.</noscript>",
    ]) func furnitureIsNoBody(_ html: String) throws { #expect(try parts(html) == []) }

    @Test func aTableInACellOfALayoutIsReadByItself() throws {
        let inner = "<table><tr><td>May</td><td>1.50%</td></tr><tr><td>July</td><td>1.75%</td></tr></table>"
        let table = "<table><tr><td>Rates</td><td>\(inner)</td></tr><tr><td>x</td><td>y</td></tr></table>"
        let parts = try parts(table)
        #expect(parts.contains("table-row: May | 1.50%") && parts.contains("table-row: July | 1.75%"))
    }

    @Test func captionsAreKeptApartAlsoBesideTheLeadPicture() throws {
        let picture = "<div class=pic><img src=a.jpg><div>The bridge at dawn. Photo: Jane Doe</div></div>"
        let inside = "<figure><img src=b.jpg><figcaption>The ferry</figcaption></figure>"
        let article = try page(
            "<h1>Bridge closes</h1>\(picture)<div class=article-body>\(story)\(inside)</div>")
        #expect(article.metadata.captions == ["The bridge at dawn. Photo: Jane Doe", "The ferry"])
        #expect(article.blocks.count == 2)
    }

    @Test func kindsOfBlocksAreTold() throws {
        let html =
            "<h2>Why</h2><ul><li>It is old</li></ul><blockquote>\u{201C}Old indeed.\u{201D}</blockquote><pre>a\n b</pre><p>End.</p>"
        #expect(
            try parts(html) == [
                "heading: Why", "list-item: It is old", "quotation: \u{201C}Old indeed.\u{201D}", "code: a\n b",
                "paragraph: End.",
            ])
    }

    @Test func anOldPageOfTablesWithoutHeadingsHasItsHeadlineAndStory() throws {
        let article = try page(
            """
            <title>The Packet - Bridge over the harbour closes</title><table><tr><td><b>Also today</b><br><br>Fair, wind south-west
            <td><font size=6><b>Bridge over the harbour closes</b></font><br><br>The bridge will close on Monday, and ferries will
            take its place until spring, the council said.<br><br>Nobody was surprised, least of all the ferrymen, who had painted
            their boats in the autumn.<td>WANTED: oars, pair</table>
            """)
        #expect(article.title == "Bridge over the harbour closes")
        #expect(article.blocks.count == 2)
    }

    private let long = repeatElement(
        "The harbour bridge will close on Monday, and ferries will take its place.", count: 12)

    @Test(arguments: ["\\n", "<br><br>", "</p><p>"]) func aStubGivesWayToTheTextThatThePageDeclares(_ mark: String)
        throws
    {
        let json = "{\"@type\":\"NewsArticle\",\"articleBody\":\"\(long.joined(separator: mark))\"}"
        let page = try page(
            "<script type='application/ld+json'>\(json)</script><article><p>The harbour bridge will…</article>")
        #expect(page.blocks.count == 12)
        #expect(page.text.hasSuffix("take its place."))
    }

    @Test func aTeaserThatThePageDeclaresIsNoBody() throws {
        let json = "{\"@type\":\"NewsArticle\",\"articleBody\":\"A bridge will close, and boats will go.\"}"
        let page = try page("<script type='application/ld+json'>\(json)</script><article>\(story)</article>")
        #expect(page.text.hasPrefix("The harbour bridge"))
    }

    @Test func aPageOfMuchFurnitureHasItsStoryAndNothingElse() throws {
        let text = long.enumerated().map {
            "<p>\($0). \($1) The council said so on Friday, and nobody was surprised.</p>"
        }
        let links = (0..<8).map { "<li><a href=/\($0)>Another story of the town, number \($0)</a></li>" }.joined()
        let page = try page(
            """
            <title>Bridge closes - Harbour Times</title><header><nav><ul>\(links)</ul></nav></header>
            <div class=promo-teaser><h3>Ferries painted</h3><p>In the autumn all boats were painted by hand.</p></div>
            <main><article class=post><h1>Bridge closes</h1><div class=byline>By Jane Doe</div><div class=share-tools>Share this story</div>
            <div class=article-body>\(text[..<6].joined())<div class=newsletter-signup><p>Sign up for our newsletter and get
            the news of the harbour in your inbox every morning.</p></div>\(text[6...].joined())
            <div class=related-stories><h3>Related</h3><ul>\(links)</ul></div><div class=author-box><p>Jane Doe is a reporter.
            Follow her on Chirrup.</p></div></div></article></main><aside><p>Most read this week in the town and beyond it.</p></aside>
            <footer><p>Copyright 2025 Harbour Times. All rights reserved by the publisher of these pages.</p></footer>
            """)
        #expect(page.blocks.count == 12)
        #expect(page.blocks.allSatisfy { $0.kind == .paragraph })
    }

    @Test func paragraphsMayBeBareTextOrStandInSeveralContainers() throws {
        let line =
            "The harbour bridge will close on Monday, and ferries will take its place until spring, the council said"
        let bare = (0..<6).map { "\(line), for the \($0)th time.<br><br>" }.joined()
        #expect(try page("<h1>Bridge closes</h1><div id=story>\(bare)</div>").blocks.count == 6)
        let parts = (0..<6).map {
            "<div class=text-part><div>\(line), for the \($0)th time.</div></div><div class=ad>Buy boats</div>"
        }
        #expect(try page("<h1>Bridge closes</h1><div id=story>\(parts.joined())</div>").blocks.count == 6)
    }
}
