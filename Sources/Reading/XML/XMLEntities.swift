/// Replaces the references in XML text: to characters, to entities that the document declares within itself, to those of
/// HTML, which feeds use undeclared. Entities outside the document are never looked at. What means nothing stays as it is.
struct XMLEntities {
    /// All that entities may expand to in one document.
    private static let longestExpansion = 1 << 20
    private static let deepest = 8
    private static let mostDeclared = 512

    private var declared: [[UInt8]: [UInt8]] = [:]
    private var budget = longestExpansion

    /// Takes an entity that the document type declaration gives a value; the first declaration counts.
    mutating func declare(_ name: ArraySlice<UInt8>, _ value: ArraySlice<UInt8>) {
        guard declared.count < Self.mostDeclared, value.count <= 4096, declared[Array(name)] == nil else { return }
        declared[Array(name)] = Array(value)
    }

    /// A text with its references replaced.
    mutating func expand(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        guard text.contains(UInt8(ascii: "&")) else { return text }
        var out: [UInt8] = []
        out.reserveCapacity(text.count)
        expand(text, depth: 0, into: &out)
        return out[...]
    }

    private mutating func expand(_ text: ArraySlice<UInt8>, depth: Int, into out: inout [UInt8]) {
        var rest = text
        while let mark = rest.firstIndex(of: UInt8(ascii: "&")) {
            out += rest[..<mark]
            let name = rest[(mark + 1)...].prefix(64).prefix { Self.isName($0) }
            if name.endIndex < rest.endIndex, rest[name.endIndex] == UInt8(ascii: ";"), !name.isEmpty,
                append(name, depth: depth, into: &out)
            {
                rest = rest[(name.endIndex + 1)...]
            } else {
                out.append(UInt8(ascii: "&"))
                rest = rest[(mark + 1)...]
            }
        }
        out += rest
    }

    private mutating func append(_ name: ArraySlice<UInt8>, depth: Int, into out: inout [UInt8]) -> Bool {
        if name.first == UInt8(ascii: "#") {
            guard let scalar = Self.scalar(name.dropFirst()) else { return false }
            out += Array(String(Character(scalar)).utf8)
            return true
        }
        if let plain = Self.predefined.first(where: { name.elementsEqual($0.name.utf8) }) {
            out.append(plain.byte)
            return true
        }
        if let value = declared[Array(name)] {
            guard depth < Self.deepest, budget >= value.count else { return false }
            budget -= value.count
            expand(value[...], depth: depth + 1, into: &out)
            return true
        }
        guard let character = Self.html(name) else { return false }
        out += Array(character.utf8)
        return true
    }

    private static let predefined: [(name: String, byte: UInt8)] = [
        ("amp", UInt8(ascii: "&")), ("lt", UInt8(ascii: "<")), ("gt", UInt8(ascii: ">")),
        ("quot", UInt8(ascii: "\"")), ("apos", UInt8(ascii: "'")),
    ]

    private static func isName(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x23, 0x2D, 0x2E, 0x5F, 48...57, 65...90, 97...122: true
        default: byte >= 0x80
        }
    }

    /// The character of a reference by number. 128 to 159 stand for what windows-1252 has there, as browsers take them.
    private static func scalar(_ digits: ArraySlice<UInt8>) -> Unicode.Scalar? {
        let isHex = digits.first == UInt8(ascii: "x") || digits.first == UInt8(ascii: "X")
        let text = String(decoding: isHex ? digits.dropFirst() : digits, as: UTF8.self)
        guard let number = UInt32(text, radix: isHex ? 16 : 10), number > 0 else { return nil }
        guard (128...159).contains(number) else { return Unicode.Scalar(number) }
        guard let (bytes, _) = UnicodeText.utf8([UInt8(number)], from: Charset.windows1252.converterName) else {
            return Unicode.Scalar(number)
        }
        return String(decoding: bytes, as: UTF8.self).unicodeScalars.first
    }

    /// What HTML means by a name.
    static func html(_ name: ArraySlice<UInt8>) -> String? { NamedCharacters.character(name) }
}
