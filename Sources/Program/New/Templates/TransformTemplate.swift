extension StageTemplate {
    /// A transform: leaves out paragraphs in which a phrase stands.
    static func transform(_ names: StageNames) -> StageTemplate {
        StageTemplate(
            source: #"""
                internal import Documents
                internal import StageKit

                /// `\#(names.name)`: leaves out the paragraphs in which a phrase stands.
                struct \#(names.type): Transform {
                    /// Options of `\#(names.name)`.
                    struct Configuration: StageConfiguration {
                        @Option("paragraphs with this phrase are left out") var phrase = "Sign up"

                        /// Leaves out `Sign up`.
                        init() {}
                    }

                    static var name: String { "\#(names.name)" }
                    static var summary: String { "leaves out the paragraphs in which a phrase stands" }
                    static var discussion: String {
                        "Capitals and small letters differ. An article of which nothing is left goes to quarantine as `empty`."
                    }
                    static var examples: [StageExample] {
                        let input = "Bridge closes\n\nIt closes on Monday.\n\nSign up for our letter."
                        let output = #"{"title":"Bridge closes","text":"It closes on Monday."}"#
                        return [StageExample("one paragraph of two goes", input: input, output: output)]
                    }

                    typealias Input = Article
                    typealias Output = Article

                    private let phrase: String

                    init(_ configuration: Configuration, _ context: StageContext) { phrase = configuration.phrase }

                    func transform(_ article: Article, _ layers: NoLayers, into out: inout Emitter<Article>) throws {
                        let blocks = article.blocks.map { (kind: $0.kind, text: String(article.text[bytes: $0.range])) }
                        let kept = blocks.filter { phrase.isEmpty || !$0.text.contains(phrase) }
                        if kept.isEmpty { throw DocumentError("empty", "no paragraph is left") }
                        out.emit(Article(raw: article.raw, metadata: article.metadata, blocks: kept))
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

                    @Test func anArticleOfWhichNothingIsLeftGoesToQuarantine() throws {
                        let harness = try StageHarness(\#(names.type).self)
                        let result = try harness.run([sampleArticle("Letters\n\nSign up."), sampleArticle("Rates\n\nThey rise.")])
                        #expect(result.rejected.map(\.reason.code) == ["empty"])
                        #expect(result.articles.map(\.text) == ["They rise."])
                    }
                }

                """#,
            reference: #"""
                Leaves out the paragraphs in which a phrase stands.

                - Shape: transform, version 1
                - Takes: Article
                - Gives: Article

                Capitals and small letters differ. An article of which nothing is left goes to quarantine as `empty`.

                | option | type | default | what it does |
                | --- | --- | --- | --- |
                | `phrase` | text | `Sign up` | paragraphs with this phrase are left out |

                Example: one paragraph of two goes.

                ```text
                Bridge closes

                It closes on Monday.

                Sign up for our letter.
                ```

                ```json
                {"title":"Bridge closes","text":"It closes on Monday."}
                ```

                """#)
    }
}
