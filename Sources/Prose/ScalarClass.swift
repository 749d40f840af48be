/// What a scalar is to a word.
enum ScalarClass: UInt8 {
    case other
    case lower
    case upper
    /// A letter without case.
    case letter
    case digit
    case mark

    var isWord: Bool { self != .other && self != .mark }
}

extension WordScanner {
    /// Class, size in bytes and lower case of the scalar at a position; a table for ASCII, Unicode properties beyond it.
    ///
    /// Bytes that aren't UTF-8 can't come from a `String`; a scalar that is cut by `end` counts as one byte of `other`.
    @inline(__always)
    static func classify(
        _ bytes: Span<UInt8>, _ position: Int, _ end: Int
    ) -> (kind: ScalarClass, size: Int, folded: UInt32) {
        let byte = bytes[position]
        if byte < 0x80 {
            switch byte {
            case 0x61...0x7A: return (.lower, 1, UInt32(byte))
            case 0x41...0x5A: return (.upper, 1, UInt32(byte | 0x20))
            case 0x30...0x39: return (.digit, 1, UInt32(byte))
            default: return (.other, 1, UInt32(byte))
            }
        }
        return wide(bytes, position, end)
    }

    /// Replaces what is in a buffer by a word in lower case, UTF-8.
    static func lowercase(_ bytes: Span<UInt8>, _ range: Range<Int>, into buffer: inout [UInt8]) {
        buffer.removeAll(keepingCapacity: true)
        var position = range.lowerBound
        while position < range.upperBound {
            let (kind, size, folded) = classify(bytes, position, range.upperBound)
            if kind == .upper, let scalar = Unicode.Scalar(folded) {
                buffer.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
            } else {
                for offset in position..<position + size { buffer.append(bytes[offset]) }
            }
            position += size
        }
    }

    private static func wide(
        _ bytes: Span<UInt8>, _ position: Int, _ end: Int
    ) -> (kind: ScalarClass, size: Int, folded: UInt32) {
        let lead = UInt32(bytes[position])
        let size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1
        guard size > 1, position + size <= end else { return (.other, 1, lead) }
        var value = lead & (0x7F >> UInt32(size))
        for offset in 1..<size { value = value << 6 | UInt32(bytes[position + offset] & 0x3F) }
        // General punctuation is what news is full of beyond ASCII: quotes, dashes, ellipses.
        if (0x2000...0x206F).contains(value) {
            return (value == 0x200C || value == 0x200D ? .mark : .other, size, value)
        }
        if (0xC0...0xFF).contains(value), value != 0xD7, value != 0xF7 {
            let isUpper = value < 0xDF
            return (isUpper ? .upper : .lower, size, isUpper ? value + 0x20 : value)
        }
        guard let scalar = Unicode.Scalar(value) else { return (.other, size, value) }
        return (kind(of: scalar), size, folded(scalar))
    }

    private static func kind(of scalar: Unicode.Scalar) -> ScalarClass {
        switch scalar.properties.generalCategory {
        case .lowercaseLetter: .lower
        case .uppercaseLetter, .titlecaseLetter: .upper
        case .otherLetter, .modifierLetter, .letterNumber: .letter
        case .decimalNumber: .digit
        case .nonspacingMark, .spacingMark, .enclosingMark: .mark
        default: .other
        }
    }

    private static func folded(_ scalar: Unicode.Scalar) -> UInt32 {
        let lower = scalar.properties.lowercaseMapping.unicodeScalars
        guard let first = lower.first, lower.count == 1 else { return scalar.value }
        return first.value
    }
}
