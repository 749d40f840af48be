import Documents
import Testing

@testable import Reading

@Suite struct FeedTests {
    private func feed(_ text: String, at address: String = "feed.xml") throws -> Feed {
        try FeedReader.read(Array(text.utf8), address: address)
    }

    private func entry(_ text: String, at address: String = "feed.xml") throws -> FeedEntry {
        try #require(try feed(text, at: address).entries.first)
    }

    private func item(_ text: String) throws -> FeedEntry {
        try entry("<rss version='2.0'><channel><item>\(text)</item></channel></rss>")
    }

    @Test func rssIsRead() throws {
        let feed = try feed(
            """
            <?xml version="1.0"?>
            <rss version="2.0" xmlns:c="http://purl.org/rss/1.0/modules/content/" xmlns:d="http://purl.org/dc/elements/1.1/">
            <channel><title>Harbour &amp; Bay</title><link>https://harbour.example/</link><language>en-gb</language>
            <item><title>Ferry &lt;i&gt;late&lt;/i&gt;</title><link> https://harbour.example/1 </link>
            <description>In short.</description><c:encoded><![CDATA[<p>At <b>length</b>.</p>]]></c:encoded>
            <d:creator>Jane Roe</d:creator><d:creator>John Doe</d:creator>
            <pubDate>Wed, 7 Jan 2004 10:14:55 EST</pubDate></item>
            <item><title>Second</title><description>Text</description></item></channel></rss>
            """)
        #expect(feed.title == "Harbour & Bay")
        #expect(feed.link == "https://harbour.example/")
        #expect(feed.entries.count == 2)
        let entry = feed.entries[0]
        #expect(entry.title == "Ferry late")
        #expect(entry.link == "https://harbour.example/1")
        #expect(entry.content == FeedEntry.Text("<p>At <b>length</b>.</p>", isHTML: true))
        #expect(entry.summary == FeedEntry.Text("In short.", isHTML: false))
        #expect(entry.authors == ["Jane Roe", "John Doe"])
        #expect(entry.published == "2004-01-07T10:14:55-05:00")
        #expect(entry.language == "en-GB")
        #expect(String(decoding: entry.source, as: UTF8.self).hasPrefix("<item><title>Ferry"))
        #expect(String(decoding: entry.source, as: UTF8.self).hasSuffix("</pubDate></item>"))
        #expect(feed.entries[1].fields.body == "Text")
    }

    @Test func rdfIsRead() throws {
        let entry = try entry(
            """
            <r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
              xmlns:dc="http://purl.org/dc/elements/1.1/">
            <channel r:about="https://harbour.example/"><title>Harbour</title></channel>
            <item r:about="https://harbour.example/1"><title>Ferry late</title><dc:date>2004-01-07</dc:date></item></r:RDF>
            """)
        #expect(entry.title == "Ferry late")
        #expect(entry.link == "https://harbour.example/1")
        #expect(entry.published == "2004-01-07")
    }

    @Test func atomIsRead() throws {
        let entry = try entry(
            """
            <feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://harbour.example/a/" xml:lang="de">
            <author><name>Jane Roe</name></author>
            <entry><title type="html">Rates &amp;amp; loans</title>
            <link rel="self" href="self"/><link href="../b/1.html"/>
            <published>2004-01-07T10:14:55Z</published><updated>2005-01-01</updated>
            <summary>Kurz</summary>
            <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>A &lt; b<br/>c</p></div></content></entry></feed>
            """)
        #expect(entry.title == "Rates & loans")
        #expect(entry.link == "https://harbour.example/b/1.html")
        #expect(entry.content == FeedEntry.Text("<div><p>A &lt; b<br>c</p></div>", isHTML: true))
        #expect(entry.published == "2004-01-07T10:14:55Z")
        #expect(entry.updated == "2005-01-01")
        #expect(entry.authors == ["Jane Roe"])
        #expect(entry.language == "de")
    }

