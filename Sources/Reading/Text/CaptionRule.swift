/// Tells captions and credits of pictures from body text.
///
/// A caption is known by its credit: a label in front (`Photo: …`), a credit at the end (`… Credit: NAME/AGENCY`), one
/// in parentheses (`(Photo by NAME)`), a copyright sign, or `NAME/AGENCY` alone after the last sentence.
enum CaptionRule {
    /// A caption is at most this long, in bytes.
    static let longest = 600
    private static let labels = PhraseTable([
        "photo:", "photos:", "picture:", "pictures:", "image:", "images:", "photograph:", "photographs:", "caption:",
        "credit:", "credits:", "pictured:", "pictured above:", "pictured above,", "pictured below:", "pictured below,",
        "file photo", "file picture",
        "file image", "file - ", "file – ", "file — ", "photo by ", "photograph by ", "picture by ", "image by ",
        "photo credit", "image credit", "picture credit", "image caption", "photo caption", "image source",
        "photo courtesy", "image courtesy", "illustration:", "graphic:", "foto:", "fotos:", "bild:", "bilder:",
        "bildquelle", "bildunterschrift", "symbolbild", "archivbild", "archivfoto", "grafik:", "fotografie:",
        "crédit :", "crédit photo", "photographie :", "photo :", "legende:", "légende :", "imagen:", "fotografía:",
        "immagine:", "didascalia:", "beeld:", "zdjęcie:", "fot. ", "©",
    ])
    private static let marks = PhraseTable([
        "credit:", "credits:", "photo:", "photos:", "photograph:", "photographs:", "picture:", "pictures:", "image:",
        "images:", "photographer:", "illustration:", "graphic:", "photo by ", "picture by ", "photograph by ",
        "image by ", "foto:", "fotos:", "bild:", "bilder:", "quelle:", "grafik:", "crédit :", "photo :", "imagen:",
        "immagine:", "beeld:", "fot. ", "file photo", "file picture",
    ])
    private static let insideParentheses = PhraseTable([
        "photo", "image", "picture", "foto:", "bild:", "getty", "file p", "credit:", "credits:", "/ap", "/reuters",
        "/afp", "/epa", "/pa", "/dpa", "©",
    ])
    /// How a credit in parentheses ends that has no other mark: `(AP Photo)` is one, `(Image Comics Group)` isn't.
    private static let kinds: Set<Substring> = [
        "photo", "photos", "photograph", "image", "images", "picture", "pictures", "getty", "file",
    ]

    /// Whether a block is a caption or a credit.
    static func matches(_ text: String) -> Bool { text.utf8.count <= longest && matches(RuleLine(text)) }

    /// Whether a block is a caption or a credit.
    static func matches(_ line: RuleLine) -> Bool {
        guard line.count <= longest else { return false }
        if line.count <= AsideRule.longest, AsideRule.isRightsNotice(line) { return false }
        if isLabelled(line) || hasCreditAtEnd(line) || hasCreditInParentheses(line) { return true }
        let tail = line.folded[line.tail(100)...]
        // `… the ferry. © 2015 Harbour Wire.` is a paragraph with the rights to it, `The ferry © Jane Doe` a caption.
        if line.count < 300, tail.contains(0xA9), let sign = tail.lastOffset(of: Array("©".utf8)) {
            return line.folded[(sign + 2)...].first { $0 != 0x20 }.map { $0 &- 48 >= 10 } ?? false
        }
        return tail.contains(UInt8(ascii: "/")) && endsWithNameAndAgency(line.text)
    }

    /// Whether a line starts with the label of a credit, so that it belongs to the caption in the line before.
    static func isCreditLine(_ text: String) -> Bool {
        text.utf8.count <= 160 && labels.starts(text.folded)
    }

    private static func isLabelled(_ line: RuleLine) -> Bool {
        // 'Pictured above the door was …' is prose: captions of that sort name people and are short.
        guard line.count > 0 else { return false }
        let length = labels.length(at: 0, in: line.folded)
        guard length > 0 else { return false }
        // `Image by image, the museum has restored …`: who took it has a name.
        if line.folded[..<length].suffix(4).elementsEqual(" by ".utf8) {
            return line.text(from: length).unicodeScalars.first.map { !TextBytes.isLower($0) } ?? false
        }
        return !line.text.hasPrefix("File ") || line.count <= 300
    }

