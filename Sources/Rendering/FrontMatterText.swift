/// Front matter: YAML that says the same to every reader, also to those that only know a line `key: "value"`.
///
/// Texts are always quoted, so that `no`, `1.0` and `2014-03-14` stay texts: in double quotes, in single ones where that
/// saves escaping, and with escapes where nothing else is left.
package struct FrontMatterText {
    /// What was written so far, UTF-8.
    package private(set) var bytes: [UInt8] = []

    package init() {}

    /// Writes a text; nothing for one that isn't known.
    package mutating func member(_ name: String, _ text: String?) {
        guard let text, !text.isEmpty else { return }
        bytes += "\(name): ".utf8
        quote(text)
        bytes.append(0x0A)
    }

    /// Writes a number.
    package mutating func member(_ name: String, _ number: Int) { bytes += "\(name): \(number)\n".utf8 }

    /// Writes a list, a line an item; nothing for one without items.
    package mutating func member(_ name: String, _ texts: [String]) {
        guard !texts.isEmpty else { return }
        bytes += "\(name):\n".utf8
        for text in texts {
            bytes += "  - ".utf8
            quote(text)
            bytes.append(0x0A)
        }
    }

    private mutating func quote(_ text: String) {
        var hasSingle = false
        var hasDouble = false
        var isPlain = true
        let source = text.utf8.span
        for index in 0..<source.count {
            switch source[index] {
            case UInt8(ascii: "'"): hasSingle = true
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): hasDouble = true
            case 0x20..<0x7F: break
            default: isPlain = false
            }
        }
        let needsEscapes = !isPlain && text.unicodeScalars.contains(where: Self.needsEscape)
        if !needsEscapes, !hasDouble {
            bytes += "\"\(text)\"".utf8
        } else if !needsEscapes, !hasSingle {
            bytes += "'\(text)'".utf8
        } else {
            escape(text)
        }
    }

    private mutating func escape(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        for scalar in text.unicodeScalars {
            if scalar == "\"" || scalar == "\\" {
                bytes += [UInt8(ascii: "\\"), UInt8(scalar.value)]
            } else if scalar == "\n" {
                bytes += "\\n".utf8
            } else if Self.needsEscape(scalar) {
                let digits = String(scalar.value, radix: 16)
                bytes += (scalar.value > 0xFFFF ? "\\U" : "\\u").utf8
                bytes += String(repeating: "0", count: (scalar.value > 0xFFFF ? 8 : 4) - digits.count).utf8
                bytes += digits.utf8
            } else {
                bytes += UTF8.encode(scalar).map { Array($0) } ?? []
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// Whether YAML 1.1 or 1.2 doesn't let a scalar stand as it is, or takes it for a line break.
    private static func needsEscape(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x20...0x7E: false
        case 0...0x1F, 0x7F...0x9F, 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF: true
        default: scalar.value & 0xFFFE == 0xFFFE
        }
    }
}
