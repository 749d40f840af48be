internal import Diagnostics

/// Results as JUnit XML, which most systems for continuous integration read: a test suite a definition.
///
/// A case that couldn't be run is an `error`, one that didn't come out as expected a `failure`. There are no times and no
/// host, so that the same results give the same bytes.
public enum JUnitReport {
    /// The document.
    public static func text(_ results: [PipelineResult]) -> String {
        var lines = ["<?xml version=\"1.0\" encoding=\"UTF-8\"?>"]
        lines.append("<testsuites \(counts(results.flatMap(\.cases)))>")
        for result in results {
            let attributes = "name=\"\(Markup.escaped(result.pipeline))\" file=\"\(Markup.escaped(result.path))\""
            lines.append("  <testsuite \(attributes) \(counts(result.cases)) skipped=\"0\">")
            for testCase in result.cases { lines += element(testCase, of: result) }
            lines.append("  </testsuite>")
        }
        lines.append("</testsuites>")
        return lines.map { $0 + "\n" }.joined()
    }

    private static func counts(_ cases: [CaseResult]) -> String {
        let count = { (verdict: CaseResult.Verdict) in cases.count { $0.verdict == verdict } }
        return "tests=\"\(cases.count)\" failures=\"\(count(.failed))\" errors=\"\(count(.broken))\""
    }

    private static func element(_ testCase: CaseResult, of result: PipelineResult) -> [String] {
        let attributes =
            "name=\"\(Markup.escaped(testCase.name))\" classname=\"\(Markup.escaped(result.pipeline))\" "
            + "file=\"\(Markup.escaped(result.path))\" line=\"\(testCase.line)\""
        guard let first = testCase.problems.first else { return ["    <testcase \(attributes)/>"] }
        let tag = testCase.verdict == .broken ? "error" : "failure"
        let text = TerminalRenderer(width: 120).render(testCase.problems)
        let message = "type=\"\(Markup.escaped(first.code))\" message=\"\(Markup.escaped(first.message))\""
        return [
            "    <testcase \(attributes)>",
            "      <\(tag) \(message)>\(Markup.escaped(text))</\(tag)>",
            "    </testcase>",
        ]
    }
}
