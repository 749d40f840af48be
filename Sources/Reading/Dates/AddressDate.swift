internal import Documents

/// The day that stands in an address: `/2014/03/14/`, `/2014/mar/14/`, `/2014-03-14-`, `/20140314/`, `/2014/0314/`.
enum AddressDate {
    private static let years = 1995...2100

    static func date(in address: PageAddress) -> PublicationDate? {
        let steps = address.directories
        for index in steps.indices {
            if let date = parted(steps[index...]) { return date }
        }
        return steps.lazy.compactMap { date(inStep: Array($0.utf8)) }.first
    }

    /// `2014/03/14`, `2014/mar/14`, `2014/0314`.
    private static func parted(_ steps: ArraySlice<Substring>) -> PublicationDate? {
        guard let first = steps.first, first.utf8.count == 4, let year = Int(first), years.contains(year) else {
            return nil
        }
        let rest = steps.dropFirst()
        guard let second = rest.first else { return nil }
        if second.utf8.count == 4, let both = Int(second) {
            return PublicationDate(year: year, month: both / 100, day: both % 100)
        }
        guard let third = rest.dropFirst().first, let month = Int(second) ?? MonthNames.month(second.lowercased()),
            second.utf8.count <= 9
        else { return nil }
        // The day may be the start of a name: `/2014/03/14-bridge`.
        let digits = third.prefix { $0.isASCII && $0.isNumber }
        guard digits.utf8.count <= 2, let day = Int(digits) else { return nil }
        let next = third[digits.endIndex...].first
        guard next == nil || next == "-" || next == "_" else { return nil }
        return PublicationDate(year: year, month: month, day: day)
    }

    /// `2014-03-14`, `2014_03_14` and `20140314` that nothing but marks stands around.
    private static func date(inStep step: [UInt8]) -> PublicationDate? {
        var index = 0
        while index < step.count {
            guard isDigit(step[index]) else {
                index += 1
                continue
            }
            var end = index
            while end < step.count, isDigit(step[end]) { end += 1 }
            let isWord = index > 0 && isLetter(step[index - 1])
            if end - index == 8, !isWord {
                let value = number(step[index..<end])
                if let date = date(value / 10000, value / 100 % 100, value % 100) { return date }
            }
            if end - index == 4, step.count - index >= 10, !isWord {
                let mark = step[end]
                let part = step[index..<(index + 10)]
                let isLast = index + 10 == step.count || !isDigit(step[index + 10])
                if isLast, mark == UInt8(ascii: "-") || mark == UInt8(ascii: "_") || mark == UInt8(ascii: "."),
                    step[index + 7] == mark, [5, 6, 8, 9].allSatisfy({ isDigit(step[index + $0]) })
                {
                    let start = part.startIndex
                    if let date = date(
                        number(part[start..<(start + 4)]), number(part[(start + 5)..<(start + 7)]),
                        number(part[(start + 8)..<(start + 10)]))
                    {
                        return date
                    }
                }
            }
            index = end
        }
        return nil
    }

    private static func date(_ year: Int, _ month: Int, _ day: Int) -> PublicationDate? {
        years.contains(year) ? PublicationDate(year: year, month: month, day: day) : nil
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int { digits.reduce(0) { $0 * 10 + Int($1 - 48) } }

    private static func isDigit(_ byte: UInt8) -> Bool { byte &- 48 < 10 }

    private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 97 < 26 }
}
