/// Bytes in whatever encoding to UTF-8.
///
/// The order: byte order mark; UTF-16 told by its NULs; UTF-8, valid or nearly so; what the source declares; what the
/// document declares about itself; detection by ICU (character and n-gram statistics); windows-1252. UTF-8 comes before
/// declarations because text in another encoding that looks like it is next to impossible, wrong declarations are common.
///
/// Bytes that stand for no character become U+FFFD while they are few: at most ``maximumReplacedShare`` of the text.
struct CharsetDecoder {
    /// A text in UTF-8 and what it was in before.
    struct Decoded {
        /// Valid UTF-8, without a byte order mark: in front of a page it would be text, before which no head can stand.
        var bytes: [UInt8]
        /// What the bytes were in.
        var charset: Charset
        /// Bytes that stood for no character.
        var replaced = 0
    }

    /// One byte in a hundred: more, and the text is in another encoding, or broken.
    static let maximumReplacedShare = 0.01

    /// Where a document may declare its own encoding.
    enum Declaration {
        /// Nowhere.
        case none
        /// In an XML declaration or in `meta` elements.
        case markup
    }

    /// Decodes bytes; linear time.
    /// - Parameters:
    ///   - bytes: What was read.
    ///   - label: The encoding that the source declares outside the bytes.
    ///   - declaration: Where the document may declare it.
    static func decode(
        _ bytes: [UInt8], label: String?, declaration: Declaration
    ) throws(ReadingError) -> Decoded {
        if let marked = Charset.byteOrderMark(of: bytes) {
            var decoded = try decode(bytes, marked: marked)
            if decoded.bytes.starts(with: [0xEF, 0xBB, 0xBF]) { decoded.bytes.removeFirst(3) }
            return decoded
        }
        let outer = label.flatMap(Charset.init(label:))
        let survey = UTF8Survey(bytes)
        // To all that looks at bytes, UTF-16 of most scripts is no text.
        if let outer, outer.isWide, survey.hasNUL || survey.invalid > 0 { return try convert(bytes, from: outer) }
        if let kind = BinarySniffer.kind(of: bytes) { throw .binary(kind) }
        if survey.hasNUL {
            if let wide = CharsetDetector.wideCharset(of: bytes) { return try convert(bytes, from: wide) }
            // Browsers pass over NULs in a page.
            guard declaration == .markup else { throw .binary("it holds NUL bytes") }
            return try decode(bytes.filter { $0 != 0 }, label: label, declaration: declaration)
        }
        let declared = {
            [outer, declaration == .markup ? CharsetPrescan.charset(of: bytes) : nil].compactMap { $0 }
        }
        if survey.invalid == 0 {
            // Only ISO-2022-JP looks like ASCII.
            guard survey.sequences == 0, bytes.holds(0x1B), declared().first == .iso2022Japanese else {
                return Decoded(bytes: bytes, charset: .utf8)
            }
            return try convert(bytes, from: .iso2022Japanese)
        }
        if survey.isDamaged { return try repaired(bytes, survey.invalid) }
        // A page that can be read far enough to find its declaration isn't in UTF-16.
        for charset in declared() where charset != .utf8 && !charset.isWide {
            if let decoded = try? convert(bytes, from: charset) { return decoded }
        }
        if survey.isMostlyValid { return try repaired(bytes, survey.invalid) }
        return try convert(bytes, from: CharsetDetector.charset(of: bytes) ?? .windows1252)
    }

    private static func decode(_ bytes: [UInt8], marked: Charset) throws(ReadingError) -> Decoded {
        guard marked == .utf8 else { return try convert(bytes, from: marked) }
        let survey = UTF8Survey(bytes)
        if survey.hasNUL { throw .binary("it holds NUL bytes") }
        return survey.invalid == 0 ? Decoded(bytes: bytes, charset: .utf8) : try repaired(bytes, survey.invalid)
    }

    /// UTF-8 with its invalid parts replaced.
    private static func repaired(_ bytes: [UInt8], _ invalid: Int) throws(ReadingError) -> Decoded {
        try check(replaced: invalid, of: bytes.count, .utf8)
        let text = String(decoding: bytes, as: UTF8.self)
        return Decoded(bytes: Array(text.utf8), charset: .utf8, replaced: invalid)
    }

    private static func convert(_ bytes: [UInt8], from charset: Charset) throws(ReadingError) -> Decoded {
        guard let (converted, replaced) = UnicodeText.utf8(bytes, from: charset.converterName) else {
            throw ReadingError("encoding", "the encoding \(charset.name) can't be converted")
        }
        try check(replaced: replaced, of: bytes.count, charset)
        if converted.holds(0) { throw .binary("it holds NUL characters") }
        return Decoded(bytes: converted, charset: charset, replaced: replaced)
    }

    private static func check(replaced: Int, of total: Int, _ charset: Charset) throws(ReadingError) {
        // A short text may hold one broken character, for instance a last one that was cut.
        guard replaced <= max(4, Int(Double(total) * maximumReplacedShare)) else {
            throw .encoding(charset.name, replaced: replaced, of: total)
        }
    }
}
