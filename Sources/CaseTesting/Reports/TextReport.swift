internal import Diagnostics

/// Results for people.
public struct TextReport {
    private let renderer: TerminalRenderer

    /// Makes a report for a terminal of so many columns.
    public init(width: Int = 100, isColored: Bool = false) {
        renderer = TerminalRenderer(width: width, isColored: isColored)
    }

    /// The cases of one definition, a line each, with what is wrong.
    public func text(_ result: PipelineResult) -> String {
        var text = "\(result.path): '\(result.pipeline)', \(Self.cases(result.cases.count))\n"
        for testCase in result.cases {
            text += "  \(mark(testCase.verdict))  \(testCase.name)\n"
        }
        text = DisplayText.printableLines(text)
        for testCase in result.cases where testCase.verdict != .passed {
            text += "\n" + DisplayText.printableLines("case '\(testCase.name)'\n") + renderer.render(testCase.problems)
        }
        return text
    }

    /// The sum over several definitions.
    public func summary(_ results: [PipelineResult]) -> String {
        let total = results.reduce(0) { $0 + $1.cases.count }
        let failed = results.reduce(0) { $0 + $1.count(.failed) }
        let broken = results.reduce(0) { $0 + $1.count(.broken) }
        let passed = total - failed - broken
        var parts = passed > 0 || total == 0 ? ["\(passed) passed"] : []
        if failed > 0 { parts.append("\(failed) failed") }
        if broken > 0 { parts.append("\(broken) couldn't be run") }
        return parts.joined(separator: ", ") + "\n"
    }

    private static func cases(_ count: Int) -> String { "\(count) case\(count == 1 ? "" : "s")" }

    private func mark(_ verdict: CaseResult.Verdict) -> String {
        switch verdict {
        case .passed: "pass"
        case .failed: "FAIL"
        case .broken: "BROKEN"
        }
    }
}
