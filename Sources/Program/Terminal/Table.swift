/// A table of text for a terminal: the first columns to the left, numbers to the right.
struct Table {
    private var rows: [[String]] = []
    private let leftColumns: Int

    /// Starts a table with its headings; columns after the first `leftColumns` are numbers.
    init(_ headings: [String], leftColumns: Int) {
        rows.append(headings)
        self.leftColumns = leftColumns
    }

    /// Adds a row of as many cells as there are headings.
    mutating func add(_ row: [String]) { rows.append(row) }

    /// The rows, columns aligned and two spaces apart.
    var lines: [String] {
        let widths = (rows.first ?? []).indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            let cells = row.indices.map { column in
                let padding = String(repeating: " ", count: widths[column] - row[column].count)
                return column < leftColumns ? row[column] + padding : padding + row[column]
            }
            return String(cells.joined(separator: "  ").trimmingEnd())
        }
    }
}

extension String {
    fileprivate func trimmingEnd() -> Substring {
        var end = self[...]
        while end.last == " " { end.removeLast() }
        return end
    }
}

/// Numbers as people read them.
enum Figures {
    /// `12,345`.
    static func count(_ number: Int) -> String {
        var digits = String(number.magnitude)
        var grouped = ""
        while digits.count > 3 {
            grouped = "," + digits.suffix(3) + grouped
            digits = String(digits.dropLast(3))
        }
        return (number < 0 ? "-" : "") + digits + grouped
    }

    /// `1 document`, `12,345 documents`.
    static func documents(_ number: Int) -> String { "\(count(number)) document\(number == 1 ? "" : "s")" }

    /// `980 B`, `12.3 kB`, `4.0 GB`.
    static func bytes(_ number: Int) -> String {
        var value = Double(number)
        for unit in ["B", "kB", "MB", "GB"] {
            if value < 1000 { return unit == "B" ? "\(number) B" : "\(decimal(value)) \(unit)" }
            value /= 1000
        }
        return "\(decimal(value)) TB"
    }

    /// `0.034 s`, `12.3 s`, `4 min 05 s`.
    static func time(_ seconds: Double) -> String {
        if seconds < 10 { return "\((seconds * 1000).rounded() / 1000) s" }
        if seconds < 60 { return "\(decimal(seconds)) s" }
        let whole = Int(seconds.rounded())
        return "\(whole / 60) min \(whole % 60 < 10 ? "0" : "")\(whole % 60) s"
    }

    /// As ``time(_:)``, but what is shorter than a second in smaller units: `94 µs`, `2.5 ms`, `640 ms`.
    static func shortTime(_ seconds: Double) -> String {
        let microseconds = (seconds * 1e6).rounded()
        if microseconds < 1000 { return "\(Int(microseconds)) µs" }
        if microseconds < 10_000 { return "\(decimal(microseconds / 1000)) ms" }
        if microseconds < 999_500 { return "\(Int((microseconds / 1000).rounded())) ms" }
        return time(seconds)
    }

    private static func decimal(_ value: Double) -> String { "\((value * 10).rounded() / 10)" }
}
