// A stage that awaits
//
// Stages are synchronous: a worker has a thread of its own, so they may block.

import Documents
import StageKit

struct WaitingStage: Annotator {
    static var name: String { "extract.length" }
    static var summary: String { "tells how long an article is" }
    typealias Provides = Statistics

    init(_ configuration: NoOptions, _ context: StageContext) {}

    private func count(_ article: Article) -> Statistics {
        Statistics(words: 0, sentences: 0, paragraphs: 0, characters: article.text.count, readingSeconds: 0)
    }

    // >>>
    func annotate(_ article: Article, _ layers: NoLayers) async throws -> Statistics { count(article) }
    // <<<
}
