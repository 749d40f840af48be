/// A text with `${…}` in it, taken apart.
struct Template {
    /// A part of a template.
    enum Part: Equatable {
        case text(String)
        /// `${name}`, and which `${` of the text it is.
        case parameter(String, occurrence: Int)
        /// `${env:NAME}` or `${env:NAME:-default}`.
        case environment(String, fallback: String?, occurrence: Int)
        /// A `${` without `}`, or with nothing in it.
        case broken(occurrence: Int)
    }

    let parts: [Part]

    /// Whether a text has anything to fill in or to unescape; quick.
    static func isNeeded(for text: String) -> Bool {
        var previous: UInt8 = 0
        for byte in text.utf8 {
            if previous == UInt8(ascii: "$"), byte == UInt8(ascii: "{") { return true }
            previous = byte
        }
        return false
    }

    init(_ text: String) {
        let bytes = Array(text.utf8)
        var parts: [Part] = []
        var literal: [UInt8] = []
        var occurrence = 0
        var index = 0
        // The first `}` after the `${` that was looked at last; the end when there is none.
        var close = -1
        while index < bytes.count {
            guard Self.opens(bytes, index) else {
                literal.append(bytes[index])
                index += 1
                continue
            }
            if literal.last == UInt8(ascii: "$") {
                literal.append(UInt8(ascii: "{"))
                index += 2
                occurrence += 1
                continue
            }
            if !literal.isEmpty { parts.append(.text(String(decoding: literal, as: UTF8.self))) }
            literal = []
            if close < index { close = bytes[index...].firstIndex(of: UInt8(ascii: "}")) ?? bytes.count }
            if close < bytes.count, close > index + 2 {
                parts.append(Self.part(String(decoding: bytes[index + 2..<close], as: UTF8.self), occurrence))
                index = close + 1
            } else {
                parts.append(.broken(occurrence: occurrence))
                index += 2
            }
            occurrence += 1
        }
        if !literal.isEmpty { parts.append(.text(String(decoding: literal, as: UTF8.self))) }
        self.parts = parts
    }

    private static func opens(_ bytes: [UInt8], _ index: Int) -> Bool {
        bytes[index] == UInt8(ascii: "$") && index + 1 < bytes.count && bytes[index + 1] == UInt8(ascii: "{")
    }

    private static func part(_ content: String, _ occurrence: Int) -> Part {
        guard content.hasPrefix("env:") else { return .parameter(content, occurrence: occurrence) }
        let rest = content.dropFirst(4)
        let bytes = Array(rest.utf8)
        let mark = bytes.indices.dropLast().first {
            bytes[$0] == UInt8(ascii: ":") && bytes[$0 + 1] == UInt8(ascii: "-")
        }
        guard let mark else { return .environment(String(rest), fallback: nil, occurrence: occurrence) }
        return .environment(
            String(decoding: bytes[..<mark], as: UTF8.self),
            fallback: String(decoding: bytes[(mark + 2)...], as: UTF8.self), occurrence: occurrence)
    }
}
