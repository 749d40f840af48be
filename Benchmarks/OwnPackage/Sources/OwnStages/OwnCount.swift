internal import Documents
internal import StageKit

/// `own.count`: what an article's blocks and words are, going over all of its text.
struct OwnCount: Annotator {
    /// Options of `own.count`.
    struct Configuration: StageConfiguration {
        @Option("words that are read in a minute", in: 50...1000) var wordsPerMinute = 238

        /// Adults who read silently.
        init() {}
    }

    static var name: String { "own.count" }
    static var summary: String { "counts words, and estimates the reading time" }

    typealias Provides = Statistics

    private let wordsPerMinute: Int

    init(_ configuration: Configuration, _ context: StageContext) { wordsPerMinute = configuration.wordsPerMinute }

    func annotate(_ article: Article, _ layers: NoLayers) -> Statistics {
        var words = 0
        var characters = 0
        for block in article.blocks {
            let text = article.text.utf8.span.extracting(block.range.range)
            var isInside = false
            for index in text.indices {
                let byte = text[index]
                if byte & 0xC0 != 0x80 { characters += 1 }
                let isWord = byte > 0x20
                if isWord, !isInside { words += 1 }
                isInside = isWord
            }
        }
        return Statistics(
            words: words, sentences: 0, paragraphs: article.blocks.count, characters: characters,
            readingSeconds: (words * 60 + wordsPerMinute - 1) / wordsPerMinute)
    }
}
