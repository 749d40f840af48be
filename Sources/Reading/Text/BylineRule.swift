/// Reads the authors out of a byline: `By Jane Doe and John Roe, Harbour Wire`.
enum BylineRule {
    private static let openings = phrases(["by ", "von ", "par ", "por ", "di ", "door ", "written by ", "words by "])
    private static let separators: Set<Substring> = ["and", "und", "et", "y", "e", "en", "&", "|", "with"]
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
        let folded = text.folded
        guard let opening = openings.first(where: { folded.starts(with: $0) }) else { return [] }
        let names = authors(in: String(decoding: Array(text.utf8)[opening.count...], as: UTF8.self))
        return names
    }

    /// The names in a list of names, offices and places left out.
    static func authors(in list: String) -> [String] {
        var names: [String] = []
        var words: [Substring] = []
        func finish() {
            let name = words.joined(separator: " ")
            if isName(words), !names.contains(name) { names.append(name) }
            words = []
        }
        for word in list.split(whereSeparator: { $0 == " " || $0 == "\u{A0}" || $0 == "\n" || $0 == "\t" }) {
            if separators.contains(word) {
                finish()
                continue
            }
            let bare = word.drop { $0 == "(" }
            let isLast = bare.last == "," || bare.last == ";" || bare.last == ")" || bare.last == "|"
            words.append(isLast ? bare.dropLast() : bare)
            if isLast { finish() }
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
