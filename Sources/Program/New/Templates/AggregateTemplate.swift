extension StageTemplate {
    /// An aggregate: makes one article out of all headlines.
    static func aggregate(_ names: StageNames) -> StageTemplate {
        StageTemplate(
            source: #"""
                internal import Documents
                internal import StageKit

                /// `\#(names.name)`: makes one article out of the headlines of all.
                struct \#(names.type): Aggregate {
                    /// Options of `\#(names.name)`.
                    struct Configuration: StageConfiguration {
                        @Option("how many headlines at most", in: 1...100_000) var count = 100

                        /// A hundred.
                        init() {}
                    }

                    static var name: String { "\#(names.name)" }
                    static var summary: String { "makes one article out of the headlines of all" }
                    static var discussion: String {
                        "The first headlines in corpus order, as the items of a list. Articles that have no headline are passed over."
                    }
                    static var examples: [StageExample] {
                        [StageExample("two", input: "Rise\n---\nRun", output: #"{"title":"","text":"Rise\n\nRun"}"#)]
                    }

                    private let count: Int

                    init(_ configuration: Configuration, _ context: StageContext) { count = configuration.count }

                    func prepare(_ article: Article, _ layers: NoLayers) -> String { article.title }

                    func makeFold() -> \#(names.type)Fold { \#(names.type)Fold(count: count) }
                }

                /// Goes through the corpus in order, and gathers the headlines.
                struct \#(names.type)Fold: Fold {
                    let count: Int
                    private(set) var headlines: [String] = []

                    mutating func add(_ article: Article, _ headline: String) { if !headline.isEmpty { headlines.append(headline) } }

                    mutating func finish(into out: inout Emitter<Article>) {
                        let raw = RawDocument(locator: "\#(names.thing)", mediaType: .plainText, bytes: [])
                        out.emit(Article(raw: raw, metadata: .init(), blocks: headlines.prefix(count).map { (.listItem, $0) }))
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

                    @Test func articlesWithoutAHeadlineArePassedOver() throws {
                        let harness = try StageHarness(\#(names.type).self)
                        let result = try harness.run(["Rates rise", "", "Ferries run"].map { sampleArticle($0) })
                        #expect(result.articles.map(\.text) == ["Rates rise\n\nFerries run"])
                    }
                }

                """#,
            reference: #"""
                Makes one article out of the headlines of all.

                - Shape: aggregate, version 1
                - Takes: Article
                - Gives: Article

                The first headlines in corpus order, as the items of a list. Articles that have no headline are passed over.

                | option | type | default | what it does |
                | --- | --- | --- | --- |
                | `count` | whole number | `100` | how many headlines at most (1 to 100000) |

                Example: two.

                ```text
                Rise
                ---
                Run
                ```

                ```json
                {"title":"","text":"Rise\n\nRun"}
                ```

                """#)
    }
}
