internal import Documents
internal import Prose
internal import StageKit

/// `extract.sentences`: where the sentences of an article are.
struct ExtractSentences: Annotator {
    /// Options of `extract.sentences`.
    struct Configuration: StageConfiguration {
        @Option("abbreviations beyond the lists, for example [Prov., Dist.]; a capital counts")
        var abbreviations: [String] = []

        /// The lists alone.
        init() {}

        var problems: [OptionProblem] {
            abbreviations.enumerated().filter { !Self.isAbbreviation($1) }.map { place, word in
                OptionProblem(
                    "abbreviations", at: .element(place), "holds '\(word)', which is no abbreviation",
                    help: "give single words of at most 24 bytes, for example Prov.")
            }
        }

        private static func isAbbreviation(_ word: String) -> Bool {
            word.contains(where: \.isLetter) && !word.contains(where: \.isWhitespace) && word.utf8.count <= 24
        }
    }

    static var name: String { "extract.sentences" }
    static var summary: String { "finds the sentences of an article" }
    static var discussion: String {
        """
        Sentences end where Unicode Standard Annex #29 ends them, in all scripts, but not after abbreviations (`Mr.`, \
        `z. B.`), initials and numbers of list items; after those that may end a sentence as well (`U.S.`, `Inc.`) only \
        before a word that starts sentences. German ordinals (`am 3. März`) and attributions after a question (`"Why?" he \
        asked.`) go on; a closing quote belongs to the sentence before it.

        Every block (paragraph, heading, list item) ends its last sentence, a line break inside one does not, and a block \
        of code is one sentence. Abbreviations are known for de, en, es, fr, it, nl and pt, by the `Language` layer when \
        there is one, else by the language that the article declares, and all together when neither tells.

        Abbreviations given in `abbreviations` end a sentence only before a word that starts sentences.
        """
    }
    static var examples: [StageExample] {
        [
            StageExample(
                "initials and titles don't end a sentence",
                input: """
                    Bridge closes

                    Dr. G. W. Lorimer closed it. "It was time!" she said at 9 a.m. Monday. Ferries run.
                    """,
                output: """
                    {"title":"Bridge closes","text":"Dr. G. W. Lorimer closed it. \\"It was time!\\" she said at 9 a.m. \
                    Monday. Ferries run.","sentences":[[0,28],[29,70],[71,83]]}
                    """),
            StageExample(
                "an abbreviation of one's own", options: "abbreviations: [Prov.]",
                input: """
                    Bridge closes

                    It is in Cebu Prov. Ferries run.
                    """,
                output: """
                    {"title":"Bridge closes","text":"It is in Cebu Prov. Ferries run.","sentences":[[0,32]]}
                    """),
        ]
    }

    typealias Reads = Maybe<Language>
    typealias Provides = Sentences

    private let splitter: SentenceSplitter

    init(_ configuration: Configuration, _ context: StageContext) {
        splitter = SentenceSplitter(abbreviations: configuration.abbreviations)
    }

    func annotate(_ article: Article, _ layers: Maybe<Language>) -> Sentences {
        splitter.sentences(of: article, language: article.proseLanguage(layers.layer))
    }
}
