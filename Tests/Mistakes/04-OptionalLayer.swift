// A layer that may be absent
//
// `Maybe` makes a layer optional; its `layer` is then nil where no stage before adds one.
//
// ```swift
//     typealias Reads = Layers<Sentences, Maybe<Language>>
// ```

import Documents
import StageKit

struct OptionalLayer: Annotator {
    static var name: String { "extract.length" }
    static var summary: String { "tells how long an article is" }
    typealias Provides = Statistics

    init(_ configuration: NoOptions, _ context: StageContext) {}

    private func count(_ article: Article) -> Statistics {
        Statistics(words: 0, sentences: 0, paragraphs: 0, characters: article.text.count, readingSeconds: 0)
    }

    // >>>
    typealias Reads = Layers<Sentences, Language?>

    func annotate(_ article: Article, _ layers: Layers<Sentences, Language?>) -> Statistics { count(article) }
    // <<<
}
