/// Finds the dateline before an article's first sentence: place in capitals or an agency in parentheses, perhaps a day,
/// then a dash: `LONDON, March 14 (Reuters) -`, `PARIS (AFP) —`, `BERLIN —`, `Berlin (dpa) -`.
enum DatelineRule {
    private static let longest = 90
    /// The dateline and the paragraph without it; nil when there is none.
    static func split(_ text: String) -> (dateline: String, rest: String)? {
        var head: [UInt8] = []
        head.append(contentsOf: text.utf8.prefix(longest + 4))
        guard let dash = separator(head), dash.lowerBound > 2 else { return nil }
        let dateline = String(decoding: head[..<dash.lowerBound], as: UTF8.self)
        guard isDateline(dateline) else { return nil }
        let start = text.utf8.index(text.startIndex, offsetBy: dash.upperBound)
        let rest = String(text[start...].drop { $0 == " " })
        return startsSentence(rest) ? (dateline, rest) : nil
    }

    /// The first ` - `, ` -- `, ` – ` or ` — `; a long dash needs a space on one side only.
    private static func separator(_ head: [UInt8]) -> Range<Int>? {
        for index in head.indices.dropLast(3) {
            if head[index] == UInt8(ascii: "-"), index > 0, head[index - 1] == 0x20 {
                let length = head[index + 1] == UInt8(ascii: "-") ? 2 : 1
                if head[index + length] == 0x20 { return (index - 1)..<(index + length + 1) }
            }
            let isDash = head[index] == 0xE2 && head[index + 1] == 0x80 && (0x93...0x94).contains(head[index + 2])
            guard isDash, index > 0 else { continue }
            let isAfterSpace = head[index - 1] == 0x20
            let isBeforeSpace = head[index + 3] == 0x20
            if isBeforeSpace || (isAfterSpace && head[index + 2] == 0x94) {
                return (isAfterSpace ? index - 1 : index)..<(index + (isBeforeSpace ? 4 : 3))
            }
        }
        return nil
    }

    private static let announcements: Set<Substring> = [
        "BREAKING", "UPDATE", "UPDATED", "EXCLUSIVE", "LIVE", "WATCH", "VIDEO", "OPINION", "ANALYSIS", "CORRECTION",
        "EIL",
        "EILMELDUNG",
    ]

    private static func startsSentence(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first else { return false }
        return !TextBytes.isLower(first) && text.wordCount >= 4
    }

    /// Words in capitals, capitalised words after a comma, numbers, an agency in parentheses; no other words.
    private static func isDateline(_ text: String) -> Bool {
        let words = text.split(separator: " ")
        guard (1...9).contains(words.count), let first = words.first, !announcements.contains(first) else {
            return false
        }
        let hasAgency = hasAgency(text)
        let scalars = first.unicodeScalars.filter { $0.properties.isAlphabetic }
        let isCapitals = scalars.count >= 3 && scalars.allSatisfy(TextBytes.isUpper)
        guard isCapitals || (hasAgency && scalars.first.map(TextBytes.isUpper) == true) else { return false }
        var isInParentheses = false
        for word in words {
            if word.utf8.first == UInt8(ascii: "(") { isInParentheses = true }
            defer { if word.utf8.contains(UInt8(ascii: ")")) { isInParentheses = false } }
            guard let start = word.unicodeScalars.first else { continue }
            // Agencies sign `(dpa)`; `(Corrects name in second paragraph)` is none.
            if !TextBytes.isLower(start == "(" ? word.unicodeScalars.dropFirst().first ?? start : start) { continue }
            if isInParentheses {
                guard word.first == "(", word.last == ")" else { return false }
                continue
            }
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
