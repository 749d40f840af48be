internal import Documents
internal import StageKit

/// `extract.terms`: finds the terms of a list.
struct ExtractTerms: Annotator {
    /// Options of `extract.terms`.
    struct Configuration: StageConfiguration {
        @Option("the terms to find, as they are written", isRequired: true) var terms = ["harbour bridge"]

        /// Finds `harbour bridge`.
        init() {}

        var problems: [OptionProblem] {
            terms.indices.filter { terms[$0].isEmpty }.map { place in
                OptionProblem("terms", at: .element(place), "has an empty term", help: "remove it")
            }
        }
    }

    static var name: String { "extract.terms" }
    static var summary: String { "finds the terms of a list" }
    static var discussion: String {
        """
        A term is found wherever its letters stand in the text, inside a word too; capitals and small letters differ. \
        What is found is in the layer of key phrases, a term's weight being how often it occurs.
        """
    }
    static var examples: [StageExample] {
        [
            StageExample(
                "one term of two is there", options: "terms: [harbour bridge, tunnel]",
                input: "Harbour bridge to close\n\nThe harbour bridge will close on Monday.",
                output: """
                    {"title":"Harbour bridge to close","text":"The harbour bridge will close on Monday.",\
                    "keyphrases":[{"text":"harbour bridge","score":1.0,"occurrences":[[4,18]]}]}
                    """)
        ]
    }

    typealias Provides = Keyphrases

    private let terms: [String]

    init(_ configuration: Configuration, _ context: StageContext) { terms = configuration.terms }

    func annotate(_ article: Article, _ layers: NoLayers) -> Keyphrases {
        let text = Array(article.text.utf8)
        let phrases = terms.map { term in
            let places = text.ranges(of: Array(term.utf8)).map { ByteRange($0) }
            return Keyphrases.Phrase(text: term, score: Double(places.count), occurrences: places)
        }
        return Keyphrases(phrases.filter { !$0.occurrences.isEmpty })
    }
}
