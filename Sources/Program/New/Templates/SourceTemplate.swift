extension StageTemplate {
    /// A source: gives the texts of an option.
    static func source(_ names: StageNames) -> StageTemplate {
        StageTemplate(
            source: #"""
                internal import Documents
                internal import StageKit

                /// `\#(names.name)`: gives the texts that the definition holds.
                struct \#(names.type): Source {
                    /// Options of `\#(names.name)`.
                    struct Configuration: StageConfiguration {
                        @Option("the texts, each a document") var texts = ["The bridge closes on Monday"]

                        /// One text.
                        init() {}
                    }

                    static var name: String { "\#(names.name)" }
                    static var summary: String { "gives the texts that the definition holds" }
                    static var discussion: String {
                        "For samples. A text is plain, and its first line is the headline; its place is `\#(names.thing)#1` and so on."
                    }

                    private let texts: [String]

                    init(_ configuration: Configuration, _ context: StageContext) { texts = configuration.texts }

                    func survey() -> Survey { Survey(documents: texts.count, bytes: texts.reduce(0) { $0 + $1.utf8.count }) }

                    func makeReader() -> \#(names.type)Reader { \#(names.type)Reader(texts: texts) }
                }

                /// Reads the texts one by one, in an order that is the same in every run.
                struct \#(names.type)Reader: DocumentReader {
                    let texts: [String]
                    private(set) var count = 0

                    mutating func next() -> Reading<RawDocument>? {
                        guard count < texts.count else { return nil }
                        defer { count += 1 }
                        let place = "\#(names.thing)#\(count + 1)"
                        return .document(RawDocument(locator: place, mediaType: .plainText, bytes: Array(texts[count].utf8)))
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

                    @Test func everyTextIsADocument() throws {
                        var configuration = \#(names.type).Configuration()
                        configuration.texts = ["Rates rise", "Ferries run"]
                        let result = try StageHarness(\#(names.type).self, configuration).read()
                        let places = result.documents(RawDocument.self).map(\.locator)
                        #expect(places == ["\#(names.thing)#1", "\#(names.thing)#2"])
                    }
                }

                """#,
            reference: #"""
                Gives the texts that the definition holds.

                - Shape: source, version 1
                - Takes: nothing: it reads from outside
                - Gives: RawDocument

                For samples. A text is plain, and its first line is the headline; its place is `\#(names.thing)#1` and so on.

                | option | type | default | what it does |
                | --- | --- | --- | --- |
                | `texts` | list of text | `[The bridge closes on Monday]` | the texts, each a document |

                """#)
    }
}
