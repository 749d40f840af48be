internal import Documents

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

    @inline(__always)
    init(_ eight: EightBytes) {
        count = (~eight.letters & 0x8080_8080_8080_8080).trailingZeroBitCount / 8
        let mask = count == 8 ? UInt64.max : (1 &<< UInt64(count &* 8)) &- 1
        lowercase = (eight.bytes | 0x2020_2020_2020_2020) & mask
        next = count == 8 ? 0 : UInt8(truncatingIfNeeded: eight.bytes &>> UInt64(count &* 8))
        let small = eight.bytes & mask & 0x2020_2020_2020_2020
        traits = Word.Traits([.hasLetter, .startsWithLetter])
            .union(small == 0 ? [] : .hasLowercase).union(small & 0x20 == 0 ? .capitalized : [])
    }
}
