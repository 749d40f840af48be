/// Finds the dateline before an article's first sentence: place in capitals or an agency in parentheses, perhaps a day,
/// then a dash: `LONDON, March 14 (Reuters) -`, `PARIS (AFP) —`, `BERLIN —`, `Berlin (dpa) -`.
enum DatelineRule {
    private static let longest = 90
    private static let separators: [[UInt8]] = phrases([" - ", " – ", " — ", " -- ", "— ", " —", "– "])

    /// The dateline and the paragraph without it; nil when there is none.
    static func split(_ text: String) -> (dateline: String, rest: String)? {
        let bytes = Array(text.utf8)
        let head = bytes.prefix(longest)
        var best: (lower: Int, upper: Int)?
        for separator in separators {
            if let found = head.firstRange(of: separator), found.lowerBound < best?.lower ?? .max {
                best = (found.lowerBound, found.upperBound)
            }
        }
        guard let best, best.lower > 2 else { return nil }
        let dateline = String(decoding: bytes[..<best.lower], as: UTF8.self)
        let rest = String(decoding: bytes[best.upper...].drop { $0 == 0x20 }, as: UTF8.self)
        guard isDateline(dateline), startsSentence(rest) else { return nil }
        return (dateline, rest)
    }

    private static func startsSentence(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first else { return false }
        return !TextBytes.isLower(first) && text.wordCount >= 4
    }

    /// Words in capitals, capitalised words after a comma, numbers, an agency in parentheses; no other words.
    private static func isDateline(_ text: String) -> Bool {
        let words = text.split(separator: " ")
        guard (1...9).contains(words.count), let first = words.first else { return false }
        let hasAgency = hasAgency(text)
        let scalars = first.unicodeScalars.filter { $0.properties.isAlphabetic }
        let isCapitals = scalars.count >= 3 && scalars.allSatisfy(TextBytes.isUpper)
        guard isCapitals || (hasAgency && scalars.first.map(TextBytes.isUpper) == true) else { return false }
        var isInParentheses = false
        for word in words {
            if word.utf8.first == UInt8(ascii: "(") { isInParentheses = true }
            defer { if word.utf8.contains(UInt8(ascii: ")")) { isInParentheses = false } }
            guard let start = word.unicodeScalars.first else { continue }
            if isInParentheses || !TextBytes.isLower(start) { continue }
            guard word == "and" || word == "de" || word == "of" || word == "und" || word == "et" else { return false }
        }
        return true
    }

    private static func hasAgency(_ text: String) -> Bool {
        guard text.utf8.last == UInt8(ascii: ")"), let open = text.utf8.lastIndex(of: UInt8(ascii: "(")) else {
            return false
        }
        let agency = text[text.index(after: open)...].dropLast()
        return (2...30).contains(agency.utf8.count) && agency.split(separator: " ").count <= 4
    }
}
