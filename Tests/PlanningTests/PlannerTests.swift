import Definition
import Diagnostics
import StageKit
import Testing

@testable import Planning

@Suite struct PlannerTests {
    private func plan(_ stages: String) throws -> (plan: Plan?, problems: [String]) {
        let indented = stages.split(separator: "\n").map { "  \($0)\n" }.joined()
        let file = SourceFile(path: "p.yaml", text: "galley: 1\nname: p\nstages:\n" + indented)
        let (definition, diagnostics) = DefinitionReader.read(file)
        let (plan, more) = Planner.plan(
            try #require(definition, "\(diagnostics.map(\.message))"),
            registry: try Registry(plugins: [TestPlugin.self]))
        let problems = (diagnostics.sorted + more.sorted).map { diagnostic in
            let place = diagnostic.location.map { location in
                location.range.map { range in
                    let position = location.file.position(at: range.start)
                    return "\(position.line):\(position.column) "
                } ?? ""
            }
            return "\(place ?? "")\(diagnostic.code): \(diagnostic.message)"
                + (diagnostic.help.map { " | \($0)" } ?? "")
        }
        return (plan, problems)
    }

    @Test func aRightDefinitionBecomesAPlan() throws {
        let (plan, problems) = try plan(
            """
            out: { uses: publish.write, from: split, with: { path: a.jsonl } }
            split: { uses: extract.sentences, from: tell }
            read: { uses: ingest.fetch }
            clean: { uses: normalize.clean, from: read }
            tell: { uses: extract.language, from: clean, when: { title: x } }
            """)
        #expect(problems == [])
        #expect(plan?.stages.map(\.id) == ["read", "clean", "tell", "split", "out"])
        #expect(plan?.stages[2].conditions.map(\.text) == ["title: x"])
        #expect(plan?.segments.map(\.stages) == [[0], [1, 2, 3, 4]])
        #expect(plan?.state.text == ".galley")
    }

