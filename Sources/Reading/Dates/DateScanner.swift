internal import Documents

/// The numbers and words of a text, looked at as a date.
struct DateScanner {
    /// A date and where it stands.
    struct Found {
        let date: PublicationDate
        /// Offsets of bytes.
        let place: Range<Int>
    }

    private enum Token {
        case number(Int, digits: Int)
        case word(String)
        case mark(UInt8)
    }

    /// What may stand between the parts of a date: `14th of March`, `1er mars`, `14 de marzo de 2014`.
    private static let links: Set<String> = [
        "st", "nd", "rd", "th", "er", "of", "de", "del", "di", "d", "the", "den", "al",
    ]
    private static let marks = Array(".,-/'".utf8)
    private static let longest = 200

    private let bytes: [UInt8]
    private var tokens: [Token] = []
    /// Where each token stands.
    private var places: [Range<Int>] = []
    private let order: DateOrder?

    init(_ text: String, order: DateOrder? = nil) {
        bytes = Array(text.utf8.prefix(Self.longest))
        self.order = order
        var index = 0
        while index < bytes.count {
            let start = index
            let token: Token
            if Self.isDigit(bytes[index]) {
                while index < bytes.count, Self.isDigit(bytes[index]) { index += 1 }
                let value = bytes[start..<index].prefix(9).reduce(0) { $0 * 10 + Int($1 - 48) }
                token = .number(value, digits: index - start)
            } else if Self.isLetter(bytes[index]) {
                while index < bytes.count, Self.isLetter(bytes[index]) { index += 1 }
                token = .word(String(decoding: bytes[start..<index], as: UTF8.self).lowercased())
            } else {
                index += 1
                guard bytes[start] > 0x20 else { continue }
                token = .mark(bytes[start])
            }
            tokens.append(token)
            places.append(start..<index)
        }
    }

    /// The first date in any of the writings.
    func date() -> Found? { isoDate() ?? namedDate() ?? yearFirstDate() ?? numericDate() }

    /// `2014-03-14`, `2014/03/14`, `20140314`, with a time of day where there is one with its zone.
    func isoDate() -> Found? {
        let digits = bytes.prefix { Self.isDigit($0) }
        // `20140314` and `20140314093000`.
        if digits.count == 8 || digits.count == 14 {
            let value = digits.prefix(8).reduce(0) { $0 * 10 + Int($1 - 48) }
            return Self.plausible(value / 10000, value / 100 % 100, value % 100).map { Found(date: $0, place: 0..<8) }
        }
        for start in bytes.indices where bytes.count - start >= 10 {
            let part = bytes[start..<(start + 10)]
            guard start == 0 || !Self.isDigit(bytes[start - 1]), Self.isISO(part) else { continue }
            func number(_ range: Range<Int>) -> Int {
                bytes[(start + range.lowerBound)..<(start + range.upperBound)].reduce(0) { $0 * 10 + Int($1 - 48) }
            }
            guard let date = Self.plausible(number(0..<4), number(5..<7), number(8..<10)) else { return nil }
            return found(date, start..<(start + 10))
        }
        return nil
    }

    /// `14 March 2014`, `14. März 2014`, `March 14, 2014`, `2014. március 14.`, `Fri, 14 Mar 2014 09:30:00 GMT`.
    func namedDate() -> Found? {
        for (index, token) in tokens.enumerated() {
            guard case .word(let word) = token else { continue }
            if word == "tháng" {
                // `14 tháng 3, 2014`.
                guard let day = number(beside: index, by: -1), let month = number(beside: index, by: 1),
                    let year = number(beside: month.index, by: 1), let date = Self.date(day, month.value, year)
                else { continue }
                return found(date, from: day, to: year)
            }
            guard let month = MonthNames.month(word), let after = number(beside: index, by: 1) else { continue }
            if let before = number(beside: index, by: -1) {
                if let date = Self.date(before, month, after) { return found(date, from: before, to: after) }
                if let date = Self.date(after, month, before) { return found(date, from: before, to: after) }
            }
            if let year = number(beside: after.index, by: 1), let date = Self.date(after, month, year) {
                return found(date, from: Number(index: index, value: 0, digits: 0), to: year)
            }
        }
        return nil
    }

