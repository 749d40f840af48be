/// A page's elements and texts in document order, parsed as the HTML standard says: see ``MarkupParser``.
///
/// Flat arrays: a node's descendants are the nodes after it up to its ``Node/end``, so every walk is a loop and no
/// nesting, however deep, can exhaust the stack. Scripts are dropped unless they hold
/// JSON-LD. Texts and attributes are read where they stand in the page.
struct HTMLTree: Sendable {
    /// An element or a text.
    struct Node: Sendable {
        var tag: HTMLTag
        /// The parent's index; the first node is its own.
        var parent: Int32
        /// The index after the last descendant.
        var end: Int32
        /// A text node's bytes, or an element's attributes.
        var lower: Int32
        var upper: Int32
        /// Whether attributes may hide it.
        var mayBeHidden = false
    }

    private(set) var nodes: [Node] = []
    /// The page, in which most texts and attributes stand.
    private let page: [UInt8]
    /// What stands otherwise in the page: texts and attributes with references to characters.
    private var decoded: [UInt8] = []
    private var attributes: [PageAttribute] = []

    /// Parses UTF-8; time and memory are linear in the bytes.
    ///
    /// A page that is nested beyond reason is read as paragraphs beside each other.
    init(_ html: [UInt8], parsers: MarkupParsers = MarkupParsers()) {
        page = TextSign.clear(html)
        var skimmed = MarkupSkim.skim(page)
        if max(skimmed.pieces, skimmed.ends) > Self.mostPieces || !parse(&skimmed, parsers, isWholeWanted: true) {
            // Both at a time would be too much.
            skimmed = SkimmedPage()
            skimmed = MarkupSkim.flatten(page)
            _ = parse(&skimmed, parsers, isWholeWanted: false)
        }
        // Without memory for a parser: a page has a root, whatever happens.
        if nodes.isEmpty { nodes = [Node(tag: .html, parent: 0, end: 1, lower: 0, upper: 0)] }
    }

    /// A page with more tags and texts is read flat: the parser needs a third of a kilobyte for each.
    private static let mostPieces = 200_000

    /// Parses markup, which isn't there any more then; false where building the tree was given up and all of it is wanted.
    private mutating func parse(_ skimmed: inout SkimmedPage, _ parsers: MarkupParsers, isWholeWanted: Bool) -> Bool {
        let read: TreeCopy?? = parsers.with(pageOf: skimmed.markup.count) { parser in
            parser.read(&skimmed, of: page, isWholeWanted: isWholeWanted)
        }
        // Where there is no memory for a parser there is none for a flat page, either.
        guard let read else { return true }
        guard let copy = read else { return false }
        (nodes, attributes, decoded) = (copy.nodes, copy.attributes, copy.decoded)
        return true
    }

    /// Bytes of the page, or of what was decoded, which counts from the page's end on.
    @inline(__always)
    private func bytes(_ lower: Int32, _ upper: Int32) -> ArraySlice<UInt8> {
        let start = Int(lower) - page.count
        return start < 0 ? page[Int(lower)..<Int(upper)] : decoded[start..<(Int(upper) - page.count)]
    }

    /// The bytes of a text node.
    func text(of index: Int) -> ArraySlice<UInt8> { bytes(nodes[index].lower, nodes[index].upper) }

    /// The bytes of an attribute's value; nil when the element doesn't have it.
    func attributeBytes(_ name: HTMLAttribute, of index: Int) -> ArraySlice<UInt8>? {
        let node = nodes[index]
        guard node.tag != .text else { return nil }
        var index = Int(node.lower)
        while index < Int(node.upper) {
            let attribute = attributes[index]
            if attribute.name == name { return bytes(attribute.lower, attribute.upper) }
            index += 1
        }
        return nil
    }

    /// What an element is called: its classes, and its identity.
    @inline(__always)
    func forEachName(of index: Int, _ body: (ArraySlice<UInt8>) -> Void) {
        for attribute in Int(nodes[index].lower)..<Int(nodes[index].upper) {
            let attribute = attributes[attribute]
            if attribute.name == .class || attribute.name == .id { body(bytes(attribute.lower, attribute.upper)) }
        }
    }

    /// An attribute's value; nil when the element doesn't have it.
    func attribute(_ name: HTMLAttribute, of index: Int) -> String? {
        attributeBytes(name, of: index).map { String(decoding: $0, as: UTF8.self) }
    }

    /// Whether microdata gives an element this property.
    func isMarked(_ index: Int, _ property: StaticString) -> Bool {
        guard let value = attributeBytes(.itemprop, of: index) else { return false }
        return property.withUTF8Buffer { value.elementsEqual($0) }
    }

    /// The text inside an element, cleaned, in one line; nil when it is longer than `limit` bytes, or stands in so much
    /// markup and white space that it is no line.
    ///
    /// Callers ask elements of any size: no more is read than tells that there is too much.
    func innerText(of index: Int, limit: Int) -> String? {
        var text: [UInt8] = []
        // Markup and white space around a line; more elements than it may have bytes aren't one.
        let mostRead = limit * 16
        guard Int(nodes[index].end) - index <= limit else { return nil }
        for inner in index..<Int(nodes[index].end) {
            if nodes[inner].tag == .text {
                text += self.text(of: inner).prefix(mostRead)
            } else if HTMLTag.breaks.contains(nodes[inner].tag) {
                text.append(0x20)
            }
            guard text.count < mostRead else { return nil }
        }
        let cleaned = TextCleaner.clean(text, .joined)
        return cleaned.count <= limit ? String(decoding: cleaned, as: UTF8.self) : nil
    }

    /// The elements that have one of these attributes, in order.
    func elements(with names: [HTMLAttribute]) -> [Int] {
        let wanted = names.reduce(into: UInt64(0)) { $0 |= 1 << UInt64($1.rawValue) }
        var found: [Int] = []
        for index in nodes.indices where nodes[index].tag != .text {
            for attribute in Int(nodes[index].lower)..<Int(nodes[index].upper)
            where wanted & (1 << UInt64(attributes[attribute].name.rawValue)) != 0 {
                found.append(index)
                break
            }
        }
        return found
    }

    /// The first element with a tag.
    func first(_ tag: HTMLTag) -> Int? { nodes.firstIndex { $0.tag == tag } }
}
