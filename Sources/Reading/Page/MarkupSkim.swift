/// Takes out of a page what no reader looks at, before it is parsed: the content of scripts and style sheets, comments,
/// and attributes that no reader asks for. On most pages that is more than half of the bytes, and passing over them costs
/// a tenth of parsing them.
///
/// Tags are found as the HTML standard's tokenizer finds them, quoted attributes included. Where a page ends inside of
/// what would be taken out, the rest is left to the parser as it is.
struct MarkupSkim {
    private let source: UnsafeBufferPointer<UInt8>
    /// Whether elements are replaced by breaks between paragraphs, so that nothing is nested.
    private let isFlat: Bool
    private var output: [UInt8] = []
    /// From where on the source hasn't been copied.
    private var copied = 0
    private var place = 0
    /// Whether nothing but white space stands after the last break between paragraphs.
    private var isBroken = false
    /// Whether the script that was passed last, or is open, is data.
    private var passedData = false
    private var isInData = false

    /// The page without what isn't read.
    static func skim(_ html: [UInt8]) -> [UInt8] { run(html, isFlat: false) }

    /// The page's text as paragraphs and headings beside each other, for pages whose elements are nested beyond reason;
    /// what the head says of the page stays.
    static func flatten(_ html: [UInt8]) -> [UInt8] { run(html, isFlat: true) }

    private static func run(_ html: [UInt8], isFlat: Bool) -> [UInt8] {
        html.withUnsafeBufferPointer { source in
            var skim = MarkupSkim(source: source, isFlat: isFlat)
            skim.output.reserveCapacity(source.count)
            skim.run()
            return skim.output
        }
    }

    private init(source: UnsafeBufferPointer<UInt8>, isFlat: Bool) {
        self.source = source
        self.isFlat = isFlat
    }

    private mutating func run() {
        while let open = source.firstIndex(of: UInt8(ascii: "<"), from: place) {
            place = open + 1
            guard place < source.count else { break }
            let byte = source[place]
            var isWhole = true
            if byte == UInt8(ascii: "!") {
                isWhole = skipComment(open)
            } else if (byte | 0x20) &- 97 < 26 {
                isWhole = readTag()
                if isFlat, isWhole { flatten(open) }
            } else if isFlat, byte == UInt8(ascii: "/") {
                place += 1
                isWhole = passTag()
                if isWhole { flatten(open) }
            }
            guard isWhole else {
                // The parser makes of the rest what the standard says; it is hardly ever text.
                copy(to: isFlat ? open : source.count)
                return
            }
        }
        copy(to: source.count)
    }

    /// Passes over an end tag; false where it never ends.
    private mutating func passTag() -> Bool {
        while place < source.count, !Self.endsName(source[place]) { place += 1 }
        return passAttributes() != nil
    }

    private static let kept: Set<String> = ["h1", "h2", "h3", "h4", "h5", "h6", "title", "meta", "link", "br"]
    private static let inline: Set<String> = [
        "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "blink", "cite", "code", "data", "del", "dfn", "em", "font",
        "i", "ins", "kbd", "label", "mark", "nobr", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike",
        "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
    ]
    private static let withoutText: Set<String> = [
        "script", "style", "noscript", "iframe", "textarea", "noframes", "noembed", "xmp",
    ]

    /// Replaces the tag that has been passed: some stay, those inside of lines go, others break paragraphs.
    private mutating func flatten(_ open: Int) {
        let isEnd = source[open + 1] == UInt8(ascii: "/")
        var end = open + (isEnd ? 2 : 1)
        let start = end
        while end < source.count, end - start < 12, !Self.endsName(source[end]) { end += 1 }
        let name = String(decoding: source[start..<end], as: UTF8.self).lowercased()
        if Self.kept.contains(name) || holdsData(name, open) { return }
        if copied < open, source[copied..<open].contains(where: { !Self.isSpace($0) }) { isBroken = false }
        drop(open..<place)
        guard !isBroken, !Self.inline.contains(name), !Self.withoutText.contains(name) else { return }
        output.append(contentsOf: "<p>".utf8)
        isBroken = true
    }

