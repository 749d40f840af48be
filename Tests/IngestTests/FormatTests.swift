import Documents
import Files
import StageKit
import StageTesting
import TestArchives
import TestSupport
import Testing

@testable import Ingest

@Suite struct FormatTests {
    private let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    private func add(_ name: String, _ text: String) throws { try folder.add(name, text: text) }

    private func add(_ name: String, _ bytes: [UInt8]) throws { try folder.add(name, bytes) }

    private func read(_ change: (inout IngestFiles.Configuration) -> Void = { _ in }) throws -> StageResult {
        var configuration = IngestFiles.Configuration()
        configuration.paths = ["\(folder.path)/**"]
        change(&configuration)
        return try StageHarness(IngestFiles.self, configuration).read()
    }

    /// Places, media types and titles.
    private func documents(_ result: StageResult) -> [String] {
        result.documents(RawDocument.self).map { document in
            let title = document.fields?.title.map { " \($0)" } ?? ""
            return "\(document.locator.dropFirst(folder.path.count + 1)) \(document.mediaType.name)\(title)"
        }
    }

    private func problems(_ result: StageResult) -> [String] {
        result.rejected.map { "\($0.document.locator.dropFirst(folder.path.count + 1)) \($0.reason.code)" }
    }

    private static let feed =
        "<rss><channel><item><title>One</title></item><item><title>Two</title></item></channel></rss>"
    private static let jsonFeed =
        "{\"version\": \"https://jsonfeed.org/version/1\", \"items\": [{\"title\": \"One\", \"content_text\": \"x\"}]}"
    private static let mail = "From: a@b.example\nSubject: S\n\nText\n"

