import BuiltIn
import Definition
import Diagnostics
import Documents
import Planning
import StageKit
import Testing

@testable import CaseTesting

/// Cases of definitions, run: what passes, and how differences are told.
@Suite struct CaseTests {
    @Test func whatIsAsExpectedPasses() async throws {
        let result = try await Fixture.run(
            """
            tests:
              - name: a copy is left out
                input:
                  - { source: a.txt, text: "Bridge closes\\n\\nThe harbour bridge will close on Monday." }
                  - { source: b.txt, text: "Bridge closes\\n\\nThe harbour bridge will close on Monday." }
                expect:
                  read: { documents: 2, path: [a.txt, b.txt] }
                  unique: { documents: [{ source: a.txt }], filtered: [{ source: b.txt, code: duplicate, in-favour-of: a.txt }] }
                  summary: { documents: 1, summary: { contains: bridge }, summary-sentences: 1 }
                  lines: { documents: { at-least: 1 }, quarantined: 0, title: Bridge closes, subtitle: { known: false } }
              - name: a branch isn't taken
                input: { source: a.txt, text: "Pont fermé\\n\\nLe pont du port sera fermé lundi matin pour des travaux." }
                expect:
                  split: { documents: 0, filtered: [{ source: a.txt }] }
                  lines: { language: fr, summary: { known: false } }
              - name: a branch is taken with another parameter
                set: { language: fr }
                input: { source: a.txt, text: "Pont fermé\\n\\nLe pont du port sera fermé lundi matin pour des travaux." }
                expect: { split: 1 }
              - name: an article enters in the middle
                at: split
                input: { title: A, text: "One is here.\\n\\nTwo is there.", authors: [X, Y], published: 2014-03-14, language: en }
                expect: { split: { paragraphs: 2, authors: Y, published: 2014-03-14, language-confidence: 1 }, summary: 1 }
              - name: bytes that are no text, and would fail a run
                at: article
                input: { source: a.html, media-type: text/html, text: "<p></p>" }
                expect: { article: { quarantined: [{ source: a.html, code: { not: x }, reason: { known: true } }] } }
            """)
        for testCase in result.cases { #expect(testCase.verdict == .passed, "\(testCase.name): \(testCase.problems)") }
        #expect(result.cases.count == 5)
    }

    /// A case tells what a stage does with a document, not how it is run: it waits for nothing, and counts no failures.
    @Test func policiesThatWaitOrCountDontHoldInACase() async throws {
        let stages = Fixture.stages.replacing(
            "article: { ", with: "article: { retry: { first: 1h, most: 1h }, rate: 1/h, max-failures: 0, ")
        let result = try await Fixture.run(
            """
            tests:
              - name: bytes that are no text, twice
                at: article
                input:
                  - { source: a.html, media-type: text/html, text: "<p></p>" }
                  - { source: b.html, media-type: text/html, text: "<p></p>" }
                expect: { article: { quarantined: 2 } }
            """, stages: stages)
        #expect(result.cases.map(\.verdict) == [.passed], "\(result.cases.flatMap(\.problems))")
    }

    /// What a case sets is a value as in a definition, not a text of `--set`: a comma is a comma.
    @Test func whatACaseSetsIsTakenAsItIsWritten() async throws {
        let stages = """
            galley: 1
            name: a
            parameters: { titles: [A], one: x }
            stages:
              read: { uses: ingest.files, with: { paths: [none] } }
              article: { uses: normalize.article, from: read }
              some: { uses: normalize.deduplicate, from: article, when: { title: "${titles}" } }
              one: { uses: normalize.deduplicate, from: article, when: { title: "${one}" } }

            """
        let result = try await Fixture.run(
            """
            tests:
              - name: a
                at: article
                set: { titles: ["Rain, then sun", B], one: "" }
                input: { source: a.txt, text: "Rain, then sun\n\nThe harbour bridge will close on Monday." }
                expect: { some: 1, one: 0 }
            """, stages: stages)
        for testCase in result.cases { #expect(testCase.verdict == .passed, "\(testCase.name): \(testCase.problems)") }
    }

    @Test func countsThatDiffer() async throws {
        let problems = try await Fixture.problems(
            """
            tests:
              - name: a
                input: [{ source: a.txt, text: One two three. }, { source: b.md, text: "" }]
                expect:
                  read: 3
                  lines: { documents: 2, filtered: { at-least: 1 }, quarantined: [{}, {}] }
            """)
        #expect(
            problems == [
                "16:13 test.documents: stage 'read' gave 2 documents, expected 3", "  a.txt", "  b.md",
                "17:16 test.documents: stage 'lines' gave 1 document, expected 2", "  a.txt",
                "  'article' put into quarantine b.md (empty: no text is left after cleaning)",
                "17:30 test.filtered: stage 'lines' filtered 0 documents, expected {at-least: 1}",
                "17:70 test.quarantined: stage 'lines' put 0 documents into quarantine, expected 2",
            ])
    }

    @Test func fieldsThatDiffer() async throws {
        let words = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
        let problems = try await Fixture.problems(
            """
            tests:
              - name: a
                at: language
                input: { source: a.txt, title: A, text: "\(words) x" }
                expect:
                  language:
                    documents: [{ text: \(words) y }]
                    title: { not: A }
                    site: Example
                  split: { language: de }
            """)
        #expect(
            problems == [
                "18:23 test.field: a.txt at stage 'language': expected text: \(words) y, got '\(words) x'",
                "  line 1, character 82: expected '…e thirteen fourteen y', got '…e thirteen fourteen x'",
                "19:9 test.field: a.txt at stage 'language': expected title: {not: A}, got 'A'",
                "20:9 test.field: a.txt at stage 'language': expected site: Example, got unknown",
                "21:16 test.field: a.txt at stage 'split': expected language: de, got 'en'",
            ])
    }

