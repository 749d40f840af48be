/// Reads the time of day that stands behind a date.
enum ClockTime {
    /// Zones that are written by a name, in minutes east of Greenwich; names that mean several zones aren't among them.
    private static let zones: [String: Int] = [
        "z": 0, "utc": 0, "gmt": 0, "ut": 0, "est": -300, "edt": -240, "cst": -360, "cdt": -300, "mst": -420,
        "mdt": -360, "pst": -480, "pdt": -420, "cet": 60, "cest": 120, "mez": 60, "mesz": 120, "jst": 540, "msk": 180,
    ]
    private static let longestGap = 6

    /// `T09:30:00+01:00` as in ISO 8601 for what starts with `T09:30:00+01:00`, ` 09:30 GMT`, `, 9:30 p.m. EST`; empty when
    /// there is no time or no zone.
    static func zoned(_ rest: ArraySlice<UInt8>) -> String {
        let gap = rest.prefix(longestGap).prefix { !isDigit($0) }
        var tail = rest.dropFirst(gap.count)
        guard !gap.isEmpty, let hour = number(&tail), let minute = part(&tail) else { return "" }
        let second = part(&tail) ?? 0
        if tail.first == UInt8(ascii: ".") || tail.first == UInt8(ascii: ",") {
            tail = tail.dropFirst().drop(while: isDigit)
        }
        tail = tail.drop { $0 == 0x20 }
        let marker = tail.prefix(4).filter { $0 != UInt8(ascii: ".") }.prefix(2).map { $0 | 0x20 }
        var hours = hour
        if marker.count == 2, marker[1] == UInt8(ascii: "m"),
            marker[0] == UInt8(ascii: "a") || marker[0] == UInt8(ascii: "p")
        {
            guard (1...12).contains(hour) else { return "" }
            hours = hour % 12 + (marker[0] == UInt8(ascii: "p") ? 12 : 0)
            tail = tail.drop { isLetter($0) || $0 == UInt8(ascii: ".") }.drop { $0 == 0x20 }
        }
        guard hours < 24, minute < 60, second < 60, let zone = zone(tail) else { return "" }
        return "T\(two(hours)):\(two(minute)):\(two(second))\(zone)"
    }

    /// A number of one or two digits.
    private static func number(_ rest: inout ArraySlice<UInt8>) -> Int? {
        let digits = rest.prefix(while: isDigit)
        guard (1...2).contains(digits.count) else { return nil }
        rest = rest.dropFirst(digits.count)
        return digits.reduce(0) { $0 * 10 + Int($1 - 48) }
    }

    /// A colon and two digits.
    private static func part(_ rest: inout ArraySlice<UInt8>) -> Int? {
        guard rest.first == UInt8(ascii: ":") else { return nil }
        var tail = rest.dropFirst()
        let count = tail.count
        guard let value = number(&tail), count - tail.count == 2 else { return nil }
        rest = tail
        return value
    }

    private static func zone(_ rest: ArraySlice<UInt8>) -> String? {
        guard let sign = rest.first else { return nil }
        if sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") {
            let digits = rest.dropFirst().prefix(5).prefix { isDigit($0) || $0 == UInt8(ascii: ":") }.filter(isDigit)
            guard digits.count == 4 || digits.count == 2 else { return nil }
            let hours = Int(digits[0] - 48) * 10 + Int(digits[1] - 48)
            let minutes = digits.count == 4 ? Int(digits[2] - 48) * 10 + Int(digits[3] - 48) : 0
            guard hours <= 14, minutes < 60 else { return nil }
            return offset((hours * 60 + minutes) * (sign == UInt8(ascii: "-") ? -1 : 1))
        }
        let name = rest.prefix(6).prefix(while: isLetter)
        guard !name.isEmpty, let minutes = zones[String(decoding: name, as: UTF8.self).lowercased()] else { return nil }
        return offset(minutes)
    }

    private static func offset(_ minutes: Int) -> String {
        if minutes == 0 { return "Z" }
        return "\(minutes < 0 ? "-" : "+")\(two(abs(minutes) / 60)):\(two(abs(minutes) % 60))"
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    private static func isDigit(_ byte: UInt8) -> Bool { byte &- 48 < 10 }

    private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 97 < 26 }
}
