internal import Documents

/// Reads publication dates as documents write them. A date that could mean two days (`03/04/2014`) is no date, unless the
/// order of its language is known.
enum DateText {
    private static let longestLabel = 40
    private static let longestLine = 200
    private static let longestWord = 30
    private static let mostWords = 14

    /// The date in a text that holds little else: ISO 8601, RFC 822, `14 March 2014`, `March 14, 2014`, `14.03.2014`,
    /// `2014年3月14日`.
    static func date(in text: String, order: DateOrder? = nil) -> PublicationDate? {
        found(in: text, order: order)?.date
    }

    /// The date in a text, and where it stands.
    static func found(in text: String, order: DateOrder? = nil) -> DateScanner.Found? {
        guard hasDigit(text) else { return nil }
        return DateScanner(text, order: order).date()
    }

    /// The date in a line that states nothing but a date, perhaps with a label, a weekday and a time; also `14.03.14`.
    static func date(inLine text: String, order: DateOrder? = nil) -> PublicationDate? {
        guard hasDigit(text) else { return nil }
        guard text.utf8.count <= longestLine, isPlain(Array(text.utf8)) else { return nil }
        let scanner = DateScanner(text, order: order)
        return (scanner.date() ?? scanner.shortDate())?.date
    }

    /// Whether all words are those that stand beside dates.
    private static func isPlain(_ bytes: [UInt8]) -> Bool {
        var index = 0
        var words = 0
        while index < bytes.count {
            guard isLetter(bytes[index]) else {
                index += 1
                continue
            }
            let start = index
            while index < bytes.count, isLetter(bytes[index]) { index += 1 }
            words += 1
            guard words <= mostWords, index - start <= longestWord else { return false }
            let word = String(decoding: bytes[start..<index], as: UTF8.self).lowercased()
            guard DateWords.all.contains(word[...]) || MonthNames.month(word) != nil || isSign(word) else {
                return false
            }
        }
        return true
    }

    private static func isLetter(_ byte: UInt8) -> Bool { byte >= 0x80 || (byte | 0x20) &- 97 < 26 }

    /// Marks beyond ASCII, and the labels of East Asian dates, which run together with their numbers.
    private static func isSign(_ word: String) -> Bool {
        word.unicodeScalars.allSatisfy {
            !$0.properties.isAlphabetic || (0x3040...0x9FFF).contains($0.value) || (0xAC00...0xD7AF).contains($0.value)
        }
    }

    private static func hasDigit(_ text: String) -> Bool { text.utf8.contains { $0 &- 48 < 10 } }

    /// Whether a line is nothing but a time of day or a date, such as the labels of a live page.
    static func isLabel(_ text: String) -> Bool {
        guard text.utf8.count <= longestLabel, hasDigit(text) else { return false }
        if date(inLine: text) != nil { return !text.endsWithFullStop }
        let words = text.lowercased().split { $0 == " " || $0 == "," }
        guard words.count <= 4, let first = words.first, isClock(first) else { return false }
        return words.dropFirst().allSatisfy { word in DateWords.all.contains(word.filter { $0 != "." }[...]) }
    }

    /// `9:52`, `21.52`, `9.52pm`, `9pm`.
    private static func isClock(_ word: Substring) -> Bool {
        let digits = word.prefix { $0.isNumber || $0 == ":" || $0 == "." }
        let suffix = word[digits.endIndex...]
        let parts = digits.split { $0 == ":" || $0 == "." }
        guard (1...3).contains(parts.count), parts[0].count <= 2, parts.dropFirst().allSatisfy({ $0.count == 2 }) else {
            return false
        }
        return suffix.isEmpty ? parts.count > 1 && !digits.hasSuffix(".") : ["am", "pm", "h", "z"].contains(suffix)
    }
}
