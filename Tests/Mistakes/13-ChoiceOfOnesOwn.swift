// An option of a type of one's own
//
// An enumeration of a few words is an `OptionChoice`.
//
// ```swift
//     enum Unit: String, OptionChoice { case words, bytes }
// ```

import Documents
import StageKit

struct ChoiceOfOnesOwn: Annotator {
    static var name: String { "extract.length" }
    static var summary: String { "tells how long an article is" }
    typealias Provides = Statistics

    init(_ configuration: Configuration, _ context: StageContext) {}

    func annotate(_ article: Article, _ layers: NoLayers) -> Statistics { count(article) }

    private func count(_ article: Article) -> Statistics {
        Statistics(words: 0, sentences: 0, paragraphs: 0, characters: article.text.count, readingSeconds: 0)
    }

    // >>>
    enum Unit: String { case words, bytes }

    struct Configuration: StageConfiguration {
        @Option("what is counted") var unit = Unit.words
    }
    // <<<
}
