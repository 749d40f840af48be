/// Reads the authors out of a byline: `By Jane Doe and John Roe, Harbour Wire`.
enum BylineRule {
    private static let openings = PhraseTable([
        "by ", "von ", "par ", "por ", "di ", "door ", "written by ", "words by ",
    ])
    private static let separators: Set<Substring> = ["and", "und", "et", "y", "e", "en", "&", "|", "with"]
    /// What follows a name and is where somebody was.
    private static let places: Set<Substring> = ["in", "at", "aus", "for"]
    /// Words that no person's name has: a newsroom signs here, not somebody.
    private static let offices: Set<String> = [
        "staff", "editor", "editors", "editorial", "newsroom", "desk", "team", "reporter", "reporters", "redaktion",
        "admin", "administrator", "agency", "agencies", "wire", "correspondent", "correspondents", "news", "online",
        "press", "association", "associated", "reuters", "ap", "afp", "dpa", "editorialteam", "webmaster",
        "contributor",
        "contributors", "writer", "writers", "author", "anonymous", "unknown", "redakcja", "rédaction", "redazione",
    ]

    /// The names in a line that is a byline; empty when it isn't one.
    static func authors(inLine text: String) -> [String] {
        guard text.utf8.count <= 120, !text.endsWithFullStop else { return [] }
        guard let list = afterOpening(text) else { return [] }
        return authors(in: list)
    }

    /// What follows `By` and its like; nil when a text doesn't start so.
    private static func afterOpening(_ text: String) -> String? {
        let line = RuleLine(text)
        guard line.count > 0 else { return nil }
        let length = openings.length(at: 0, in: line.folded)
        return length > 0 ? TextCleaner.clean(String(line.text(from: length))) : nil
    }

    /// The name in a line that is a name and a place: `Jane Doe at Harbour Park`.
    static func authors(withPlace text: String) -> [String] {
        let words = text.split(separator: " ")
        guard (4...8).contains(words.count), !text.endsSentence,
            let place = words.firstIndex(where: { places.contains($0) }), (2...3).contains(place),
            words[place...].dropFirst().allSatisfy({ $0.unicodeScalars.first.map(TextBytes.isUpper) ?? false })
        else { return [] }
        return isName(Array(words[..<place])) ? [words[..<place].joined(separator: " ")] : []
    }

    /// The names in a field that holds nothing else: also a single one that a byline wouldn't be believed.
    static func names(inField text: String) -> [String] {
        if text.contains("@") || text.contains("://") || text.hasPrefix("www.") { return [] }
        let list = afterOpening(text) ?? text
        let names = authors(in: list)
        let words = list.split(separator: " ")
        let isPlain = words.count == 1 && !offices.contains(list.lowercased()) && !list.utf8.contains { $0 < 0x41 }
        return names.isEmpty && isPlain ? [list] : names
    }

    /// The names in a list of names, offices and places left out.
    static func authors(in list: String) -> [String] {
        var names: [String] = []
        var words: [Substring] = []
        var isInPlace = false
        func finish() {
            let name = words.joined(separator: " ")
            if isName(words), !names.contains(name) { names.append(name) }
            words = []
        }
        for word in list.split(whereSeparator: { $0 == " " || $0 == "\u{A0}" || $0 == "\n" || $0 == "\t" }) {
            let isLast = word.last.map { ",;)|".contains($0) } ?? false
            if separators.contains(word) {
                finish()
                isInPlace = false
            } else if places.contains(word), words.count >= 2 {
                finish()
                isInPlace = true
            } else {
                if !isInPlace { words.append((isLast ? word.dropLast() : word).drop { $0 == "(" }) }
                if isLast {
                    finish()
                    isInPlace = false
                }
            }
        }
        finish()
        return names
    }

    /// One to four capitalised words, with particles in between, none of them an office or a number.
    private static func isName(_ words: [Substring]) -> Bool {
        guard (2...5).contains(words.count) else { return false }
        for (index, word) in words.enumerated() {
            guard let first = word.unicodeScalars.first else { return false }
            if offices.contains(word.lowercased()) || word.utf8.contains(where: { (48...57).contains($0) }) {
                return false
            }
            if word.contains("@") || word.contains("/") || word.contains(":") { return false }
            let isParticle = index > 0 && index < words.count - 1 && word.utf8.count <= 4
            if TextBytes.isLower(first), !isParticle { return false }
        }
        return true
    }
}
