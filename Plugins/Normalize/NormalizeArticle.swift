internal import Documents
internal import Prose
internal import Reading
internal import StageKit

/// `normalize.article`: makes a clean article out of a document's bytes.
struct NormalizeArticle: Transform {
    /// Options of `normalize.article`.
    struct Configuration: StageConfiguration {
        @Option(
            "documents of more bytes go to quarantine", in: ByteSize(bytes: 1)...ByteSize(bytes: 1 << 30))
        var maximumSize = ByteSize(bytes: 64 << 20)
        @Option("articles with fewer words in the body go to quarantine", in: 0...100_000) var minimumWords = 0
        @Option("whether readers' comments on web pages are kept, as blocks after the body") var comments = false

        /// Documents of up to 64 MiB, however short.
        init() {}
    }

    static var name: String { "normalize.article" }
    static var version: Int { 3 + PageReader.parserVersion }
    static var summary: String { "makes a clean article of bytes: headline, body, metadata" }
    static var discussion: String {
        """
        Reads plain text, Markdown (CommonMark with front matter), web pages (parsed as the HTML standard says), the \
        fields of records and of entries in feeds, items of the press (NITF, NewsML-G2), mail, and documents in Office Open \
        XML, OpenDocument and PDF. Text becomes UTF-8 in Unicode's form NFC, without controls and invisible characters, white \
        space made even. The encoding is told by byte order mark, validity as UTF-8, declaration, and ICU's statistics, in \
        this order.

        The body is what the article says. Its parts are paragraphs, headings, list items, quotations, code and table \
        rows (cells joined by ` | `). What stands beside it in the source goes into metadata: the headline, a line under \
        it (`subtitle`), byline, date, dateline, captions with credits, and `asides`, lines that were furniture of a page \
        such as "Read more: …" or the lead-in of a video that isn't there. A page's navigation, adverts, related \
        articles and readers' comments are left out (`comments: true` keeps the last). What a document doesn't say stays empty: nothing is guessed, least \
        of all a date.

        Of web pages more is known: when they were changed (`modified`), `section`, `tags`, the picture that stands for the \
        article (`image`), whether all of it is only for those who pay (`paywalled`). What JSON-LD, `meta` elements, \
        microdata, the address and the lines around the headline say is weighed against each other: the day of \
        publication is the one that most of the page states, with the time and zone where they are stated; an instant in \
        universal time is on the day that the page shows beside it. A page that tells only when it was changed has that \
        for its day of publication, too: by then it had been published.

        To quarantine go, with a stable code: `binary` (no text), `encoding` (too much of it stands for no character), \
        `empty` (nothing left after cleaning), `too-short` (fewer than `minimum-words`), `too-long` (more than \
        `maximum-size`), `nesting` (Markdown with brackets beyond reason), `media-type` (a kind of bytes that nothing here \
        reads), `damaged` and `encrypted` (office documents), `pdf`, `press` and `mail` (not what they are said to be, or \
        broken).
        """
    }
    static var examples: [StageExample] {
        [
            StageExample(
                "an article as it is pasted out of a site: caption and lead-in are no body",
                input: """
                    Ferry passengers taken off

                    Lifeboats beside the ferry on Sunday. Credit: Jane Roe/Harbour Wire

                    Lifeboats took  218 passengers off a ferry on Sunday, the coastguard said.

                    Harbour News Transport Editor John Doe reports:

                    Nobody was hurt, and an inquiry will begin this week.
                    """,
                output: """
                    {"title":"Ferry passengers taken off","text":"Lifeboats took 218 passengers off a ferry on Sunday, the \
                    coastguard said.\\n\\nNobody was hurt, and an inquiry will begin this week."}
                    """),
            StageExample(
                "a web page", locator: "example.html",
                input: """
                    <!doctype html><title>Rates rise - Harbour Times</title>
                    <nav><a href="/">Home</a></nav>
                    <article><h1>Rates rise</h1>
                    <p>The central bank raised its main rate by half a point on Wednesday.
                    <p>It was the third rise &amp; the largest in a year.
                    <aside>Read more about rates</aside></article>
                    """,
                output: """
                    {"title":"Rates rise","text":"The central bank raised its main rate by half a point on \
                    Wednesday.\\n\\nIt was the third rise & the largest in a year."}
                    """),
            StageExample(
                "what is too short to be an article is kept apart", options: "minimum-words: 10",
                input: """
                    Page not found

                    Sorry about that.
                    """,
                output: ""),
        ]
    }

    typealias Input = RawDocument
    typealias Output = Article

    private let reader: ArticleReader
    private let minimumWords: Int

    init(_ configuration: Configuration, _ context: StageContext) {
        reader = ArticleReader(
            maximumBytes: configuration.maximumSize.bytes,
            pages: PageReader.Options(keepsComments: configuration.comments),
            pdf: context.outside.allowance.readerOfPDF.map { PDFService($0.executable, $0.arguments) })
        minimumWords = configuration.minimumWords
    }

    func transform(_ document: RawDocument, _ layers: NoLayers, into out: inout Emitter<Article>) throws {
        let article: Article
        do throws(ReadingError) {
            article = try reader.read(document)
        } catch {
            throw DocumentError(error.code, error.message)
        }
        try checkLength(of: article)
        out.emit(article)
    }

    private func checkLength(of article: Article) throws(DocumentError) {
        guard minimumWords > 0 else { return }
        let words = WordScanner().words(in: article.text).count
        guard words < minimumWords else { return }
        throw DocumentError("too-short", "the body has \(words) words, fewer than the \(minimumWords) of minimum-words")
    }
}
