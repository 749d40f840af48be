extension StageTemplate {
    /// A selection: leaves out articles whose headline an earlier one has.
    static func selection(_ names: StageNames) -> StageTemplate {
        StageTemplate(
            source: #"""
                internal import Documents
                internal import StageKit

                /// `\#(names.name)`: leaves out articles that have the headline of an earlier one.
                struct \#(names.type): Selection {
                    /// Options of `\#(names.name)`.
                    struct Configuration: StageConfiguration {
                        @Option("how many first letters of headlines are compared", in: 1...1000) var letters = 100

                        /// A hundred letters.
                        init() {}
                    }

                    static var name: String { "\#(names.name)" }
                    static var summary: String { "leaves out articles that have the headline of an earlier one" }
                    static var discussion: String {
                        "Capitals and small letters differ. What is left out is listed among the run's records as `same-headline`."
                    }
                    static var examples: [StageExample] {
                        let input = "Closed\n\nThe bridge is.\n---\nClosed\n\nThe pier is."
                        return [StageExample("the earlier stays", input: input, output: #"{"title":"Closed","text":"The bridge is."}"#)]
                    }

                    private let letters: Int

                    init(_ configuration: Configuration, _ context: StageContext) { letters = configuration.letters }

                    func prepare(_ article: Article, _ layers: NoLayers) -> String { String(article.title.prefix(letters)) }

                    func makeSelector() -> \#(names.type)Selector { \#(names.type)Selector() }
                }

                /// Goes through the corpus in order, and remembers which headlines there were, and where.
                struct \#(names.type)Selector: Selector {
                    private var places: [String: String] = [:]

                    mutating func judge(_ headline: String, _ locator: String) -> Verdict {
                        if let place = places[headline] { return .leaveOut(code: "same-headline", inFavourOf: place, similarity: 1) }
                        places[headline] = locator
                        return .keep
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

                    @Test func onlySoManyLettersAreCompared() throws {
                        var configuration = \#(names.type).Configuration()
                        configuration.letters = 4
                        let harness = try StageHarness(\#(names.type).self, configuration)
                        let articles = ["Rates rise", "Rates fall", "Ferries run"].map { sampleArticle($0, locator: $0) }
                        let result = try harness.run(articles)
                        #expect(result.articles.map(\.title) == ["Rates rise", "Ferries run"])
                        #expect(result.drops.map(\.inFavourOf) == ["Rates rise"])
                    }
                }

                """#,
            reference: #"""
                Leaves out articles that have the headline of an earlier one.

                - Shape: aggregate, version 1
                - Takes: Article
                - Gives: Article

                Capitals and small letters differ. What is left out is listed among the run's records as `same-headline`.

                | option | type | default | what it does |
                | --- | --- | --- | --- |
                | `letters` | whole number | `100` | how many first letters of headlines are compared (1 to 1000) |

                Example: the earlier stays.

                ```text
                Closed

                The bridge is.
                ---
                Closed

                The pier is.
                ```

                ```json
                {"title":"Closed","text":"The bridge is."}
                ```

                """#)
    }
}
