import Documents
import Testing

@testable import Reading

/// What pages say in meta elements, JSON-LD and microdata beyond headline and byline, and how sure it is.
@Suite struct PageFactsTests {
    private let story = """
        <p>The harbour bridge will close on Monday, and ferries will take its place until spring, the council said.</p>
        <p>Nobody in the town was surprised, least of all the ferrymen, who had painted their boats in the autumn.</p>
        """

    private func facts(_ head: String, _ body: String = "", at address: String = "https://example.org/bridge") throws
        -> (metadata: ArticleMetadata, evidence: [MetadataField: Evidence])
    {
        let html =
            "<html><head>\(head)</head><body><article><h1>Bridge closes</h1>\(body)\(story)</article></body></html>"
        let tree = HTMLTree(Array(html.utf8))
        let page = PageMetadata(tree, PageSurvey(tree), locator: address, source: Array(html.utf8))
        return (page.metadata, page.evidence)
    }

    private func jsonLD(_ members: String) -> String {
        "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\(members)}</script>"
    }

    @Test func allIsReadOffJSONLD() throws {
        let (metadata, evidence) = try facts(
            jsonLD(
                """
                "headline":"Bridge closes","articleSection":["Traffic"],"keywords":["bridge","ferry","Bridge"],
                "isAccessibleForFree":"False","dateModified":"2025-03-04T07:15:00Z","datePublished":"2025-03-03",
                "image":{"@type":"ImageObject","url":"/bridge.jpg","caption":"The bridge"}
                """))
        #expect(metadata.section == "Traffic")
        #expect(metadata.tags == ["bridge", "ferry"])
        #expect(metadata.isPaywalled == true)
        #expect(metadata.modified?.description == "2025-03-04T07:15:00Z")
        #expect(metadata.image == ArticleImage(url: "https://example.org/bridge.jpg", caption: "The bridge"))
        #expect(evidence[.section] == Evidence("json-ld articleSection", .high))
        #expect(evidence[.published] == Evidence("json-ld datePublished", .high))
        #expect(evidence[.title] == Evidence("json-ld headline", .high))
        #expect(evidence[.subtitle] == nil)
    }

    @Test func allIsReadOffMetaElements() throws {
        let (metadata, evidence) = try facts(
            """
            <meta property='article:section' content='Traffic,News'><meta property='article:tag' content='bridge'>
            <meta property='article:tag' content='ferry'><meta property='article:content_tier' content='free'>
            <meta property='article:modified_time' content='2025-03-04'><meta property='og:image' content='/b.jpg'>
            <meta property='og:image:alt' content='The bridge'>
            """)
        #expect(metadata.section == "Traffic")
        #expect(metadata.tags == ["bridge", "ferry"])
        #expect(metadata.isPaywalled == false)
        #expect(metadata.modified?.description == "2025-03-04")
        #expect(metadata.image == ArticleImage(url: "https://example.org/b.jpg", caption: "The bridge"))
        #expect(evidence[.tags] == Evidence("meta article:tag", .high))
        #expect(evidence[.url] == Evidence("url", .medium))
    }