    /// Whether a script that has been passed stays, since it is data; its end tag does, too.
    private mutating func holdsData(_ name: String, _ open: Int) -> Bool {
        guard name == "script" else { return false }
        if source[open + 1] == UInt8(ascii: "/") {
            defer { isInData = false }
            return isInData
        }
        isInData = passedData
        return isInData
    }

    private mutating func copy(to end: Int) {
        if end > copied { output.append(contentsOf: source[copied..<end]) }
    }

    private mutating func drop(_ range: Range<Int>) {
        copy(to: range.lowerBound)
        copied = range.upperBound
        place = range.upperBound
    }

    /// Passes over a declaration, or drops a comment; false where it never ends.
    private mutating func skipComment(_ open: Int) -> Bool {
        guard holds("!--", at: place) else { return true }
        // `<!-->` and `<!--->` are whole comments.
        var end = open + 4
        for length in [0, 1] where end + length < source.count && source[end + length] == UInt8(ascii: ">") {
            if length == 1, source[end] != UInt8(ascii: "-") { continue }
            drop(open..<(end + length + 1))
            return true
        }
        while let dash = source.firstIndex(of: UInt8(ascii: "-"), from: end) {
            if holds("-->", at: dash) || holds("--!>", at: dash) {
                drop(open..<(dash + (source[dash + 2] == UInt8(ascii: ">") ? 3 : 4)))
                return true
            }
            end = dash + 1
        }
        return false
    }

    /// Passes over a start tag and, for some elements, their content; false where that never ends.
    private mutating func readTag() -> Bool {
        let start = place
        while place < source.count, !Self.endsName(source[place]) { place += 1 }
        let name = start..<place
        guard let attributes = passAttributes() else { return false }
        switch name.count {
        case 5 where isNamed("style", name): return dropContent("style")
        case 5 where isNamed("title", name): return passContent("title")
        case 6 where isNamed("script", name):
            passedData = holdsData(attributes)
            return passedData ? passContent("script") : dropContent("script")
        case 8 where isNamed("noscript", name): return dropContent("noscript")
        case 6 where isNamed("iframe", name): return passContent("iframe")
        case 8 where isNamed("textarea", name): return passContent("textarea")
        case 8 where isNamed("noframes", name): return passContent("noframes")
        case 3 where isNamed("xmp", name): return passContent("xmp")
        case 7 where isNamed("noembed", name): return passContent("noembed")
        case 9 where isNamed("plaintext", name): return false
        default: return true
        }
    }

    private static func endsName(_ byte: UInt8) -> Bool {
        isSpace(byte) || byte == UInt8(ascii: "/") || byte == UInt8(ascii: ">")
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D || byte == 0x0C
    }

    /// Passes over attributes to behind the tag's end: where they stand, or nil where the tag never ends.
    private mutating func passAttributes() -> Range<Int>? {
        let start = place
        while place < source.count {
            let byte = source[place]
            if byte == UInt8(ascii: ">") {
                place += 1
                return start..<(place - 1)
            }
            if Self.isSpace(byte) || byte == UInt8(ascii: "/") {
                place += 1
                continue
            }
            // A name, of which an equals sign may be the first character.
            let start = place
            place += 1
            var hash = AttributeNames.step(AttributeNames.seed, byte)
            while place < source.count, !Self.endsName(source[place]), source[place] != UInt8(ascii: "=") {
                hash = AttributeNames.step(hash, source[place])
                place += 1
            }
            guard passValue() else { return nil }
            if !isFlat, !AttributeNames.read.mayHold(hash) {
                copy(to: start)
                copied = place
            }
        }
        return nil
    }

