/// What a scalar is to a sentence: the classes of Unicode Standard Annex #29, section 5.1.
///
/// Line feeds are spaces here, for paragraphs come apart before and lines inside them are where an editor broke them. The
/// ellipsis `…` ends sentences as three full stops do, which the annex leaves open.
enum SentenceScalar: UInt8 {
    case other
    case space
    /// A line or paragraph separator.
    case separator
    case lower
    case upper
    /// A letter without case.
    case letter
    case digit
    /// A full stop, which doesn't always end a sentence.
    case stop
    /// What always ends one.
    case terminal
    /// Punctuation that goes on with a sentence.
    case continuation
    /// Brackets and quotes that open, though German closes with two of the quotes: `„So“`.
    case open
    /// Brackets and quotes that close, and quotes that do both.
    case close
    /// Marks and format characters, which go with what is before them.
    case extend

    var isLetter: Bool { self == .lower || self == .upper || self == .letter }
    var isWord: Bool { isLetter || self == .digit }
    var isQuote: Bool { self == .open || self == .close }
    var endsSentence: Bool { self == .stop || self == .terminal }

    /// Class and size in bytes of the scalar at a position; a scalar that is cut by `end` is one byte of `other`.
    @inline(__always)
    static func at(_ bytes: Span<UInt8>, _ position: Int, _ end: Int) -> (kind: SentenceScalar, size: Int) {
        let byte = bytes[position]
        return byte < 0x80 ? (ascii(byte), 1) : wide(bytes, position, end)
    }

    @inline(__always)
    private static func ascii(_ byte: UInt8) -> SentenceScalar {
        switch byte {
        case 0x61...0x7A: .lower
        case 0x20, 0x09...0x0D: .space
        case 0x41...0x5A: .upper
        case 0x30...0x39: .digit
        case UInt8(ascii: "."): .stop
        case UInt8(ascii: "!"), UInt8(ascii: "?"): .terminal
        case UInt8(ascii: ","), UInt8(ascii: "-"), UInt8(ascii: ":"), UInt8(ascii: ";"): .continuation
        case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): .close
        case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): .open
        default: .other
        }
    }

    private static func wide(_ bytes: Span<UInt8>, _ position: Int, _ end: Int) -> (
        kind: SentenceScalar, size: Int
    ) {
        let lead = UInt32(bytes[position])
        let size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1
        guard size > 1, position + size <= end else { return (.other, 1) }
        var value = lead & (0x7F >> UInt32(size))
        for offset in 1..<size { value = value << 6 | UInt32(bytes[position + offset] & 0x3F) }
        guard let scalar = Unicode.Scalar(value) else { return (.other, size) }
        return (punctuation(value) ?? kind(of: scalar), size)
    }

    private static func punctuation(_ value: UInt32) -> SentenceScalar? {
        switch value {
        case 0x85, 0x2028, 0x2029: .separator
        case 0xA0, 0x1680, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: .space
        case 0x2024, 0x2026, 0xFE52, 0xFF0E: .stop
        case 0x37E, 0x55D, 0x60C, 0x60D, 0x7F8, 0x1802, 0x1808, 0x2013, 0x2014, 0x3001, 0xFE10, 0xFE11, 0xFE13, 0xFE31,
            0xFE32, 0xFE50, 0xFE51, 0xFE54, 0xFE55, 0xFE58, 0xFE63, 0xFF0C, 0xFF0D, 0xFF1A, 0xFF1B, 0xFF64:
            .continuation
        case 0x275B...0x2760, 0x1F676...0x1F678: .close
        default: nil
        }
    }

    private static func kind(of scalar: Unicode.Scalar) -> SentenceScalar {
        let properties = scalar.properties
        switch properties.generalCategory {
        case .nonspacingMark, .spacingMark, .enclosingMark, .format: return .extend
        case .decimalNumber: return .digit
        case .openPunctuation, .initialPunctuation: return .open
        case .closePunctuation, .finalPunctuation: return .close
        case .otherPunctuation: return properties.isSentenceTerminal ? .terminal : .other
        default: break
        }
        if properties.isLowercase { return .lower }
        if properties.isUppercase || properties.generalCategory == .titlecaseLetter { return .upper }
        return properties.isAlphabetic ? .letter : .other
    }

    /// Whether a byte can't begin anything that ends a sentence, nor a separator: the fast way through most text.
    ///
    /// Lead bytes tell blocks of 64 scalars or more; those of Latin, Greek, Cyrillic, Hebrew, Han and Hangul letters hold
    /// no such mark. C2 is here for U+0085, D6 to DF for Armenian to N'Ko, E0 to E3, EA and EF for what is beyond.
    @inline(__always)
    static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"): false
        case 0..<0xC2, 0xC3...0xD5, 0xD7, 0xD9, 0xDA, 0xDD, 0xDE, 0xE4...0xE9, 0xEB...0xEE: true
        default: false
        }
    }
}
