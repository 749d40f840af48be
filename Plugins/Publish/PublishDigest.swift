internal import Documents
internal import PublishKit
internal import Rendering
internal import StageKit

/// `publish.digest`: one page to read.
struct PublishDigest: Sink {
    /// Options of `publish.digest`.
    struct Configuration: StageConfiguration {
        @Option("the file to write", isRequired: true) var path: Path = "digest.html"
        @Option("what stands at the head of the page") var title = "Digest"
        @Option("the language of the title and of the page's own words, as a BCP 47 tag") var language = "en"

        /// `digest.html`.
        init() {}

        var problems: [OptionProblem] {
            var problems = path.problems(as: .file, suffixes: [".html", ".htm", ".xhtml", ".gz", ".zst"])
            if !title.contains(where: { !$0.isWhitespace }) {
                problems.append(
                    OptionProblem("title", "is empty", help: "a page needs a title; leave the option out for 'Digest'"))
            }
            if LanguageTag(language) == nil {
                problems.append(OptionProblem("language", "is no language tag", help: "write it like en or pt-BR"))
            }
            return problems
        }
    }

    static var name: String { "publish.digest" }
    static var summary: String { "writes one web page with the headlines and summaries of all articles" }
    static var discussion: String {
        """
        One HTML file that needs nothing else: no script, no picture, no font, nothing from the network, which its \
        Content Security Policy also forbids. It reads well on a phone, in the dark, by a screen reader and on paper. \
        Articles stand in corpus order: site, day, language and reading time; headline and subtitle; the summary; key \
        phrases; authors and the source. What isn't known is left out.

        An article without a title is headed by its first words in italics; one without a summary shows how it begins. \
        Everything that comes from documents is escaped. Only `http` and `https` addresses become links; the source is \
        the article's address, or else the place where it was read.

        The page's own words are in the language of the page where that is de, en, es, fr, it, nl or pt, and in English \
        otherwise. Texts carry their own language and direction. There is no date of production on the page: the same \
        corpus gives the same bytes. The file is written beside its place and put there at the end.
        """
    }
    static var examples: [StageExample] {
        [
            StageExample(
                "a page with one article", options: "path: digest.html, title: Harbour news",
                input: """
                    Bridge closes

                    The harbour bridge will close on Monday.
                    """,
                layers: { _ in
                    [Language(code: "en", confidence: 1), Summary(sentences: [ByteRange(0, 40)], method: "lead")]
                },
                output: """
                    <article lang="en" dir="ltr">
                    <p class="kicker" lang="en"><span lang="en" dir="auto">English</span>
                    </p>
                    <h2 dir="auto">Bridge closes</h2>
                    <p class="summary" dir="auto">The harbour bridge will close on Monday.</p>
                    <p class="source"><span dir="auto" translate="no">example.txt</span></p>
                    </article>
                    """)
        ]
    }

    typealias Reads = Layers<Maybe<Language>, Maybe<Statistics>, Maybe<Keyphrases>, Maybe<Summary>>

    private let path: Path
    private let page: DigestPage

    init(_ configuration: Configuration, _ context: StageContext) throws {
        path = configuration.path
        page = DigestPage(title: configuration.title, language: try configuration.tag)
    }

    var artifacts: [Artifact] { [Artifact(path)] }

    func obstacles() -> [OptionProblem] { path.obstacles(as: .file) }

    func prepare(_ article: Article, _ layers: Reads) -> [UInt8] { page.article(article, layers) }

    func makeWriter() throws -> FileWriter {
        try FileWriter(path, beginning: page.beginning) { [page] in page.ending(count: $0) }
    }
}

extension PublishDigest.Configuration {
    fileprivate var tag: LanguageTag {
        get throws(OptionProblem) {
            guard let tag = LanguageTag(language) else { throw OptionProblem("language", "is no language tag") }
            return tag
        }
    }
}
