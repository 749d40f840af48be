import Diagnostics
import JSON
import Testing

@testable import CaseTesting

/// Results as they are printed.
@Suite struct ReportTests {
    private let tests = """
        tests:
          - { name: "<one> & \\"two\\"", input: { source: "a&b.txt", text: One two. }, expect: { read: 2 } }
          - { name: good, input: { text: One two. }, expect: { read: 1 } }
          - { name: broken, at: summary, input: { title: A }, expect: { summary: 1 } }
        """

    @Test func asText() async throws {
        let result = try await Fixture.run(tests)
        #expect(
            TextReport().text(result) == #"""
                news.yaml: 'news', 3 cases
                  FAIL  <one> & "two"
                  pass  good
                  BROKEN  broken

                case '<one> & "two"'
                news.yaml:13:94: error: stage 'read' gave 1 document, expected 2 [test.documents]
                 13 | …name: "<one> & \"two\"", input: { source: "a&b.txt", text: One two. }, expect: { read: 2 } }
                    |                                                                                         ^
                  note: a&b.txt

                case 'broken'
                news.yaml:15:25: error: stage 'summary' needs the layer Sentences, which the documents of the case don't have [test.missing-layer]
                 15 |   - { name: broken, at: summary, input: { title: A }, expect: { summary: 1 } }
                    |                         ^~~~~~~
                  help: let them enter at 'split' or before

                """#)
        #expect(TextReport().summary([result]) == "1 passed, 1 failed, 1 couldn't be run\n")
    }

    @Test func asJUnit() async throws {
        let text = JUnitReport.text([try await Fixture.run(tests)])
        #expect(
            text.hasPrefix(
                """
                <?xml version="1.0" encoding="UTF-8"?>
                <testsuites tests="3" failures="1" errors="1">
                  <testsuite name="news" file="news.yaml" tests="3" failures="1" errors="1" skipped="0">
                    <testcase name="&lt;one&gt; &amp; &quot;two&quot;" classname="news" file="news.yaml" line="13">
                      <failure type="test.documents" message="stage 'read' gave 1 document, expected 2">news.yaml:13:
                """))
        #expect(text.contains("note: a&amp;b.txt"))
        #expect(text.contains("<testcase name=\"good\" classname=\"news\" file=\"news.yaml\" line=\"14\"/>"))
        #expect(text.contains("<error type=\"test.missing-layer\""))
    }

    @Test func asJSON() async throws {
        var json = JSONWriter()
        JSONReport.write([try await Fixture.run(tests)], to: &json)
        let value = try JSONValue(parsing: json.bytes)
        #expect(value["passed"]?.integer == 1 && value["failed"]?.integer == 1 && value["broken"]?.integer == 1)
        let cases = value["pipelines"]?.elements.first?["cases"]?.elements ?? []
        #expect(cases.map { $0["verdict"]?.text } == ["failed", "passed", "broken"])
        #expect(cases.first?["problems"]?.elements.first?[["location", "line"]]?.integer == 13)
    }

    @Test func controlCharactersCantReachXML() {
        let place = SourceLocation(SourceFile(path: "a.yaml", text: ""), nil)
        let problem = Diagnostic.error("test.field", "got \u{1}\u{FFFE}", at: place)
        let result = CaseResult(name: "a", location: place, verdict: .failed, problems: [problem])
        let text = JUnitReport.text([PipelineResult(path: "a.yaml", pipeline: "a", cases: [result])])
        #expect(text.contains("message=\"got ␁\u{FFFD}\""))
    }

    @Test func resultsDontDependOnWorkers() async throws {
        let cases = (1...40).map { number in
            """
              - name: case \(number)
                input: [{ source: a.txt, text: Text \(number) and more. }, { text: Other \(number). }]
                expect: { read: \(number % 3), lines: { text: { contains: "\(number)" } } }

            """
        }
        let tests = "tests:\n" + cases.joined()
        let one = TextReport().text(try await Fixture.run(tests, jobs: 1))
        #expect(one.contains("FAIL") && one.contains("pass"))
        #expect(TextReport().text(try await Fixture.run(tests, jobs: 8)) == one)
    }
}
