internal import Documents

/// Counts characters as readers do: extended grapheme clusters of Unicode Standard Annex #29.
///
/// In most text every scalar is a character, which a look at the bytes tells; a block where it doesn't, because it holds
/// combining marks, joiners, emoji, conjoining jamo or a script with dependent vowels, is left to Swift's `Character`.
enum CharacterCounter {
    /// Number of characters in a part of a text.
    static func count(_ text: String, _ range: ByteRange) -> Int {
        countSimple(text.utf8.span, range.range.clamped(to: 0..<text.utf8.count)) ?? text[bytes: range].count
    }

    /// Number of scalars, or nil if one of them may join its neighbours.
    private static func countSimple(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
        var count = 0
        var position = range.lowerBound
        while position < range.upperBound {
            if position + 8 <= range.upperBound, isPlain(bytes.bytes, position) {
                position += 8
                count += 8
                continue
            }
            let byte = bytes[position]
            var size = 1
            if byte >= 0x80 {
                guard let length = simpleLength(bytes, position, range.upperBound) else { return nil }
                size = length
            } else if byte == 0x0D {
                return nil  // one character with a line feed
            }
            position += size
            count += 1
        }
        return count
    }

    /// Whether eight bytes are ASCII without carriage returns.
    @inline(__always)
    private static func isPlain(_ bytes: RawSpan, _ position: Int) -> Bool {
        let eight = bytes.unsafeLoadUnaligned(fromByteOffset: position, as: UInt64.self)
        let ones: UInt64 = 0x0101_0101_0101_0101
        let returns = eight ^ (ones &* 0x0D)
        // The high bit of a byte is set where it isn't ASCII, and in the second term where it is a carriage return.
        return (eight | (returns &- ones) & ~returns) & (ones &* 0x80) == 0
    }

    /// Size in bytes of a scalar that is a character whatever stands beside it; nil for others.
    private static func simpleLength(_ bytes: Span<UInt8>, _ position: Int, _ end: Int) -> Int? {
        let lead = UInt32(bytes[position])
        switch lead {
        case 0xC2...0xCB: return 2  // Latin
        case 0xCE...0xD1: return 2  // Greek, Cyrillic
        case 0xE1...0xEF where position + 2 < end:
            let value =
                (lead & 0xF) << 12 | UInt32(bytes[position + 1] & 0x3F) << 6 | UInt32(bytes[position + 2] & 0x3F)
            return isSimple(value) ? 3 : nil
        default: return nil
        }
    }

    /// Of three bytes: Latin and Greek with marks, punctuation and symbols, kana, Han, Hangul syllables, full widths.
    private static func isSimple(_ value: UInt32) -> Bool {
        switch value {
        case 0x1E00...0x1FFF, 0x2010...0x2027, 0x2030...0x205E, 0x20A0...0x20CF, 0x2100...0x2BFF, 0x3000...0x3029,
            0x3030...0x3098, 0x309B...0x30FF, 0x3400...0x9FFF, 0xAC00...0xD7A3, 0xFF01...0xFF9D:
            true
        default: false
        }
    }
}
