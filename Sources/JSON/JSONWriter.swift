/// Writes JSON (RFC 8259) to a byte buffer, members in the order they are given, so that output is deterministic.
///
/// Compact by default. Numbers are written in the shortest form that reads back the same; what JSON can't say (not a
/// number, infinity) becomes `null`.
public struct JSONWriter: Sendable {
    /// What was written so far, UTF-8.
    public private(set) var bytes: [UInt8] = []
    private var needsComma = false

    /// An empty writer.
    public init() {}

    /// What was written, as text.
    public var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Writes an object; `body` writes its members.
    public mutating func object(_ body: (inout JSONWriter) throws -> Void) rethrows {
        try nested(UInt8(ascii: "{"), UInt8(ascii: "}"), body)
    }

    /// Writes an array; `body` writes its values.
    public mutating func array(_ body: (inout JSONWriter) throws -> Void) rethrows {
        try nested(UInt8(ascii: "["), UInt8(ascii: "]"), body)
    }

    /// Writes a member's name; its value must follow.
    public mutating func key(_ name: some StringProtocol) {
        separate()
        quote(String(name))
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    /// Writes a text.
    public mutating func value(_ text: String) {
        separate()
        quote(text)
        needsComma = true
    }

    /// Writes a whole number.
    public mutating func value(_ number: Int) {
        // A comma, a sign, and as many digits as a number may have, appended in one go.
        var text = InlineArray<22, UInt8>(repeating: 0)
        var start = text.count
        var rest = number.magnitude
        repeat {
            start -= 1
            text[start] = UInt8(ascii: "0") + UInt8(rest % 10)
            rest /= 10
        } while rest > 0
        if number < 0 {
            start -= 1
            text[start] = UInt8(ascii: "-")
        }
        if needsComma {
            start -= 1
            text[start] = UInt8(ascii: ",")
        }
        needsComma = true
        text.span.extracting(start..<text.count).withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
    }

    /// Writes a number.
    public mutating func value(_ number: Double) { literal(number.isFinite ? "\(number)" : "null") }

    /// Writes `true` or `false`.
    public mutating func value(_ flag: Bool) { literal(flag ? "true" : "false") }

    /// Writes any value, members in their order. Recurses as deeply as the value is nested.
    public mutating func value(_ value: JSONValue) {
        switch value {
        case .null: null()
        case .flag(let flag): self.value(flag)
        case .integer(let number): self.value(number)
        case .number(let number): self.value(number)
        case .text(let text): self.value(text)
        case .array(let elements): array { json in for element in elements { json.value(element) } }
        case .object(let members):
            object { json in
                for member in members {
                    json.key(member.name)
                    json.value(member.value)
                }
            }
        }
    }

    /// Writes `null`.
    public mutating func null() { literal("null") }

    /// Writes a member with a text; nil becomes `null`.
    public mutating func member(_ name: String, _ text: String?) {
        key(name)
        if let text { value(text) } else { null() }
    }

    /// Writes a member with a whole number.
    public mutating func member(_ name: String, _ number: Int) {
        key(name)
        value(number)
    }

    /// Writes a member with a number.
    public mutating func member(_ name: String, _ number: Double) {
        key(name)
        value(number)
    }

    /// Writes a member with a truth value.
    public mutating func member(_ name: String, _ flag: Bool) {
        key(name)
        value(flag)
    }

    /// Writes a member with a list of texts.
    public mutating func member(_ name: String, _ texts: [String]) {
        key(name)
        array { for text in texts { $0.value(text) } }
    }

    /// Ends a line, for JSON Lines; the next value stands by itself.
    public mutating func endLine() {
        bytes.append(UInt8(ascii: "\n"))
        needsComma = false
    }

    private mutating func nested(_ open: UInt8, _ close: UInt8, _ body: (inout JSONWriter) throws -> Void) rethrows {
        separate()
        bytes.append(open)
        needsComma = false
        try body(&self)
        bytes.append(close)
        needsComma = true
    }

    private mutating func literal(_ text: String) {
        separate()
        bytes.append(contentsOf: text.utf8)
        needsComma = true
    }

    private mutating func separate() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
    }

    private mutating func quote(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        var text = text
        text.withUTF8 { source in
            var clean = 0
            while clean < source.count {
                let end = Self.endOfPlainRun(source, clean)
                bytes.append(contentsOf: source[clean..<end])
                guard end < source.count else { break }
                escape(source[end])
                clean = end + 1
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// Where the next byte is that must be escaped: a control, a quotation mark, a backslash.
    private static func endOfPlainRun(_ source: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
        let raw = UnsafeRawBufferPointer(source)
        let ones: UInt64 = 0x0101_0101_0101_0101
        /// The high bit of every byte that is zero; of others only above one that is.
        func zeros(_ word: UInt64) -> UInt64 { (word &- ones) & ~word }
        var index = start
        while index + 8 <= source.count {
            let word = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            let controls = (word &- (ones &* 0x20)) & ~word
            let found = controls | zeros(word ^ (ones &* 0x22)) | zeros(word ^ (ones &* 0x5C))
            if found & 0x8080_8080_8080_8080 != 0 { break }
            index += 8
        }
        while index < source.count, source[index] >= 0x20, source[index] != 0x22, source[index] != 0x5C { index += 1 }
        return index
    }

    private mutating func escape(_ byte: UInt8) {
        bytes.append(UInt8(ascii: "\\"))
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes.append(byte)
        case 0x0A: bytes.append(UInt8(ascii: "n"))
        case 0x0D: bytes.append(UInt8(ascii: "r"))
        case 0x09: bytes.append(UInt8(ascii: "t"))
        default:
            let digits = String(byte, radix: 16)
            bytes.append(contentsOf: "u00\(digits.count == 1 ? "0" : "")\(digits)".utf8)
        }
    }
}
