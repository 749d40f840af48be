import Testing

@testable import Reading

@Suite struct PageMetadataTests {
    private let story = """
        <p>The harbour bridge will close on Monday, and ferries will take its place until spring, the council said.</p>
        <p>Nobody in the town was surprised, least of all the ferrymen, who had painted their boats in the autumn.</p>
        """

    private static let line = "The town has waited for its new bridge over the harbour for ten years, says the council."

    private func read(_ head: String, _ body: String = "<h1>Bridge closes</h1>", html: String = "") throws
        -> ArticleFacts
    {
        ArticleFacts(
            try page("<html \(html)><head>\(head)</head><body><article>\(body)\(story)</article></body></html>"))
    }

    @Test func theHeadlineThatIsShownWinsOverOthersForIt() throws {
        #expect(try read("<title>Bridge closes - Harbour Times</title>").title == "Bridge closes")
        #expect(
            try read(
                "<title>Bridge closes | Times</title><meta property='og:title' content='Bridge closes'>",
                "<h2>Bridge closes</h2>"
            )
            .title == "Bridge closes")
        let named = "<meta property='og:site_name' content='Harbour Times'><title>Bridge closes – Harbour Times</title>"
        #expect(try read(named, "").title == "Bridge closes")
        #expect(try read(named, "<h1>Harbour Times</h1>").title == "Bridge closes")
    }

    @Test func theHeadlineAndWhatStandsBeforeItAreNoBody() throws {
        let article = try page("<article><p><small>News</small></p><h1>Bridge closes</h1>\(story)</article>")
        #expect(article.text.hasPrefix("The harbour bridge will close"))
    }

    @Test func structuredDataIsReadThroughItsReferences() throws {
        let json = """
            {"@context":"https://schema.org","@graph":[
            {"@type":"NewsArticle","@id":"#a","headline":"Bridge closes","datePublished":"2025-03-03T18:40:12+00:00",
             "dateModified":"2025-03-04","author":[{"@id":"#jane"},{"@type":"Person","name":"By John Roe"}],
             "publisher":{"@id":"#org"},"inLanguage":"en-gb","mainEntityOfPage":{"@id":"https://example.org/bridge"}},
            {"@type":"Person","@id":"#jane","name":"Jane Doe"},{"@type":"Organization","@id":"#org","name":"Harbour Times"}]}
            """
        let facts = try read("<script type='application/ld+json'>\(json)</script>")
        #expect(facts.published == "2025-03-03T18:40:12Z")
        #expect(facts.authors == ["Jane Doe", "John Roe"])
        #expect(facts.site == "Harbour Times")
        #expect(facts.language == "en-GB")
        #expect(facts.url == "https://example.org/bridge")
    }

    @Test func theSiteItselfIsNoAuthor() throws {
        let head = "<meta property='og:site_name' content='Harbour Times'><meta name=author content='Harbour Times'>"
        #expect(try read(head).authors.isEmpty)
        #expect(try read("<meta property='article:author' content='https://social.example/jane'>").authors.isEmpty)
    }

    @Test(arguments: [
        "<p class=byline>By <a rel=author href=/jane>Jane Doe</a>, harbour correspondent</p>",
        "<div class=meta>By <a href=/jane>Jane Doe</a> | 3 March 2025</div>",
        "<span itemprop=author itemscope><span itemprop=name>Jane Doe</span></span>",
        "<p>By Jane Doe</p>", "<div class=sig>Jane Doe at Harbour Park</div>",
    ]) func authorsAreReadOffThePage(_ byline: String) throws {
        let facts = try read("", "<h1>Bridge closes</h1>\(byline)")
        #expect(facts.authors == ["Jane Doe"])
        #expect(!facts.text.contains("Jane Doe"))
    }

    @Test(arguments: [
        ("<meta property='article:published_time' content='2025-03-03T07:15:00+00:00'>", "", "2025-03-03T07:15:00Z"),
        ("<meta property='article:modified_time' content='2025-03-04T07:15:00Z'>", "", "2025-03-04T07:15:00Z"),
        ("", "<time datetime='2025-03-03'>Monday</time>", "2025-03-03"),
        ("", "<time class=updated datetime='2025-03-04'>Tuesday</time>", "2025-03-04"),
        ("", "<p class=date>3 March 2025</p>", "2025-03-03"), ("", "<p>Monday 3 March 2025, 7.15am</p>", "2025-03-03"),
        ("", "<p>Last updated 4 March 2025</p>", "2025-03-04"), ("", "<p class=date>03/04/2025</p>", nil),
        ("<link rel=canonical href='https://example.org/2025/03/03/bridge'>", "", "2025-03-03"),
        ("<meta itemprop=datePublished content='2025-03-03'>", "", "2025-03-03"),
        ("<meta name=last-modified-date content='2025-03-04'>", "", "2025-03-04"),
        // In a sentence, a day is what the article is about.
        ("", "<p>\(Self.line)</p><p>Held <span class=event-date>4 July 1876</span></p>", nil),
        ("", "<p>\(Self.line)</p><p><span class=date>4 July 1876.</span> \(Self.line)</p>", "1876-07-04"),
    ]) func theDayOfPublicationIsFoundOrAbsent(_ head: String, _ line: String, _ date: String?) throws {
        #expect(try read(head, "<h1>Bridge closes</h1>\(line)").published == date)
    }

    @Test(arguments: [
        "Bridge closes on 26 March 2031, perhaps for good", "A look back: 3 May 2014",
    ]) func aHeadlineIsNoDate(_ headline: String) throws {
        #expect(try read("<title>\(headline)</title>", "<h1>\(headline)</h1>").published == nil)
        #expect(try read("", "<h1>\(headline.replacing(", ", with: "<br>"))</h1>").published == nil)
    }

    @Test(arguments: [
        "<aside><div><time datetime=2012-01-01>Then</time></div></aside>",
        "<div class=teaser><a href=/x>Another story</a><time datetime=2011-01-01>1 Jan</time></div>",
        "<div><p>Another story</p>1 January 2011</div>",
    ]) func whatStandsAfterAShortArticleDoesNotDateIt(_ other: String) throws {
        let article = try page("<body><article><h1>Bridge closes</h1>\(story)</article>\(other)")
        #expect(article.metadata.published == nil)
    }

    @Test(arguments: [
        (
            "<link rel=canonical href='http://[bad x'><link rel=canonical href='../b'>", "https://example.org/a/1",
            "https://example.org/b"
        ),
        ("<link rel=canonical href='/bridge'>", "https://example.org/news/1.html", "https://example.org/bridge"),
        (
            "<base href='/eu/'><link rel=canonical href='bridge?x=1'>", "https://example.org/1",
            "https://example.org/eu/bridge?x=1"
        ),
        ("<link rel=canonical href='../bridge'>", "https://example.org/a/b/c", "https://example.org/a/bridge"),
        ("<meta property='og:url' content='https://example.org/og'>", "in.html", "https://example.org/og"),
        ("<link rel=canonical href='javascript:alert(1)'>", "in.html", nil),
        ("<link rel=canonical href='/x'>", "in.html", nil),
        ("", "https://example.org/1", "https://example.org/1"),
    ]) func addressesAreResolved(_ head: String, _ place: String, _ url: String?) throws {
        #expect(try page("<head>\(head)</head><h1>Bridge closes</h1>\(story)", at: place).metadata.url == url)
    }

    @Test(arguments: [
        ("lang=en-gb", "", "en-GB"), ("lang='zh-hant-tw'", "", "zh-Hant-TW"),
        ("", "<meta property='og:locale' content='de_AT'>", "de-AT"),
        ("", "<meta http-equiv=content-language content='fr, en'>", "fr"), ("lang='{{lang}}'", "", nil),
        ("lang=x-default", "", nil),
        ("", "", nil),
    ]) func languagesAreTagsInTheirUsualWriting(_ html: String, _ head: String, _ language: String?) throws {
        #expect(try read(head, html: html).language == language)
    }

    @Test(arguments: [
        "<p class=standfirst>Ferries will take its place.</p>", "<h2>Ferries will take its place.</h2>",
        "<p class=article-intro>Ferries will take its place.</p><p class=byline>By Jane Doe</p>",
    ]) func theStandfirstIsTheSubtitle(_ standfirst: String) throws {
        let facts = try read("", "<h1>Bridge closes</h1>\(standfirst)")
        #expect(facts.subtitle == "Ferries will take its place.")
        #expect(!facts.text.contains("Ferries will take its place."))
    }

    @Test func anIntroductionWithoutABylineBelowIsBody() throws {
        let facts = try read("", "<h1>Bridge closes</h1><p class=intro>The bridge over the harbour is old.</p>")
        #expect(facts.subtitle == nil)
        #expect(facts.text.hasPrefix("The bridge over the harbour is old."))
    }
}