    @Test func jsonFeedIsRead() throws {
        let feed = try feed(
            """
            {"version": "https://jsonfeed.org/version/1.1", "title": "Harbour", "language": "en",
             "home_page_url": "https://harbour.example/", "authors": [{"name": "Jane Roe"}],
             "items": [{"id": "1", "url": "https://harbour.example/1", "title": "Ferry", "content_html": "<p>Late.</p>",
               "date_published": "2004-01-07T10:14:55+01:00"}, {"id": "2", "content_text": "Plain", "authors": [{"name": "X Y"}]}]}
            """)
        #expect(feed.entries.count == 2)
        #expect(feed.entries[0].link == "https://harbour.example/1")
        #expect(feed.entries[0].fields.bodyIsHTML)
        #expect(feed.entries[0].published == "2004-01-07T10:14:55+01:00")
        #expect(feed.entries[0].authors == ["Jane Roe"])
        #expect(feed.entries[1].authors == ["X Y"])
        #expect(feed.entries[1].fields.body == "Plain")
    }

    @Test(arguments: [
        ("me@example.com (Jane Roe)", ["Jane Roe"]), ("Jane Roe &lt;me@example.com&gt;", ["Jane Roe"]),
        ("Jane Roe", ["Jane Roe"]), ("me@example.com", []), ("Jane Roe (https://roe.example/)", ["Jane Roe"]),
    ]) func authorsAreNames(_ written: String, _ names: [String]) throws {
        #expect(try item("<author>\(written)</author>").authors == names)
    }

    @Test(
        arguments: [
            ("<guid>https://harbour.example/1</guid>", "https://harbour.example/1"),
            ("<guid isPermaLink='false'>https://harbour.example/1</guid>", nil),
            ("<link>/1</link>", nil), ("<guid>7</guid>", nil),
            ("<link>https://a.example/?a=1&amp;b=2</link>", "https://a.example/?a=1&b=2"),
            ("<link>https://a.example/?a=1&b=2</link>", "https://a.example/?a=1&b=2"),
            (
                "<link>https://count.example/7</link><feedburner:origLink>https://a.example/7</feedburner:origLink>",
                "https://a.example/7"
            ),
        ] as [(String, String?)]) func linksLeadToPages(_ written: String, _ link: String?) throws
    {
        #expect(try item(written).link == link)
    }

    @Test func aFeedOfTheWebHasRelativeLinks() throws {
        let text = "<rss><channel><item><link>/1</link></item></channel></rss>"
        #expect(try entry(text, at: "https://harbour.example/feeds/rss").link == "https://harbour.example/1")
    }

    @Test(
        arguments: [
            ("Wed, 07 Jan 2004 10:14:55 GMT", "2004-01-07T10:14:55Z"),
            ("7 Jan 04 10:14 PDT", "2004-01-07T10:14:00-07:00"),
            ("Wed, 7 Jan 2004 10:14:55 +0100", "2004-01-07T10:14:55+01:00"), ("07-Jan-2004", "2004-01-07"),
            ("Wed Jan  7 10:14:55 2004", "2004-01-07T10:14:55"), ("January 7, 2004", "2004-01-07"),
            ("2004-01-07T10:14:55.25-05:00", "2004-01-07T10:14:55-05:00"), ("20040107", "2004-01-07"),
            ("20040107T101455Z", "2004-01-07T10:14:55Z"), ("2004-01-07 10:14", "2004-01-07T10:14:00"),
            ("2004-007", "2004-01-07"), ("2004-366T00:00Z", "2004-12-31T00:00:00Z"), ("2003-366", nil),
            ("2004-01", nil),
            ("2004", nil), ("Wed, 31 Jun 2004 10:14:55 GMT", nil), ("soon", nil), ("", nil), ("99999999", nil),
            ("Wed, 07 Jan 99 10:14:55 GMT", "1999-01-07T10:14:55Z"),
            ("Wed, 07 Jan 2004 10:14:55 GMT+0100", "2004-01-07T10:14:55+01:00"),
        ] as [(String, String?)]) func datesAreRead(_ written: String, _ date: String?)
    {
        #expect(FeedDate.normalized(written) == date)
    }

    @Test func whatIsNotWellFormedIsReadAsFarAsItGoes() throws {
        let feed = try feed(
            """
            <rss><channel><title>A & B &nbsp;&hellip; &unknown; &#151;</title>
            <item><title>One<description>Two <b>three</description></item>
            <item><title>Four</title><dc:date>2004-01-07</dc:date><description><![CDATA[Five
            """)
        #expect(feed.title == "A & B … &unknown; —")
        #expect(feed.entries.count == 2)
        #expect(feed.entries[1].title == "Four")
        #expect(feed.entries[1].published == "2004-01-07")
        #expect(feed.entries[1].fields.body.hasPrefix("Five"))
    }

