import Documents
import TestRandom
import Testing

@testable import Reading

/// Pages that were made to break readers: each is read or told, in time that grows with its bytes, and never crashes.
@Suite struct HostilePageTests {
    private let story = "<p>The harbour bridge will close on Monday, and ferries will take its place until spring.</p>"

    @Test(arguments: [
        repeated("<div>", 100_000), repeated("<span></x>", 100_000), repeated("<b></i>", 50_000),
        repeated("<table><tr><td>w", 30_000),
        // Every paragraph opens all the elements again.
        "<p>" + (0..<3000).map { "<b id=\($0)>" }.joined() + "</p>" + repeated("<p>x</p>", 5000),
    ]) func nestingBeyondReasonIsReadAsParagraphs(_ nested: String) throws {
        let head = "<title>Bridge closes</title><script>var a = '<b>';</script><h1>Bridge closes</h1>"
        let article = try page(head + story + nested + "<p>The last line of <em>all</em> stands below.</p>")
        #expect(article.title == "Bridge closes")
        #expect(article.text.contains("The harbour bridge will close on Monday"))
        #expect(article.text.contains("The last line of all stands below."))
        #expect(!article.text.contains("var a"))
    }

    /// Each would take hours or gigabytes if some part of reading looked at all of it for each part of it.
    @Test(
        .timeLimit(.minutes(20)),
        arguments: [
            GrowingPage("containers") { repeated("<article><p>A line of a story.</p></article>", 1000 * $0) },
            GrowingPage("headings") { repeated("<h1><a>", 2000 * $0) },
            GrowingPage("lists") { repeated("<ul><li>", 500 * $0) + words(500 * $0) },
            GrowingPage("comments never closed") { repeated("<!--", 5000 * $0) },
            GrowingPage("scripts never closed") { repeated("<script><!--<script>", 2000 * $0) },
            GrowingPage("quotes never closed") { repeated("<a title=\"", 5000 * $0) },
            GrowingPage("tags never closed") { repeated("<a title ", 5000 * $0) },
            GrowingPage("noscripts never closed") { repeated("<noscript>", 5000 * $0) },
            GrowingPage("end tags alone") { repeated("</p></x>", 5000 * $0) },
        ]) func longPagesComeToAnEnd(_ page: GrowingPage)
    {
        let html = "<title>Bridge closes</title>\(story)\(page.html(40))"
        let raw = RawDocument(locator: "x.html", mediaType: .html, bytes: Array(html.utf8))
        #expect((try? ArticleReader().read(raw))?.text.contains("The harbour bridge") == true)
    }

    @Test(arguments: [
        "<script>\(repeated("for(i=0;i<n;i++){a}", 20_000))</script>", "<style>\(repeated("<b>", 20_000))</style>",
        "<!-- \(repeated("<div>", 20_000)) -->", "<textarea>\(repeated("<i>", 20_000))</textarea>",
        repeated("<p><font size=2>A line.", 5000),
    ]) func whatOpensNoElementIsNoNesting(_ html: String) throws {
        #expect(try page(html + story).text.contains("The harbour bridge"))
    }

    /// What looks into elements must not look through all of them again and again: that would take minutes here.
    @Test(
        .timeLimit(.minutes(20)),
        arguments: [
            GrowingPage("dates") { repeated("<div class=date>", 60 * $0) + words(500 * $0) },
            GrowingPage("bylines") { repeated("<div class=byline>", 60 * $0) + words(500 * $0) },
            GrowingPage("headlines") { repeated("<div itemprop=headline>", 60 * $0) + words(500 * $0) },
            GrowingPage("standfirsts") { repeated("<div class=dek>", 60 * $0) + words(500 * $0) },
            GrowingPage("pictures") { "<div>" + repeated("<img>", 1000 * $0) + "</div>" },
            GrowingPage("pictures beside a word") { "<div>word" + repeated("<img>", 1000 * $0) + "</div>" },
            GrowingPage("captions") { (0..<(1000 * $0)).map { "<figcaption>Picture \($0)</figcaption>" }.joined() },
        ]) func pagesThatInviteLookingAgainComeToAnEnd(_ page: GrowingPage)
    {
        let html = "<title>Bridge closes</title><h1>Bridge closes</h1>\(page.html(40))<article>\(story)"
        let raw = RawDocument(locator: "x.html", mediaType: .html, bytes: Array(html.utf8))
        #expect((try? ArticleReader().read(raw))?.title ?? "Bridge closes" == "Bridge closes")
    }

    /// More elements than a parser has memory for: what the page says first is read all the same.
    @Test(arguments: ["<td>word", "<br>word", "<b>x<i>y</b>z</i>", "<p>&amp; a line"])
    func elementsByTheMillionAreReadFlat(_ piece: String) throws {
        let html = "<title>Bridge closes</title>\(story)" + repeated(piece, 400_000)
        let tree = HTMLTree(Array(html.utf8))
        #expect(tree.nodes.count < 300_000)
        let text = HTMLTree.text(of: html)
        #expect(text.contains("The harbour bridge will close"))
        #expect(text.utf8.count > 400_000)
    }

