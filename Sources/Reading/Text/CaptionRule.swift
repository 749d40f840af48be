/// Tells captions and credits of pictures from body text.
///
/// A caption is known by its credit: a label in front (`Photo: …`), a credit at the end (`… Credit: NAME/AGENCY`), one
/// in parentheses (`(Photo by NAME)`), a copyright sign, or `NAME/AGENCY` alone after the last sentence.
enum CaptionRule {
    private static let longest = 600
    private static let labels = phrases([
        "photo:", "photos:", "picture:", "pictures:", "image:", "images:", "photograph:", "photographs:", "caption:",
        "credit:", "credits:", "pictured:", "pictured above", "pictured below", "file photo", "file picture",
        "file image", "file - ", "file – ", "file — ", "photo by ", "photograph by ", "picture by ", "image by ",
        "photo credit", "image credit", "picture credit", "image caption", "photo caption", "image source",
        "photo courtesy", "image courtesy", "illustration:", "graphic:", "foto:", "fotos:", "bild:", "bilder:",
        "bildquelle", "bildunterschrift", "symbolbild", "archivbild", "archivfoto", "grafik:", "fotografie:",
        "crédit :", "crédit photo", "photographie :", "photo :", "legende:", "légende :", "imagen:", "fotografía:",
        "immagine:", "didascalia:", "beeld:", "zdjęcie:", "fot. ", "©", "(c) ",
    ])
    private static let marks = phrases([
        "credit:", "credits:", "photo:", "photos:", "photograph:", "photographs:", "picture:", "pictures:", "image:",
        "images:", "photographer:", "illustration:", "graphic:", "photo by ", "picture by ", "photograph by ",
        "image by ", "foto:", "fotos:", "bild:", "bilder:", "quelle:", "grafik:", "crédit :", "photo :", "imagen:",
        "immagine:", "beeld:", "fot. ", "file photo", "file picture",
    ])
    private static let insideParentheses = phrases([
        "photo", "image", "picture", "foto", "bild", "getty", "file", "credit", "/ap", "/reuters", "/afp", "/epa",
        "/pa",
        "/dpa", "©",
    ])

    /// Whether a block is a caption or a credit.
    static func matches(_ text: String) -> Bool {
        guard text.utf8.count <= longest else { return false }
        let folded = text.folded
        if AsideRule.isRightsNotice(folded) { return false }
        if isLabelled(text, folded) { return true }
        let tail = folded.suffix(100)
        if tail.contains(UInt8(ascii: ":")) || text.utf8.count < 400, hasCreditAtEnd(text, folded) { return true }
        if tail.last == UInt8(ascii: ")"), hasCreditInParentheses(folded, text) { return true }
        if tail.contains(0xC2), text.utf8.count < 300, tail.firstRange(of: [0xC2, 0xA9]) != nil { return true }
        return tail.contains(UInt8(ascii: "/")) && endsWithNameAndAgency(text)
    }

    /// Whether a line starts with the label of a credit, so that it belongs to the caption in the line before.
    static func isCreditLine(_ text: String) -> Bool {
        text.utf8.count <= 160 && text.folded.starts(withAny: labels)
    }

    private static func isLabelled(_ text: String, _ folded: [UInt8]) -> Bool {
        guard folded.starts(withAny: labels) else { return false }
        // 'Pictured above the door was …' is prose: captions of that sort name people and are short.
        return !text.hasPrefix("File ") || text.utf8.count <= 300
    }

    /// `… Credit: NAME/AGENCY`, `… | Photo: NAME`: the mark starts a sentence, a name follows and nothing else.
    private static func hasCreditAtEnd(_ text: String, _ folded: [UInt8]) -> Bool {
        for mark in marks {
            guard let offset = folded.lastOffset(of: mark), offset > 1 else { continue }
            let before = folded[offset - 1]
            let isMarked = before == UInt8(ascii: "(") || before == UInt8(ascii: "|") || before == UInt8(ascii: "/")
            let isCapital = text.utf8.dropFirst(offset).first.map { (65...90).contains($0) } == true
            guard isMarked || (before == 0x20 && isCapital) else { continue }
            let name = String(decoding: Array(text.utf8)[(offset + mark.count)...], as: UTF8.self)
            if isName(name) { return true }
        }
        return false
    }

    /// Whether a credit's rest looks like names: short, capitalised, without quotation marks or the end of a sentence.
    private static func isName(_ text: String) -> Bool {
        let words = text.split(separator: " ")
        guard !words.isEmpty, words.count <= 9, text.utf8.count <= 90 else { return false }
        if text.contains("\"") || text.contains("“") || text.contains("?") { return false }
        if text.endsWithFullStop, words.count > 4 { return false }
        let capitalized = words.count { $0.unicodeScalars.first.map { !TextBytes.isLower($0) } ?? false }
        return capitalized * 2 >= words.count
    }

    private static func hasCreditInParentheses(_ folded: [UInt8], _ text: String) -> Bool {
        guard let open = folded.lastIndex(of: UInt8(ascii: "(")), folded.count - open <= 100 else { return false }
        let inside = folded[(open + 1)...]
        guard insideParentheses.contains(where: { inside.firstRange(of: $0) != nil }) else { return false }
        let name = String(decoding: Array(text.utf8)[(open + 1)...].dropLast(), as: UTF8.self)
        return name.unicodeScalars.first.map { !TextBytes.isLower($0) } == true && name.wordCount <= 10
            && (name.contains("/") || name.contains(":") || name.contains(" by ") || name.wordCount >= 2)
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
    /// Where the text after the last sentence end starts.
    fileprivate func lastRange(ofSentenceEnd: Void) -> Index? {
        var found: Index?
        var previous: Unicode.Scalar = " "
        for index in unicodeScalars.indices {
            let scalar = unicodeScalars[index]
            if scalar == " ", TextBytes.terminators.contains(previous) || previous == "|" {
                found = unicodeScalars.index(after: index)
            }
            previous = scalar
        }
        return found
    }
}