    /// `… Credit: NAME/AGENCY`, `… | Photo: NAME`: the mark starts a sentence, a name follows and nothing else.
    private static func hasCreditAtEnd(_ line: RuleLine) -> Bool {
        // A mark and the longest name.
        marks.places(in: line.folded, from: line.tail(110)).contains { offset, length in
            guard offset > 1 else { return false }
            let name = line.text(from: offset + length)
            let isSeparated = line.folded[offset - 1] != 0x20 || line.text.endsSentence(before: offset - 1)
            let first = line.text.utf8[line.text.utf8.index(line.text.startIndex, offsetBy: offset)]
            guard isSeparated || (65...90).contains(first) else { return false }
            // `zum Bild: Er schweigt.` is prose.
            return isName(name, isStrict: !isSeparated)
        }
    }

    /// Whether a credit's rest looks like names: short, capitalised, without quotation marks or the end of a sentence.
    private static func isName(_ name: Substring, isStrict: Bool) -> Bool {
        guard name.utf8.count <= 90 else { return false }
        let words = name.split(separator: " ")
        guard (1...9).contains(words.count) else { return false }
        if name.utf8.contains(where: { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "?") }) { return false }
        let text = String(name)
        if text.endsWithFullStop, isStrict || words.count > 4 { return false }
        let capitalized = words.count { $0.unicodeScalars.first.map { !TextBytes.isLower($0) } ?? false }
        return capitalized * 2 >= words.count
    }

    private static func hasCreditInParentheses(_ line: RuleLine) -> Bool {
        guard line.folded.last == UInt8(ascii: ")"), let open = line.folded.lastIndex(of: UInt8(ascii: "(")),
            line.count - open <= 100, insideParentheses.occurs(in: line.folded, from: open + 1)
        else { return false }
        let name = String(line.text(from: open + 1).dropLast())
        guard !name.endsWithFullStop, name.wordCount <= 10, let first = name.unicodeScalars.first,
            !TextBytes.isLower(first)
        else { return false }
        if ["/", ":", "©", " by ", " courtesy ", " via "].contains(where: { name.contains($0) }) { return true }
        let words = name.lowercased().split(separator: " ")
        return words.count >= 2 && words.last.map(kinds.contains) == true
    }

    /// `… at the harbour. Jane Doe/Harbour Wire`: after the last sentence two to seven capitalised words with a slash.
    private static func endsWithNameAndAgency(_ text: String) -> Bool {
        guard !text.endsSentence, text.utf8.count <= 400 else { return false }
        let rest = text.lastRange(ofSentenceEnd: ()).map { String(text[$0...]) } ?? text
        let words = rest.split(separator: " ")
        guard (1...7).contains(words.count), rest.utf8.count <= 70 else { return false }
        let slashes = rest.utf8.count { $0 == UInt8(ascii: "/") }
        let capitalized = words.allSatisfy {
            $0.unicodeScalars.first.map { TextBytes.isUpper($0) || $0 == "/" } ?? false
        }
        return slashes == 1 && capitalized && rest.utf8.last != UInt8(ascii: "/") && words.count >= 2
    }
}

extension String {
    /// Whether the text before a space ends a sentence, or a mark like `|` stands there.
    fileprivate func endsSentence(before offset: Int) -> Bool {
        let head = String(self[..<utf8.index(startIndex, offsetBy: offset)])
        return head.endsSentence || head.utf8.last == UInt8(ascii: "|")
    }

    /// Where the text after the last sentence end starts.
    fileprivate func lastRange(ofSentenceEnd: Void) -> Index? {
        var found: Index?
        var previous: Unicode.Scalar = " "
        for index in unicodeScalars.indices {
            let scalar = unicodeScalars[index]
            if scalar == " ", TextBytes.isTerminator(previous) || previous == "|" {
                found = unicodeScalars.index(after: index)
            }
            previous = scalar
        }
        return found
    }
}
