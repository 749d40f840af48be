/// Fields as HTTP, WARC and mail write them: `Name: value`, a line each; a line that begins with white space continues
/// the one before.
struct HeaderFields {
    private var fields: [(name: String, value: String)] = []

    /// Reads lines until a blank one or the end; what has no colon is passed over.
    /// - Parameter names: The fields that are kept, lower case.
    init(_ lines: UnsafeRawBufferPointer, keeping names: [String]) {
        var place = 0
        var isKept = false
        while place < lines.count {
            let end = lines.newline(from: place) ?? lines.count
            var line = lines[place..<end]
            place = end + 1
            if line.last == 13 { line = line.dropLast() }
            guard let first = line.first else { break }
            if first == 0x20 || first == 0x09 {
                if isKept, let last = fields.indices.last { fields[last].value += " " + Self.trimmed(line) }
                continue
            }
            isKept = false
            guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { continue }
            let name = line[..<colon]
            guard let known = names.first(where: { Self.matches(name, $0) }) else { continue }
            isKept = true
            fields.append((known, Self.trimmed(line[(colon + 1)...])))
        }
    }

    /// The first value of a name that was kept.
    subscript(name: String) -> String? { fields.first { $0.name == name }?.value }

    /// All values of a name, as one list.
    func list(_ name: String) -> String {
        fields.filter { $0.name == name }.map(\.value).joined(separator: ",")
    }

    /// Where the lines end, the blank one included; nil when it isn't there.
    static func end(of bytes: UnsafeRawBufferPointer, from start: Int = 0) -> Int? {
        var place = start
        while let end = bytes.newline(from: place) {
            if end + 1 < bytes.count, bytes[end + 1] == 10 { return end + 2 }
            if end + 2 < bytes.count, bytes[end + 1] == 13, bytes[end + 2] == 10 { return end + 3 }
            place = end + 1
        }
        return nil
    }

    private static func matches(_ name: Slice<UnsafeRawBufferPointer>, _ known: String) -> Bool {
        let known = known.utf8
        return name.count == known.count
            && zip(name, known).allSatisfy { byte, expected in
                byte == expected || (65...90).contains(byte) && byte + 32 == expected
            }
    }

    private static func trimmed(_ bytes: Slice<UnsafeRawBufferPointer>) -> String {
        var bytes = bytes.drop { $0 == 0x20 || $0 == 0x09 }
        while let last = bytes.last, last == 0x20 || last == 0x09 || last == 13 { bytes = bytes.dropLast() }
        return String(decoding: bytes, as: UTF8.self)
    }
}
