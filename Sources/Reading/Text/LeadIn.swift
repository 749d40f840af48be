/// The lead-in of a film: `Harbour News Transport Editor Jane Doe reports:`, `John Roe has more from Dunmore:`.
///
/// Names and titles in capitals, then a word that reports and little else: `The editor explains in a note to readers
/// why it was printed:` is body.
enum LeadIn {
    /// Somebody whose work it is.
    case reporter
    /// Anybody, perhaps a minister who explains in what follows.
    case somebody

    private static let titles: Set<String> = [
        "editor", "correspondent", "reporter", "presenter", "producer", "korrespondent", "korrespondentin",
        "reporterin",
        "correspondant", "correspondante", "corresponsal",
    ]
    /// What people do who aren't known as reporters.
    private static let reports: Set<String> = ["reports", "explains", "berichtet", "erklärt", "rapporte", "informa"]
    private static let openings = [
        "reports from ", "reports on ", "reports live", "has the ", "has more", "has this ", "sent this ",
        "filed this ",
        "berichtet aus ", "berichtet über ",
    ]
    /// What introduces words rather than a film.
    private static let speech: Set<Substring> = [
        "says", "said", "writes", "wrote", "asks", "asked", "adds", "told", "tells",
    ]
    private static let particles: Set<Substring> = ["of", "and", "for", "the", "de", "von", "van", "in", "&"]

    /// Reads a line that ends with a colon; nil when it is no lead-in.
    init?(_ line: String) {
        let words = line.dropLast().split(separator: " ")
        let isName = { (word: Substring) in
            Self.particles.contains(word) || word.unicodeScalars.first.map { !TextBytes.isLower($0) } == true
        }
        guard let verb = words.firstIndex(where: { !isName($0) }), verb >= 1, words.count - verb <= 8 else {
            return nil
        }
        let hasTitle = words[..<verb].contains { Self.titles.contains($0.lowercased()) }
        if hasTitle, verb >= 3, !Self.speech.contains(words[verb]) {
            self = .reporter
            return
        }
        let rest = words[verb...].joined(separator: " ")
        guard Self.reports.contains(rest) || Self.openings.contains(where: { rest.hasPrefix($0) }) else { return nil }
        self = .somebody
    }
}
