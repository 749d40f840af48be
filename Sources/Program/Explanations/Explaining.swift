internal import CommandLineKit
internal import Diagnostics
internal import JSON

/// `galley check --explain`.
enum Explaining {
    /// Prints the explanation of a code, or the list of codes for `all`.
    static func run(_ code: String, _ parsed: Parsed) throws -> Int32 {
        if code == "all" {
            switch parsed[CheckCommand.format] {
            case .text: Output.data.write(list)
            case .json:
                Output.data.line(json { json in json.array { for one in Explanation.all { one.write(to: &$0) } } })
            case .markdown: Output.data.write(ExplanationPage.markdown)
            case .github: throw notForGitHub(parsed)
            }
            return ExitCode.done
        }
        guard let explanation = Explanation.all.first(where: { $0.code == code }) else {
            let meant = Suggestion.closest(to: code, among: Explanation.all.map(\.code))
            let help = meant.map { " Did you mean '\($0)'?" } ?? " '--explain all' lists the codes."
            throw parsed.usageError("There is no code '\(DisplayText.printableLines(code))'.\(help)")
        }
        switch parsed[CheckCommand.format] {
        case .text: Output.data.write(explanation.text(width: min(Terminal.width(), 100)))
        case .json: Output.data.line(json { explanation.write(to: &$0) })
        case .markdown: Output.data.write(explanation.markdown)
        case .github: throw notForGitHub(parsed)
        }
        return ExitCode.done
    }

    private static func notForGitHub(_ parsed: Parsed) -> UsageError {
        parsed.usageError("'--explain' is printed as text, json or markdown")
    }

    private static func json(_ body: (inout JSONWriter) -> Void) -> String {
        var json = JSONWriter()
        body(&json)
        return json.text
    }

    /// A line each.
    private static var list: String {
        var table = Table(["code", "", ""], leftColumns: 3)
        for one in Explanation.all { table.add([one.code, one.severity.rawValue, one.title]) }
        return table.lines.dropFirst().map { $0 + "\n" }.joined()
    }
}
