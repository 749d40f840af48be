/// Reads stored values one after the other; whatever the bytes are, it reads nothing outside them.
public struct ArchiveReader: Sendable {
    private let bytes: [UInt8]
    /// Where it is in the bytes.
    package private(set) var place: Int
    private let end: Int

    /// Reads from the start of some bytes.
    public init(_ bytes: [UInt8]) { self.init(bytes, 0..<bytes.count) }

    /// Reads a part of some bytes.
    package init(_ bytes: [UInt8], _ range: Range<Int>) {
        self.bytes = bytes
        let range = range.clamped(to: 0..<bytes.count)
        place = range.lowerBound
        end = range.upperBound
    }

    /// Whether everything was read.
    public var isAtEnd: Bool { place == end }

    /// Reads a byte.
    public mutating func readByte() throws(ArchiveError) -> UInt8 {
        guard place < end else { throw ArchiveError() }
        defer { place += 1 }
        return bytes[place]
    }

    /// Reads a number.
    public mutating func readNumber() throws(ArchiveError) -> UInt64 {
        var number: UInt64 = 0
        var shift: UInt64 = 0
        while place < end, shift < 64 {
            let byte = bytes[place]
            place += 1
            number |= UInt64(byte & 0x7F) << shift
            if byte & 0x80 == 0 { return number }
            shift += 7
        }
        throw ArchiveError()
    }

    /// Reads a number of things of at least a byte each, of which there can't be more than there are bytes.
    public mutating func readCount() throws(ArchiveError) -> Int {
        let number = try readNumber()
        guard number <= UInt64(end - place) else { throw ArchiveError() }
        return Int(number)
    }

    /// Reads eight bytes.
    public mutating func readEight() throws(ArchiveError) -> UInt64 {
        guard end - place >= 8 else { throw ArchiveError() }
        defer { place += 8 }
        return bytes.withUnsafeBytes { UInt64(littleEndian: $0.loadUnaligned(fromByteOffset: place, as: UInt64.self)) }
    }

    /// Reads bytes with their length.
    public mutating func readBytes() throws(ArchiveError) -> [UInt8] { Array(bytes[try readRange()]) }

    /// Reads a text with its length.
    public mutating func readText() throws(ArchiveError) -> String {
        let range = try readRange()
        return bytes.withUnsafeBytes { String(decoding: $0[range], as: UTF8.self) }
    }

    /// Reads ranges.
    public mutating func readRanges() throws(ArchiveError) -> [ByteRange] {
        let count = try readCount()
        var ranges: [ByteRange] = []
        ranges.reserveCapacity(count)
        var last = 0
        for _ in 0..<count {
            let lower = last &+ (try Int(from: &self))
            let upper = lower &+ Int(truncatingIfNeeded: try readNumber())
            guard lower >= 0, lower <= upper, upper <= Int(Int32.max) else { throw ArchiveError() }
            ranges.append(ByteRange(lower, upper))
            last = upper
        }
        return ranges
    }

    /// Reads fixed-width numbers.
    public mutating func readNumbers() throws(ArchiveError) -> [UInt16] {
        let count = try readCount()
        guard count <= (end - place) / 2 else { throw ArchiveError() }
        defer { place += count * 2 }
        return bytes.withUnsafeBytes { buffer in
            (0..<count).map {
                UInt16(littleEndian: buffer.loadUnaligned(fromByteOffset: place + $0 * 2, as: UInt16.self))
            }
        }
    }

    /// Adds a part of the bytes to others.
    func append(_ range: Range<Int>, to other: inout [UInt8]) { other += bytes[range] }

    /// Skips bytes with their length, and tells where they are.
    package mutating func readRange() throws(ArchiveError) -> Range<Int> {
        let count = try readCount()
        defer { place += count }
        return place..<(place + count)
    }
}