    @Test func nothingCameOutThatCouldHaveAField() async throws {
        let problems = try await Fixture.problems(
            """
            tests:
              - name: a
                input: { source: a.txt, text: "Pont fermé\\n\\nLe pont du port sera fermé lundi matin pour des travaux." }
                expect: { summary: { summary-sentences: 1 } }
            """)
        #expect(
            problems == [
                "15:15 test.documents: stage 'summary' gave no document that could have summary-sentences",
                "  'split' filtered a.txt",
            ])
    }

    @Test func aBrokenCaseStopsNoOther() async throws {
        let tests = """
            tests:
              - { name: a, input: nowhere.txt, expect: { read: 1 } }
              - { name: b, at: summary, input: { title: A, txt: B, words: many }, expect: { summary: 1, unique: 1 } }
              - { name: c, at: article, input: a.txt, expect: { article: { titel: A, documents: many } } }
              - { name: d, at: split, input: { title: A, language-confidence: 1 }, expect: { split: 1 } }
              - { name: e, input: [{ text: A }, { source: A }], expect: { read: 1 } }
              - { name: f, input: { text: One two. }, expect: { read: 1 } }
            """
        let result = try await Fixture.run(tests)
        #expect(result.cases.map(\.verdict) == [.broken, .broken, .broken, .broken, .broken, .passed])
        #expect(
            try await Fixture.problems(tests) == [
                "13:23 test.no-file: there is no file 'nowhere.txt'",
                "  help: files are named from the folder of the definition",
                "14:20 test.missing-layer: stage 'summary' needs the layer Sentences, which the documents of the case "
                    + "don't have",
                "  help: let them enter at 'split' or before",
                "14:48 plan.unknown-field: a document that is put in has no field 'txt'",
                "  help: did you mean 'text'?",
                "14:63 definition.type: 'words' must be a number, found many",
                "14:93 test.unreached-stage: the input of the case doesn't reach stage 'unique'",
                "  help: it enters at 'summary'; expect something of a stage after that",
                "15:36 test.input: stage 'article' reads no files",
                "  help: write the documents that it takes: 'input: { title: …, text: … }'",
                "15:64 plan.unknown-field: the documents of this stage have no field 'titel'",
                "  help: did you mean 'title'?", "15:85 plan.condition-type: field 'documents' is a number, not many",
                "  help: for example { documents: { at-least: 1 } }",
                "16:46 test.layer: the layer Language can't be made of language-confidence",
                "  help: let the input enter at the stage that provides the layer",
                "17:37 definition.missing-key: a document that is put in must have the key 'text'",
                "  help: for example '{ source: a.txt, text: … }'",
            ])
    }

    @Test func oneOfSeveralSourcesHasToBeNamed() async throws {
        let stages = """
            galley: 1
            name: two
            stages:
              first: { uses: ingest.files, with: { paths: [a] } }
              second: { uses: ingest.files, with: { paths: [b] } }
              article: { uses: normalize.article, from: [first, second] }
              lines: { uses: publish.jsonl, from: article, with: { path: out.jsonl } }

            """
        let problems = try await Fixture.problems(
            """
            tests:
              - { name: a, input: { text: One two. }, expect: { lines: 1 } }
              - { name: b, at: second, input: { text: One two. }, expect: { lines: 1, article: 1 } }
            """, stages: stages)
        #expect(
            problems == [
                "9:13 test.ambiguous-source: the pipeline has several sources, and the case doesn't say which reads its "
                    + "input",
                "  help: add 'at' with one of 'first', 'second'",
            ])
    }

    /// Documents that another branch left out explain nothing.
    @Test func onlyStagesBeforeAreBlamed() async throws {
        let stages = Fixture.stages.replacing(
            "from: read }",
            with: "from: read }\n  other: { uses: normalize.deduplicate, from: article, when: { language: xx } }")
        let problems = try await Fixture.problems(
            """
            tests:
              - name: a
                input: { source: a.txt, text: One two three. }
                expect: { other: 0, unique: 2 }
            """, stages: stages.replacing("when: { language: xx }", with: "when: { title: xx }"))
        #expect(
            problems == ["16:33 test.documents: stage 'unique' gave 1 document, expected 2", "  a.txt"])
    }

    @Test func charactersAreCountedFromTheBeginningOfTheLine() {
        let start = "one two three four five six seven eight nine ten eleven twelve\n"
        let difference = TextDifference(.text(start + "abc"), .text(start + "abd"))
        #expect(difference?.text.hasPrefix("line 2, character 3:") == true)
    }

    /// A definition is read once for the cases of the same parameters.
    @Test func manyCasesAreChecked() async throws {
        let tests = (0..<1000).map {
            "  - { name: n\($0), set: { language: de }, input: { text: A }, expect: { read: 1 } }\n"
        }
        let file = SourceFile(path: "news.yaml", text: Fixture.stages + "tests:\n" + tests.joined())
        let registry = try Registry(plugins: builtInPlugins)
        let definition = try #require(DefinitionReader.read(file).definition)
        let plan = try #require(Planner.plan(definition, registry: registry).plan)
        let loader = CaseLoader(file, overrides: [], environment: [:], registry: registry)
        #expect(loader.definitions(for: definition.tests).count == 1)
        #expect(loader.diagnostics(of: definition, plan).isEmpty)
    }
}
