/// Reads the tags of a page, so that the parser is given what it decides by and no more: see ``SkimmedPage``. Scripts, style
/// sheets, `noscript`, comments, drawings and lists to choose from go; what is read of attributes is noted.
///
/// Tags are found as the HTML standard's tokenizer finds them, quoted attributes included. Where a page ends inside of
/// what would be taken out, the rest is left to the parser as it is; a tag that never ends is nothing, by the standard.
struct MarkupSkim {
    private let scan: MarkupScan
    private let source: UnsafeBufferPointer<UInt8>
    private let output: UnsafeMutableBufferPointer<UInt8>
    private let names = SkimmedNames()
    private let pieces = TagNames.pieces
    private let attributeNames = AttributeNames.shared
    /// Whether elements are replaced by breaks between paragraphs, so that nothing is nested.
    private let isFlat: Bool
    private(set) var page = SkimmedPage()
    /// Bytes written.
    private(set) var count = 0
    private var place = 0
    /// Where the text after the last tag starts.
    private var textStart = 0
    /// The name of the last tag.
    private var previous: UInt64 = 0
    private var isPreformatted = false
    /// The first `&` that hasn't been passed.
    private var nextReference = -1
    /// Whether nothing but white space stands after the last break between paragraphs, how many there are, and where the
    /// last of them stands in the page.
    private var isBroken = false
    private var breaks = 0
    private var lastBreak = 0
    /// Whether no end tag of a `noscript` comes any more: it isn't looked for again.
    private var isNoscriptOpen = false
    /// How many more attributes the parser is given.
    private var attributesLeft = Self.mostAttributes

    /// A flat page of more paragraphs, headings and the like has long ones of several lines from here on, of no fewer bytes
    /// than so many.
    private static let mostBreaks = 100_000
    private static let shortestLongParagraph = 16_384
    /// So many attributes are left to the parser.
    private static let mostAttributes = 100_000

    /// The page's tags and signs.
    static func skim(_ html: [UInt8]) -> SkimmedPage { run(html, isFlat: false) }

    /// The page's text as paragraphs and headings beside each other, for pages whose elements are nested beyond reason;
    /// what the head says of the page stays.
    static func flatten(_ html: [UInt8]) -> SkimmedPage { run(html, isFlat: true) }

    private static func run(_ html: [UInt8], isFlat: Bool) -> SkimmedPage {
        html.withUnsafeBufferPointer { source in
            var page = SkimmedPage()
            let markup = [UInt8](unsafeUninitializedCapacity: room(for: source.count)) { output, count in
                var skim = MarkupSkim(source: source, output: output, isFlat: isFlat)
                skim.run()
                count = skim.count
                page = skim.page
            }
            page.markup = markup
            return page
        }
    }

    /// So many bytes may be written of so many that are read. No tag grows, see ``writeAttribute(_:_:)``; twice the room is there
    /// so that a mistake in that couldn't write behind it: each byte is written once at most, and a sign before it.
    private static func room(for count: Int) -> Int { 2 * count + 16 }

    private init(source: UnsafeBufferPointer<UInt8>, output: UnsafeMutableBufferPointer<UInt8>, isFlat: Bool) {
        self.source = source
        self.output = output
        self.isFlat = isFlat
        scan = MarkupScan(source)
        page.texts.reserveCapacity(source.count / 200)
        page.elements.reserveCapacity(source.count / 200)
        page.attributes.reserveCapacity(source.count / 150)
    }

    private mutating func run() {
        while let open = source.firstIndex(of: UInt8(ascii: "<"), from: place) {
            place = open + 1
            guard place < source.count else { break }
            let byte = source[place]
            let isWhole: Bool
            if (byte | 0x20) &- 97 < 26 {
                isWhole = readStart(open)
            } else if byte == UInt8(ascii: "/") {
                isWhole = readEnd(open)
            } else if byte == UInt8(ascii: "!") || byte == UInt8(ascii: "?") {
                isWhole = passDeclaration(open)
            } else {
                continue
            }
            guard isWhole else {
                // The parser makes of the rest what the standard says; it is hardly ever text.
                takeText(to: open, before: 0)
                if !isFlat {
                    write(open..<source.count)
                    for byte in source[open...] where byte == UInt8(ascii: "<") { page.pieces += 1 }
                }
                return
            }
        }
        takeText(to: source.count, before: 0)
    }

    /// Passes over a comment or a declaration, of which only that of the document's type tells something.
    private mutating func passDeclaration(_ open: Int) -> Bool {
        // `</!-- >` ends at the first `>`.
        if place == open + 1, scan.holds("!--", at: place) {
            guard let end = scan.endOfComment(open) else { return false }
            takeText(to: open, before: 0)
            place = end
        } else {
            guard let end = source.firstIndex(of: UInt8(ascii: ">"), from: place) else { return false }
            takeText(to: open, before: 0)
            if !isFlat, (source[min(place + 1, end)] | 0x20) == UInt8(ascii: "d") { write(open..<(end + 1)) }
            place = end + 1
        }
        textStart = place
        return true
    }

