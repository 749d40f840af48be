public import JSON

/// Renders diagnostics for machines.
///
/// An array of objects with `severity`, `code`, `message`, `location`, `help` and `notes`. A location has `file`,
/// `line`, `column`, `endLine`, `endColumn` (from 1, in Unicode scalars), `offset` and `length` (in bytes); only `file`
/// where the file as a whole is meant.
public struct JSONRenderer: Sendable {
    /// Makes a renderer.
    public init() {}

    /// Renders several as one JSON array.
    public func render(_ diagnostics: some Sequence<Diagnostic>) -> String {
        var json = JSONWriter()
        write(diagnostics, to: &json)
        return json.text
    }

    /// Writes several as one JSON array, for use inside other JSON.
    public func write(_ diagnostics: some Sequence<Diagnostic>, to json: inout JSONWriter) {
        json.array { json in
            for diagnostic in diagnostics { write(diagnostic, to: &json) }
        }
    }

    private func write(_ diagnostic: Diagnostic, to json: inout JSONWriter) {
        json.object { json in
            json.member("severity", diagnostic.severity.rawValue)
            json.member("code", diagnostic.code)
            json.member("message", diagnostic.message)
            json.key("location")
            write(diagnostic.location, to: &json)
            json.member("help", diagnostic.help)
            json.key("notes")
            json.array { json in
                for note in diagnostic.notes {
                    json.object { json in
                        json.member("message", note.message)
                        json.key("location")
                        write(note.location, to: &json)
                    }
                }
            }
        }
    }

    private func write(_ location: SourceLocation?, to json: inout JSONWriter) {
        guard let location else { return json.null() }
        json.object { json in
            json.member("file", location.file.path)
            guard let range = location.range?.clamped(to: location.file.bytes.count) else { return }
            let start = location.file.position(at: range.start)
            let end = location.file.position(at: range.end)
            json.member("line", start.line)
            json.member("column", start.column)
            json.member("endLine", end.line)
            json.member("endColumn", end.column)
            json.member("offset", range.start)
            json.member("length", range.end - range.start)
        }
    }
}