    /// `2014.3.14`, `2014. 3. 14.`, `2014年3月14日`, `2014년 3월 14일`.
    func yearFirstDate() -> Found? {
        guard tokens.count >= 5 else { return nil }
        for index in 0..<(tokens.count - 4) {
            guard case .number(let year, 4) = tokens[index], case .number(let month, let digits) = tokens[index + 2],
                case .number(let day, let dayDigits) = tokens[index + 4], digits <= 2, dayDigits <= 2,
                separates(index + 1, of: index + 3), let date = Self.plausible(year, month, day)
            else { continue }
            return found(date, places[index].lowerBound..<places[index + 4].upperBound)
        }
        return nil
    }

    /// Whether two tokens are the marks after a year and after a month.
    private func separates(_ first: Int, of second: Int) -> Bool {
        switch (tokens[first], tokens[second]) {
        case (.mark(let one), .mark(let other)):
            return one == other && (one == UInt8(ascii: ".") || one == UInt8(ascii: "-") || one == UInt8(ascii: "/"))
        case (.word(let one), .word(let other)): return (one == "年" && other == "月") || (one == "년" && other == "월")
        default: return false
        }
    }

    /// `14.03.2014` day first; `14/03/2014` or `03/14/2014` when only one reading is a date or the order is known.
    func numericDate() -> Found? { numericDate(yearDigits: 4) }

    /// `14.03.14`: only for lines and elements that hold nothing else.
    func shortDate() -> Found? { numericDate(yearDigits: 2) }

    private func numericDate(yearDigits: Int) -> Found? {
        guard tokens.count >= 5 else { return nil }
        for index in 0..<(tokens.count - 4) {
            guard case .number(let first, let firstDigits) = tokens[index], case .mark(let mark) = tokens[index + 1],
                case .number(let second, let secondDigits) = tokens[index + 2],
                case .mark(mark) = tokens[index + 3], case .number(let number, yearDigits) = tokens[index + 4],
                firstDigits <= 2, secondDigits <= 2
            else { continue }
            let year = yearDigits == 2 ? number + (number < 70 ? 2000 : 1900) : number
            guard let date = date(first, second, year, mark: mark) else {
                if mark == UInt8(ascii: ".") { continue }
                return nil
            }
            return found(date, places[index].lowerBound..<places[index + 4].upperBound)
        }
        return nil
    }

    private func date(_ first: Int, _ second: Int, _ year: Int, mark: UInt8) -> PublicationDate? {
        let dayFirst = Self.plausible(year, second, first)
        if mark == UInt8(ascii: ".") { return dayFirst }
        guard mark == UInt8(ascii: "/") || mark == UInt8(ascii: "-") else { return nil }
        let monthFirst = Self.plausible(year, first, second)
        guard let dayFirst, let monthFirst, dayFirst != monthFirst else { return dayFirst ?? monthFirst }
        return order.map { $0 == .dayFirst ? dayFirst : monthFirst }
    }

    private func found(_ date: PublicationDate, from first: Number, to last: Number) -> Found {
        let place = places[min(first.index, last.index)].lowerBound..<places[max(first.index, last.index)].upperBound
        return found(date, place)
    }

    /// A date with the time of day that follows it, if its zone is told.
    private func found(_ date: PublicationDate, _ place: Range<Int>) -> Found {
        let time = ClockTime.zoned(bytes[place.upperBound...])
        let dated = PublicationDate(year: date.year, month: date.month, day: date.day, time: time) ?? date
        return Found(date: dated, place: place)
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

    private static func isISO(_ part: ArraySlice<UInt8>) -> Bool {
        let start = part.startIndex
        let mark = part[start + 4]
        guard mark == UInt8(ascii: "-") || mark == UInt8(ascii: "/"), part[start + 7] == mark else { return false }
        return [0, 1, 2, 3, 5, 6, 8, 9].allSatisfy { isDigit(part[start + $0]) }
    }

    /// A day since news has been printed and scanned.
    private static func plausible(_ year: Int, _ month: Int, _ day: Int) -> PublicationDate? {
        (1800...2100).contains(year) ? PublicationDate(year: year, month: month, day: day) : nil
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte &- 48 < 10 }

    private static func isLetter(_ byte: UInt8) -> Bool { byte >= 0x80 || (byte | 0x20) &- 97 < 26 }
}
