import Documents
import TestRandom
import Testing

@testable import Reading

/// Pages that were made to break readers: each is read or told, in time, and never crashes.
@Suite struct HostilePageTests {
    private let story = "<p>The harbour bridge will close on Monday, and ferries will take its place until spring.</p>"

    @Test func nestingBeyondReasonIsTold() {
        let nested = String(repeating: "<div>", count: 100_000) + story
        #expect(throws: ReadingError.nesting(limit: HTMLTree.maximumDepth)) { try page(nested) }
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
        #expect(throws: ReadingError.binary("it holds NUL bytes")) { try page("<p>a\u{0}b\u{0}\u{0}c</p>") }
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

    /// Random damage to a page: bytes deleted, doubled, swapped.
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
            _ = try? ArticleReader().read(RawDocument(locator: "x", mediaType: .html, bytes: bytes))
        }
    }
}
