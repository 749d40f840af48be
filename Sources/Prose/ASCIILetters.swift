/// The letters of ASCII at the start of eight bytes, all looked at together.
struct ASCIILetters {
    /// Number of letters before the first byte that is none, 0 to 8.
    let count: Int
    /// The letters in lower case, zeros after them.
    let lowercase: UInt64
    /// The byte after them, if it is one of the eight; else 0.
    let next: UInt8
    /// How a word is written that they are or begin.
    let traits: Word.Traits

    /// - Parameter eight: The bytes, the first of them lowest.
    @inline(__always)
    init(_ eight: UInt64) {
        let eight = UInt64(littleEndian: eight)
        let folded = eight | 0x2020_2020_2020_2020
        // The high bit of each byte tells whether it is at least `a`, and whether it is beyond `z`; no sum overflows.
        let low = folded & 0x7F7F_7F7F_7F7F_7F7F
        let isLetter = (low &+ Self.everyByte(0x80 - 0x61)) & ~(low &+ Self.everyByte(0x80 - 0x7B)) & ~eight
        count = (~isLetter & 0x8080_8080_8080_8080).trailingZeroBitCount / 8
        let mask = count == 8 ? UInt64.max : (1 &<< UInt64(count &* 8)) &- 1
        lowercase = folded & mask
        next = count == 8 ? 0 : UInt8(truncatingIfNeeded: eight &>> UInt64(count &* 8))
        let small = eight & mask & 0x2020_2020_2020_2020
        traits = Word.Traits([.hasLetter, .startsWithLetter])
            .union(small == 0 ? [] : .hasLowercase).union(small & 0x20 == 0 ? .capitalized : [])
    }

    private static func everyByte(_ byte: UInt64) -> UInt64 { byte &* 0x0101_0101_0101_0101 }
}
