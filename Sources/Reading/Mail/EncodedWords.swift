/// Words in headers that aren't ASCII: `=?utf-8?Q?Caf=C3=A9?=` (RFC 2047).
enum EncodedWords {
    /// A text with its encoded words decoded. Those that stand beside each other join, and characters may be cut between
    /// them, which programs do though they mustn't.
    static func decode(_ text: String) -> String {
        guard text.contains("=?") else { return text }
        var out = ""
        var gathered: (charset: String, bytes: [UInt8])?
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let start = rest.firstOffset(of: Array("=?".utf8)) ?? rest.endIndex
            let plain = rest[..<start]
            guard start < rest.endIndex, let (word, end) = word(at: start, in: rest) else {
                flush(&gathered, &out)
                let next = min(start + 2, rest.endIndex)
                out += String(decoding: rest[..<next], as: UTF8.self)
                rest = rest[next...]
                continue
            }
            let isBetween = gathered != nil && plain.allSatisfy { $0 == 0x20 }
            if !isBetween || gathered?.charset != word.charset { flush(&gathered, &out) }
            if !isBetween { out += String(decoding: plain, as: UTF8.self) }
            gathered = (word.charset, (gathered?.bytes ?? []) + word.bytes)
            rest = rest[end...]
        }
        flush(&gathered, &out)
        return out
    }

    private static func flush(_ gathered: inout (charset: String, bytes: [UInt8])?, _ out: inout String) {
        guard let (charset, bytes) = gathered else { return }
        out += MailText.text(bytes, charset: charset)
        gathered = nil
    }

    /// The encoded word that begins at a place, and where it ends; nil when none does.
    private static func word(
        at start: Int, in text: ArraySlice<UInt8>
    ) -> (word: (charset: String, bytes: [UInt8]), end: Int)? {
        let mark = UInt8(ascii: "?")
        let head = text[(start + 2)...].prefix(64)
        guard let first = head.firstIndex(of: mark), first + 2 < text.endIndex, text[first + 2] == mark else {
            return nil
        }
        let content = text[(first + 3)...].prefix(4096)
        guard let end = content.firstOffset(of: Array("?=".utf8)) else { return nil }
        let bytes: [UInt8]
        switch text[first + 1] | 0x20 {
        case UInt8(ascii: "b"): bytes = Base64.decode(content[..<end])
        case UInt8(ascii: "q"): bytes = QuotedPrintable.decode(content[..<end], isWord: true)
        default: return nil
        }
        // A language may follow the charset (RFC 2231).
        let charset = String(decoding: text[(start + 2)..<first].prefix { $0 != UInt8(ascii: "*") }, as: UTF8.self)
        return ((charset.lowercased(), bytes), end + 2)
    }
}
