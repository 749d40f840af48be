internal import Documents
internal import StageKit

/// `extract.terms`: finds the terms of a list.
struct ExtractTerms: Annotator {
    /// Options of `extract.terms`.
    struct Configuration: StageConfiguration {
        @Option("the terms to find, as they are written", isRequired: true) var terms = ["harbour bridge"]

        /// Finds `harbour bridge`.
        init() {}
    }

    static var name: String { "extract.terms" }
    static var summary: String { "finds the terms of a list" }

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
