internal import Documents
internal import Prose
internal import StageKit

/// `extract.language`: the language an article is written in.
struct ExtractLanguage: Annotator {
    /// Options of `extract.language`.
    struct Configuration: StageConfiguration {
        @Option("below this the language is und, 0 to take any answer", in: 0...1) var minimumConfidence = 0.5
        @Option("codes of the languages that may come out, for example [de, fr]; any when empty")
        var languages: [String] = []
        @Option("whether the language that an article declares stands in where its text doesn't tell")
        var declaredFallback = false

        /// Any language that is found with a confidence of one half.
        init() {}

        var problems: [OptionProblem] {
            languages.enumerated().filter { !Self.isCode($1) }.map { place, code in
                OptionProblem(
                    "languages", at: .element(place), "holds '\(code)', which is no language code",
                    help: "give ISO 639-1 codes in lower case, for example [de, fr]")
            }
        }

        private static func isCode(_ text: String) -> Bool {
            (2...3).contains(text.utf8.count) && text.utf8.allSatisfy { (0x61...0x7A).contains($0) } && text != "und"
        }
    }

    static var name: String { "extract.language" }
    static var summary: String { "tells the language an article is written in" }
    static var discussion: String {
        """
        Detected by CLD2 from the headline and the start of the text, \(LanguageDetector.maximumBytes) bytes together, code \
        blocks left out; more than 80 languages, as ISO 639-1 codes (`he`, `zh`; 639-3 such as `ceb` where there is no \
        code of two letters). The confidence is the language's share of the letters looked at, and half of that where \
        CLD2 calls its answer unreliable.

        A text of less than about twenty letters is `und`, and so is what no language is found in; a few words may be taken \
        for a related language (Danish for Norwegian, Croatian for Bosnian). Where you know which languages there are, \
        `languages` keeps others out. An article is never put into quarantine: `und` is an answer that conditions can ask \
        for.
        """
    }
    static var examples: [StageExample] {
        [
            StageExample(
                "German",
                input: """
                    Brücke gesperrt

                    Die Brücke am Hafen wird am Montag gesperrt und im Frühjahr neu gebaut.
                    """,
                output: """
                    {"title":"Brücke gesperrt","text":"Die Brücke am Hafen wird am Montag gesperrt und im Frühjahr neu \
                    gebaut.","language":{"code":"de","confidence":0.98}}
                    """),
            StageExample(
                "too short to tell",
                input: """
                    Yes

                    No.
                    """,
                output: """
                    {"title":"Yes","text":"No.","language":{"code":"und","confidence":0.0}}
                    """),
        ]
    }

    typealias Reads = NoLayers
    typealias Provides = Language

    private let detector: LanguageDetector
    private let minimumConfidence: Double
    private let declaredFallback: Bool

    init(_ configuration: Configuration, _ context: StageContext) {
        detector = LanguageDetector(languages: configuration.languages.isEmpty ? nil : configuration.languages)
        minimumConfidence = configuration.minimumConfidence
        declaredFallback = configuration.declaredFallback
    }

    func annotate(_ article: Article, _ layers: NoLayers) -> Language {
        let found = detector.language(of: article)
        if found.code != "und", found.confidence >= minimumConfidence { return found }
        // Nothing in the text speaks for the declared language, hence no confidence in it.
        let declared = declaredFallback ? article.proseLanguage(nil) : nil
        return Language(code: declared ?? "und", confidence: 0)
    }
}
