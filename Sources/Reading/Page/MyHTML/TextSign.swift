/// A sign for a text: four bytes of which the first is in no UTF-8, so that no page can hold one.
enum TextSign {
    static let length = 4
    static let mark: UInt8 = 0xFF
    /// As many as three times seven bits can tell.
    static let most = 1 << 21

    /// A page without what would be taken for a sign, or what the parser miscounts: the standard leaves NULs out of texts,
    /// and MyHTML counts them.
    static func clear(_ html: [UInt8]) -> [UInt8] { html.holds(0) ? html.filter { $0 != 0 } : html }

    /// The bytes after the mark.
    @inline(__always)
    static func bytes(of number: Int) -> (UInt8, UInt8, UInt8) {
        (
            UInt8(truncatingIfNeeded: number >> 14) | 0x80, UInt8(truncatingIfNeeded: number >> 7) | 0x80,
            UInt8(truncatingIfNeeded: number) | 0x80
        )
    }

    /// The number that the three bytes after a mark tell.
    @inline(__always)
    static func number(_ bytes: UnsafeBufferPointer<UInt8>, after mark: Int) -> Int {
        Int(bytes[mark + 1] & 0x7F) << 14 | Int(bytes[mark + 2] & 0x7F) << 7 | Int(bytes[mark + 3] & 0x7F)
    }
}
