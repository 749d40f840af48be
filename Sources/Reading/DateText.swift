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

    /// Names of the months with their abbreviations in English, German, French, Spanish, Italian, Dutch, Portuguese,
    /// Polish and Swedish.
    private static let monthNames = [
        "january jan januar jänner jän januari janvier janv enero ene gennaio gen janeiro stycznia styczeń sty",
        "february feb februar feber februari février fevrier févr fév febrero febbraio fevereiro fev lutego luty lut",
        "march mar märz maerz mär mrz mars marzo maart mrt março marca marzec",
        "april apr avril avr abril abr aprile kwietnia kwiecień kwi",
        "may mai mei mayo maggio mag maio maja maj",
        "june jun juni juin junio giugno giu junho czerwca czerwiec cze",
        "july jul juli juillet juil julio luglio lug julho lipca lipiec lip",
        "august aug août aout augustus augusti agosto ago sierpnia sierpień sie",
        "september sept sep septembre septiembre setiembre settembre set setembro września wrzesień wrz",
        "october oct oktober okt octobre octubre ottobre ott outubro out października październik paź",
        "november nov novembre noviembre novembro listopada listopad lis",
        "december dec dezember dez décembre decembre déc diciembre dicembre dic dezembro grudnia grudzień gru",
    ]
    private static let months = monthNames.enumerated().reduce(into: [Substring: Int]()) { months, row in
        for name in row.element.split(separator: " ") { months[name] = row.offset + 1 }
    }
    /// What may stand between the parts of a date: `14th of March`, `1er mars`, `14 de marzo de 2014`.
    private static let links: Set<String> = ["st", "nd", "rd", "th", "er", "of", "de", "del", "the"]
    private static let marks = Array(".,-/".utf8)

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

    /// The month of a name or its abbreviation, in lower case.
    static func month(_ word: String) -> Int? { months[word[...]] }

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
            guard let after = number(beside: index, by: 1) else { continue }
            if let day = number(beside: index, by: -1), let date = Self.date(day, month, after) { return date }
            if let year = number(beside: after.index, by: 1), let date = Self.date(after, month, year) { return date }
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

    private struct Number {
        var index: Int
        var value: Int
        var digits: Int
    }

    /// The number that stands next to a token with nothing in between but what links the parts of a date.
    private func number(beside index: Int, by step: Int) -> Number? {
        var next = index + step
        while tokens.indices.contains(next) {
            switch tokens[next] {
            case .number(let value, let digits): return Number(index: next, value: value, digits: digits)
            case .word(let word): guard Self.links.contains(word) else { return nil }
            case .mark(let mark): guard Self.marks.contains(mark) else { return nil }
            }
            next += step
        }
        return nil
    }

    private static func date(_ day: Number, _ month: Int, _ year: Number) -> PublicationDate? {
        day.digits <= 2 && year.digits == 4 ? plausible(year.value, month, day.value) : nil
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
