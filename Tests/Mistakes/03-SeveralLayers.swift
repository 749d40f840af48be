// Taking one layer apart as if it were several
//
// `Reads` of one layer is that layer; only `Layers<…>` has `all`.
//
// ```swift
//         let sentences = layers
// ```

import Documents
import StageKit

struct SeveralLayers: Annotator {
    static var name: String { "extract.length" }
    static var summary: String { "tells how long an article is" }
    typealias Provides = Statistics

    init(_ configuration: NoOptions, _ context: StageContext) {}

    private func count(_ article: Article) -> Statistics {
        Statistics(words: 0, sentences: 0, paragraphs: 0, characters: article.text.count, readingSeconds: 0)
    }

    // >>>
    func annotate(_ article: Article, _ layers: Sentences) -> Statistics {
        let (sentences, language) = layers.all
        return count(article)
    }
    // <<<
}
