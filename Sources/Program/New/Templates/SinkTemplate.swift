extension StageTemplate {
    /// A sink: writes a line an article.
    static func sink(_ names: StageNames) -> StageTemplate {
        StageTemplate(
            source: #"""
                internal import Documents
                internal import PublishKit
                internal import StageKit

                /// `\#(names.name)`: writes the headlines into a file, a line each.
                struct \#(names.type): Sink {
                    /// Options of `\#(names.name)`.
                    struct Configuration: StageConfiguration {
                        @Option("the file to write", isRequired: true) var path: Path = "\#(names.thing).txt"
                        @Option("what stands before each headline") var bullet = "- "

                        /// `\#(names.thing).txt`.
                        init() {}

                        var problems: [OptionProblem] { path.problems(as: .file) }
                    }

                    static var name: String { "\#(names.name)" }
                    static var summary: String { "writes the headlines into a file, a line each" }
                    static var discussion: String {
                        "In corpus order. The file is put in place whole at the end; a path that ends in `.gz` or `.zst` is compressed."
                    }
                    static var examples: [StageExample] {
                        let input = "Bridge closes\n\nIt does so on Monday."
                        return [StageExample("one article", options: "path: a.txt", input: input, output: "- Bridge closes")]
                    }

                    private let configuration: Configuration

                    init(_ configuration: Configuration, _ context: StageContext) { self.configuration = configuration }

                    var artifacts: [Artifact] { [Artifact(configuration.path)] }

                    func obstacles() -> [OptionProblem] { configuration.path.obstacles(as: .file) }

                    func prepare(_ article: Article, _ layers: NoLayers) -> [UInt8] {
                        Array((configuration.bullet + article.title + "\n").utf8)
                    }

                    func makeWriter() throws -> FileWriter { try FileWriter(configuration.path) }
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

                    @Test func theBulletStandsBeforeTheHeadline() {
                        var configuration = \#(names.type).Configuration()
                        configuration.bullet = "* "
                        let sink = \#(names.type)(configuration, StageContext(stage: "test"))
                        #expect(sink.prepare(sampleArticle("Rates rise"), NoLayers()) == Array("* Rates rise\n".utf8))
                    }
                }

                """#,
            reference: #"""
                Writes the headlines into a file, a line each.

                - Shape: sink, version 1
                - Takes: Article
                - Gives: nothing: it publishes

                In corpus order. The file is put in place whole at the end; a path that ends in `.gz` or `.zst` is compressed.

                | option | type | default | what it does |
                | --- | --- | --- | --- |
                | `path` | path | must be given | the file to write |
                | `bullet` | text | `- ` | what stands before each headline |

                Example: one article.
                With `{ path: a.txt }`:

                ```text
                Bridge closes

                It does so on Monday.
                ```

                ```json
                - Bridge closes
                ```

                """#)
    }
}