    @Test func eachEntryOfAFeedIsADocument() throws {
        try add("a.rss", Self.feed)
        try add("b.xml", Self.feed)
        try add("c.json", Self.jsonFeed)
        try add("d.rss", "<rss><channel/></rss>")
        try add("e.rss", "<html/>")
        let result = try read()
        #expect(
            documents(result) == [
                "a.rss#1 application/rss+xml One", "a.rss#2 application/rss+xml Two", "b.xml#1 application/rss+xml One",
                "b.xml#2 application/rss+xml Two", "c.json#1 application/feed+json One",
            ])
        #expect(problems(result) == ["d.rss empty", "e.rss feed"])
    }

    /// A new entry on top changes none of the others.
    @Test func anEntryGoesByWhatTheFeedCallsIt() throws {
        let old = """
            <item><guid>urn:a</guid><link>https://example.org/1</link><title>One</title></item>\
            <item><link>https://example.org/2</link><title>Two</title></item>
            """
        try add("a.rss", "<rss><channel>\(old)</channel></rss>")
        let before = try read().documents(RawDocument.self)
        let new = "<item><guid>urn:a</guid><title>Again</title></item>"
        try add("a.rss", "<rss><channel><item><guid>urn:c</guid><title>New</title></item>\(old)\(new)</channel></rss>")
        let result = try read()
        let type = "application/rss+xml"
        #expect(
            documents(result) == [
                "a.rss#urn:c \(type) New", "a.rss#urn:a \(type) One", "a.rss#https://example.org/2 \(type) Two",
                "a.rss#urn:a#2 \(type) Again",
            ])
        #expect(result.documents(RawDocument.self)[1...2].map(\.id) == before.map(\.id))
    }

    @Test func anEntryKeepsItsBytes() throws {
        try add("a.rss", Self.feed)
        let entry = try #require(try read().documents(RawDocument.self).first)
        #expect(String(decoding: entry.bytes, as: UTF8.self) == "<item><title>One</title></item>")
    }

    @Test func itemsOfThePressAreDocuments() throws {
        try add("a.xml", "<nitf><body><body.content><p>x</p></body.content></body></nitf>")
        try add(
            "b.xml", "<newsMessage><itemSet><newsItem guid='1'/><newsItem guid='2'/></itemSet></newsMessage>")
        try add("c.xml", "<packageItem/>")
        try add("d.json", "{\"uri\": \"x\", \"headline\": \"Ferry\", \"body_text\": \"Late.\"}")
        let result = try read()
        let type = MediaType.press.name
        #expect(
            documents(result) == [
                "a.xml \(type)", "b.xml#1 \(type)", "b.xml#2 \(type)", "d.json application/json Ferry",
            ])
        #expect(problems(result) == ["c.xml empty"])
    }

    @Test func ofXMLInArchivesOnlyWhatIsKnownIsRead() throws {
        let archive = ArchiveWriter.tar(
            ("a.xml", "<nitf><body><body.content><p>x</p></body.content></body></nitf>"),
            ("settings.xml", "<settings/>"),
            ("b.XML", Self.feed), ("c.eml", Self.mail))
        try add("all.tar", archive)
        #expect(
            documents(try read()).map { String($0.prefix { $0 != " " }) } == [
                "all.tar#a.xml", "all.tar#b.XML#1", "all.tar#b.XML#2", "all.tar#c.eml",
            ])
    }

    @Test func messagesOfAMailboxAreDocuments() throws {
        try add("a.eml", Self.mail)
        try add("b", Self.mail)
        try add(
            "c.mbox", "From x Wed Jan 7\n\(Self.mail)\n>From here.\n\nFrom y Wed Jan 7\n\(Self.mail)From there.\n")
        try add("d", "From x Wed Jan 7\n\(Self.mail)")
        try add("e.mbox", "\n")
        let result = try read()
        let messages = result.documents(RawDocument.self)
        #expect(documents(result) == ["a.eml", "b", "c.mbox#1", "c.mbox#2", "d#1"].map { "\($0) message/rfc822" })
        #expect(String(decoding: messages[2].bytes, as: UTF8.self) == "\(Self.mail)\nFrom here.\n\n")
        #expect(String(decoding: messages[3].bytes, as: UTF8.self) == "\(Self.mail)From there.\n")
        #expect(problems(result) == ["e.mbox empty"])
    }

    @Test func aMessageThatIsTooLargeIsPassedOver() throws {
        let large = String(repeating: "word ", count: 1_000)
        try add("a.mbox", "From x\n\(Self.mail)\(large)\n\nFrom y\n\(Self.mail)")
        let result = try read { $0.maximumSize = ByteSize(bytes: 500) }
        #expect(documents(result) == ["a.mbox#2 message/rfc822"])
        #expect(problems(result) == ["a.mbox#1 too-large"])
    }

    @Test func recordsOfATableAreDocuments() throws {
        try add(
            "a.csv",
            """
            Title;Body;URL\r
            One;"Text with ""marks""; and
            two lines";https://a.example/1\r

            Two;Text\r
            Three;Text;;;\r
            Four;;x\r
            Five;a "b" c;\r
            Six;"open
            """)
        try add("b.tsv", "title\tbody\nOne\tText, with commas\n")
        let result = try read()
        #expect(
            documents(result) == [
                "a.csv#2 text/csv One", "a.csv#5 text/csv Two", "a.csv#8 text/csv Five", "b.tsv#2 text/csv One",
            ])
        let fields = result.documents(RawDocument.self).compactMap(\.fields)
        #expect(fields[0].body == "Text with \"marks\"; and\ntwo lines")
        #expect(fields[0].url == "https://a.example/1")
        #expect(fields[2].body == "a \"b\" c")
        #expect(fields[3].body == "Text, with commas")
        #expect(problems(result) == ["a.csv#6 csv", "a.csv#7 without-text", "a.csv#9 csv"])
    }

    /// As spreadsheets write "Unicode text".
    @Test func tablesInUTF16AreRead() throws {
        let text = "title\tbody\nZoë\tIt ran late.\nTwo\t\"It ran\nlater.\"\n"
        for (name, isBig) in [("a.tsv", false), ("b.tsv", true)] {
            let units = [0xFEFF] + Array(text.utf16)
            try add(
                name, units.flatMap { isBig ? [UInt8($0 >> 8), UInt8($0 & 255)] : [UInt8($0 & 255), UInt8($0 >> 8)] })
        }
        let result = try read()
        #expect(
            documents(result) == [
                "a.tsv#2 text/csv Zoë", "a.tsv#3 text/csv Two", "b.tsv#2 text/csv Zoë", "b.tsv#3 text/csv Two",
            ])
        #expect(problems(result).isEmpty)
    }

    @Test(.timeLimit(.minutes(20))) func aTableMayHaveAnyNumberOfColumns() throws {
        let names = (0..<200_000).map { "C\($0)" }.joined(separator: ",")
        try add("a.csv", "Title,title,Body,\(names)\nOne,Two,Text,\(names)\n")
        let result = try read()
        #expect(documents(result) == ["a.csv#2 text/csv Two"])
        #expect(result.documents(RawDocument.self).first?.fields?.body == "Text")
    }

    @Test func columnsAreMapped() throws {
        try add("a.csv", "what,who,said\nFerry,Jane Roe,It ran late.\n")
        let result = try read { $0.fields = ["title": "what", "authors": "who", "body": "said"] }
        let fields = try #require(result.documents(RawDocument.self).first?.fields)
        #expect(fields.title == "Ferry" && fields.authors == ["Jane Roe"] && fields.body == "It ran late.")
    }

    @Test func officeDocumentsAndBooksAreToldByTheirContent() throws {
        try add("a", ZipMaker.archive([("[Content_Types].xml", "<Types/>")]))
        try add("b", ZipMaker.archive([("mimetype", "application/vnd.oasis.opendocument.text")]))
        try add("c", ZipMaker.archive([("mimetype", "application/epub+zip")]))
        try add("d", Array("%PDF-1.4\n".utf8))
        let result = try read()
        #expect(
            documents(result) == [
                "a \(MediaType.word.name)", "b \(MediaType.openDocument.name)", "d \(MediaType.pdf.name)",
            ])
        #expect(problems(result) == ["c damaged"])
    }

    @Test func chaptersOfABookAreDocuments() throws {
        try add(
            "a.epub",
            ZipMaker.archive([
                (
                    "META-INF/container.xml",
                    "<container xmlns='urn:oasis:names:tc:opendocument:xmlns:container'><rootfile full-path='b'/></container>"
                ),
                (
                    "b",
                    """
                    <package xmlns="http://www.idpf.org/2007/opf"><manifest><item id="1" href="1.xhtml"/><item id="2" href="2.xhtml"/>
                    </manifest><spine><itemref idref="2"/><itemref idref="1"/></spine></package>
                    """
                ), ("1.xhtml", "<p>One</p>"),
            ]))
        let result = try read()
        #expect(documents(result) == ["a.epub#1.xhtml application/xhtml+xml"])
        #expect(problems(result) == ["a.epub#2.xhtml damaged"])
    }
}
