/// A length of time, written `200ms`, `30s`, `5m` (or `5min`) or `2h`.
public struct TimeSpan: OptionValue, Hashable, Comparable {
    /// Number of milliseconds.
    public let milliseconds: Int

    /// Makes a time of a number of milliseconds.
    public init(milliseconds: Int) { self.milliseconds = milliseconds }

    /// A number of seconds.
    public static func seconds(_ count: Int) -> TimeSpan { TimeSpan(milliseconds: count * 1000) }

    /// By length.
    public static func < (first: TimeSpan, second: TimeSpan) -> Bool { first.milliseconds < second.milliseconds }

    /// The time as clocks measure it.
    public var duration: Duration { .milliseconds(milliseconds) }

    private static let units: [(name: String, milliseconds: Int)] = [
        ("ms", 1), ("s", 1000), ("h", 3_600_000), ("min", 60_000), ("m", 60_000),
    ]

    /// Reads a time; nil when the text isn't one, or it is negative or longer than a year.
    public init?(_ text: String) {
        let trimmed = text.filter { $0 != " " && $0 != "_" }
        guard let unit = Self.units.first(where: { trimmed.hasSuffix($0.name) }) else { return nil }
        guard let number = Int(trimmed.dropLast(unit.name.count)), number >= 0 else { return nil }
        let (milliseconds, overflow) = number.multipliedReportingOverflow(by: unit.milliseconds)
        guard !overflow, milliseconds <= 366 * 24 * 3_600_000 else { return nil }
        self.milliseconds = milliseconds
    }

    /// Reads a text such as `30s`.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let time = TimeSpan(text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "expected a time such as 30s")
        }
        self = time
    }

    /// Writes ``optionText``.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(optionText)
    }

    /// `time`.
    public static var typeName: String { "time" }
    /// `time`.
    public static var kind: OptionKind { .time }

    /// The time with the greatest unit that divides it.
    public var optionText: String {
        if milliseconds == 0 { return "0s" }
        let unit = [("h", 3_600_000), ("m", 60_000), ("s", 1000)].first { milliseconds % $0.1 == 0 } ?? ("ms", 1)
        return "\(milliseconds / unit.1)\(unit.0)"
    }
}
