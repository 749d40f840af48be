/// Small questions about the UTF-8 bytes of a line that the rules ask again and again.
extension String {
    /// The bytes with the letters of ASCII and Latin-1 in lower case.
    var folded: [UInt8] {
        var previous: UInt8 = 0
        return utf8.map { byte in
            defer { previous = byte }
            let isLatin = previous == 0xC3 && (0x80...0x9E).contains(byte) && byte != 0x97
            return byte &- 65 < 26 || isLatin ? byte + 32 : byte
        }
    }

    /// Letters and digits alone, ASCII in lower case, for comparing wordings; general punctuation goes, too.
    var bare: [UInt8] {
        var bare: [UInt8] = []
        bare.reserveCapacity(utf8.count)
        var skipped = 0
        for byte in utf8 {
            if skipped > 0 {
                skipped -= 1
            } else if byte == 0xE2 {
                skipped = 2
            } else if byte > 0x7F || byte &- 48 < 10 || (byte | 0x20) &- 97 < 26 {
                bare.append(byte &- 65 < 26 ? byte | 0x20 : byte)
            }
        }
        return bare
    }

    /// Whether it ends a sentence: a full stop, question or exclamation mark or an ellipsis, perhaps inside closing
    /// quotes and brackets.
    var endsSentence: Bool {
        guard let last = unicodeScalars.reversed().first(where: { !TextBytes.closers.contains($0) }) else {
            return false
        }
        return TextBytes.terminators.contains(last)
    }

    /// Whether it ends with a full stop that isn't part of an abbreviation like `U.S.`.
    var endsWithFullStop: Bool {
        guard endsSentence else { return false }
        var rest = self[...]
        while let last = rest.unicodeScalars.last, TextBytes.closers.contains(last) {
            rest.unicodeScalars.removeLast()
        }
        guard rest.unicodeScalars.last == "." || rest.unicodeScalars.last == "。" else { return false }
        let word = rest.split(separator: " ").last ?? ""
        return !word.dropLast().contains(".")
    }

    /// Number of scalars, which for European text is the number of characters.
    var width: Int { utf8.count { $0 & 0xC0 != 0x80 } }

    /// Number of words.
    var wordCount: Int {
        var words = 0
        var isInWord = false
        for byte in utf8 {
            if byte == 0x20 { isInWord = false } else if !isInWord { (isInWord, words) = (true, words + 1) }
        }
        return words
    }

    /// Whether it starts with a quotation mark, a bullet, a dash or a number with a dot: what a colon introduces.
    var startsQuotationOrList: Bool {
        guard let first = unicodeScalars.first else { return false }
        if TextBytes.openers.contains(first) || TextBytes.bullets.contains(first) || first == "-" { return true }
        let digits = utf8.prefix { (48...57).contains($0) }
        return !digits.isEmpty && utf8.dropFirst(digits.count).first.map { $0 == 0x2E || $0 == 0x29 } == true
    }
}

enum TextBytes {
    static let closers: Set<Unicode.Scalar> = ["\"", "'", "”", "’", "»", "›", ")", "]", "“", "‘", "」", " "]
    static let openers: Set<Unicode.Scalar> = ["\"", "'", "“", "„", "«", "‘", "‚", "‹", "「", "”"]
    static let bullets: Set<Unicode.Scalar> = ["•", "·", "*", "‣", "◦", "–", "—", "▪", "■", "●"]
    static let terminators: Set<Unicode.Scalar> = [".", "!", "?", "…", "。", "！", "？", "؟", "।"]

    /// Whether a scalar is an upper-case letter or belongs to a script without case.
    static func isUpper(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII ? (65...90).contains(scalar.value) : scalar.properties.isUppercase
    }

    static func isLower(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII ? (97...122).contains(scalar.value) : scalar.properties.isLowercase
    }
}

extension RandomAccessCollection where Element == UInt8, Index == Int {
    /// Whether bytes start with one of the phrases.
    func starts(withAny phrases: [[UInt8]]) -> Bool { phrases.contains { starts(with: $0) } }

    /// Whether bytes end with a phrase.
    func ends(with phrase: [UInt8]) -> Bool { suffix(phrase.count).elementsEqual(phrase) }

    /// Where a phrase occurs last.
    func lastOffset(of phrase: [UInt8]) -> Int? {
        guard count >= phrase.count else { return nil }
        return (startIndex...(endIndex - phrase.count)).last { self[$0...].starts(with: phrase) }
    }
}

/// Phrases as bytes, for comparing with folded lines.
func phrases(_ list: [String]) -> [[UInt8]] { list.map { Array($0.utf8) } }
