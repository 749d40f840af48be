/// A half-open range of UTF-8 bytes in an article's text.
///
/// Layers refer to text by byte ranges, so that every annotation can be traced to its words. Offsets are 32 bits wide:
/// an article's text is bounded by ``Article/maximumTextLength``.
public struct ByteRange: Hashable, Sendable {
    /// Offset of the first byte.
    public let lower: Int32
    /// Offset after the last byte.
    public let upper: Int32

    /// Makes a range; bounds in the wrong order give an empty range at `lower`.
    @inlinable
    public init(_ lower: Int, _ upper: Int) {
        self.lower = Int32(clamping: lower)
        self.upper = Int32(clamping: max(lower, upper))
    }

    /// Makes a range from Swift's own.
    @inlinable
    public init(_ range: Range<Int>) {
        self.init(range.lowerBound, range.upperBound)
    }

    /// The range as Swift's own, for slicing.
    @inlinable
    public var range: Range<Int> { Int(lower)..<Int(upper) }

    /// Number of bytes.
    @inlinable
    public var count: Int { Int(upper) - Int(lower) }

    /// Whether there is nothing in the range.
    @inlinable
    public var isEmpty: Bool { upper == lower }
}

extension ByteRange: Storable {
    /// Writes both offsets.
    public func store(in archive: inout ArchiveWriter) { archive.write(ranges: [self]) }

    /// Reads a range.
    public init(from archive: inout ArchiveReader) throws(ArchiveError) {
        let ranges = try archive.readRanges()
        guard ranges.count == 1 else { throw ArchiveError() }
        self = ranges[0]
    }
}

extension ByteRange: Comparable {
    /// Orders by start, then by end.
    @inlinable
    public static func < (left: ByteRange, right: ByteRange) -> Bool {
        (left.lower, left.upper) < (right.lower, right.upper)
    }
}

extension String {
    /// The text in a byte range; ends that fall outside or inside a scalar are moved to the nearest boundary inside.
    public subscript(bytes range: ByteRange) -> Substring {
        let bytes = utf8.span
        var lower = min(max(0, Int(range.lower)), bytes.count)
        var upper = min(max(0, Int(range.upper)), bytes.count)
        while lower < bytes.count, bytes[lower] & 0xC0 == 0x80 { lower += 1 }
        while upper > lower, upper < bytes.count, bytes[upper] & 0xC0 == 0x80 { upper -= 1 }
        let start = utf8.index(startIndex, offsetBy: lower)
        return self[start..<utf8.index(start, offsetBy: max(0, upper - lower))]
    }
}
