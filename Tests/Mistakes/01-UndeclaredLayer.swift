// Reading a layer that isn't declared
//
// A stage is given what it names, and can't look at anything else: that is how `galley check` knows what must come before
// it. Name the layers, and take them out of `layers`:
//
// ```swift
//     typealias Reads = Layers<Sentences, Maybe<Language>>
//
//     func annotate(_ article: Article, _ layers: Reads) -> Statistics {
//         let (sentences, language) = layers.all
// ```

import Documents
import StageKit

struct UndeclaredLayer: Annotator {
    static var name: String { "extract.length" }
    static var summary: String { "tells how long an article is" }
    typealias Provides = Statistics

    init(_ configuration: NoOptions, _ context: StageContext) {}

    // >>>
    func annotate(_ article: Article, _ layers: NoLayers) -> Statistics {
        let sentences = article.layers.layer(Sentences.self)
        let language = Language(from: article.layers)
        return Statistics(
            words: 0, sentences: sentences?.ranges.count ?? 0, paragraphs: 0, characters: 0,
            readingSeconds: language == nil ? 0 : 1)
    }
    // <<<
}
