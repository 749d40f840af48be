/// Bytes of an XML document to UTF-8.
enum XMLEncoding {
    /// Decodes bytes as for web pages, and UTF-32, which browsers don't read and XML allows.
    static func decode(_ bytes: [UInt8], label: String?) throws(ReadingError) -> CharsetDecoder.Decoded {
        if let isLittle = endiannessOfUTF32(bytes) {
            let charset = isLittle ? Charset.utf32LittleEndian : Charset.utf32BigEndian
            return CharsetDecoder.Decoded(bytes: utf8(ofUTF32: bytes, isLittle: isLittle), charset: charset)
        }
        return try CharsetDecoder.decode(bytes, label: label, declaration: .markup)
    }

    /// What a file begins with, from its first character of markup on, as far as that is ASCII; in UTF-16 and UTF-32 too.
    static func beginning(of start: ArraySlice<UInt8>) -> [UInt8] {
        Array(start.prefix(4096).filter { $0 != 0 }.drop { $0 <= 0x20 || $0 >= 0x80 })
    }

    /// Told by the byte order mark or by the first `<`; nil when it isn't UTF-32.
    private static func endiannessOfUTF32(_ bytes: [UInt8]) -> Bool? {
        switch Array(bytes.prefix(4)) {
        case [0xFF, 0xFE, 0, 0], [0x3C, 0, 0, 0]: true
        case [0, 0, 0xFE, 0xFF], [0, 0, 0, 0x3C]: false
        default: nil
        }
    }

    private static func utf8(ofUTF32 bytes: [UInt8], isLittle: Bool) -> [UInt8] {
        var text = ""
        for start in stride(from: 0, to: bytes.count - 3, by: 4) {
            let four = isLittle ? bytes[start..<start + 4].reversed() : Array(bytes[start..<start + 4])
            let value = four.reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
            if value != 0xFEFF, value != 0 { text.unicodeScalars.append(Unicode.Scalar(value) ?? "\u{FFFD}") }
        }
        return Array(text.utf8)
    }
}
