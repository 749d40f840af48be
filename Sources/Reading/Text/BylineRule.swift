/// Reads the authors out of a byline: `By Jane Doe and John Roe, Harbour Wire`.
enum BylineRule {
    private static let openings = PhraseTable([
        "by ", "by: ", "von ", "von: ", "par ", "por ", "di ", "door ", "written by ", "words by ", "posted by ",
        "published by ", "story by ", "reported by ", "text by ", "author: ", "authors: ", "autor: ", "autorin: ",
        "text: ", "text von ", "ein beitrag von ", "ein artikel von ", "eine analyse von ", "ein kommentar von ",
        "ein gastbeitrag von ", "geschrieben von ", "escrito por ", "scritto da ", "a cura di ", "écrit par ",
        "publié par ", "автор: ", "Автор: ", "tekst: ", "autor tekstu: ", "skriven av ", "skrevet av ",
    ])
    private static let separators: Set<Substring> = [
        "and", "und", "et", "y", "e", "en", "&", "|", "with", "/", "·", "•", "–", "—", "-", "och", "og", "mit", "avec",
        "con", "и", "та", "ve",
    ]
    /// What follows a name and is where somebody was.
    private static let places: Set<Substring> = ["in", "at", "aus", "for"]
    private static let longestName = 60
    private static let longestOpening = 32

    /// The names in a line that is a byline; empty when it isn't one.
    static func authors(inLine text: String) -> [String] {
        guard text.utf8.count <= 120, !text.endsWithFullStop else { return [] }
        guard let list = afterOpening(text) else { return [] }
        return authors(in: list)
    }

    /// Whether a line starts as a byline does.
    static func opens(_ text: String) -> Bool {
        lengthOfOpening(text) > 0
    }

    private static func lengthOfOpening(_ text: String) -> Int {
        let start = String(decoding: text.utf8.prefix(longestOpening), as: UTF8.self).folded
        return start.isEmpty ? 0 : openings.length(at: 0, in: start)
    }

    /// What follows `By` and its like; nil when a text doesn't start so.
    private static func afterOpening(_ text: String) -> String? {
        let length = lengthOfOpening(text)
        return length > 0 ? TextCleaner.clean(String(text.utf8.dropFirst(length)) ?? "") : nil
    }

    /// The name in a line that is a name and a place: `Jane Doe at Harbour Park`.
    static func authors(withPlace text: String) -> [String] {
        guard text.utf8.count <= 120, (4...8).contains(text.wordCount) else { return [] }
        let words = text.split(separator: " ")
        guard (4...8).contains(words.count), !text.endsSentence,
            let place = words.firstIndex(where: { places.contains($0) }), (2...3).contains(place),
            words[place...].dropFirst().allSatisfy({ $0.unicodeScalars.first.map(TextBytes.isUpper) ?? false })
        else { return [] }
        return isName(Array(words[..<place])) ? [words[..<place].joined(separator: " ")] : []
    }

    /// The names in a field that holds nothing else: also a single one that a byline wouldn't be believed.
    static func names(inField text: String) -> [String] {
        let bytes = Array(text.utf8)
        if bytes.holds(UInt8(ascii: "@")) || bytes.holds("://") || bytes.starts(with: "www.".utf8) { return [] }
        let list = afterOpening(text) ?? text
        if let turned = turned(list) { return [turned] }
        let names = authors(in: list)
        let words = list.split(separator: " ")
        let isPlain =
            words.count == 1 && !BylineWords.offices.contains(list.lowercased()) && list != "Name"
            && !list.utf8.contains { $0 < 0x41 }
        return names.isEmpty && isPlain ? [list] : names
    }

    /// `Jane Doe` for `Doe, Jane`, as libraries write it.
    private static func turned(_ text: String) -> String? {
        let parts = text.split(separator: ",", omittingEmptySubsequences: false).map { $0.split(separator: " ") }
        guard parts.count == 2, parts[0].count == 1, (1...3).contains(parts[1].count) else { return nil }
        let words = parts[1] + parts[0]
        guard !words.joined().utf8.contains(where: { $0 < 0x41 && $0 != 0x2D && $0 != 0x2E && $0 != 0x27 }),
            !words.contains(where: isOffice),
            [words[0], parts[0][0]].allSatisfy({ $0.unicodeScalars.first.map(TextBytes.isUpper) ?? false })
        else { return nil }
        return words.joined(separator: " ")
    }

    /// Whether a field's text that holds no name as we know them may be one after all: another script, a nickname, a body.
    static func isLikelyName(_ text: String) -> Bool {
        let words = text.lowercased().split { $0 == " " || $0 == "," || $0 == "-" || $0 == "/" }.map(String.init)
        guard (1...6).contains(words.count), text.utf8.count <= longestName, !text.endsSentence,
            !text.contains("@"), !text.contains("://"), !text.hasPrefix("www."),
            text.unicodeScalars.contains(where: \.properties.isAlphabetic), DateText.date(in: text) == nil
        else { return false }
        let isOffice = words.contains(where: BylineWords.offices.contains)
        return !words.contains(where: BylineWords.nobody.contains) && (!isOffice || words.count >= 4)
    }

    /// The names in a list of names, offices and places left out.
    static func authors(in list: String) -> [String] {
        var names: [String] = []
        var words: [Substring] = []
        var isInPlace = false
        // What follows somebody's office is where that is.
        var isPastOffice = false
        func finish() {
            if let end = words.firstIndex(where: { BylineWords.links.contains($0.lowercased()) }) {
                words = Array(words[..<end])
            }
            let name = words.joined(separator: " ")
            if !isPastOffice, isName(words), !names.contains(name) { names.append(name) }
            if !names.isEmpty, words.contains(where: isOffice) { isPastOffice = true }
            words = []
        }
        for word in list.split(whereSeparator: { $0 == " " || $0 == "\u{A0}" || $0 == "\n" || $0 == "\t" }) {
            let isLast = word.last.map { ",;)|".contains($0) } ?? false
            if separators.contains(word) {
                finish()
                isInPlace = false
                isPastOffice = false
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

    private static func isOffice(_ word: Substring) -> Bool {
        let bare = word.last == "." || word.last == ":" ? word.dropLast() : word
        return BylineWords.offices.contains(bare.lowercased())
    }

    /// One to four capitalised words, with particles in between, none of them an office or a number.
    private static func isName(_ words: [Substring]) -> Bool {
        guard (2...5).contains(words.count) else { return false }
        for (index, word) in words.enumerated() {
            guard let first = word.unicodeScalars.first else { return false }
            if isOffice(word) || word.utf8.contains(where: { (48...57).contains($0) }) {
                return false
            }
            if word.contains("@") || word.contains("/") || word.contains(":") { return false }
            let isParticle = index > 0 && index < words.count - 1 && word.utf8.count <= 4
            if TextBytes.isLower(first), !isParticle { return false }
        }
        return true
    }
}