    /// Reads an end tag; false where it never ends.
    private mutating func readEnd(_ open: Int) -> Bool {
        let start = open + 2
        guard start < source.count, (source[start] | 0x20) &- 97 < 26 else {
            // `</>` is nothing, and `</3>` a comment.
            place = start
            return passDeclaration(open)
        }
        let (name, nameEnd) = TagNames.read(source, at: start)
        if nameEnd < source.count, source[nameEnd] == UInt8(ascii: ">") {
            place = nameEnd + 1
        } else {
            guard let end = scan.endOfTag(from: nameEnd) else {
                passRest(from: open)
                return true
            }
            place = end
        }
        takeText(to: open, before: name)
        textStart = place
        page.ends += 1
        previous = name
        if name == names.pre { isPreformatted = false }
        if isFlat, !isKeptFlat(name) {
            breakFlat(name)
        } else {
            write(open..<nameEnd)
            write(UInt8(ascii: ">"))
        }
        return true
    }

    /// Reads a start tag and, of some elements, the content; false where that never ends.
    private mutating func readStart(_ open: Int) -> Bool {
        let start = open + 1
        let (name, nameEnd) = TagNames.read(source, at: start)
        place = nameEnd
        if name == 0, nameEnd - start == 9, scan.isNamed("plaintext", start..<nameEnd) { return false }
        takeText(to: open, before: name)
        let (written, noted) = (count, page.attributes.count)
        write(open..<nameEnd)
        let hasEnded = readAttributes(name, open, written)
        let hasReferences = count - written > nameEnd - open
        if hasEnded == .never {
            forget(written, noted)
            passRest(from: open)
            return true
        }
        if hasEnded == .closing { write(UInt8(ascii: "/")) }
        write(UInt8(ascii: ">"))
        let fate = readContent(name, noted: noted, hasReferences: hasReferences, isClosing: hasEnded == .closing)
        if fate != .read {
            forget(written, noted)
            if fate == .dropped { textStart = place }
            return fate == .dropped
        }
        previous = name
        if name == names.pre { isPreformatted = true }
        page.pieces += 1
        if isFlat, !isKeptFlat(name) {
            forget(written, noted)
            breakFlat(name)
        } else if page.attributes.count > noted {
            page.elements.append(
                SkimmedPage.Element(name: Int32(written + 1), upper: Int32(page.attributes.count)))
        }
        return true
    }

    /// Passes over a tag that never ends: the page ends before it.
    private mutating func passRest(from open: Int) {
        takeText(to: open, before: 0)
        (place, textStart) = (source.count, source.count)
    }

    /// Takes back a tag that was written.
    private mutating func forget(_ written: Int, _ noted: Int) {
        count = written
        page.attributes.removeLast(page.attributes.count - noted)
    }

    /// How a start tag ends.
    private enum TagEnd {
        case plain
        /// It closes its element itself.
        case closing
        case never
    }

    /// What becomes of an element whose start tag has been read.
    private enum Fate {
        /// It is left to the parser, with the rest of the page.
        case left
        case dropped, read
    }

    /// Passes over the content of elements whose content is no markup, and of those that say nothing.
    private mutating func readContent(_ name: UInt64, noted: Int, hasReferences: Bool, isClosing: Bool) -> Fate {
        let open = textStart
        textStart = place
        let fate = passContent(name, noted: noted, hasReferences: hasReferences, isClosing: isClosing)
        if fate == .left { textStart = open }
        return fate
    }

    private mutating func passContent(_ name: UInt64, noted: Int, hasReferences: Bool, isClosing: Bool) -> Fate {
        switch name {
        case names.script:
            guard let end = scan.endTag("script", from: place) else { return .left }
            if page.attributes[noted...].contains(where: { $0.name == .type && holdsData($0) }) {
                takeRaw(to: end)
                return .read
            }
            return scan.isEscapedTwice(place..<end) ? .left : drop(to: end)
        case names.style: return scan.endTag("style", from: place).map { drop(to: $0) } ?? .left
        case names.noscript where !isNoscriptOpen:
            if let end = scan.endTag("noscript", from: place) { return drop(to: end) }
            isNoscriptOpen = true
            return .read
        case names.iframe: return scan.endTag("iframe", from: place).map { drop(to: $0) } ?? .left
        case names.noembed: return scan.endTag("noembed", from: place).map { drop(to: $0) } ?? .left
        case names.noframes: return scan.endTag("noframes", from: place).map { drop(to: $0) } ?? .left
        case names.textarea:
            guard let end = scan.endTag("textarea", from: place) else { return .left }
            place = end
            textStart = end
            return .read
        case names.xmp:
            guard let end = scan.endTag("xmp", from: place) else { return .left }
            takeRaw(to: end)
            return .read
        case names.title:
            guard let end = scan.endTag("title", from: place) else { return .left }
            // Tags in it are text.
            place = end
            return .read
        case names.link: return hasReferences || isReadLink(page.attributes[noted...]) ? .read : .dropped
        case names.source, names.track, names.param: return .dropped
        case names.svg where !isClosing:
            return scan.endOfElement("svg", from: place, of: names.drawings).map { drop(to: $0) } ?? .read
        case names.select:
            return scan.endOfElement("select", from: place, of: names.choices).map { drop(to: $0) } ?? .read
        default: return .read
        }
    }

