/// Collects diagnostics, so that all problems are reported at once.
///
/// The same diagnostic is kept once. Beyond ``limit`` they are only counted: nobody reads the thousandth, and a hostile
/// file must not fill the memory. The worst are kept, so an error is never among those that are left out for warnings.
public struct Diagnostics: Sendable, Sequence {
    /// How many are kept; at least one.
    public let limit: Int
    /// How many were left out because of the limit.
    public private(set) var omitted = 0
    /// Whether there is an error.
    public private(set) var hasErrors = false

    private var items: [Diagnostic] = []
    private var seen: Set<Diagnostic> = []
    /// Where what may have to make room stands in `items`.
    private var places: [Severity: [Int]] = [:]

    /// An empty collection.
    public init(limit: Int = 1000) { self.limit = Swift.max(1, limit) }

    /// A collection of these.
    public init(_ diagnostics: some Sequence<Diagnostic>) {
        self.init()
        append(contentsOf: diagnostics)
    }

    /// Adds a diagnostic; when there is no room, in place of one that is less bad.
    public mutating func append(_ diagnostic: Diagnostic) {
        guard !seen.contains(diagnostic) else { return }
        if diagnostic.severity == .error { hasErrors = true }
        var place = items.count
        if items.count < limit {
            items.append(diagnostic)
        } else {
            omitted += 1
            let lesser = [Severity.note, .warning].first { $0 > diagnostic.severity && places[$0]?.isEmpty == false }
            guard let lesser, let last = places[lesser]?.popLast() else { return }
            items[last] = diagnostic
            place = last
        }
        seen.insert(diagnostic)
        if diagnostic.severity != .error { places[diagnostic.severity, default: []].append(place) }
    }

    /// Adds several.
    public mutating func append(contentsOf diagnostics: some Sequence<Diagnostic>) {
        for diagnostic in diagnostics { append(diagnostic) }
    }

    /// Adds those of another collection; what it has left out stays counted.
    public mutating func append(contentsOf others: Diagnostics) {
        for diagnostic in others.items { append(diagnostic) }
        omitted += others.omitted
    }

    /// Each as it is turned into; what was left out stays counted.
    public func mapped(_ transform: (Diagnostic) -> Diagnostic) -> Diagnostics {
        var result = Diagnostics(limit: limit)
        for diagnostic in items { result.append(transform(diagnostic)) }
        result.omitted += omitted
        return result
    }

    /// Whether none was added.
    public var isEmpty: Bool { items.isEmpty }

    /// Goes through ``sorted``.
    public func makeIterator() -> IndexingIterator<[Diagnostic]> { sorted.makeIterator() }

    /// In the order in which a reader meets them: those without a place first, then by file, offset, severity and code.
    ///
    /// When some were left out, a note that tells how many comes last.
    public var sorted: [Diagnostic] {
        var result = items.enumerated().sorted { left, right in
            let (first, second) = (Self.key(left.element), Self.key(right.element))
            return first == second ? left.offset < right.offset : first < second
        }.map(\.element)
        if omitted > 0 {
            result.append(Diagnostic(.note, "diagnostics.omitted", Self.omission(omitted)))
        }
        return result
    }

    private static func omission(_ count: Int) -> String {
        count == 1 ? "1 more problem isn't shown" : "\(count) more problems aren't shown"
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
