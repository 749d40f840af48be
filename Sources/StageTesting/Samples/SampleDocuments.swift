public import Documents

/// Small documents of many kinds, on which checks run a stage when they are given no others: what comes in real corpora
/// and is easily forgotten.
public enum SampleDocuments {
    /// Articles: without a title, without text, in other scripts, with marks that take several bytes, of one endless line,
    /// the same twice.
    public static let articles: [Article] = {
        let texts = [
            """
            Bridge closes

            The harbour bridge will close on Monday for repairs. Ferries will take its place until spring.

            "It was time," Mayor Jane Roe said at 9 a.m. Tuesday. It opened in 1932.
            """,
            "Only a headline",
            "",
            "\n\nA text without a headline.",
            "Zinsen steigen\n\nDie Notenbank erhöht den Leitzins um 0,5 Punkte. Fachleute hatten das erwartet – „endlich“, hieß es.",
            "中央银行加息\n\n中央银行星期三将基准利率上调半个百分点。这是一年来的第三次。",
            "المصرف يرفع الفائدة\n\nرفع المصرف المركزي الفائدة يوم الأربعاء.",
            "Emoji 👩‍👩‍👧‍👦 in a headline\n\nCafe\u{301} and 🏳️‍🌈 and \u{200B}zero width.",
            "One line\n\n" + String(repeating: "word ", count: 400) + "end",
            "No letters\n\n1 2 3 … !!! ??? --- ...",
            """
            Bridge closes again

            The harbour bridge will close on Monday for repairs. Ferries will take its place until spring.

            "It was time," Mayor Jane Roe said at 9 a.m. Tuesday. It opened in 1932.
            """,
        ]
        let plain = texts.enumerated().map { sampleArticle($1, locator: "sample-\($0 + 1).txt") }
        return plain + [mixed, plain[0]]
    }()

    /// Raw documents: plain text, Markdown, a page, a record, nothing, what is no text, what isn't UTF-8.
    public static let rawDocuments: [RawDocument] = {
        let texts: [(String, MediaType, String)] = [
            ("plain.txt", .plainText, "Bridge closes\n\nThe harbour bridge will close on Monday.\n"),
            ("page.html", .html, "<title>Rates</title><article><h1>Rates rise</h1><p>By half a point.</article>"),
            ("note.md", .markdown, "# Rates rise\n\nBy *half* a point.\n\n- one\n- two\n"),
            ("record.json", .json, "{\"title\":\"Rates rise\",\"text\":\"By half a point.\"}"),
            ("empty.txt", .plainText, ""),
            ("unknown.bin", .unknown, "\u{0}\u{1}\u{2}\u{3}PK\u{0}"),
        ]
        let encoded = RawDocument(
            locator: "latin.txt", mediaType: .plainText, charset: "windows-1252",
            bytes: Array("Zinsen steigen\n\nDie Notenbank erh".utf8) + [0xF6] + Array("ht den Leitzins.".utf8))
        return texts.map { RawDocument(locator: $0, mediaType: $1, bytes: Array($2.utf8)) } + [encoded]
    }()

    private static var mixed: Article {
        var metadata = ArticleMetadata()
        metadata.title = "All kinds of blocks"
        metadata.language = "en"
        metadata.authors = ["Jane Roe"]
        metadata.site = "Harbour Times"
        return Article(
            raw: RawDocument(locator: "sample-blocks.html", mediaType: .html, bytes: Array("blocks".utf8)),
            metadata: metadata,
            blocks: [
                (.heading, "What is known"), (.paragraph, "Little is known."), (.listItem, "One thing"),
                (.quotation, "“Nothing,” she said."), (.code, "let a = 1\n\n  a += 1"), (.tableRow, "a | b"),
            ])
    }

    /// An article that differs from all others by its number.
    static func article(numbered number: Int) -> Article {
        sampleArticle(
            """
            Report \(number)

            The council met on day \(number). Member \(number % 17) of \(number &* 31 % 1009) spoke; nobody else did.
            """, locator: "report-\(number).txt")
    }

    /// A raw document that differs from all others by its number.
    static func rawDocument(numbered number: Int) -> RawDocument {
        RawDocument(
            locator: "report-\(number).txt", mediaType: .plainText,
            bytes: Array("Report \(number)\n\nThe council met on day \(number). Nobody spoke.\n".utf8))
    }

    /// A long article.
    static var longArticle: Article {
        let paragraphs = (0..<400).map {
            "Paragraph \($0) tells of the harbour, the bridge and the \($0) ferries. It is as long as others are. It ends."
        }
        return sampleArticle("A long report\n\n" + paragraphs.joined(separator: "\n\n"), locator: "long.txt")
    }
}
