internal import Documents

/// Reads publication dates as documents write them. A date that could mean two days (`03/04/2014`) is no date.
enum DateText {
    /// The date in a text that holds little else: ISO 8601, RFC 822, `14 March 2014`, `March 14, 2014`, `14.03.2014`.
    static func date(in text: String) -> PublicationDate? {
        let scan = DateScanner(text)
        return scan.isoDate() ?? scan.namedDate() ?? scan.numericDate()
    }

    /// The date in a line that states nothing but a date, perhaps with a label, a weekday and a time.
    static func date(inLine text: String) -> PublicationDate? {
        guard text.utf8.contains(where: { $0 &- 48 < 10 }) else { return nil }
        let words = text.split { $0 == " " || $0 == "," }
        guard words.count <= 12, let date = date(in: text) else { return nil }
        let strange = words.filter { word in
            let bare = word.lowercased().filter { $0.isLetter }
            return !bare.isEmpty && !DateScanner.dateWords.contains(bare) && DateScanner.month(bare) == nil
        }
        return strange.isEmpty ? date : nil
    }

    /// Whether a line is nothing but a time of day or a date, such as the labels of a live page.
    static func isLabel(_ text: String) -> Bool {
        guard text.utf8.count <= 40, text.utf8.contains(where: { $0 &- 48 < 10 }) else { return false }
        if date(inLine: text) != nil { return !text.endsWithFullStop }
        let words = text.lowercased().split { $0 == " " || $0 == "," }
        guard words.count <= 4, let first = words.first, isClock(first) else { return false }
        return words.dropFirst().allSatisfy { word in
            DateScanner.dateWords.contains(word.filter { $0 != "." })
        }
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

/// The numbers and words of a text, looked at as a date.
private struct DateScanner {
    private enum Token {
        case number(Int, digits: Int)
        case word(String)
        case mark(UInt8)
    }

    static let dateWords: Set<String> = [
        "published", "updated", "posted", "on", "at", "date", "monday", "tuesday", "wednesday", "thursday", "friday",
        "saturday", "sunday", "mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun", "gmt", "utc",
        "bst", "cet", "cest", "est", "edt", "pst", "pdt", "ist", "am", "pm", "t", "z", "th", "st", "nd", "rd", "uhr",
        "montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag", "der", "den", "vom", "le",
        "de",
        "veröffentlicht", "stand", "publié", "um", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi",
        "dimanche", "the", "of", "a", "p", "m", "h",
    ]

    /// Starts of month names in English, German, French, Spanish, Italian, Dutch, Portuguese and Polish.
    private static let months: [(start: String, month: Int)] = [
        ("jan", 1), ("jän", 1), ("ene", 1), ("gen", 1), ("sty", 1), ("feb", 2), ("fév", 2), ("fev", 2), ("lut", 2),
        ("mar", 3), ("mär", 3), ("mrz", 3), ("maa", 3), ("apr", 4), ("avr", 4), ("abr", 4), ("kwi", 4), ("may", 5),
        ("mai", 5), ("mei", 5), ("mag", 5), ("maj", 5), ("jun", 6), ("juin", 6), ("giu", 6), ("cze", 6), ("jul", 7),
        ("juil", 7), ("lug", 7), ("lip", 7), ("aug", 8), ("aoû", 8), ("ago", 8), ("sie", 8), ("sep", 9), ("set", 9),
        ("wrz", 9), ("oct", 10), ("okt", 10), ("ott", 10), ("out", 10), ("paź", 10), ("nov", 11), ("lis", 11),
        ("dec", 12), ("dez", 12), ("déc", 12), ("dic", 12), ("gru", 12),
    ]

    private let bytes: [UInt8]
    private let tokens: [Token]

    init(_ text: String) {
        bytes = Array(text.utf8.prefix(200))
        var tokens: [Token] = []
        var index = 0
        while index < bytes.count {
            let start = index
            if Self.isDigit(bytes[index]) {
                while index < bytes.count, Self.isDigit(bytes[index]) { index += 1 }
                let value = bytes[start..<index].prefix(9).reduce(0) { $0 * 10 + Int($1 - 48) }
                tokens.append(.number(value, digits: index - start))
            } else if Self.isLetter(bytes[index]) {
                while index < bytes.count, Self.isLetter(bytes[index]) { index += 1 }
                tokens.append(.word(String(decoding: bytes[start..<index], as: UTF8.self).lowercased()))
            } else {
                if bytes[index] != 0x20 { tokens.append(.mark(bytes[index])) }
                index += 1
            }
        }
        self.tokens = tokens
    }

    /// The month of a name or its abbreviation; words that merely start alike are too long or unknown.
    static func month(_ word: String) -> Int? {
        guard (3...12).contains(word.count) else { return nil }
        return months.first { word.hasPrefix($0.start) }?.month
    }

    /// `2014-03-14`, `2014/03/14`, `20140314`, with a time of day where there is one with its zone.
    func isoDate() -> PublicationDate? {
        let digits = bytes.prefix(8)
        if digits.count == 8, digits.allSatisfy(Self.isDigit), bytes.count == 8 || !Self.isDigit(bytes[8]) {
            let value = digits.reduce(0) { $0 * 10 + Int($1 - 48) }
            return Self.plausible(value / 10000, value / 100 % 100, value % 100)
        }
        for start in bytes.indices where bytes.count - start >= 10 {
            let part = bytes[start..<(start + 10)]
            guard start == 0 || !Self.isDigit(bytes[start - 1]), Self.isISO(part) else { continue }
            func number(_ range: Range<Int>) -> Int {
                bytes[(start + range.lowerBound)..<(start + range.upperBound)].reduce(0) { $0 * 10 + Int($1 - 48) }
            }
            guard let date = Self.plausible(number(0..<4), number(5..<7), number(8..<10)) else { return nil }
            let time = Self.time(bytes[(start + 10)...])
            return PublicationDate(year: date.year, month: date.month, day: date.day, time: time)
        }
        return nil
    }

    /// `14 March 2014`, `14. März 2014`, `March 14, 2014`, `Fri, 14 Mar 2014 09:30:00 GMT`.
    func namedDate() -> PublicationDate? {
        for (index, token) in tokens.enumerated() {
            guard case .word(let word) = token, let month = Self.month(word) else { continue }
            let before = numbers(before: index)
            let after = numbers(after: index)
            if let day = before.first, let year = after.first, day.digits <= 2, year.digits == 4,
                let date = Self.plausible(year.value, month, day.value)
            {
                return date
            }
            if after.count > 1, after[0].digits <= 2, after[1].digits == 4,
                let date = Self.plausible(after[1].value, month, after[0].value)
            {
                return date
            }
        }
        return nil
    }

    /// `14.03.2014` day first; `14/03/2014` or `03/14/2014` when only one reading is a date.
    func numericDate() -> PublicationDate? {
        guard tokens.count >= 5 else { return nil }
        for index in 0..<(tokens.count - 4) {
            guard case .number(let first, let firstDigits) = tokens[index], case .mark(let mark) = tokens[index + 1],
                case .number(let second, let secondDigits) = tokens[index + 2],
                case .mark(mark) = tokens[index + 3], case .number(let year, 4) = tokens[index + 4],
                firstDigits <= 2, secondDigits <= 2
            else { continue }
            if mark == UInt8(ascii: ".") { return Self.plausible(year, second, first) }
            guard mark == UInt8(ascii: "/") || mark == UInt8(ascii: "-") else { continue }
            let dayFirst = Self.plausible(year, second, first)
            let monthFirst = Self.plausible(year, first, second)
            if let dayFirst, let monthFirst { return dayFirst == monthFirst ? dayFirst : nil }
            return dayFirst ?? monthFirst
        }
        return nil
    }

    private func numbers(before index: Int) -> [(value: Int, digits: Int)] {
        for token in tokens[..<index].suffix(4).reversed() {
            switch token {
            case .number(let value, let digits): return [(value, digits)]
            case .word(let word) where word.count > 2: return []
            default: continue
            }
        }
        return []
    }

    private func numbers(after index: Int) -> [(value: Int, digits: Int)] {
        tokens[(index + 1)...].prefix(5).compactMap {
            if case .number(let value, let digits) = $0 { (value, digits) } else { nil }
        }
    }

    /// `T09:30:00+01:00` in ISO 8601; empty when there is no time or no zone.
    private static func time(_ rest: ArraySlice<UInt8>) -> String {
        guard let first = rest.first, first == UInt8(ascii: "T") || first == 0x20 else { return "" }
        var body = rest.dropFirst().prefix { isDigit($0) || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: ".") }
        if let fraction = body.firstIndex(of: UInt8(ascii: ".")) { body = body[..<fraction] }
        let clock = body.split(separator: UInt8(ascii: ":"))
        guard clock.count == 2 || clock.count == 3, clock.allSatisfy({ $0.count == 2 }) else { return "" }
        let zone = rest.dropFirst().drop { isDigit($0) || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: ".") }
            .drop { $0 == 0x20 }
        let text = "T" + String(decoding: body, as: UTF8.self) + (clock.count == 2 ? ":00" : "")
        if zone.first == UInt8(ascii: "Z") { return text + "Z" }
        guard let sign = zone.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") else { return "" }
        let digits = zone.dropFirst().prefix { isDigit($0) || $0 == UInt8(ascii: ":") }.filter(isDigit)
        guard digits.count == 4 else { return "" }
        if digits == Array("0000".utf8) { return text + "Z" }
        let hours = String(decoding: digits[..<2], as: UTF8.self)
        return text + String(decoding: [sign], as: UTF8.self) + hours + ":"
            + String(decoding: digits[2...], as: UTF8.self)
    }

    private static func isISO(_ part: ArraySlice<UInt8>) -> Bool {
        let start = part.startIndex
        let mark = part[start + 4]
        guard mark == UInt8(ascii: "-") || mark == UInt8(ascii: "/"), part[start + 7] == mark else { return false }
        return [0, 1, 2, 3, 5, 6, 8, 9].allSatisfy { isDigit(part[start + $0]) }
    }

    /// A day since news has been on the web or scanned for it.
    private static func plausible(_ year: Int, _ month: Int, _ day: Int) -> PublicationDate? {
        (1800...2100).contains(year) ? PublicationDate(year: year, month: month, day: day) : nil
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (65...90).contains(byte) || (97...122).contains(byte) || byte >= 0x80
    }
}
