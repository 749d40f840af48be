/// A sign for a text: four characters of ASCII, since libxml2 would take bytes that aren't UTF-8 for another encoding. The
/// first is DEL, which says nothing in a text, and which is taken out of pages beforehand.
enum TextSign {
    static let length = 4
    static let mark: UInt8 = 0x7F
    /// As many as three times six bits can tell.
    static let most = 1 << 18

    /// From `?` to `~`: none of them means anything in markup, or is the mark.
    private static let zero: UInt8 = 0x3F

    /// A page without what would be taken for a sign; for libxml2 a NUL is a page's end.
    static func clear(_ html: [UInt8]) -> [UInt8] {
        html.holds(0) || html.holds(mark) ? html.filter { $0 != 0 && $0 != mark } : html
    }

    /// The bytes after the mark.
    @inline(__always)
    static func bytes(of number: Int) -> (UInt8, UInt8, UInt8) {
        (
            UInt8(truncatingIfNeeded: number >> 12 & 0x3F) + zero, UInt8(truncatingIfNeeded: number >> 6 & 0x3F) + zero,
            UInt8(truncatingIfNeeded: number & 0x3F) + zero
        )
    }

    /// The number that the three bytes after a mark tell.
    @inline(__always)
    static func number(_ bytes: UnsafeBufferPointer<UInt8>, after mark: Int) -> Int {
        digit(bytes[mark + 1]) << 12 | digit(bytes[mark + 2]) << 6 | digit(bytes[mark + 3])
    }

    @inline(__always)
    private static func digit(_ byte: UInt8) -> Int { Int((byte &- zero) & 0x3F) }
}
