extension StageTemplate {
    /// An annotator: marks a phrase wherever it stands.
    static func annotator(_ names: StageNames) -> StageTemplate {
        StageTemplate(
            source: #"""
                internal import Documents
                internal import StageKit

                /// `\#(names.name)`: marks a phrase wherever it stands.
                struct \#(names.type): Annotator {
                    /// Options of `\#(names.name)`.
                    struct Configuration: StageConfiguration {
                        @Option("the phrase to mark, as it is written") var phrase = "bridge"

                        /// Marks `bridge`.
                        init() {}
                    }

                    static var name: String { "\#(names.name)" }
                    static var summary: String { "marks a phrase wherever it stands" }
                    static var discussion: String {
                        "Capitals and small letters differ, and the headline isn't looked at. An article without it has no key phrase."
                    }
                    static var examples: [StageExample] {
                        let output =
                            #"{"title":"Closed","text":"The bridge is closed.","keyphrases":[{"text":"bridge","#
                            + #""score":1.0,"occurrences":[[4,10]]}]}"#
                        return [StageExample("it stands there once", input: "Closed\n\nThe bridge is closed.", output: output)]
                    }

                    // What it reads it would name as well: typealias Reads = Layers<Sentences, Maybe<Language>>
                    typealias Provides = Keyphrases

                    private let phrase: String

                    init(_ configuration: Configuration, _ context: StageContext) { phrase = configuration.phrase }

                    func annotate(_ article: Article, _ layers: NoLayers) -> Keyphrases {
                        let places = Array(article.text.utf8).ranges(of: Array(phrase.utf8)).filter { !$0.isEmpty }
                        guard !places.isEmpty else { return Keyphrases([]) }
                        return Keyphrases([.init(text: phrase, score: Double(places.count), occurrences: places.map { ByteRange($0) })])
                    }
                }

                """#,
            test: #"""
                import Documents
                import StageKit
                import StageTesting
                import Testing

                @testable import \#(names.module)

                @Suite struct \#(names.type)Tests {
                    @Test func itKeepsWhatEveryStageMust() { #expect(checkStage(\#(names.type).self) == []) }

                    @Test func thePhraseIsMarkedWhereverItStands() throws {
                        var configuration = \#(names.type).Configuration()
                        configuration.phrase = "ferry"
                        let harness = try StageHarness(\#(names.type).self, configuration)
                        let result = try harness.run([sampleArticle("Ferries\n\nThe ferry, the old ferry, is back.")])
                        let phrase = try #require(result.layer(Keyphrases.self)?.phrases.first)
                        #expect(phrase.occurrences == [ByteRange(4, 9), ByteRange(19, 24)])
                    }
                }

                """#,
            reference: #"""
                Marks a phrase wherever it stands.

                - Shape: transform, version 1
                - Takes: Article
                - Gives: Article +Keyphrases

                Capitals and small letters differ, and the headline isn't looked at. An article without it has no key phrase.

                | option | type | default | what it does |
                | --- | --- | --- | --- |
                | `phrase` | text | `bridge` | the phrase to mark, as it is written |

                Example: it stands there once.

                ```text
                Closed

                The bridge is closed.
                ```

                ```json
                {"title":"Closed","text":"The bridge is closed.","keyphrases":[{"text":"bridge","score":1.0,"occurrences":[[4,10]]}]}
                ```

                """#)
    }
}
