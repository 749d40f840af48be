// Forgetting the initializer
//
// A stage is made of its options and of what it is told about the run, also where it needs neither.
//
// ```swift
//     init(_ configuration: NoOptions, _ context: StageContext) {}
// ```

import Documents
import StageKit

struct ForgottenInitializer: Annotator {
    static var name: String { "extract.length" }
    static var summary: String { "tells how long an article is" }

    private func count(_ article: Article) -> Statistics {
        Statistics(words: 0, sentences: 0, paragraphs: 0, characters: article.text.count, readingSeconds: 0)
    }

    // >>>
    typealias Provides = Statistics

    func annotate(_ article: Article, _ layers: NoLayers) -> Statistics { count(article) }
    // <<<
}
