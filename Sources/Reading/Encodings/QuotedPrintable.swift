/// Quoted-printable (RFC 2045), and its kin for words in headers (RFC 2047). What is no code stays as it is.
enum QuotedPrintable {
    static func decode(_ text: ArraySlice<UInt8>, isWord: Bool = false) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(text.count)
        var index = text.startIndex
        while index < text.endIndex {
            let byte = text[index]
            if isWord, byte == UInt8(ascii: "_") {
                out.append(0x20)
                index += 1
            } else if byte != UInt8(ascii: "=") {
                out.append(byte)
                index += 1
            } else if index + 2 < text.endIndex, let high = digit(text[index + 1]), let low = digit(text[index + 2]) {
                out.append(high << 4 | low)
                index += 3
            } else if let next = softBreak(text, after: index) {
                index = next
            } else {
                out.append(byte)
                index += 1
            }
        }
        return out
    }

    /// Where the text goes on behind a line break that doesn't count; nil when there is none.
    private static func softBreak(_ text: ArraySlice<UInt8>, after index: Int) -> Int? {
        var next = index + 1
        while next < text.endIndex, text[next] == 0x20 || text[next] == 0x09 || text[next] == 0x0D { next += 1 }
        if next >= text.endIndex { return next }
        return text[next] == 0x0A ? next + 1 : nil
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 48...57: byte - 48
        case 65...70: byte - 55
        case 97...102: byte - 87
        default: nil
        }
    }
}
