// A property that is no option
//
// Without `@Option` no definition can set it, and it has no help. A property with a default and without `@Option` compiles,
// and is found by [`checkStage`](testing-a-stage.md#what-is-checked).
//
// ```swift
//         @Option("how many words make an article long") var words = 800
// ```

import Documents
import StageKit

struct PropertyWithoutOption: Annotator {
    static var name: String { "extract.length" }
    static var summary: String { "tells how long an article is" }
    typealias Provides = Statistics

    init(_ configuration: Configuration, _ context: StageContext) {}

    func annotate(_ article: Article, _ layers: NoLayers) -> Statistics { count(article) }

    private func count(_ article: Article) -> Statistics {
        Statistics(words: 0, sentences: 0, paragraphs: 0, characters: article.text.count, readingSeconds: 0)
    }

    // >>>
    struct Configuration: StageConfiguration {
        var words: Int
    }
    // <<<
}
