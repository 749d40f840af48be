import Documents
import TestArchives
import Testing

@testable import Reading

@Suite struct OfficeTests {
    private func read(_ parts: [(name: String, text: String)], _ type: MediaType) throws -> Article {
        try ArticleReader().read(RawDocument(locator: "in", mediaType: type, bytes: ZipMaker.archive(parts)))
    }

    private func word(_ body: String, properties: String = "") throws -> Article {
        let namespace = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
        return try read(
            [
                ("[Content_Types].xml", "<Types/>"),
                (
                    "word/document.xml",
                    """
                    <w:document \(namespace) xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">
                    <w:body>\(body)<w:sectPr/></w:body></w:document>
                    """
                ),
                (
                    "word/styles.xml",
                    """
                    <w:styles \(namespace)><w:style w:styleId="Titel"><w:name w:val="Title"/></w:style>
                    <w:style w:styleId="b1"><w:name w:val="Mine"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
                    <w:style w:styleId="b2"><w:name w:val="heading 2"/><w:pPr><w:outlineLvl w:val="\(Int.max)"/></w:pPr></w:style></w:styles>
                    """
                ),
                (
                    "docProps/core.xml",
                    "<p xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\(properties)</p>"
                ),
            ], .word)
    }

    private func paragraph(_ text: String, style: String? = nil, isListItem: Bool = false) -> String {
        let style = style.map { "<w:pStyle w:val=\"\($0)\"/>" } ?? ""
        return
            "<w:p><w:pPr>\(style)\(isListItem ? "<w:numPr><w:ilvl w:val=\"1\"/></w:numPr>" : "")</w:pPr><w:r><w:t>\(text)</w:t></w:r></w:p>"
    }

    @Test func levelsBeyondAllReasonAreNoTrouble() throws {
        let item = paragraph("One", isListItem: true).replacing("\"1\"", with: "\"\(Int.max)\"")
        let article = try word(paragraph("A ferry ran late.") + paragraph("Later", style: "b2") + item)
        #expect(article.blocks.map(\.kind) == [.paragraph, .heading, .listItem])
        #expect(article.blocks.map(\.outline.level) == [0, 9, 9])
    }

    @Test func wordDocumentsAreRead() throws {
        let article = try word(
            paragraph("Ferry late", style: "Titel") + paragraph("A ferry ran late &amp; nobody was hurt.")
                + paragraph("Later", style: "b1") + paragraph("One", isListItem: true)
                + "<w:p><w:r><w:t>A</w:t><w:tab/><w:t>b</w:t></w:r><w:del><w:r><w:delText>x</w:delText><w:t>gone</w:t></w:r></w:del></w:p>"
                + "<w:tbl><w:tr><w:tc>\(paragraph("Port"))</w:tc><w:tc>\(paragraph("Ships"))</w:tc></w:tr></w:tbl>",
            properties: "<dc:title>Junk</dc:title><dc:creator>Jane Roe; John Doe</dc:creator>")
        #expect(article.title == "Ferry late")
        #expect(article.metadata.authors == ["Jane Roe", "John Doe"])
        #expect(
            article.parts == [
                "paragraph: A ferry ran late & nobody was hurt.", "heading: Later", "list-item: One", "paragraph: A b",
                "table-row: Port | Ships",
            ])
        #expect(article.blocks.map(\.outline.level) == [0, 1, 2, 0, 0])
    }

    /// Each box holds the next: whoever looks into all of them at every level never ends.
    @Test func boxesInBoxesAreReadOnce() throws {
        let boxes = 40
        let body =
            (0..<boxes).map { "<w:p><w:r><w:t>box \($0).</w:t><w:txbxContent>" }.joined()
            + String(repeating: "</w:txbxContent></w:r></w:p>", count: boxes)
        #expect(try word(paragraph("Text") + body).blocks.count == boxes + 1)
    }

    @Test func openDocumentsAreRead() throws {
        let article = try read(
            [
                ("mimetype", "application/vnd.oasis.opendocument.text"),
                (
                    "content.xml",
                    """
                    <office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
                      xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
                      xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
                      xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0">
                    <office:automatic-styles><style:style style:name="P1" style:parent-style-name="Title"/></office:automatic-styles>
                    <office:body><office:text><text:p text:style-name="P1">Ferry late</text:p>
                    <text:h text:outline-level="1">Later</text:h>
                    <text:p>A<text:s text:c="3"/>ferry<text:note><text:note-body><text:p>note</text:p></text:note-body></text:note> <text:span>ran</text:span> late.</text:p>
                    <text:list><text:list-item><text:p>One</text:p></text:list-item></text:list>
                    <table:table><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell>
                    <table:table-cell><text:p>b</text:p></table:table-cell></table:table-row></table:table>
                    </office:text></office:body></office:document-content>
                    """
                ),
                (
                    "meta.xml",
                    """
                    <m xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>Jane Roe</dc:creator>
                    <dc:language>en-GB</dc:language></m>
                    """
                ),
            ], .openDocument)
        #expect(article.title == "Ferry late")
        #expect(article.metadata.authors == ["Jane Roe"])
        #expect(article.metadata.language == "en-GB")
        #expect(
            article.parts == [
                "heading: Later", "paragraph: A ferry ran late.", "list-item: One", "table-row: a | b",
            ])
        #expect(article.blocks.map(\.outline.level) == [1, 0, 1, 0])
    }

    @Test func theChaptersOfABookAreRead() throws {
        let zip = ZipMaker.archive([
            ("mimetype", "application/epub+zip"),
            (
                "META-INF/container.xml",
                """
                <container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
                <rootfile full-path="OPS/book.opf"/></rootfiles></container>
                """
            ),
            (
                "OPS/book.opf",
                """
                <package xmlns="http://www.idpf.org/2007/opf"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
                <dc:creator>Jane Roe</dc:creator><dc:language>en</dc:language><dc:date>2004-01-07</dc:date></metadata>
                <manifest><item id="n" href="nav.xhtml" properties="nav"/><item id="a" href="text/a%20b.xhtml"/>
                <item id="c" href="cover.xhtml"/><item id="d" href="missing.xhtml"/><item id="e" href="text/e.xhtml"/></manifest>
                <spine><itemref idref="n"/><itemref idref="c"/><itemref idref="a"/><itemref idref="d"/><itemref idref="e"/></spine>
                </package>
                """
            ),
            (
                "OPS/nav.xhtml",
                """
                <html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><body>
                <nav epub:type="toc"><ol><li><a href="text/a%20b.xhtml#x">The ferry</a></li></ol></nav></body></html>
                """
            ),
            ("OPS/cover.xhtml", "<html><body><img src='x.png'/></body></html>"),
            ("OPS/text/a b.xhtml", "<html><body><p>It was late.</p></body></html>"),
            ("OPS/text/e.xhtml", "<html><body><p>It was later.</p></body></html>"),
        ])
        var book = try BookReader(zip, limit: 1 << 20)
        let first = try #require(try book.nextChapter())
        #expect(first.name == "OPS/text/a b.xhtml")
        #expect(first.fields.title == "The ferry")
        #expect(first.fields.authors == ["Jane Roe"])
        #expect(first.fields.language == "en")
        #expect(first.fields.published == "2004-01-07")
        #expect(throws: ReadingError.self) { try book.nextChapter() }
        #expect(book.place == "OPS/missing.xhtml")
        #expect(try book.nextChapter()?.fields.body.contains("later") == true)
        #expect(try book.nextChapter() == nil)
    }

    @Test func aBookOfTooManyChaptersSaysSo() throws {
        let count = BookReader.mostChapters + 1
        let items = (0..<count).map { "<item id='i\($0)' href='\($0)'/>" }.joined()
        let order = (0..<count).map { "<itemref idref='i\($0)'/>" }.joined()
        let container = "<container xmlns='urn:oasis:names:tc:opendocument:xmlns:container'><rootfiles>"
        var book = try BookReader(
            ZipMaker.archive([
                ("META-INF/container.xml", "\(container)<rootfile full-path='p'/></rootfiles></container>"),
                (
                    "p",
                    "<package xmlns='http://www.idpf.org/2007/opf'><manifest>\(items)</manifest><spine>\(order)</spine></package>"
                ),
            ]), limit: 1 << 22)
        var problems: [String] = []
        var isAtEnd = false
        while !isAtEnd {
            do throws(ReadingError) {
                isAtEnd = try book.nextChapter() == nil
            } catch {
                problems.append(error.code)
            }
        }
        #expect(problems.filter { $0 == "damaged" }.count == BookReader.mostChapters)
        #expect(problems.last == "too-long")
        #expect(problems.count == BookReader.mostChapters + 1)
    }

    @Test(arguments: [MediaType.word, .openDocument]) func whatIsNoArchiveIsRefused(_ type: MediaType) {
        for bytes in [[], Array("PK\u{3}\u{4}".utf8), ZipMaker.archive([("other", "x")])] {
            #expect { try ArticleReader().read(RawDocument(locator: "in", mediaType: type, bytes: bytes)) } throws: {
                ($0 as? ReadingError)?.code == "damaged"
            }
        }
    }

    @Test func partsAreExpandedOnlySoFar() throws {
        var zip = ZipMaker()
        zip.add("good", [1, 2, 3])
        zip.add("large", [1, 2, 3], claimedSize: 1 << 30)
        zip.add("short", [1, 2, 3], claimedSize: 2)
        zip.add("locked", [1], flags: 1)
        let parts = try ZipParts(zip.finished)
        #expect(try parts.part("good", limit: 3) == [1, 2, 3])
        #expect(try parts.part("none", limit: 3) == nil)
        func code(_ name: String) -> String? {
            do throws(ReadingError) {
                _ = try parts.part(name, limit: 1 << 20)
                return nil
            } catch {
                return error.code
            }
        }
        #expect(code("large") == "too-long")
        #expect(code("short") == "damaged")
        #expect(code("locked") == "encrypted")
    }

    @Test(arguments: [
        ("a/../b c.x", "OPS/b c.x"), ("../../../up", "up"), ("x#y", "OPS/x"), ("100%25=", "OPS/100%="),
        ("./z", "OPS/z"),
    ]) func referencesStayInTheBook(_ reference: String, _ name: String) {
        #expect(BookReader.name(reference, from: "OPS/book.opf") == name)
    }

    private func line(_ text: String, _ left: Double, _ top: Double, width: Double = 400, height: Double = 10)
        -> PDFLine
    {
        PDFLine(text: text, box: PDFLine.Box(left: left, top: top, right: left + width, bottom: top + height))
    }

    @Test func linesOfPagesBecomeParagraphs() {
        let ports = ["Bay", "Cove", "Dock"]
        let pages = ports.enumerated().map { page, port in
            [line("Harbour Times", 50, 20)] + (page == 0 ? [line("Ferry runs late", 50, 60, height: 20)] : [])
                + [
                    line("In \(port) a ferry ran late on Sunday, and nobody was hurt, the coast-", 50, 100),
                    line("guard said.", 50, 112, width: 80),
                    line("It was the third time this year, and an inquiry", 50, 124),
                    line("will begin in \(port).", 50, 136, width: 120), line("page \(page)", 200, 700, width: 40),
                ]
        }
        let draft = PDFLayout(pages).draft()
        #expect(draft.metadata.title == "Ferry runs late")
        #expect(
            draft.blocks.map(\.text).prefix(2) == [
                "In Bay a ferry ran late on Sunday, and nobody was hurt, the coastguard said.",
                "It was the third time this year, and an inquiry will begin in Bay.",
            ])
        #expect(draft.blocks.count == 6)
    }

    @Test func linesThatStandOnTheirHeadsHaveNoHeight() {
        for height in [-1e300, -.greatestFiniteMagnitude, 1e300, .greatestFiniteMagnitude] {
            let box = PDFLine.Box(left: 0, top: -height / 2, right: 10, bottom: height / 2)
            let draft = PDFLayout([[PDFLine(text: "A ferry ran late.", box: box)]]).draft()
            #expect(draft.blocks.map(\.text) == ["A ferry ran late."])
        }
    }

    @Test func aPDFDocumentIsRead() throws {
        let document = PDFMaker.document("A ferry ran late on Sunday.", title: "Ferry late", author: "Jane Roe")
        let article = try ArticleReader().read(RawDocument(locator: "in.pdf", mediaType: .pdf, bytes: document))
        #expect(article.text == "A ferry ran late on Sunday.")
        #expect(article.title == "Ferry late")
        #expect(article.metadata.authors == ["Jane Roe"])
        #expect { try ArticleReader().read(RawDocument(locator: "x", mediaType: .pdf, bytes: [37, 80])) } throws: {
            ($0 as? ReadingError)?.code == "pdf"
        }
    }
}
