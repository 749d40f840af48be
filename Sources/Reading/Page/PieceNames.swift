/// The names of elements around which white space says nothing: a table, since a page asks a thousand times.
struct PieceNames: Sendable {
    private static let table = PieceNames([
        "address", "article", "aside", "body", "dd", "div", "dl", "dt", "fieldset", "figure", "footer", "form", "h1",
        "h2",
        "h3", "h4", "h5", "h6", "head", "header", "html", "li", "link", "main", "meta", "nav", "ol", "p", "pre",
        "section",
        "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
    ])

    private static let longest = 8
    private var slots = InlineArray<256, UInt64>(repeating: 0)

    private init(_ names: [String]) {
        for name in names {
            let packed = name.utf8.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            var slot = Self.slot(of: packed)
            while slots[slot] != 0 { slot = (slot + 1) & 255 }
            slots[slot] = packed
        }
    }

    /// Whether a tag's name that starts at a place is one of them.
    static func isOne(_ source: UnsafeBufferPointer<UInt8>, at place: Int) -> Bool {
        var name: UInt64 = 0
        var end = place
        while end < source.count {
            let byte = source[end] | 0x20
            guard byte &- 97 < 26 || byte &- 48 < 10 else { break }
            guard end - place < longest else { return false }
            name = name << 8 | UInt64(byte)
            end += 1
        }
        guard name != 0, end < source.count, endsName(source[end]) else { return false }
        var slot = slot(of: name)
        while table.slots[slot] != 0 {
            if table.slots[slot] == name { return true }
            slot = (slot + 1) & 255
        }
        return false
    }

    private static func endsName(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/") || byte <= 0x20
    }

    private static func slot(of name: UInt64) -> Int { Int((name &* 0x9E37_79B9_7F4A_7C15) >> 56) }
}
