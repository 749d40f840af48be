// Returning a tuple of layers
//
// Several layers are put together by `Layers`.
//
// ```swift
//         Layers(Language(code: "en", confidence: 1), Sentences([]))
// ```

import Documents
import StageKit

struct TupleOfLayers: Annotator {
    static var name: String { "extract.length" }
    static var summary: String { "tells how long an article is" }

    init(_ configuration: NoOptions, _ context: StageContext) {}

    // >>>
    typealias Provides = Layers<Language, Sentences>

    func annotate(_ article: Article, _ layers: NoLayers) -> Layers<Language, Sentences> {
        (Language(code: "en", confidence: 1), Sentences([]))
    }
    // <<<
}