    /// Passes over an attribute's value where there is one; false where it never ends.
    private mutating func passValue() -> Bool {
        let end = place
        passSpaces()
        guard place < source.count, source[place] == UInt8(ascii: "=") else {
            place = end
            return true
        }
        place += 1
        passSpaces()
        guard place < source.count else { return false }
        let quote = source[place]
        if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
            guard let end = source.firstIndex(of: quote, from: place + 1) else { return false }
            place = end + 1
        } else {
            while place < source.count, !Self.isSpace(source[place]), source[place] != UInt8(ascii: ">") { place += 1 }
        }
        return true
    }

    private mutating func passSpaces() {
        while place < source.count, Self.isSpace(source[place]) { place += 1 }
    }

    /// Whether a script's attributes say that it is data for search engines.
    private func holdsData(_ attributes: Range<Int>) -> Bool {
        UnsafeBufferPointer(rebasing: source[attributes]).contains(UInt8(ascii: "+"))
    }

    private mutating func passContent(_ name: StaticString) -> Bool {
        guard let end = endTag(name, from: place) else { return false }
        place = end
        return true
    }

    private mutating func dropContent(_ name: StaticString) -> Bool {
        guard let end = endTag(name, from: place) else { return false }
        if name.utf8CodeUnitCount == 6, isEscapedTwice(place..<end) { return false }
        if isFlat { place = end } else { drop(place..<end) }
        return true
    }

    /// Where the end tag of an element with raw content starts.
    private func endTag(_ name: StaticString, from start: Int) -> Int? {
        var from = start
        let length = name.utf8CodeUnitCount
        while let open = source.firstIndex(of: UInt8(ascii: "<"), from: from) {
            let after = open + 2 + length
            if after < source.count, source[open + 1] == UInt8(ascii: "/"), isNamed(name, (open + 2)..<after),
                Self.endsName(source[after])
            {
                return open
            }
            from = open + 1
        }
        return nil
    }

    /// Whether a script tag stands in a comment inside of a script: its end tag doesn't end the script then.
    private func isEscapedTwice(_ range: Range<Int>) -> Bool {
        var from = range.lowerBound
        var isInComment = false
        while let open = source.firstIndex(of: UInt8(ascii: "<"), from: from), open < range.upperBound {
            if holds("<!--", at: open) { isInComment = true }
            if isInComment, open + 7 < source.count, isNamed("script", (open + 1)..<(open + 7)) { return true }
            from = open + 1
        }
        return false
    }

    private func holds(_ text: StaticString, at place: Int) -> Bool {
        let count = text.utf8CodeUnitCount
        guard place + count <= source.count else { return false }
        for offset in 0..<count where source[place + offset] != text.utf8Start[offset] { return false }
        return true
    }

    /// Whether letters in any case are those of a name.
    private func isNamed(_ name: StaticString, _ range: Range<Int>) -> Bool {
        guard range.count == name.utf8CodeUnitCount, range.upperBound <= source.count else { return false }
        for offset in 0..<range.count where (source[range.lowerBound + offset] | 0x20) != name.utf8Start[offset] {
            return false
        }
        return true
    }
}

/// The names of the attributes that are read, or that tell the parser how to go on: a set that may hold a few more.
struct AttributeNames: Sendable {
    static let seed: UInt32 = 2_166_136_261

    /// Letters in either case are the same.
    @inline(__always)
    static func step(_ hash: UInt32, _ byte: UInt8) -> UInt32 {
        (hash ^ UInt32(byte &- 65 < 26 ? byte | 0x20 : byte)) &* 16_777_619
    }

    /// `encoding` of foreign elements and what `font` has tell the parser which elements these are.
    static let read = AttributeNames(
        HTMLAttribute.keys + ["encoding", "color", "face", "size"])

    private var bits = InlineArray<64, UInt64>(repeating: 0)

    private init(_ names: [String]) {
        for name in names {
            let hash = name.utf8.reduce(Self.seed, Self.step)
            bits[Int(hash >> 6 & 63)] |= 1 << UInt64(hash & 63)
        }
    }

    @inline(__always)
    func mayHold(_ hash: UInt32) -> Bool { bits[Int(hash >> 6 & 63)] >> UInt64(hash & 63) & 1 == 1 }
}
