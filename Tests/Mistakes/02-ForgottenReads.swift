// Declaring layers, and not taking them
//
// The second parameter is what `Reads` says. Where there is no `typealias Reads`, it is the parameter that says it.
//
// ```swift
//     func annotate(_ article: Article, _ layers: Reads) -> Statistics {
// ```

import Documents
import StageKit

struct ForgottenReads: Annotator {
    static var name: String { "extract.length" }
    static var summary: String { "tells how long an article is" }
    typealias Provides = Statistics

    init(_ configuration: NoOptions, _ context: StageContext) {}

    private func count(_ article: Article) -> Statistics {
        Statistics(words: 0, sentences: 0, paragraphs: 0, characters: article.text.count, readingSeconds: 0)
    }

    // >>>
    typealias Reads = Sentences

    func annotate(_ article: Article, _ layers: NoLayers) -> Statistics { count(article) }
    // <<<
}
