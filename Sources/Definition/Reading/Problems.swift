import Diagnostics

/// Collects what is wrong with a definition and the files that it includes.
struct Problems {
    /// The definition's file, and those that were read for it.
    private(set) var files: [SourceFile]
    /// Where each of them is included; nil for the definition's own.
    private var includes: [SourceRange?]
    private(set) var diagnostics = Diagnostics()

    /// How many more names may be compared for suggestions, so that a hostile file can't buy hours.
    private var comparisons = 200_000

    init(_ files: [SourceFile]) {
        self.files = files
        includes = files.map { _ in nil }
    }

    /// The file that a range is a part of.
    func file(of range: SourceRange) -> SourceFile { files[range.file] }

    /// Takes in a file that is included at a place; ranges with the number that it is given are of it.
    mutating func include(_ file: SourceFile, at range: SourceRange) -> Int {
        files.append(file)
        includes.append(range)
        return files.count - 1
    }

    func location(_ range: SourceRange?) -> SourceLocation {
        SourceLocation(range.map(file(of:)) ?? files[0], range)
    }

    /// Reports an error at a place, or about the definition's file as a whole.
    mutating func error(
        _ code: String, _ message: String, at range: SourceRange?, help: String? = nil, notes: [DiagnosticNote] = []
    ) {
        add(.error(code, message, at: location(range), help: help, notes: notes), in: range?.file ?? 0)
    }

    /// Reports something legal but unwise.
    mutating func warning(_ code: String, _ message: String, at range: SourceRange?, help: String? = nil) {
        add(.warning(code, message, at: location(range), help: help), in: range?.file ?? 0)
    }

    /// Adds a diagnostic about a file; of an included one it tells where it is included.
    mutating func add(_ diagnostic: Diagnostic, in file: Int = 0) {
        diagnostics.append(noted(diagnostic, in: file))
    }

    /// Adds all diagnostics about a file.
    mutating func add(_ found: Diagnostics, in file: Int = 0) {
        diagnostics.append(contentsOf: found.mapped { noted($0, in: file) })
    }

    private func noted(_ diagnostic: Diagnostic, in file: Int) -> Diagnostic {
        guard let include = includes[file] else { return diagnostic }
        return Diagnostic(
            diagnostic.severity, diagnostic.code, diagnostic.message, at: diagnostic.location,
            help: diagnostic.help, notes: diagnostic.notes + [note("it is included here", at: include)])
    }

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
        DiagnosticNote(message, at: range.map { location($0) })
    }

    /// Says where a value comes from that doesn't stand where the diagnostic points.
    func notes(for origin: ValueOrigin?) -> [DiagnosticNote] {
        (origin?.parameters ?? []).map { use in
            use.value.map { note("the value comes from parameter '\(use.name)'", at: $0) }
                ?? DiagnosticNote("the value of parameter '\(use.name)' was given by --set")
        }
    }
}
