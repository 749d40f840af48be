// An option without help
//
// `galley stages`, editors and messages show what an option does.
//
// ```swift
//         @Option("how many words make an article long") var words = 800
// ```

import Documents
import StageKit

struct OptionWithoutHelp: Annotator {
    static var name: String { "extract.length" }
    static var summary: String { "tells how long an article is" }
    typealias Provides = Statistics

    init(_ configuration: Configuration, _ context: StageContext) {}

    func annotate(_ article: Article, _ layers: NoLayers) -> Statistics { count(article) }

    private func count(_ article: Article) -> Statistics {
        Statistics(words: 0, sentences: 0, paragraphs: 0, characters: article.text.count, readingSeconds: 0)
    }

    // >>>
    struct Configuration: StageConfiguration {
        @Option var words = 800
    }
    // <<<
}