    /// Drops an element up to the end tag that starts at a place.
    private mutating func drop(to end: Int) -> Fate {
        place = scan.endOfTag(from: end) ?? source.count
        return .dropped
    }

    /// Whether a script's type says that it is data for search engines.
    private func holdsData(_ type: PageAttribute) -> Bool {
        let value = UnsafeBufferPointer(rebasing: source[Int(type.lower)..<Int(type.upper)])
        return value.contains(UInt8(ascii: "+"))
    }

    /// Whether a `link` tells the page's address, or its picture, or is marked.
    private func isReadLink(_ attributes: ArraySlice<PageAttribute>) -> Bool {
        attributes.contains { attribute in
            let value = Int(attribute.lower)..<Int(attribute.upper)
            switch attribute.name {
            case .rel: return scan.isNamed("canonical", value) || scan.isNamed("image_src", value)
            case .itemprop, .property: return true
            default: return false
            }
        }
    }

    /// Reads attributes to behind the tag's end.
    /// - Parameters:
    ///   - open: Where the tag starts in the page.
    ///   - written: Where it starts in what is written.
    private mutating func readAttributes(_ tag: UInt64, _ open: Int, _ written: Int) -> TagEnd {
        var isClosing = false
        // Of several attributes of a name the first one counts; the others would be copied with their element.
        var seen: UInt64 = 0
        while place < source.count {
            let byte = source[place]
            if byte == UInt8(ascii: ">") {
                place += 1
                return isClosing ? .closing : .plain
            }
            if byte == UInt8(ascii: "/") || TagNames.isSpace(byte) {
                isClosing = byte == UInt8(ascii: "/")
                place += 1
                continue
            }
            isClosing = false
            // A name, of which an equals sign may be the first character.
            let start = place
            place += 1
            var hash = AttributeNames.step(AttributeNames.seed, byte)
            while place < source.count {
                let byte = source[place]
                if byte <= 0x3E, TagNames.endsName(byte) || byte == UInt8(ascii: "=") { break }
                hash = AttributeNames.step(hash, byte)
                place += 1
            }
            let name = start..<place
            guard let value = passValue() else { return .never }
            guard attributesLeft > 0 else { continue }
            let isRoomLeft = count - written < start - open
            if let attribute = attributeNames.attribute(hash) {
                guard isFirst(attribute.rawValue, &seen) else { continue }
                note(attribute, name, value, of: tag, isRoomLeft)
            } else if let number = names.decisive(hash, of: tag) {
                // Attributes of `font` and `annotation-xml` tell the parser which elements these are; of `font` their names do.
                guard isFirst(HTMLAttribute.dataDate.rawValue + 1 + number, &seen) else { continue }
                writeAttribute(tag == names.font ? name : start..<place, isRoomLeft)
            }
        }
        return .never
    }

    /// Whether an element has no other attribute of a number before; notes it.
    private func isFirst(_ number: UInt8, _ seen: inout UInt64) -> Bool {
        let bit: UInt64 = 1 &<< UInt64(number)
        defer { seen |= bit }
        return seen & bit == 0
    }

    /// Writes an attribute as it stands in the page. Where nothing was left out of the tag there is no room for a space, nor
    /// does it need another one than it has: `a="b"c="d"` are two attributes.
    private mutating func writeAttribute(_ attribute: Range<Int>, _ isRoomLeft: Bool) {
        attributesLeft -= 1
        if isRoomLeft { write(UInt8(ascii: " ")) }
        write(attribute)
    }

