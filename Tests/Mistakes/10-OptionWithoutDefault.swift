// An option without a default
//
// Every option has a default; one that a definition must give has it for examples.
//
// ```swift
//         @Option("how many words make an article long", in: 1...10_000) var words = 800
//         @Option("the terms to find", isRequired: true) var terms = ["harbour bridge"]
// ```

import Documents
import StageKit

struct OptionWithoutDefault: Annotator {
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
        @Option("how many words make an article long", in: 1...10_000) var words: Int
        @Option("the terms to find", isRequired: true) var terms: [String]
    }
    // <<<
}
