// Returning what isn't declared
//
// What `annotate` returns is a layer, the one that `Provides` names. A number of your own becomes a layer by a type that
// conforms to `Layer`.

import Documents
import StageKit

struct WrongResult: Annotator {
    static var name: String { "extract.length" }
    static var summary: String { "tells how long an article is" }

    init(_ configuration: NoOptions, _ context: StageContext) {}

    // >>>
    typealias Provides = Statistics

    func annotate(_ article: Article, _ layers: NoLayers) -> Int { article.text.count }
    // <<<
}
