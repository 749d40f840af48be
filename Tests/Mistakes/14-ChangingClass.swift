// State that changes
//
// Several workers use a stage at the same time, and batches come in any order: what it remembered would depend on chance.
// What needs the whole corpus is an `Aggregate` or a `Selection`; a `struct` with a `mutating` method is no stage for the same
// reason.

import Documents
import StageKit

final class ChangingClass: Annotator {
    static var name: String { "extract.length" }
    static var summary: String { "tells how long an article is" }
    typealias Provides = Statistics

    init(_ configuration: NoOptions, _ context: StageContext) {}

    private func count(_ article: Article) -> Statistics {
        Statistics(words: 0, sentences: 0, paragraphs: 0, characters: article.text.count, readingSeconds: 0)
    }

    // >>>
    private var longest = 0

    func annotate(_ article: Article, _ layers: NoLayers) -> Statistics {
        longest = max(longest, article.text.utf8.count)
        return count(article)
    }
    // <<<
}
