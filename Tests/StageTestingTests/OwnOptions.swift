import Documents
import StageKit

/// `extract.length`: tells whether an article is long.
struct ExtractLength: Annotator {
    enum Unit: String, OptionChoice { case words, bytes }

    struct Configuration: StageConfiguration {
        @Option("what is counted") var unit = Unit.words
        @Option("from how many on an article is long", in: 1...1_000_000) var minimum = 800
        @Option("languages of which articles are looked at, for example [de, fr]; all when empty")
        var languages: [String] = []

        init() {}

        var problems: [OptionProblem] {
            var problems = languages.indices.filter { languages[$0].isEmpty }.map { place in
                OptionProblem("languages", at: .element(place), "has an empty code", help: "remove it")
            }
            if unit == .bytes, minimum < 100 {
                problems.append(
                    .warning("minimum", "makes nearly every article long", help: "count words, or give more bytes"))
            }
            return problems
        }
    }

    static var name: String { "extract.length" }
    static var summary: String { "tells whether an article is long" }
    static var discussion: String { "What is long has the key phrase `long`. Articles without a text are quarantined." }
    static var examples: [StageExample] {
        [
            StageExample(
                "three words", options: "minimum: 3", input: "A\n\nb c d",
                output: #"{"title":"A","text":"b c d","keyphrases":[{"text":"long","score":1.0,"occurrences":[]}]}"#)
        ]
    }

    typealias Reads = Maybe<Language>
    typealias Provides = Keyphrases

    private let configuration: Configuration

    init(_ configuration: Configuration, _ context: StageContext) { self.configuration = configuration }

    func annotate(_ article: Article, _ layers: Maybe<Language>) throws -> Keyphrases {
        guard !article.text.isEmpty else { throw DocumentError("no-text", "the article has no text to measure") }
        let isMeant =
            configuration.languages.isEmpty || configuration.languages.contains(layers.layer?.code ?? "und")
        let length = configuration.unit == .bytes ? article.text.utf8.count : article.text.split(separator: " ").count
        guard isMeant, length >= configuration.minimum else { return Keyphrases([]) }
        return Keyphrases([Keyphrases.Phrase(text: "long", score: 1, occurrences: [])])
    }
}
