/// The text of mail in UTF-8.
enum MailText {
    /// Bytes as text; what can't be read in the encoding that is stated is read as it looks.
    static func text(_ bytes: [UInt8], charset: String?) -> String {
        String(decoding: decoded(bytes, charset: charset), as: UTF8.self)
    }

    static func decoded(_ bytes: [UInt8], charset: String?) -> [UInt8] {
        (try? CharsetDecoder.decode(bytes, label: charset, declaration: .none).bytes) ?? bytes
    }

    /// Joins the lines of a text that flows (RFC 3676): those that end with a space go on in the next.
    static func joiningFlowed(_ text: [UInt8], dropsSpace: Bool) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(text.count)
        for line in text.split(separator: 0x0A, omittingEmptySubsequences: false) {
            let bare = line.last == 0x0D ? line.dropLast() : line
            let isSignature = bare.elementsEqual("-- ".utf8)
            if bare.last == 0x20, !isSignature {
                out += dropsSpace ? bare.dropLast() : bare
            } else {
                out += bare
                out.append(0x0A)
            }
        }
        return out
    }

    /// A text without the signature at its end.
    static func withoutSignature(_ text: [UInt8]) -> [UInt8] {
        let mark = Array("\n-- ".utf8)
        guard let place = text.lastOffset(of: mark) else { return text }
        let end = text[(place + mark.count)...].drop { $0 == 0x0D }
        guard end.first == 0x0A, end.count(where: { $0 == 0x0A }) <= 12 else { return text }
        return Array(text[..<place])
    }
}
