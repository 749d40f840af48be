#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Small questions about the UTF-8 bytes of a line that the rules ask again and again.
extension String {
    /// The bytes with the letters of ASCII and Latin-1 in lower case.
    var folded: [UInt8] {
        var folded = Array(utf8)
        folded.withUnsafeMutableBufferPointer { bytes in
            var latin: UInt8 = 0
            for index in bytes.indices {
                let byte = bytes[index]
                latin |= byte == 0xC3 ? 1 : 0
                bytes[index] = byte &- 65 < 26 ? byte | 0x20 : byte
            }
            guard latin != 0 else { return }
            for index in bytes.indices.dropFirst() where bytes[index - 1] == 0xC3 {
                if bytes[index] < 0x9F, bytes[index] != 0x97 { bytes[index] |= 0x20 }
            }
        }
        return folded
    }

    /// Letters and digits alone, ASCII in lower case, for comparing wordings; general punctuation goes, too.
    var bare: [UInt8] {
        var bare: [UInt8] = []
        bare.reserveCapacity(utf8.count)
        var skipped = 0
        for byte in utf8 {
            if skipped > 0 {
                skipped -= 1
            } else if byte == 0xE2 {
                skipped = 2
            } else if byte > 0x7F || byte &- 48 < 10 || (byte | 0x20) &- 97 < 26 {
                bare.append(byte &- 65 < 26 ? byte | 0x20 : byte)
            }
        }
        return bare
    }

    /// Whether it ends a sentence: a full stop, question or exclamation mark or an ellipsis, perhaps inside closing
    /// quotes and brackets.
    var endsSentence: Bool { TextBytes.endOfSentence(utf8) != nil }

    /// Whether it ends with a full stop that isn't part of an abbreviation like `U.S.`.
    var endsWithFullStop: Bool {
        guard let end = TextBytes.endOfSentence(utf8) else { return false }
        let last = utf8[utf8.index(before: end)]
        // U+3002 ends in 0x82, the question and exclamation marks and the ellipsis don't.
        guard last == UInt8(ascii: ".") || last == 0x82 else { return false }
        var index = utf8.index(before: end)
        while index > utf8.startIndex {
            index = utf8.index(before: index)
            if utf8[index] == 0x20 { return true }
            if utf8[index] == UInt8(ascii: ".") { return false }
        }
        return true
    }

    /// Number of words.
    var wordCount: Int {
        var words = 0
        var isInWord = false
        for byte in utf8 {
            if byte == 0x20 { isInWord = false } else if !isInWord { (isInWord, words) = (true, words + 1) }
        }
        return words
    }

    /// Whether it starts with a quotation mark, a bullet, a dash or a number with a dot: what a colon introduces.
    var startsQuotationOrList: Bool {
        guard let first = unicodeScalars.first else { return false }
        if TextBytes.openers.contains(first) || TextBytes.bullets.contains(first) || first == "-" { return true }
        let digits = utf8.prefix { (48...57).contains($0) }
        return !digits.isEmpty && utf8.dropFirst(digits.count).first.map { $0 == 0x2E || $0 == 0x29 } == true
    }
}

enum TextBytes {
    private static let closers: Set<Unicode.Scalar> = ["\"", "'", "”", "’", "»", "›", ")", "]", "“", "‘", "」", " "]
    static let openers: Set<Unicode.Scalar> = ["\"", "'", "“", "„", "«", "‘", "‚", "‹", "「", "”"]
    static let bullets: Set<Unicode.Scalar> = ["•", "·", "*", "‣", "◦", "–", "—", "▪", "■", "●"]
    private static let terminators: Set<Unicode.Scalar> = [".", "!", "?", "…", "。", "！", "？", "؟", "।"]

    /// The offset after the mark that ends a sentence at the end of a text; nil when none does.
    static func endOfSentence(_ bytes: String.UTF8View) -> String.UTF8View.Index? {
        // Nearly every paragraph ends with a full stop or a quotation mark after one.
        guard let last = bytes.last else { return nil }
        if last == UInt8(ascii: ".") || last == UInt8(ascii: "?") || last == UInt8(ascii: "!") { return bytes.endIndex }
        if last &- 48 < 10 || (last | 0x20) &- 97 < 26 || last == UInt8(ascii: ":") { return nil }
        let scalars = String(bytes).unicodeScalars
        guard let index = scalars.lastIndex(where: { !closers.contains($0) }), isTerminator(scalars[index]) else {
            return nil
        }
        return scalars.index(after: index)
    }

    static func isTerminator(_ scalar: Unicode.Scalar) -> Bool { terminators.contains(scalar) }

    /// Whether a scalar is an upper-case letter or belongs to a script without case.
    static func isUpper(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII ? (65...90).contains(scalar.value) : scalar.properties.isUppercase
    }

    static func isLower(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII ? (97...122).contains(scalar.value) : scalar.properties.isLowercase
    }
}

extension RandomAccessCollection where Element == UInt8, Index == Int {
    /// Where bytes occur first; the standard library's search is slow on short ones.
    func firstOffset(of pattern: some RandomAccessCollection<UInt8>) -> Int? {
        guard let first = pattern.first, count >= pattern.count else { return pattern.isEmpty ? startIndex : nil }
        let last = endIndex - pattern.count
        var index = startIndex
        while index <= last {
            if self[index] == first, self[index..<(index + pattern.count)].elementsEqual(pattern) { return index }
            index += 1
        }
        return nil
    }

    /// Where bytes occur last.
    func lastOffset(of pattern: [UInt8]) -> Int? {
        guard count >= pattern.count else { return nil }
        return (startIndex...(endIndex - pattern.count)).last { self[$0..<($0 + pattern.count)].elementsEqual(pattern) }
    }

    /// Whether bytes occur.
    func holds(_ pattern: StaticString) -> Bool {
        pattern.withUTF8Buffer { firstOffset(of: $0) != nil }
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// Number of scalars in UTF-8, which for European text is the number of characters; eight bytes at a time.
    var scalarCount: Int {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let raw = UnsafeRawBufferPointer(self)
        var index = 0
        var trails = 0
        while index + 8 <= count {
            let word = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            // Bit 7 without bit 6 is a byte inside a scalar; the product's highest byte is the sum of all bytes.
            trails += Int((((word >> 7) & ~(word >> 6) & ones) &* ones) >> 56)
            index += 8
        }
        while index < count {
            if self[index] & 0xC0 == 0x80 { trails += 1 }
            index += 1
        }
        return count - trails
    }

    /// Where a byte stands next; nil when it doesn't come any more. The C library looks at many bytes at a time.
    func firstIndex(of byte: UInt8, from start: Int) -> Int? {
        guard start < count, let base = baseAddress, let found = memchr(base + start, Int32(byte), count - start) else {
            return nil
        }
        return UnsafeRawPointer(found) - UnsafeRawPointer(base)
    }
}

extension [UInt8] {
    /// Whether a byte is among these.
    func holds(_ byte: UInt8) -> Bool { withUnsafeBufferPointer { $0.firstIndex(of: byte, from: 0) != nil } }
}
