/// A piece of a page. Text is escaped; only literals of the program are markup.
struct HTMLText {
    /// What was written so far, UTF-8.
    private(set) var bytes: [UInt8] = []

    /// Writes markup.
    mutating func markup(_ markup: StaticString) {
        markup.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    /// Writes text, for content and for values of attributes in double quotes alike.
    mutating func text(_ text: some StringProtocol) {
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "&"): bytes += "&amp;".utf8
            case UInt8(ascii: "<"): bytes += "&lt;".utf8
            case UInt8(ascii: ">"): bytes += "&gt;".utf8
            case UInt8(ascii: "\""): bytes += "&quot;".utf8
            case UInt8(ascii: "'"): bytes += "&#39;".utf8
            case 0x09, 0x0A: bytes.append(byte)
            // No page can hold other controls; a file's name can.
            case 0x00..<0x20, 0x7F: bytes += "\u{FFFD}".utf8
            default: bytes.append(byte)
            }
        }
    }

    /// Writes an attribute with a space before it.
    mutating func attribute(_ name: StaticString, _ value: some StringProtocol) {
        markup(" ")
        markup(name)
        markup("=\"")
        text(value)
        markup("\"")
    }

    /// Writes an element that isolates the direction of its text.
    mutating func element(_ name: StaticString, class style: StaticString? = nil, _ content: some StringProtocol) {
        markup("<")
        markup(name)
        if let style {
            markup(" class=\"")
            markup(style)
            markup("\"")
        }
        markup(" dir=\"auto\">")
        text(content)
        markup("</")
        markup(name)
        markup(">\n")
    }
}