    @Test(
        arguments: [
            (
                "an unknown stage type",
                "read: { uses: ingest.fetsh }",
                ["4:17 plan.unknown-stage-type: there is no stage type 'ingest.fetsh' | did you mean 'ingest.fetch'?"]
            ),
            (
                "a form that doesn't fit",
                """
                read: { uses: ingest.fetch }
                tell: { uses: extract.language, from: read }
                """,
                [
                    "5:3 plan.unused-output: nothing takes the documents of stage 'tell' | publish them, or remove the stage",
                    "5:41 plan.form-mismatch: stage 'tell' takes Article, but 'read' gives RawDocument"
                        + " | put a stage of type normalize.clean between 'read' and 'tell'",
                ]
            ),
            (
                "a layer that nobody provides",
                """
                read: { uses: ingest.read }
                out: { uses: publish.write, from: read, with: { path: a } }
                """,
                [
                    "5:16 plan.missing-layer: stage 'out' needs the layer Sentences, and no stage before it provides it"
                        + " | add stages of types extract.language, then extract.sentences between 'read' and 'out'"
                ]
            ),
            (
                "a layer on some documents",
                """
                read: { uses: ingest.read }
                tell: { uses: extract.language, from: read }
                split: { uses: extract.sentences, from: tell, when: { language: en } }
                out: { uses: publish.write, from: [tell, split], with: { path: a } }
                """,
                [
                    "7:16 plan.layer-on-some-documents: stage 'out' needs the layer Sentences, which only some of its"
                        + " documents have | take documents only from the stage that provides it, or provide it before the paths"
                        + " part"
                ]
            ),
            (
                "no input, a source with one, a sink as one",
                """
                read: { uses: ingest.read, from: out }
                out: { uses: publish.write, with: { path: a } }
                """,
                [
                    "4:36 plan.source-with-input: stage 'read' is a source: it takes no documents | remove 'from'",
                    "5:3 plan.no-input: stage 'out' takes Articles, and no stage gives it any"
                        + " | add 'from' with the id of a stage",
                ]
            ),
            (
                "conditions that can't be tested",
                """
                read: { uses: ingest.read, when: { title: x } }
                tell: { uses: extract.language, from: read, when: { titel: x, language: en } }
                split: { uses: extract.sentences, from: tell, when: { language: { at-least: 3 }, language-confidence: high } }
                out: { uses: publish.write, from: split, with: { path: a }, when: { bytes: { contains: x } } }
                """,
                [
                    "4:38 plan.condition-on-source: a source takes no documents that a condition could look at"
                        + " | put the condition on the stages that take its documents",
                    "5:55 plan.unknown-field: the documents of this stage have no field 'titel' | did you mean 'title'?",
                    "5:65 plan.unknown-field: the documents of this stage have no field 'language'"
                        + " | it belongs to the layer Language: add a stage of type extract.language between 'read' and 'tell'",
                    "6:79 plan.condition-type: field 'language' is a text: it is neither great nor small"
                        + " | compare it with a value, a list of values or 'not'",
                    "6:105 plan.condition-type: field 'language-confidence' is a number, not high"
                        + " | for example { language-confidence: { at-least: 1 } }",
                    "7:90 plan.condition-type: field 'bytes' is a number: it contains nothing"
                        + " | compare it with a value",
                ]
            ),
            (
                "two sinks that write the same",
                """
                read: { uses: ingest.read }
                tell: { uses: extract.language, from: read }
                split: { uses: extract.sentences, from: tell }
                out: { uses: publish.write, from: split, with: { path: a } }
                out2: { uses: publish.write, from: split, with: { path: a } }
                """,
                ["8:3 plan.shared-artifact: stages 'out' and 'out2' both write a | give one of them another path"]
            ),
            (
                "one path spelt in two ways, and a file that is another one's folder",
                """
                read: { uses: ingest.read }
                tell: { uses: extract.language, from: read }
                split: { uses: extract.sentences, from: tell }
                out: { uses: publish.write, from: split, with: { path: a/b } }
                out2: { uses: publish.write, from: split, with: { path: ./a//c/../b/ } }
                out3: { uses: publish.write, from: split, with: { path: a/b/c } }
                """,
                [
                    "8:3 plan.shared-artifact: stages 'out' and 'out2' both write ./a//c/../b/"
                        + " | give one of them another path",
                    "9:3 plan.shared-artifact: stages 'out' and 'out3' both write a/b/c | give one of them another path",
                ]
            ),
            (
                "artifacts where the records are, above and inside",
                """
                read: { uses: ingest.read }
                tell: { uses: extract.language, from: read }
                split: { uses: extract.sentences, from: tell }
                out: { uses: publish.write, from: split, with: { path: . } }
                out2: { uses: publish.write, from: split, with: { path: .galley/x } }
                """,
                [
                    "7:3 plan.artifact-over-records: stage 'out' writes ., but the run keeps its records and the quarantine"
                        + " in .galley | give the stage a path of its own beside it, or another folder for 'state'",
                    "8:3 plan.shared-artifact: stages 'out' and 'out2' both write .galley/x | give one of them another path",
                ]
            ),
            (
                "two sources that read standard input",
                """
                one: { uses: ingest.listen }
                two: { uses: ingest.listen }
                tell: { uses: extract.language, from: [one, two] }
                split: { uses: extract.sentences, from: tell }
                out: { uses: publish.write, from: split, with: { path: a } }
                """,
                [
                    "5:3 plan.shared-standard-input: stages 'one' and 'two' both read standard input"
                        + " | let one of them read it, and take its documents where they are needed"
                ]
            ),
        ] as [(String, String, [String])])
    func aWrongDefinitionIsExplained(what: String, stages: String, expected: [String]) throws {
        let (plan, problems) = try plan(stages)
        #expect(problems == expected, "\(what)")
        #expect(plan == nil)
    }

    /// What follows an unknown stage isn't blamed, what stands beside it is.
    @Test func everythingIsReportedAtOnce() throws {
        let (_, problems) = try plan(
            """
            read: { uses: ingest.none }
            next: { uses: extract.sentences, from: read }
            other: { uses: ingest.read }
            split: { uses: extract.sentences, from: other }
            out: { uses: publish.write, from: split, with: { paht: a } }
            """)
        #expect(problems.filter { $0.contains("plan.unknown-stage-type") }.count == 1)
        #expect(problems.filter { $0.contains("plan.missing-layer") }.count == 1)
        #expect(problems.filter { $0.contains("paht") }.count == 1)
    }

    /// A wrong edge hides neither wrong types nor wrong options, and a stage that can't be placed isn't blamed.
    @Test func whatIsWrongWithTheGraphHidesNothingElse() throws {
        let (plan, problems) = try plan(
            """
            read: { uses: ingest.none }
            one: { uses: extract.language, from: two }
            two: { uses: extract.lanugage, from: one }
            out: { uses: publish.write, from: raed, with: { paht: a } }
            """)
        #expect(plan == nil)
        #expect(
            problems.map { String($0.prefix { $0 != ":" }) + $0.drop { $0 != " " }.prefix { $0 != ":" } }.sorted() == [
                "4 plan.unknown-stage-type", "5 definition.cycle", "6 plan.unknown-stage-type",
                "7 definition.unknown-stage", "7 option.unknown",
            ])
    }
}
