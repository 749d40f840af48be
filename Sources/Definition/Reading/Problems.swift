import Diagnostics

/// Collects what is wrong with one file.
struct Problems {
    let file: SourceFile
    private(set) var diagnostics = Diagnostics()

    /// How many more names may be compared for suggestions, so that a hostile file can't buy hours.
    private var comparisons = 200_000

    init(_ file: SourceFile) { self.file = file }

    /// Reports an error at a place in the file, or about the file as a whole.
    mutating func error(
        _ code: String, _ message: String, at range: SourceRange?, help: String? = nil, notes: [DiagnosticNote] = []
    ) {
        add(.error(code, message, at: SourceLocation(file, range), help: help, notes: notes))
    }

    mutating func add(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }

    /// "did you mean", or the names there are when they are few.
    mutating func help(for name: String, among names: [String]) -> String? {
        comparisons -= names.count
        if comparisons > 0, let help = Suggestion.help(for: name, among: names) { return help }
        return names.isEmpty || names.count > 12 ? nil : "known are \(names.sorted().joined(separator: ", "))"
    }

    func note(_ message: String, at range: SourceRange?) -> DiagnosticNote {
        DiagnosticNote(message, at: range.map { SourceLocation(file, $0) })
    }

    /// Says where a value comes from that doesn't stand where the diagnostic points.
    func notes(for origin: ValueOrigin?) -> [DiagnosticNote] {
        (origin?.parameters ?? []).map { use in
            use.value.map { note("the value comes from parameter '\(use.name)'", at: $0) }
                ?? DiagnosticNote("the value of parameter '\(use.name)' was given by --set")
        }
    }
}
