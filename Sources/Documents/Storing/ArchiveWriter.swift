/// Writes stored values one after the other.
public struct ArchiveWriter: Sendable {
    /// What was written.
    public private(set) var bytes: [UInt8] = []

    /// The ranges that were written since ``notesRanges()``; nil when they aren't noted.
    package private(set) var ranges: [ByteRange]?

    /// Nothing written yet.
    public init() {}

    /// Nothing written yet, with room for so many bytes.
    package init(room: Int) { bytes.reserveCapacity(room) }

    /// Notes the ranges that are written, for checks of what a layer refers to.
    package mutating func notesRanges() { ranges = [] }

    /// Writes a byte.
    @inline(__always)
    public mutating func write(byte: UInt8) { bytes.append(byte) }

    /// Writes a number, seven bits a byte: small ones take one.
    @inline(__always)
    public mutating func write(number: UInt64) {
        var rest = number
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    /// Writes eight bytes, the least first.
    public mutating func write(eight value: UInt64) {
        withUnsafeBytes(of: value.littleEndian) { append($0, 0..<8) }
    }

    /// Writes two numbers of eight bytes each.
    mutating func write(eight first: UInt64, _ second: UInt64) {
        withUnsafeBytes(of: (first.littleEndian, second.littleEndian)) { append($0, 0..<16) }
    }

    /// Writes the length of some bytes, and these.
    public mutating func write(bytes other: [UInt8]) {
        write(number: UInt64(other.count))
        bytes += other
    }

    /// Writes the length of what another one has written, and that.
    package mutating func write(content other: ArchiveWriter) {
        write(number: UInt64(other.bytes.count))
        bytes += other.bytes
    }

    /// Adds a part of some bytes. A typed buffer is copied as a whole, a raw one byte by byte.
    mutating func append(_ other: UnsafeRawBufferPointer, _ range: Range<Int>) {
        guard let start = other.baseAddress, !range.isEmpty else { return }
        let part = UnsafeRawBufferPointer(start: start + range.lowerBound, count: range.count)
        part.withMemoryRebound(to: UInt8.self) { bytes.append(contentsOf: $0) }
    }

    /// Adds what another one has written.
    package mutating func append(_ other: ArchiveWriter) { bytes += other.bytes }

    /// Writes the length of a text in UTF-8, and its bytes.
    public mutating func write(text: String) {
        write(number: UInt64(text.utf8.count))
        bytes.append(contentsOf: text.utf8)
    }

    /// Writes ranges that ascend and don't overlap in few bytes, and all others as well.
    public mutating func write(ranges: [ByteRange]) {
        self.ranges?.append(contentsOf: ranges)
        write(number: UInt64(ranges.count))
        var last: Int32 = 0
        for range in ranges {
            Int(range.lower &- last).store(in: &self)
            write(number: UInt64(UInt32(bitPattern: range.upper &- range.lower)))
            last = range.upper
        }
    }

    /// Writes fixed-width numbers.
    public mutating func write(numbers: [UInt16]) {
        write(number: UInt64(numbers.count))
        // A closure, not a key path: that is looked up anew for every number, a quarter of what remembering costs.
        numbers.map { $0.littleEndian }.withUnsafeBytes { append($0, 0..<$0.count) }
    }

    /// Makes room for so many bytes.
    package mutating func reserve(_ count: Int) { bytes.reserveCapacity(count) }

    /// Forgets what was written, and keeps the room.
    package mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

    /// The digest of what was written from a place on.
    package func digest(from start: Int, seed: UInt64 = 0) -> Digest {
        bytes.withUnsafeBytes { Digest(of: UnsafeRawBufferPointer(rebasing: $0[start...]), seed: seed) }
    }
}
