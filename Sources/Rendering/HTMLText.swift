internal import Documents

/// A piece of a page. Text is escaped; only literals of the program are markup.
package struct HTMLText {
    /// What was written so far, UTF-8.
    package private(set) var bytes: [UInt8] = []

    package init() {}

    /// Writes markup.
    package mutating func markup(_ markup: StaticString) {
        markup.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    /// Writes text, for content and for values of attributes in double quotes alike.
    package mutating func text(_ text: some StringProtocol) {
        let text = String(text)
        let source = text.utf8.span
        var clean = 0
        var index = 0
        while index < source.count {
            if EightBytes(source, at: index, before: source.count)?.areLettersOrSpaces == true {
                index += 8
                continue
            }
            if let escaped = Self.escaped(source[index]) {
                bytes.append(source.extracting(clean..<index))
                markup(escaped)
                clean = index + 1
            }
            index += 1
        }
        bytes.append(source.extracting(clean..<source.count))
    }

    /// What stands for a byte that can't stand for itself.
    @inline(__always)
    private static func escaped(_ byte: UInt8) -> StaticString? {
        switch byte {
        case UInt8(ascii: "&"): "&amp;"
        case UInt8(ascii: "<"): "&lt;"
        case UInt8(ascii: ">"): "&gt;"
        case UInt8(ascii: "\""): "&quot;"
        case UInt8(ascii: "'"): "&#39;"
        case 0x09, 0x0A: nil
        // No page can hold other controls; a file's name can.
        case 0x00..<0x20, 0x7F: "\u{FFFD}"
        default: nil
        }
    }

    /// Writes an attribute with a space before it.
    package mutating func attribute(_ name: StaticString, _ value: some StringProtocol) {
        markup(" ")
        markup(name)
        markup("=\"")
        text(value)
        markup("\"")
    }

    /// Writes an element that isolates the direction of its text.
    package mutating func element(
        _ name: StaticString, class style: StaticString? = nil, _ content: some StringProtocol
    ) {
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
