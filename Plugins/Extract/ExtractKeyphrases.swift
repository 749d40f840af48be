internal import Documents
internal import Prose
internal import StageKit

/// `extract.keyphrases`: the phrases that tell what an article is about.
struct ExtractKeyphrases: Annotator {
    /// Options of `extract.keyphrases`.
    struct Configuration: StageConfiguration {
        @Option("how many phrases at most", in: 1...200) var count = 10
        @Option("the most words in a phrase", in: 1...8) var maximumWords = 3
        @Option("the fewest letters in a word of a phrase", in: 1...20) var minimumLetters = 3

        /// Ten phrases of up to three words.
        init() {}
    }

    static var name: String { "extract.keyphrases" }
    static var summary: String { "finds the phrases that tell what an article is about" }
    static var discussion: String {
        """
        Phrases are measured by C-value (Frantzi, Ananiadou and Mima 2000): how often a phrase stands by itself, more the \
        more words it has; what is named early and long words weigh more. Nothing is trained, so any language with spaces \
        between words will do; stop words (de, en, es, fr, it, nl, pt) and Snowball stemming make it better, by the \
        `Language` layer when there is one, else by the language that the article declares. Looks at the first megabyte.
        """
    }
    static var examples: [StageExample] {
        [
            StageExample(
                "a phrase that comes back wins over its words", options: "count: 1",
                input: """
                    Harbour bridge to close

                    The harbour bridge will close on Monday. Ferries will replace the harbour bridge until spring.
                    """,
                output: """
                    {"title":"Harbour bridge to close","text":"The harbour bridge will close on Monday. Ferries will \
                    replace the harbour bridge until spring.","keyphrases":[{"text":"harbour bridge","score":51.49,\
                    "occurrences":[[4,18],[66,80]]}]}
                    """)
        ]
    }

    typealias Reads = Maybe<Language>
    typealias Provides = Keyphrases

    private let extractor: KeyphraseExtractor

    init(_ configuration: Configuration, _ context: StageContext) {
        extractor = KeyphraseExtractor(
            count: configuration.count, maximumWords: configuration.maximumWords,
            minimumLetters: configuration.minimumLetters)
    }

    func annotate(_ article: Article, _ layers: Maybe<Language>) -> Keyphrases {
        extractor.keyphrases(of: article, language: article.proseLanguage(layers.layer))
    }
}