    private mutating func note(
        _ attribute: HTMLAttribute, _ name: Range<Int>, _ value: Range<Int>, of tag: UInt64, _ isRoomLeft: Bool
    ) {
        switch attribute {
        // Where the many links lead is of no interest.
        case .href: guard tag == names.link || tag == names.base else { return }
        // Titles tell what short forms mean.
        case .title: guard tag == names.abbr else { return }
        case .name, .httpEquiv: guard tag == names.meta else { return }
        case .type: guard tag == names.script else { return }
        case .start: guard tag == names.ol else { return }
        case .value: guard tag == names.li else { return }
        case .lang, .xmlLang: guard tag == names.html else { return }
        case .rel: guard tag == names.link || scan.holds("author", in: value) else { return }
        case .style: guard scan.holds("none", in: value) || scan.holds("hidden", in: value) else { return }
        default: break
        }
        // A second `html` or `body` adds its attributes to the first.
        let isWritten = tag == names.html || tag == names.body
        // The parser copies formatting elements into every paragraph that they aren't closed in, attributes included: theirs
        // stay in the page, references in them unread.
        if isWritten || !names.formatting.contains(tag) && holdsReference(value) {
            writeAttribute(name.lowerBound..<place, isRoomLeft)
        } else {
            page.attributes.append(
                PageAttribute(name: attribute, lower: Int32(value.lowerBound), upper: Int32(value.upperBound)))
        }
    }

    /// Passes over an attribute's value where there is one: where it stands, or nil where it never ends.
    private mutating func passValue() -> Range<Int>? {
        let end = place
        passSpaces()
        guard place < source.count, source[place] == UInt8(ascii: "=") else {
            place = end
            return end..<end
        }
        place += 1
        passSpaces()
        guard place < source.count else { return nil }
        let quote = source[place]
        let start = place
        if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
            guard let end = source.firstIndex(of: quote, from: place + 1) else { return nil }
            place = end + 1
            return (start + 1)..<end
        }
        while place < source.count, !TagNames.isSpace(source[place]), source[place] != UInt8(ascii: ">") { place += 1 }
        return start..<place
    }

    private mutating func passSpaces() {
        while place < source.count, TagNames.isSpace(source[place]) { place += 1 }
    }

    // MARK: What is written

    /// Writes the text since the last tag: a sign, or what the parser has to see; white space goes where it stands around
    /// a piece of the page.
    private mutating func takeText(to end: Int, before next: UInt64) {
        let text = textStart..<end
        textStart = end
        guard !text.isEmpty else { return }
        if TagNames.isSpace(source[text.lowerBound]), scan.isBlank(text) {
            if isPreformatted {
                write(text)
            } else if isFlat ? !isBroken : !pieces.contains(next) && !pieces.contains(previous) {
                write(source[text.lowerBound])
            }
            return
        }
        isBroken = false
        previous = 0
        page.pieces += 1
        if holdsReference(text) || text.count < TextSign.length || page.texts.count == TextSign.most {
            write(text)
        } else {
            writeSign(text)
        }
    }

    /// Whether a reference to a character may stand in a part of the page; parts are asked for in order.
    private mutating func holdsReference(_ range: Range<Int>) -> Bool {
        if nextReference < range.lowerBound {
            nextReference = source.firstIndex(of: UInt8(ascii: "&"), from: range.lowerBound) ?? source.count
        }
        return nextReference < range.upperBound
    }

    /// Writes text that holds no references to characters.
    private mutating func takeRaw(to end: Int) {
        if end - textStart < TextSign.length || page.texts.count == TextSign.most {
            write(textStart..<end)
        } else {
            writeSign(textStart..<end)
        }
        (place, textStart) = (end, end)
    }

    private mutating func writeSign(_ text: Range<Int>) {
        let sign = TextSign.bytes(of: page.texts.count)
        page.texts.append(SkimmedPage.Place(lower: Int32(text.lowerBound), upper: Int32(text.upperBound)))
        output[count] = TextSign.mark
        output[count + 1] = sign.0
        output[count + 2] = sign.1
        output[count + 3] = sign.2
        count += TextSign.length
    }

    /// Whether a tag stays in a flat page.
    private mutating func isKeptFlat(_ name: UInt64) -> Bool {
        guard names.flat.contains(name), breaks < Self.mostBreaks else { return false }
        breaks += 1
        return true
    }

    /// What takes a tag's place in a flat page: most break paragraphs, those inside of lines are nothing.
    private mutating func breakFlat(_ name: UInt64) {
        guard !isBroken, name == 0 || !names.inline.contains(name) else { return }
        isBroken = true
        if breaks < Self.mostBreaks || place - lastBreak >= Self.shortestLongParagraph {
            breaks += 1
            lastBreak = place
            for byte in "<p>".utf8 { write(byte) }
        } else {
            write(0x0A)
        }
    }

    @inline(__always)
    private mutating func write(_ byte: UInt8) {
        assert(count < output.count)
        output[count] = byte
        count += 1
    }

    @inline(__always)
    private mutating func write(_ range: Range<Int>) {
        // Nearly all are the names of tags.
        if range.count <= 16 {
            for place in range { write(source[place]) }
        } else {
            let target = UnsafeMutableBufferPointer(rebasing: output[count...])
            _ = target.update(fromContentsOf: UnsafeBufferPointer(rebasing: source[range]))
            count += range.count
        }
    }
}
