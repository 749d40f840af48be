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

    /// Reports something legal but unwise.
    mutating func warning(_ code: String, _ message: String, at range: SourceRange?, help: String? = nil) {
        add(.warning(code, message, at: SourceLocation(file, range), help: help))
    }

    mutating func add(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }

    /// The name that was probably meant; nil when none is close, or when enough was compared for one file.
    mutating func closest(to name: String, among names: [String], except own: String? = nil) -> String? {
        comparisons -= names.count
        guard comparisons > 0 else { return nil }
        return Suggestion.closest(to: name, among: names.lazy.filter { $0 != own })
    }

    /// "did you mean", or the names that there are when they are few.
    mutating func help(for name: String, among names: [String], except own: String? = nil) -> String? {
        if let closest = closest(to: name, among: names, except: own) { return "did you mean '\(closest)'?" }
        if names.count > 12 { return nil }
        let others = names.filter { $0 != own }
        return others.isEmpty ? nil : "one of \(others.joined(separator: ", "))"
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
