/// Renders diagnostics for people: the headline, the source line with the place underlined, the way out, the notes.
///
/// ```
/// digest.yaml:7:5: error: stage 'article' has no key 'form' [definition.unknown-key]
///   7 |     form: read
///     |     ^~~~
///   help: did you mean 'from'?
/// ```
/// Nothing that is rendered can steer the terminal, whatever the file holds.
public struct TerminalRenderer: Sendable {
    /// The columns of the terminal.
    public let width: Int
    /// Whether to colour.
    public let isColored: Bool

    /// Makes a renderer.
    public init(width: Int = 100, isColored: Bool = false) {
        self.width = width
        self.isColored = isColored
    }

    /// Renders several, separated by nothing; each ends with a line break.
    public func render(_ diagnostics: some Sequence<Diagnostic>) -> String {
        diagnostics.reduce(into: "") { $0 += render($1) }
    }

    /// Renders one; ends with a line break.
    public func render(_ diagnostic: Diagnostic) -> String {
        var text = headline(diagnostic.severity, diagnostic.message, diagnostic.location, code: diagnostic.code)
        if let help = diagnostic.help {
            text += "  " + paint("help:", .cyan) + " " + DisplayText.printable(help) + "\n"
        }
        for note in diagnostic.notes {
            if note.location == nil {
                text += "  " + paint("note:", .blue) + " " + DisplayText.printable(note.message) + "\n"
            } else {
                text += headline(.note, note.message, note.location, code: nil)
            }
        }
        return text
    }

    private func headline(
        _ severity: Severity, _ message: String, _ location: SourceLocation?, code: String?
    ) -> String {
        var text = ""
        var snippet = ""
        if let location {
            text += DisplayText.printable(location.file.path)
            if let range = location.range?.clamped(to: location.file.bytes.count) {
                let position = location.file.position(at: range.start)
                text += ":\(position.line):\(position.column)"
                snippet = excerpt(location.file, range, line: position.line, color: color(of: severity))
            }
            text = paint(text + ":", .bold) + " "
        }
        text += paint(severity.rawValue + ":", color(of: severity)) + " " + paint(DisplayText.printable(message), .bold)
        if let code { text += paint(" [\(code)]", .faint) }
        return text + "\n" + snippet
    }

    private func excerpt(_ file: SourceFile, _ range: SourceRange, line: Int, color: Color) -> String {
        let number = String(line)
        let blank = String(repeating: " ", count: max(3, number.count))
        let margin = blank.dropFirst(number.count) + number
        let snippet = Snippet(file, range, line: line, width: width - blank.count - 3)
        return paint("\(margin) |", .faint) + " \(snippet.line)\n"
            + paint("\(blank) |", .faint) + " " + paint(snippet.marks, color) + "\n"
    }

    private enum Color: String {
        case bold = "1"
        case faint = "2"
        case red = "1;31"
        case yellow = "1;33"
        case blue = "1;34"
        case cyan = "1;36"
    }

    private func color(of severity: Severity) -> Color {
        switch severity {
        case .error: .red
        case .warning: .yellow
        case .note: .blue
        }
    }

    private func paint(_ text: String, _ color: Color) -> String {
        isColored ? "\u{1B}[\(color.rawValue)m\(text)\u{1B}[0m" : text
    }
}