    @Test(arguments: ["p", "li", "b", "td", "a", "font", "h1", "select", "table", "svg"])
    func tagsThatAreNeverClosedAreRead(_ tag: String) throws {
        let bytes = Array((story + String(repeating: "<\(tag)>", count: 3000) + "end").utf8)
        #expect(throws: Never.self) {
            try ArticleReader().read(RawDocument(locator: "x.html", mediaType: .html, bytes: bytes))
        }
    }

    @Test func anAttributeOfAMegabyteIsNothingSpecial() throws {
        let long = String(repeating: "x ", count: 500_000)
        let article = try page("<title>T</title><div class='\(long)' id='\(long)' style='\(long)'>\(story)</div>")
        #expect(article.text.hasPrefix("The harbour bridge"))
    }

    @Test func everythingUnclosedIsReadToTheEnd() throws {
        #expect(
            try page("<html><head><title>Bridge</title><body><div><p>One line.<p>Two lines <b>bold <i>both").text
                .isEmpty
                == false)
        #expect(try page("\(story)<!-- never closed \(story)").text.hasPrefix("The harbour"))
        #expect(try page("\(story)<script>if (a < b) { document.write('<p>no</p>')").text.contains("document") == false)
        #expect(try page("\(story)<p title=\"never closed").text.hasPrefix("The harbour"))
    }

    @Test func controlsAndCutCharactersAreNoMatter() throws {
        let cut = Array(story.utf8) + [0xE2, 0x80]
        let article = try ArticleReader().read(RawDocument(locator: "x", mediaType: .html, bytes: cut))
        #expect(article.text.hasPrefix("The harbour"))
        #expect(try page("<p>One&#0;two&#x1F;three&#xFFFFFFFF; and&nbsp;four lines of text.</p>").text.contains("four"))
        #expect(try page("<p>One\u{0} line of\u{0}\u{0} text.</p>").text == "One line of text.")
    }

    @Test func brokenOrHugeStructuredDataIsPassedOver() throws {
        let deep = String(repeating: "[", count: 10_000)
        let many = "[" + String(repeating: "{\"@type\":\"Thing\",\"@id\":\"x\",\"a\":1},", count: 20_000) + "{}]"
        for json in [
            "{\"@type\":\"NewsArticle\",", deep, many, "{\"@id\":\"a\",\"author\":{\"@id\":\"a\"}}", "null", "",
        ] {
            let article = try page("<script type='application/ld+json'>\(json)</script><h1>Bridge closes</h1>\(story)")
            #expect(article.title == "Bridge closes")
        }
    }

    /// Random damage to a page: bytes deleted, doubled, swapped. What is read of it is sound text.
    @Test func damagedPagesAreReadOrTold() {
        let seed = UInt64.random(in: 0...UInt64.max)
        var random = SeededRandom(seed: seed)
        let source = Array(
            ("<!doctype html><html lang=en><head><title>Bridge - Times</title><meta property=og:title content='Bridge'>"
                + "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"author\":[{\"name\":\"Jane Doe\"}]}</script>"
                + "<body><article><h1>Bridge</h1><table><caption>c</caption><tr><th>a<th>b<tr><td>1<td>2</table>\(story)"
                + "<figure><img><figcaption>Photo: Jane</figcaption></figure><ul><li>one<li>two</ul></article>").utf8)
        for _ in 0..<400 {
            var bytes = source
            for _ in 0..<Int.random(in: 1...12, using: &random) {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 1...9, using: &random)))
                case 1: bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + 20)], at: place)
                default: bytes[place] = UInt8.random(in: 0...255, using: &random)
                }
            }
            do {
                let article = try ArticleReader().read(RawDocument(locator: "x", mediaType: .html, bytes: bytes))
                #expect(isSound(article), "seed \(seed)")
            } catch {
                #expect(["binary", "encoding", "empty"].contains(error.code), "seed \(seed)")
            }
        }
    }

    /// Whether blocks follow each other inside the text, and each is clean and not empty.
    private func isSound(_ article: Article) -> Bool {
        var end = 0
        for block in article.blocks {
            guard Int(block.range.lower) >= end, Int(block.range.upper) <= article.text.utf8.count else { return false }
            end = Int(block.range.upper)
            let text = article.text[bytes: block.range]
            guard !text.isEmpty, text.utf8.count == block.range.count, !text.contains("\u{0}"),
                block.kind == .code || TextCleaner.clean(String(text)) == text
            else { return false }
        }
        return !article.blocks.isEmpty
    }
}

/// A page of any size that repeats what may take quadratic time.
struct GrowingPage: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let html: @Sendable (Int) -> String

    init(_ name: String, _ html: @escaping @Sendable (Int) -> String) {
        testDescription = name
        self.html = html
    }
}

private func words(_ count: Int) -> String { repeated("words and more ", count) }

private func repeated(_ text: String, _ count: Int) -> String { String(repeating: text, count: count) }
