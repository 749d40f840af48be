internal import Documents
internal import Prose
internal import StageKit

/// `extract.statistics`: how long an article is, and how long it takes to read.
struct ExtractStatistics: Annotator {
    /// Options of `extract.statistics`.
    struct Configuration: StageConfiguration {
        @Option("words that are read in a minute", in: 50...1000)
        var wordsPerMinute = ArticleCounter.usualWordsPerMinute
        @Option("Han characters and kana that are read in a minute", in: 50...2000)
        var charactersPerMinute = ArticleCounter.usualCharactersPerMinute

        /// Adults who read silently.
        init() {}
    }

    static var name: String { "extract.statistics" }
    static var summary: String { "counts words, sentences, paragraphs and characters, and estimates the reading time" }
    static var discussion: String {
        """
        The text is counted, the headline isn't. A word is a run of letters and digits with what joins them (`don't`, \
        `well-known`, `1,300.5`); where a script puts no spaces between words, every Han character and every kana counts as \
        one, and every four characters of Thai, Lao, Khmer and Burmese. Paragraphs are headings, list items, quotations \
        and blocks of code as well. Characters are those that a reader sees (extended grapheme clusters), white space \
        inside paragraphs included.

        The reading time is rounded up to a second: \(ArticleCounter.usualWordsPerMinute) words a minute, what adults read \
        of English non-fiction (Brysbaert 2019), and \(ArticleCounter.usualCharactersPerMinute) Han characters or kana, what \
        Chinese was read at (Trauzettel-Klosinski and Dietz 2012, aloud; their 357 for Japanese is a better \
        `characters-per-minute` where that is what you have).
        """
    }
    static var examples: [StageExample] {
        [
            StageExample(
                "two sentences in two paragraphs",
                input: """
                    Bridge closes

                    The harbour bridge won't open on Monday.

                    It will be rebuilt.
                    """,
                layers: { _ in [Sentences([ByteRange(0, 40), ByteRange(42, 61)])] },
                output: """
                    {"title":"Bridge closes","text":"The harbour bridge won't open on Monday.\\n\\nIt will be rebuilt.",\
                    "sentences":[[0,40],[42,61]],"statistics":{"words":11,"sentences":2,"paragraphs":2,"characters":59,\
                    "readingSeconds":3}}
                    """)
        ]
    }

    typealias Reads = Sentences
    typealias Provides = Statistics

    private let counter: ArticleCounter

    init(_ configuration: Configuration, _ context: StageContext) {
        counter = ArticleCounter(
            wordsPerMinute: configuration.wordsPerMinute, charactersPerMinute: configuration.charactersPerMinute)
    }

    func annotate(_ article: Article, _ sentences: Sentences) -> Statistics {
        counter.statistics(of: article, sentences: sentences.ranges)
    }
}
