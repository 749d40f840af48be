/// Names of tags as numbers, and sets of them: a page has thousands of tags, each of which is looked at by its name.
///
/// A name's number is its letters and digits in lower case, eight at most; 0 stands for longer names and for others.
struct TagNames: Sendable {
    /// Elements around which white space says nothing.
    static let pieces = TagNames([
        "address", "article", "aside", "body", "dd", "div", "dl", "dt", "fieldset", "figure", "footer", "form", "h1",
        "h2", "h3", "h4", "h5", "h6", "head", "header", "html", "li", "link", "main", "meta", "nav", "ol", "p", "pre",
        "section", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
    ])

    /// What drawings are made of.
    static let drawings = TagNames([
        "path", "g", "use", "circle", "rect", "line", "polygon", "polyline", "ellipse", "defs", "title", "desc",
        "symbol", "stop", "mask", "clippath", "pattern", "image", "filter", "text", "tspan", "animate",
    ])

    /// What lists to choose from are made of.
    static let choices = TagNames(["option", "optgroup"])

    /// What a flat page keeps.
    static let flat = TagNames(["h1", "h2", "h3", "h4", "h5", "h6", "title", "meta", "link", "br", "script"])

    /// What breaks no line.
    static let inline = TagNames([
        "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "blink", "cite", "code", "data", "del", "dfn", "em", "font",
        "i", "ins", "kbd", "label", "mark", "nobr", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike",
        "strong", "sub", "sup", "textarea", "time", "tt", "u", "var", "wbr", "xmp",
    ])

    /// What the standard calls formatting elements.
    static let formatting = TagNames([
        "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u",
    ])

    private var slots = [UInt64](repeating: 0, count: 256)

    private init(_ names: [String]) {
        for name in names {
            let number = Self.number(of: name)
            var slot = Self.slot(of: number)
            while slots[slot] != 0 { slot = (slot + 1) & 255 }
            slots[slot] = number
        }
    }

    /// Whether a name is one of them, by its number.
    @inline(__always)
    func contains(_ number: UInt64) -> Bool {
        guard number != 0 else { return false }
        var slot = Self.slot(of: number)
        while slots[slot] != 0 {
            if slots[slot] == number { return true }
            slot = (slot + 1) & 255
        }
        return false
    }

    /// The number of a name.
    static func number(of name: String) -> UInt64 {
        name.utf8.count > 8 ? 0 : name.utf8.reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// The number of the name at a place, up to white space, `/` or `>`; where it ends.
    @inline(__always)
    static func read(_ source: UnsafeBufferPointer<UInt8>, at place: Int) -> (number: UInt64, end: Int) {
        var number: UInt64 = 0
        var end = place
        var isPlain = true
        while end < source.count {
            let byte = source[end]
            if byte <= 0x3E, endsName(byte) { break }
            let lower = byte | 0x20
            if lower &- 97 >= 26, lower &- 48 >= 10 { isPlain = false }
            number = number << 8 | UInt64(lower)
            end += 1
        }
        return (isPlain && end - place <= 8 ? number : 0, end)
    }

    /// Whether a byte ends the name of a tag.
    @inline(__always)
    static func endsName(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "/") || byte == UInt8(ascii: ">") || isSpace(byte)
    }

    /// Whether a byte is white space to the parser.
    @inline(__always)
    static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D || byte == 0x0C
    }

    @inline(__always)
    private static func slot(of number: UInt64) -> Int { Int((number &* 0x9E37_79B9_7F4A_7C15) >> 56) }
}
