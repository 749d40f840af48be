/// Renders diagnostics as workflow commands, which GitHub shows as annotations beside the lines of a change.
///
/// ```
/// ::error file=digest.yaml,line=7,endLine=7,col=5,endColumn=9,title=definition.unknown-key::stage 'article' has no …
/// ```
/// Help and notes follow the message, each on a line of its own. Columns are those of ``SourcePosition``.
public struct GitHubRenderer: Sendable {
    /// Makes a renderer.
    public init() {}

    /// Renders several, a line each.
    public func render(_ diagnostics: some Sequence<Diagnostic>) -> String {
        diagnostics.reduce(into: "") { $0 += render($1) }
    }

    /// Renders one; ends with a line break.
    public func render(_ diagnostic: Diagnostic) -> String {
        let properties = place(diagnostic.location) + ["title=\(Self.escaped(diagnostic.code, isProperty: true))"]
        let lines =
            [diagnostic.message] + (diagnostic.help.map { ["help: \($0)"] } ?? [])
            + diagnostic.notes.map { "note: \(line($0.location))\($0.message)" }
        let text = Self.escaped(lines.joined(separator: "\n"), isProperty: false)
        return "::\(command(diagnostic.severity)) \(properties.joined(separator: ","))::\(text)\n"
    }

    private func command(_ severity: Severity) -> String {
        switch severity {
        case .error: "error"
        case .warning: "warning"
        case .note: "notice"
        }
    }

    private func place(_ location: SourceLocation?) -> [String] {
        guard let location else { return [] }
        let file = "file=\(Self.escaped(location.file.path, isProperty: true))"
        guard let range = location.range?.clamped(to: location.file.bytes.count) else { return [file] }
        let (start, end) = (location.file.position(at: range.start), location.file.position(at: range.end))
        let lines = [file, "line=\(start.line)", "endLine=\(end.line)"]
        // Columns of a range over several lines aren't taken.
        return start.line == end.line ? lines + ["col=\(start.column)", "endColumn=\(end.column)"] : lines
    }

    private func line(_ location: SourceLocation?) -> String {
        guard let location, let range = location.range else { return "" }
        return "line \(location.file.position(at: range.start).line): "
    }

    /// What would end a command or one of its properties is written as the runner reads it back.
    private static func escaped(_ text: String, isProperty: Bool) -> String {
        text.unicodeScalars.reduce(into: "") { result, scalar in
            switch scalar {
            case "%": result += "%25"
            case "\r": result += "%0D"
            case "\n": result += "%0A"
            case ":" where isProperty: result += "%3A"
            case "," where isProperty: result += "%2C"
            default: result.unicodeScalars.append(DisplayText.printable(scalar))
            }
        }
    }
}
