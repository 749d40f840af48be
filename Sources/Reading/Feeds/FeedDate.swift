internal import Documents

/// Dates as feeds write them: RFC 822 in its sloppy forms, W3CDTF, ISO 8601, what `asctime` prints.
enum FeedDate {
    /// The date in W3CDTF; nil when there is no day in it, or none that can be made out for sure.
    static func normalized(_ text: String) -> String? {
        let text = text.prefix(100)
        guard let date = iso(Array(text.utf8)) ?? worded(text) else { return nil }
        return date.description
    }

    // MARK: ISO 8601

    /// `2004-01-07T10:14:55.3Z`, `20040107T101455`, `2004-01-07 10:14`, `2004-007`.
    private static func iso(_ bytes: [UInt8]) -> PublicationDate? {
        var scan = Scanner(bytes)
        scan.skipSpace()
        guard let year = scan.number(digits: 4) else { return nil }
        let isExtended = scan.take("-")
        let rest = scan.digitsAhead
        var (month, day) = (0, 0)
        if isExtended ? rest == 3 : rest == 3 && !scan.isTime {
            guard let ordinal = scan.number(digits: 3), let found = Self.day(ordinal, of: year) else { return nil }
            (month, day) = found
        } else {
            guard let written = scan.number(digits: 2) else { return nil }
            if isExtended { guard scan.take("-") else { return nil } }
            guard let writtenDay = scan.number(digits: 2) else { return nil }
            (month, day) = (written, writtenDay)
        }
        guard scan.take("T") || scan.take("t") || scan.take(" ") else {
            return PublicationDate(year: year, month: month, day: day)
        }
        scan.skipSpace()
        return PublicationDate(year: year, month: month, day: day, time: scan.time())
    }

    private static func day(_ ordinal: Int, of year: Int) -> (Int, Int)? {
        var left = ordinal
        for month in 1...12 {
            guard let last = (28...31).last(where: { PublicationDate(year: year, month: month, day: $0) != nil }) else {
                return nil
            }
            if left >= 1, left <= last { return (month, left) }
            left -= last
        }
        return nil
    }

    // MARK: RFC 822 and its kin

    private static let months = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ]
    private static let zones: [String: String] = [
        "z": "Z", "ut": "Z", "utc": "Z", "gmt": "Z", "wet": "Z", "est": "-05:00", "edt": "-04:00", "cst": "-06:00",
        "cdt": "-05:00", "mst": "-07:00", "mdt": "-06:00", "pst": "-08:00", "pdt": "-07:00", "akst": "-09:00",
        "akdt": "-08:00", "hst": "-10:00", "bst": "+01:00", "cet": "+01:00", "met": "+01:00", "cest": "+02:00",
        "mest": "+02:00", "eet": "+02:00", "eest": "+03:00", "msk": "+03:00", "jst": "+09:00", "aest": "+10:00",
        "aedt": "+11:00", "nzst": "+12:00", "nzdt": "+13:00",
    ]

    /// A day, a month by name and a year in any order that is one, with a time and a zone anywhere.
    private static func worded(_ text: Substring) -> PublicationDate? {
        var numbers: [(value: Int, digits: Int)] = []
        var month: Int?
        var monthPlace = 0
        var clock: String?
        var zone = ""
        let words = text.lowercased().split { $0 == " " || $0 == "," || $0 == "\t" || $0 == "(" || $0 == ")" }
        for word in words.flatMap(parts) {
            if word.contains(":"), clock == nil {
                var scan = Scanner(Array(word.utf8))
                let time = scan.time()
                guard !time.isEmpty else { return nil }
                clock = String(time.prefix(9))
                if zone.isEmpty { zone = String(time.dropFirst(9)) }
            } else if let sign = word.first, sign == "+" || sign == "-", word.count >= 5, clock != nil {
                var scan = Scanner(Array(word.utf8))
                zone = scan.zone()
            } else if let named = zones[word], clock != nil {
                if zone.isEmpty { zone = named }
            } else if let value = Int(word), word.utf8.count <= 4 {
                numbers.append((value, word.utf8.count))
            } else if month == nil, let found = months.firstIndex(of: String(word.prefix(3))),
                word.first?.isLetter == true,
                Self.isMonth(word)
            {
                month = found + 1
                monthPlace = numbers.count
            } else if word.contains("+"), let sign = word.firstIndex(of: "+"), clock != nil {
                // `GMT+0100`
                var scan = Scanner(Array(word[sign...].utf8))
                zone = scan.zone()
            }
        }
        guard let month, numbers.count >= 2, let (year, day) = yearAndDay(numbers, monthPlace) else { return nil }
        return PublicationDate(year: year, month: month, day: day, time: clock.map { $0 + zone } ?? "")
    }

    /// `01-Jan-2004` and `1st` in their parts.
    private static func parts(_ word: Substring) -> [String] {
        if word.contains(where: \.isLetter), word.contains(where: \.isNumber), word.contains("-") || word.contains("/")
        {
            return word.split { $0 == "-" || $0 == "/" }.map(String.init)
        }
        let digits = word.prefix { $0.isNumber }
        if !digits.isEmpty, ["st", "nd", "rd", "th", "."].contains(String(word[digits.endIndex...])) {
            return [String(digits)]
        }
        return [word.hasSuffix(".") ? String(word.dropLast()) : String(word)]
    }

    private static func isMonth(_ word: String) -> Bool {
        let full = [
            "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
            "november", "december",
        ]
        return word.utf8.count == 3 || word == "sept" || full.contains(word)
    }

    private static func yearAndDay(_ numbers: [(value: Int, digits: Int)], _ monthPlace: Int) -> (Int, Int)? {
        if let year = numbers.firstIndex(where: { $0.digits == 4 }) {
            guard let day = numbers.indices.first(where: { $0 != year && numbers[$0].digits <= 2 }) else { return nil }
            return (numbers[year].value, numbers[day].value)
        }
        // Of two short numbers the day comes before the month, or else first.
        guard numbers[0].digits <= 2, numbers[1].digits <= 2 else { return nil }
        return (century(numbers[1].value), numbers[0].value)
    }

    private static func century(_ year: Int) -> Int { year < 70 ? 2000 + year : 1900 + year }
}

