/// A number of bytes, written `512`, `64 kB`, `20 MB` or `1 GiB`.
public struct ByteSize: OptionValue, Hashable, Comparable {
    /// Number of bytes.
    public let bytes: Int

    /// Makes a size of a number of bytes.
    public init(bytes: Int) { self.bytes = bytes }

    /// A number of megabytes (1,000,000 bytes).
    public static func megabytes(_ count: Int) -> ByteSize { ByteSize(bytes: count * 1_000_000) }

    /// By the number of bytes.
    public static func < (first: ByteSize, second: ByteSize) -> Bool { first.bytes < second.bytes }

    private static let units: [(name: String, bytes: Int)] = [
        ("GiB", 1 << 30), ("MiB", 1 << 20), ("KiB", 1 << 10), ("GB", 1_000_000_000), ("MB", 1_000_000), ("kB", 1000),
        ("KB", 1000), ("B", 1),
    ]

    /// Reads a size; nil when the text isn't one, or it is negative or too great.
    public init?(_ text: String) {
        let trimmed = text.filter { $0 != " " && $0 != "_" }
        let unit = Self.units.first { trimmed.hasSuffix($0.name) }
        let digits = trimmed.dropLast(unit?.name.count ?? 0)
        guard let number = Int(digits), number >= 0 else { return nil }
        let (bytes, overflow) = number.multipliedReportingOverflow(by: unit?.bytes ?? 1)
        guard !overflow else { return nil }
        self.bytes = bytes
    }

    /// Reads a text such as `20 MB`.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let size = ByteSize(text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "expected a size such as 20 MB")
        }
        self = size
    }

    /// Writes ``optionText``.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(optionText)
    }

    /// `size`.
    public static var typeName: String { "size" }
    /// `size`.
    public static var kind: OptionKind { .size }

    /// The size with the greatest unit that divides it.
    public var optionText: String {
        guard bytes > 0, let unit = Self.units.first(where: { bytes % $0.bytes == 0 }) else { return "0 B" }
        return "\(bytes / unit.bytes) \(unit.name)"
    }
}
