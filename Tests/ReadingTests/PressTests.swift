import Documents
import JSON
import Testing

@testable import Reading

@Suite struct PressTests {
    private func read(_ xml: String) throws -> Article {
        try ArticleReader().read(RawDocument(locator: "in.xml", mediaType: .press, bytes: Array(xml.utf8)))
    }

    @Test func nitfIsRead() throws {
        let article = try read(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <nitf xmlns="http://iptc.org/std/NITF/2006-10-18/"><head><title>Other</title>
            <docdata><date.issue norm="20040107T101455Z"/></docdata>
            <pubdata name="Harbour Wire" ex-ref="https://harbour.example/1"/></head>
            <body xml:lang="en-GB"><body.head><hedline><hl1>Ferry late</hl1><hl2>Nobody was hurt</hl2></hedline>
            <byline>By <person>Jane Roe</person></byline>
            <dateline><location>HARBOUR</location></dateline></body.head>
            <body.content><block><p>A ferry ran <em>late</em> on Sunday.</p><hl2>What came of it</hl2>
            <p>It was the third time.</p><bq><block><p>We are sorry.</p></block></bq>
            <media media-type="image"><media-reference source="x.jpg"/><media-caption>The ferry on Sunday</media-caption></media>
            </block></body.content><body.end><tagline>Sent by a machine</tagline></body.end></body></nitf>
            """)
        #expect(article.title == "Ferry late")
        #expect(article.metadata.subtitle == "Nobody was hurt")
        #expect(article.metadata.authors == ["Jane Roe"])
        #expect(article.metadata.dateline == "HARBOUR")
        #expect(article.metadata.published?.description == "2004-01-07T10:14:55Z")
        #expect(article.metadata.site == "Harbour Wire")
        #expect(article.metadata.url == "https://harbour.example/1")
        #expect(article.metadata.language == "en-GB")
        #expect(article.metadata.captions == ["The ferry on Sunday"])
        #expect(
            article.parts == [
                "paragraph: A ferry ran late on Sunday.", "heading: What came of it",
                "paragraph: It was the third time.", "quotation: We are sorry.",
            ])
    }

    private static let message = """
        <newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header><sent>2004-01-07</sent></header><itemSet>
        <newsItem guid="urn:1" xml:lang="de"><itemMeta><provider><name>Harbour Wire</name></provider>
        <versionCreated>2004-01-07T10:14:55Z</versionCreated></itemMeta>
        <contentMeta><headline>Ferry late</headline><by>By Jane Roe</by></contentMeta>
        <contentSet><remoteContent href="x.jpg"/><inlineXML contenttype="application/xhtml+xml">
        <html xmlns="http://www.w3.org/1999/xhtml"><head><title>no</title></head><body><p>A ferry ran late.</p></body></html>
        </inlineXML></contentSet></newsItem>
        <packageItem guid="urn:2"/>
        <newsItem guid="urn:3"><contentMeta><headline>Second</headline><dateline>HARBOUR, Jan 7</dateline></contentMeta>
        <contentSet><inlineData contenttype="text/plain">First paragraph.\n\nSecond paragraph.</inlineData></contentSet></newsItem>
        <newsItem guid="urn:4"><contentSet><inlineXML contenttype="application/nitf+xml">
        <nitf xmlns="http://iptc.org/std/NITF/2006-10-18/"><body><body.head><hedline><hl1>Third</hl1></hedline></body.head>
        <body.content><p>In NITF.</p></body.content></body></nitf></inlineXML></contentSet></newsItem>
        </itemSet></newsMessage>
        """

    @Test func theItemsOfAMessageAreRead() throws {
        let items = try PressItems.items(of: Array(Self.message.utf8))
        let articles = try items.map { try read(String(decoding: $0, as: UTF8.self)) }
        #expect(articles.map(\.title) == ["Ferry late", "Second", "Third"])
        #expect(articles.map(\.text) == ["A ferry ran late.", "First paragraph.\n\nSecond paragraph.", "In NITF."])
        #expect(articles[0].metadata.authors == ["Jane Roe"])
        #expect(articles[0].metadata.published?.description == "2004-01-07T10:14:55Z")
        #expect(articles[0].metadata.language == "de")
        #expect(articles[0].metadata.site == "Harbour Wire")
        #expect(articles[1].metadata.dateline == "HARBOUR, Jan 7")
    }

    @Test func thePressIsRecognized() {
        #expect(PressItems.kind(of: Array(Self.message.utf8)[...]) == .message)
        #expect(PressItems.kind(of: Array("<?xml version='1.0'?><nitf>".utf8)[...]) == .item)
        #expect(PressItems.kind(of: Array("<rss/>".utf8)[...]) == nil)
        #expect(PressItems.kind(of: Array("nitf".utf8)[...]) == nil)
    }

    @Test(arguments: [("<rss/>", "press"), ("", "press"), ("<nitf><body><body.content/></body></nitf>", "empty")])
    func whatIsNoItemIsRefused(_ xml: String, _ code: String) {
        #expect { try read(xml) } throws: { ($0 as? ReadingError)?.code == code }
    }

    /// Items in items would be read once for each level.
    @Test func anItemInAnotherIsPartOfIt() throws {
        let deep = String(repeating: "<newsItem>", count: 100)
        #expect(try PressItems.items(of: Array("<newsMessage>\(deep)".utf8)).count == 1)
    }

    @Test func ninjsIsRead() throws {
        let first = try JSONValue(
            parsing: """
                {"uri": "https://harbour.example/1", "headline": "Ferry late", "byline": "By Jane Roe and John Doe",
                 "versioncreated": "2004-01-07T10:14:55Z", "language": "en", "body_text": "Plain", "body_xhtml": "<p>Rich</p>"}
                """)
        let fields = try #require(NinjsReader.fields(of: first))
        #expect(fields.title == "Ferry late")
        #expect(fields.body == "<p>Rich</p>" && fields.bodyIsHTML)
        #expect(fields.authors == ["Jane Roe", "John Doe"])
        #expect(fields.published == "2004-01-07T10:14:55Z")
        #expect(fields.url == "https://harbour.example/1")
        let second = try JSONValue(
            parsing: """
                {"uri": "urn:1", "headlines": [{"role": "short", "value": "Late"}, {"role": "main", "value": "Ferry late"}],
                 "bodies": [{"contenttype": "text/plain", "value": "Plain"}]}
                """)
        #expect(NinjsReader.fields(of: second)?.title == "Ferry late")
        #expect(NinjsReader.fields(of: second)?.body == "Plain")
        #expect(NinjsReader.fields(of: try JSONValue(parsing: "{\"body_text\": \"x\"}")) == nil)
        #expect(NinjsReader.fields(of: try JSONValue(parsing: "{\"uri\": \"x\", \"body\": \"x\"}")) == nil)
    }
}
