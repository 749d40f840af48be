/// What a document says about its own encoding near its start.
enum CharsetPrescan {
    /// The HTML standard looks at 1,024 bytes; scripts and comments push the declaration farther down on real pages.
    private static let length = 4096

    /// The encoding in an XML declaration or in a `meta` element. UTF-16 there must mean UTF-8, since it could be read.
    static func charset(of bytes: [UInt8]) -> Charset? {
        let head = bytes.prefix(length).map { (65...90).contains($0) ? $0 + 32 : $0 }
        guard let label = xmlLabel(head) ?? metaLabel(head), let charset = Charset(label: label) else { return nil }
        return charset.name.hasPrefix("utf-16") ? .utf8 : charset
    }

    private static func xmlLabel(_ head: [UInt8]) -> String? {
        guard head.starts(with: Array("<?xml".utf8)), let end = head.firstIndex(of: UInt8(ascii: ">")) else {
            return nil
        }
        return value(after: "encoding", in: head[..<end])
    }

    private static func metaLabel(_ head: [UInt8]) -> String? {
        var rest = head[...]
        while let start = rest.firstIndex(of: UInt8(ascii: "<")) {
            rest = rest[start...]
            if rest.starts(with: Array("<!--".utf8)) {
                guard let end = rest.dropFirst(4).firstOffset(of: Array("-->".utf8)) else { return nil }
                rest = rest[(end + 3)...]
            } else if rest.starts(with: Array("<meta".utf8)) {
                let end = rest.firstIndex(of: UInt8(ascii: ">")) ?? rest.endIndex
                if let label = value(after: "charset", in: rest[..<end]) { return label }
                rest = rest[end...]
            } else {
                rest = rest.dropFirst()
            }
        }
        return nil
    }

    /// The value of `name = value`, quoted or not.
    private static func value(after name: String, in part: ArraySlice<UInt8>) -> String? {
        guard let found = part.firstOffset(of: Array(name.utf8)) else { return nil }
        var rest = part[(found + name.utf8.count)...].drop { $0 <= 0x20 }
        guard rest.first == UInt8(ascii: "=") else { return nil }
        rest = rest.dropFirst().drop { $0 <= 0x20 || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "'") }
        let label = rest.prefix { byte in
            byte > 0x20 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "'") && byte != UInt8(ascii: ";")
                && byte != UInt8(ascii: "/") && byte != UInt8(ascii: "?")
        }
        return label.isEmpty ? nil : String(decoding: label, as: UTF8.self)
    }
}
