// Giving nothing
//
// An annotator says which layer it adds, by `Provides` or by what `annotate` returns.
//
// ```swift
//     func annotate(_ article: Article, _ layers: NoLayers) -> Statistics {
// ```

import Documents
import StageKit

struct ForgottenProvides: Annotator {
    static var name: String { "extract.length" }
    static var summary: String { "tells how long an article is" }

    init(_ configuration: NoOptions, _ context: StageContext) {}

    // >>>
    func annotate(_ article: Article, _ layers: NoLayers) {
        print(article.text.count)
    }
    // <<<
}
