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
            let attributes = "name=\"\(escaped(result.pipeline))\" file=\"\(escaped(result.path))\""
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
            "name=\"\(escaped(testCase.name))\" classname=\"\(escaped(result.pipeline))\" "
            + "file=\"\(escaped(result.path))\" line=\"\(testCase.line)\""
        guard let first = testCase.problems.first else { return ["    <testcase \(attributes)/>"] }
        let tag = testCase.verdict == .broken ? "error" : "failure"
        let text = TerminalRenderer(width: 120).render(testCase.problems)
        return [
            "    <testcase \(attributes)>",
            "      <\(tag) type=\"\(escaped(first.code))\" message=\"\(escaped(first.message))\">\(escaped(text))</\(tag)>",
            "    </testcase>",
        ]
    }

    /// What XML can't hold, or would take for something else.
    private static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in DisplayText.printableLines(text).unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "\u{FFFE}", "\u{FFFF}": result += "\u{FFFD}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
