/// Collects diagnostics, so that all problems are reported at once.
///
/// The same diagnostic is kept once. Beyond ``limit`` they are only counted: nobody reads the thousandth, and a hostile
/// file must not fill the memory.
public struct Diagnostics: Sendable {
    /// How many are kept.
    public let limit: Int
    /// How many were left out because of the limit.
    public private(set) var omitted = 0
    /// Whether there is an error, kept or left out.
    public private(set) var hasErrors = false

    private var items: [Diagnostic] = []
    private var seen: Set<Diagnostic> = []

    /// An empty collection.
    public init(limit: Int = 1000) { self.limit = limit }

    /// Adds a diagnostic.
    public mutating func append(_ diagnostic: Diagnostic) {
        if diagnostic.severity == .error { hasErrors = true }
        guard items.count < limit else {
            if !seen.contains(diagnostic) { omitted += 1 }
            return
        }
        if seen.insert(diagnostic).inserted { items.append(diagnostic) }
    }

    /// Adds several.
    public mutating func append(contentsOf diagnostics: some Sequence<Diagnostic>) {
        for diagnostic in diagnostics { append(diagnostic) }
    }

    /// Whether none was added.
    public var isEmpty: Bool { items.isEmpty && omitted == 0 }

    /// In the order in which a reader meets them: those without a place first, then by file, offset, severity and code.
    ///
    /// When some were left out, a note that tells how many comes last.
    public var sorted: [Diagnostic] {
        var result = items.enumerated().sorted { left, right in
            let (first, second) = (Self.key(left.element), Self.key(right.element))
            return first == second ? left.offset < right.offset : first < second
        }.map(\.element)
        if omitted > 0 {
            result.append(Diagnostic(.note, "diagnostics.omitted", "\(omitted) more problems aren't shown"))
        }
        return result
    }

    /// How many errors and warnings there are among diagnostics, for the last line of a report: `2 errors, 1 warning`.
    public static func summary(of diagnostics: some Sequence<Diagnostic>) -> String {
        var counts: [Severity: Int] = [:]
        for diagnostic in diagnostics { counts[diagnostic.severity, default: 0] += 1 }
        return [Severity.error, .warning].compactMap { severity in
            counts[severity].map { "\($0) \(severity.rawValue)\($0 == 1 ? "" : "s")" }
        }.joined(separator: ", ")
    }

    private static func key(_ diagnostic: Diagnostic) -> (String, Int, Severity, String, String) {
        (
            diagnostic.location?.file.path ?? "", diagnostic.location?.range?.start ?? -1, diagnostic.severity,
            diagnostic.code, diagnostic.message
        )
    }
}