/// Looks at the characters of a date one after the other.
private struct Scanner {
    private let bytes: [UInt8]
    private var index = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func skipSpace() {
        while index < bytes.count, bytes[index] <= 0x20 { index += 1 }
    }

    var digitsAhead: Int { bytes[index...].prefix { (48...57).contains($0) }.count }

    var isTime: Bool { index < bytes.count && bytes[index] | 0x20 == UInt8(ascii: "t") }

    mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard index < bytes.count, bytes[index] == UInt8(ascii: character) else { return false }
        index += 1
        return true
    }

    mutating func number(digits: Int) -> Int? {
        let part = bytes[index...].prefix(digits)
        guard part.count == digits, part.allSatisfy({ (48...57).contains($0) }) else { return nil }
        index += digits
        return part.reduce(0) { $0 * 10 + Int($1 - 48) }
    }

    /// `T10:14:55Z` of `10:14:55 Z`, `9:14`, `101455`; empty when it is no time.
    mutating func time() -> String {
        guard let hour = number(digits: 2) ?? number(digits: 1) else { return "" }
        let isExtended = take(":")
        guard let minute = number(digits: 2), hour <= 24, minute < 60 else { return "" }
        var second = 0
        if isExtended ? take(":") : digitsAhead >= 2 { second = number(digits: 2) ?? 0 }
        if take(".") || take(",") { while number(digits: 1) != nil {} }
        let clock = [hour == 24 ? 0 : hour, minute, min(second, 59)].map { $0 < 10 ? "0\($0)" : "\($0)" }
        skipSpace()
        return "T" + clock.joined(separator: ":") + zone()
    }

    /// `Z`, `+01:00`, `+0100`, `+01`; empty when it is no zone.
    mutating func zone() -> String {
        if take("Z") || take("z") { return "Z" }
        let sign: String
        if take("+") { sign = "+" } else if take("-") { sign = "-" } else { return "" }
        guard let hours = number(digits: 2) ?? number(digits: 1) else { return "" }
        _ = take(":")
        let minutes = number(digits: 2) ?? 0
        guard hours <= 14, minutes < 60 else { return "" }
        if hours == 0, minutes == 0 { return "Z" }
        return "\(sign)\(hours < 10 ? "0" : "")\(hours):\(minutes < 10 ? "0" : "")\(minutes)"
    }
}