    @Test func whatIsNotSaidIsNotKnown() throws {
        let (metadata, evidence) = try facts("<meta property='article:content_tier' content='metered'>", at: "in.html")
        #expect(
            metadata.section == nil && metadata.tags.isEmpty && metadata.image == nil && metadata.isPaywalled == nil)
        #expect(Set(evidence.keys) == [.title])
    }

    @Test(arguments: [
        ("<meta itemprop=isAccessibleForFree content=False>", true),
        ("<meta itemprop=isAccessibleForFree content='http://schema.org/True'>", false),
    ]) func microdataTellsPaywalls(_ markup: String, _ isPaywalled: Bool) throws {
        #expect(try facts("", markup).metadata.isPaywalled == isPaywalled)
    }

    @Test func onlyAddressesOnTheWebArePictures() throws {
        #expect(try facts("<meta property='og:image' content='data:image/png;base64,x'>").metadata.image == nil)
        #expect(
            try facts("<link rel=image_src href=b.jpg>").metadata.image
                == ArticleImage(url: "https://example.org/b.jpg"))
    }

    @Test(arguments: [
        ("<meta name='vr:published-time' content='2025-03-03'>", "", "2025-03-03"),
        ("<meta name=sw-pubdate content='2025-03-03'>", "", "2025-03-03"),
        ("<meta name=publisher content='20250303'>", "", nil), ("<meta name=expires content='2025-03-03'>", "", nil),
        ("", "<abbr class=published title='2025-03-03T10:00:00+01:00'>Monday</abbr>", "2025-03-03T10:00:00+01:00"),
        (
            "", "<span property='dc:date dc:created' content='2025-03-03T10:00:00+01:00'>x</span>",
            "2025-03-03T10:00:00+01:00"
        ),
        ("", "<span class=timestamp data-date-time='2025-03-03 20:06:13'>8:06</span>", "2025-03-03"),
        ("", "<p>By Jane Doe | 3 March 2025 | 5 min</p>", "2025-03-03"), ("", "<p>3.3.25</p>", "2025-03-03"),
        ("", "<p>Transport, (3.3.2025).</p>", "2025-03-03"),
        // What is shown below the headline is believed before what may be the last change.
        ("<meta name=date content='2025-03-05'>", "<time>3 March 2025</time>", "2025-03-03"),
        ("<meta name=date content='2025-03-05'>", "<p>Stand: 4.3.2025</p>", "2025-03-04"),
        ("<meta name=date content='2025-03-05'>", "", "2025-03-05"),
        ("", "<p>Updated <time>4 March 2025</time></p><p>Published <time>3 March 2025</time></p>", "2025-03-03"),
        // Whatever was changed that day had been published by then.
        ("", "<p>Last updated 4 March 2025</p>", "2025-03-04"),
        ("<script>x = {\"datePublished\":\"2025-03-03\"}</script>", "", "2025-03-03"),
        ("<meta property='og:image' content='/2025/03/02/b.jpg'>", "", nil),
        ("<meta property='og:image' content='https://example.org/2025/03/02/b.jpg'>", "", "2025-03-02"),
    ]) func theDayIsFoundWhereverItStands(_ head: String, _ body: String, _ date: String?) throws {
        #expect(try facts(head, body).metadata.published?.description == date)
    }

    @Test func aDayBelowTheTextCountsIfALineSaysSo() throws {
        let (metadata, evidence) = try facts("", "")
        #expect(metadata.published == nil && evidence[.published] == nil)
        let below = "<p class=foot>This entry was posted by Jane Doe on 3 March 2025 and filed under Traffic.</p>"
        let html = "<body><h1>Bridge closes</h1>\(story)\(String(repeating: story, count: 8))\(below)</body>"
        #expect(try page(html).metadata.published?.description == "2025-03-03")
        let other = "<p class=foot>The bridge was opened on 3 March 2025, said Jane Doe.</p>"
        #expect(try page(html.replacing(below, with: other)).metadata.published == nil)
    }

    @Test func theDayOfAnInstantIsThatOfThePage() throws {
        let head = "<meta property='article:published_time' content='2025-03-04T03:30:00Z'>"
        #expect(
            try facts(head, at: "https://example.org/2025/03/03/bridge").metadata.published?.description == "2025-03-03"
        )
        #expect(try facts(head).metadata.published?.description == "2025-03-04T03:30:00Z")
    }

    @Test func theTimeOfALiveReportIsNoDayThatThePageShows() throws {
        let posts = "<section><time datetime='2025-03-03T03:20:00Z'>03:20</time><p>All are safe.</p></section>"
        let head = jsonLD("\"datePublished\":\"2025-03-02T22:05:00Z\"")
        #expect(try facts(head, posts).metadata.published?.description == "2025-03-02T22:05:00Z")
    }

    @Test func lessSureSourcesAreToldAsSuch() throws {
        #expect(try facts("", "<p class=date>3 March 2025</p>").evidence[.published] == Evidence("text", .medium))
        #expect(
            try facts("<meta property='article:modified_time' content='2025-03-04'>").evidence[.published]
                == Evidence("meta article:modified_time", .low))
        #expect(try facts("", "<p>By Jane Doe</p>").evidence[.authors] == Evidence("text", .medium))
        #expect(Evidence.Confidence.low < .medium && .medium < Evidence.Confidence.high)
    }

    @Test(arguments: [
        ("<meta name=author content='Contributors to the Harbour Lexicon'>", ["Contributors to the Harbour Lexicon"]),
        ("<meta name=author content='港口 記者'>", ["港口 記者"]), ("<meta name=author content='Web Staff'>", []),
        ("<meta name=author content='the quay news crew'><meta property='og:site_name' content='Quay News'>", []),
        ("<meta name=author content='Doe, Jane'>", ["Jane Doe"]), ("<meta name=author content='3 March 2025'>", []),
        (
            "<meta name=author content='Jane Doe, Senior Editor, Bridge Crossing, and the Quay Project'>", ["Jane Doe"]
        ),
        ("<meta name=author content='Jane Doe View all posts'>", ["Jane Doe"]),
        ("<meta property='dc:creator x:other' content='Jane Doe'><meta name=author content='John Roe'>", ["Jane Doe"]),
    ]) func authorsAreThoseWhoAreDeclared(_ head: String, _ authors: [String]) throws {
        #expect(try facts(head).metadata.authors == authors)
    }

    @Test func aHeadlineForMachinesWinsWhereThePageShowsAnother() throws {
        let head = "<title>Bridge closes – Times</title><meta property='og:title' content='The end of a bridge'>"
        #expect(try facts(head).metadata.title == "The end of a bridge")
        // JSON-LD often describes: alone it isn't believed.
        #expect(try facts(jsonLD("\"headline\":\"bridge in the north\"")).metadata.title == "Bridge closes")
        #expect(try facts(jsonLD("\"headline\":\"Bridge &quot;closes&quot;\"")).metadata.title == "Bridge closes")
    }

    @Test func theNameOfTheSiteIsItsPublishersAndComesOffTheTitle() throws {
        let head = "<title>Ferries sail › Quay News</title>" + jsonLD("\"publisher\":{\"name\":\"Quay News\"}")
        let html = "<html><head>\(head)</head><body>\(story)</body></html>"
        let article = try page(html)
        #expect(article.title == "Ferries sail")
        #expect(article.metadata.site == "Quay News")
    }
}
