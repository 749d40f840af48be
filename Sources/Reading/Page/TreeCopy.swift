/// The flat arrays of ``HTMLTree`` while the parser's tree is copied into them, with the texts and attributes that the
/// parser never saw.
struct TreeCopy {
    var nodes: [HTMLTree.Node] = []
    var attributes: [PageAttribute]
    /// Texts and attributes that don't stand in the page as they are; places in it count from the page's end on.
    private(set) var decoded: [UInt8] = []
    let skimmed: SkimmedPage
    private let page: [UInt8]

    private static let longPage = 1 << 20

    /// - Parameter nodes: How many there are, at least.
    init(of skimmed: SkimmedPage, page: [UInt8], nodes: Int) {
        self.skimmed = skimmed
        self.page = page
        attributes = skimmed.attributes
        self.nodes.reserveCapacity(nodes + 3)
        // What would be copied as it grows; what isn't written to takes no memory.
        if page.count > Self.longPage { decoded.reserveCapacity(page.count) }
    }

    /// Whether an element with these attributes may be hidden by one of them.
    @inline(__always)
    func mayBeHidden(_ range: Range<Int>) -> Bool {
        range.contains {
            let name = attributes[$0].name
            return name == .hidden || name == .style || name == .ariaHidden
        }
    }

    /// Whether a script's type is JSON-LD's.
    func holdsData(_ range: Range<Int>) -> Bool {
        range.contains { index in
            let attribute = attributes[index]
            guard attribute.name == .type else { return false }
            let start = Int(attribute.lower) - page.count
            let type =
                start < 0
                ? page[Int(attribute.lower)..<Int(attribute.upper)]
                : decoded[start..<(Int(attribute.upper) - page.count)]
            return String(decoding: type.prefix(40), as: UTF8.self).lowercased().hasPrefix("application/ld+json")
        }
    }

    /// Adds an attribute that the parser had to see, where readers look at it.
    mutating func add(attribute key: UnsafeBufferPointer<UInt8>, value: UnsafeRawBufferPointer) {
        guard let name = HTMLAttribute(key) else { return }
        let (lower, upper) = store(value)
        attributes.append(PageAttribute(name: name, lower: lower, upper: upper))
    }

    private mutating func store(_ value: UnsafeRawBufferPointer) -> (Int32, Int32) {
        let lower = Int32(page.count + decoded.count)
        decoded.append(contentsOf: value)
        return (lower, Int32(page.count + decoded.count))
    }

    /// Where a text stands: what its sign stands for, or a copy where there are several signs, or text.
    mutating func place(ofText text: UnsafeRawBufferPointer) -> (Int32, Int32) {
        text.withMemoryRebound(to: UInt8.self) { text in
            if text.count == TextSign.length, text[0] == TextSign.mark {
                let number = TextSign.number(text, after: 0)
                if number < skimmed.texts.count { return (skimmed.texts[number].lower, skimmed.texts[number].upper) }
            }
            guard text.firstIndex(of: TextSign.mark, from: 0) != nil else { return store(UnsafeRawBufferPointer(text)) }
            return expand(text)
        }
    }

    /// Copies texts that stand in one, one after the other.
    private mutating func expand(_ text: UnsafeBufferPointer<UInt8>) -> (Int32, Int32) {
        let lower = Int32(page.count + decoded.count)
        var place = 0
        while let mark = text.firstIndex(of: TextSign.mark, from: place) {
            decoded.append(contentsOf: text[place..<mark])
            place = mark + TextSign.length
            guard place <= text.count else { break }
            let number = TextSign.number(text, after: mark)
            guard number < skimmed.texts.count else { continue }
            decoded.append(contentsOf: page[Int(skimmed.texts[number].lower)..<Int(skimmed.texts[number].upper)])
        }
        if place < text.count { decoded.append(contentsOf: text[place...]) }
        return (lower, Int32(page.count + decoded.count))
    }
}