    /// Found by fuzzing.
    @Test(arguments: [
        "<rss/><!DOCTYPE", "<!DOCTYPE", "<!DOCTYPE rss [<!ENTITY", "<!DOCTYPE [", "<rss a", "<rss a='", "<!-", "<",
    ])
    func whatBreaksOffAnywhereIsReadToItsEnd(_ text: String) {
        _ = XMLParser.parse(Array(text.utf8))
        _ = XMLParser.parse(Array("<rss><channel><item>\(text)".utf8))
        #expect(throws: Never.self) { try feed("<rss><channel><item>\(text)") }
    }

    @Test func nothingOutsideIsOpened() throws {
        let feed = try feed(
            """
            <!DOCTYPE rss [<!ENTITY out SYSTEM "file:///etc/hostname"><!ENTITY % more SYSTEM "https://a.example/x">%more;
            <!ENTITY in "inside &lt;">]><rss><channel><title>&out;|&in;</title></channel></rss>
            """)
        #expect(feed.title == "&out;|inside <")
    }

    @Test func entitiesExpandOnlySoFar() throws {
        var text = "<!DOCTYPE rss [<!ENTITY e0 \"\(String(repeating: "x", count: 4000))\">"
        for level in 1...12 { text += "<!ENTITY e\(level) \"\(String(repeating: "&e\(level - 1);", count: 40))\">" }
        text += "]><rss><channel><title>&e12;</title><item><title>after</title></item></channel></rss>"
        let tree = XMLParser.parse(Array(text.utf8))
        #expect(tree.bytes.count < 4 << 20)
        #expect(try feed(text).entries.first?.title == "after")
    }

    @Test func depthIsBounded() throws {
        let deep = String(repeating: "<a>", count: 100_000) + "text" + String(repeating: "</a>", count: 100_000)
        let feed = try feed(
            "<rss><channel><item><description>\(deep)</description></item><item><title>Two</title></item></channel></rss>"
        )
        #expect(feed.entries.count == 2)
        #expect(feed.entries[0].summary?.plain == "text")
        #expect(feed.entries[1].title == "Two")
    }

    @Test func encodingsAreReadAsDeclaredOrMarked() throws {
        let text = "<rss><channel><title>Café</title></channel></rss>"
        let latin =
            Array("<?xml version='1.0' encoding='iso-8859-1'?>".utf8) + text.unicodeScalars.map { UInt8($0.value) }
        #expect(try FeedReader.read(latin).title == "Café")
        for isLittle in [true, false] {
            let wide = text.unicodeScalars.flatMap { scalar in
                let bytes = (0..<4).map { UInt8(scalar.value >> (8 * UInt32($0)) & 0xFF) }
                return isLittle ? bytes : bytes.reversed()
            }
            #expect(try FeedReader.read(wide).title == "Café")
            #expect(FeedReader.recognizes(wide[...]))
        }
    }

    @Test(arguments: ["<html><body>x</body></html>", "{\"version\": 1}", "plain", "<feeds/>", "{", ""])
    func whatIsNoFeedIsRefused(_ text: String) {
        #expect(throws: ReadingError.self) { try feed(text) }
    }

    @Test func feedsAreRecognized() {
        func recognizes(_ text: String) -> Bool { FeedReader.recognizes(Array(text.utf8)[...]) }
        #expect(recognizes("<?xml version='1.0'?><!-- a --><rss version='2.0'>"))
        #expect(recognizes("\n<feed xmlns='http://www.w3.org/2005/Atom'>"))
        #expect(recognizes("{ \"version\": \"https://jsonfeed.org/version/1\""))
        #expect(recognizes(#"{"version" :"https:\/\/jsonfeed.org\/version\/1.1""#))
        #expect(!recognizes(#"{"body": "It begins with https://jsonfeed.org/version/1.1, says the standard."}"#))
        #expect(!recognizes("<!doctype html><p>rss"))
        #expect(!recognizes("<nitf><head/></nitf>"))
        #expect(!recognizes("{\"title\": \"a\"}"))
    }
}
