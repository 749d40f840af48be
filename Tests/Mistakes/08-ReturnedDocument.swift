// Returning a document from a transform
//
// A transform gives its documents to `out`, since it may give none or several; its forms are named by `Input` and `Output`.
//
// ```swift
//     func transform(_ article: Article, _ layers: NoLayers, into out: inout Emitter<Article>) {
//         out.emit(article)
//     }
// ```

import Documents
import StageKit

struct ReturnedDocument: Transform {
    static var name: String { "extract.length" }
    static var summary: String { "tells how long an article is" }

    init(_ configuration: NoOptions, _ context: StageContext) {}

    // >>>
    func transform(_ article: Article, _ layers: NoLayers) -> Article { article }
    // <<<
}
