internal import Documents
internal import StageKit

/// `extract.terms`: finds the terms of a list.
struct ExtractTerms: Annotator {
    static var name: String { "extract.terms" }
    static var summary: String { "finds the terms of a list" }

    typealias Provides = Keyphrases

    init(_ configuration: NoOptions, _ context: StageContext) {}

    func annotate(_ article: Article, _ layers: NoLayers) -> Keyphrases {
        let term = "harbour bridge"
        let places = Array(article.text.utf8).ranges(of: Array(term.utf8)).map { ByteRange($0) }
        guard !places.isEmpty else { return Keyphrases([]) }
        return Keyphrases([Keyphrases.Phrase(text: term, score: Double(places.count), occurrences: places)])
    }
}
