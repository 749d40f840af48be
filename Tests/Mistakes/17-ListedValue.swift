// Listing a stage instead of its type
//
// A plugin lists types; stages are made of them for every run.
//
// ```swift
//     static var stageTypes: [any StageType.Type] { [ListedStage.self] }
// ```

import Documents
import StageKit

struct ListedStage: Annotator {
    static var name: String { "extract.length" }
    static var summary: String { "tells how long an article is" }
    typealias Provides = Statistics

    init(_ configuration: NoOptions, _ context: StageContext) {}

    private func count(_ article: Article) -> Statistics {
        Statistics(words: 0, sentences: 0, paragraphs: 0, characters: article.text.count, readingSeconds: 0)
    }

    func annotate(_ article: Article, _ layers: NoLayers) -> Statistics { count(article) }
}

enum ListingPlugin: Plugin {
    static var name: String { "Listing" }
    // >>>
    static var stageTypes: [any StageType.Type] { [ListedStage(NoOptions(), StageContext(stage: "a"))] }
    // <<<
}
