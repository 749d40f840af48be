internal import Documents
internal import StageKit

/// `extract.terms`: finds the terms of a list.
struct ExtractTerms: Annotator {
    static var name: String { "extract.terms" }
    static var summary: String { "finds the terms of a list" }

    typealias Provides = Keyphrases

    init(_ configuration: NoOptions, _ context: StageContext) {}

    func annotate(_ article: Article, _ layers: NoLayers) -> Keyphrases {
        Keyphrases([])
    }
}
