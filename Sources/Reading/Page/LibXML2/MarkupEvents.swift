internal import CLibXML2

/// What libxml2 tells while it reads a page, as the flat arrays of ``TreeCopy``.
struct MarkupEvents {
    private var copy: TreeCopy
    private let markup: [UInt8]
    private(set) var budget: ParsingBudget
    /// The parser, while it reads.
    var context: htmlParserCtxtPtr?
    /// The open elements, by their nodes; nil for what is inside of those that aren't read.
    private var open: [Int32?] = []
    /// How many elements are open around what isn't read.
    private var unreadFrom = Int.max
    /// The text since the last tag.
    private var text: [UInt8] = []
    /// The first of the skim's elements that hasn't come yet.
    private var next = 0

    init(copy: TreeCopy, markup: [UInt8]) {
        self.copy = copy
        self.markup = markup
        budget = ParsingBudget(bytes: markup.count)
    }

    /// The tree, with the elements closed that a page given up has left open.
    consuming func finished() -> TreeCopy {
        endText()
        for case let node? in open { copy.nodes[Int(node)].end = Int32(copy.nodes.count) }
        return copy
    }

    /// Notes a step, and stops the parser where there were too many.
    mutating func spend() {
        budget.spend(open.count)
        if budget.isExceeded, let context { xmlStopParser(context) }
    }

    /// An element starts, by a tag or because another one needs it.
    mutating func start(
        _ name: UnsafePointer<UInt8>?, _ attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?
    ) {
        guard let name else { return }
        endText()
        spend()
        guard open.count < unreadFrom else {
            open.append(nil)
            return
        }
        let tag = HTMLTagNames.tag(UnsafeBufferPointer(start: name, count: Self.length(name)))
        let all = attributesOfTag(name, attributes)
        let node = Int32(copy.nodes.count)
        // A second root can't be, but a page has to have one whatever the parser tells.
        let parent = open.last.flatMap { $0 } ?? 0
        var added = HTMLTree.Node(
            tag: tag, parent: parent, end: node + 1, lower: Int32(all.lowerBound), upper: Int32(all.upperBound))
        added.mayBeHidden = copy.mayBeHidden(all)
        copy.nodes.append(added)
        budget.nodes += 1
        open.append(node)
        if HTMLTag.unread.contains(tag) || tag == .script && !copy.holdsData(all) { unreadFrom = open.count }
    }

    /// The innermost element ends.
    mutating func end() {
        endText()
        spend()
        guard let last = open.popLast() else { return }
        if open.count < unreadFrom { unreadFrom = .max }
        if let last { copy.nodes[Int(last)].end = Int32(copy.nodes.count) }
    }

    /// A piece of a text, or a reference.
    mutating func add(_ bytes: UnsafePointer<UInt8>?, _ count: Int32) {
        guard open.count < unreadFrom else { return }
        let bytes = UnsafeBufferPointer(start: bytes, count: Int(count))
        // A page has no mark but in references, which come one by one.
        if bytes.count == 1, bytes[0] == TextSign.mark { return }
        if bytes.count == 2, bytes[0] == 0xC2, bytes[1] < 0xA0, let character = Self.windows1252(bytes[1]) {
            text += character
        } else {
            text += bytes
        }
    }

    /// What references to controls stand for in browsers.
    private static func windows1252(_ byte: UInt8) -> [UInt8]? {
        UnicodeText.utf8([byte], from: Charset.windows1252.converterName)?.bytes
    }

    private mutating func endText() {
        guard !text.isEmpty else { return }
        defer { text.removeAll(keepingCapacity: true) }
        guard let parent = open.last.flatMap({ $0 }) else { return }
        let (lower, upper) = text.withUnsafeBytes { copy.place(ofText: $0) }
        let node = Int32(copy.nodes.count)
        copy.nodes.append(HTMLTree.Node(tag: .text, parent: parent, end: node + 1, lower: lower, upper: upper))
        budget.nodes += 1
    }

    // MARK: Attributes

    /// The attributes that the skim noted, and those that the parser had to see.
    private mutating func attributesOfTag(
        _ name: UnsafePointer<UInt8>, _ seen: UnsafeMutablePointer<UnsafePointer<UInt8>?>?
    ) -> Range<Int> {
        let known = noted(name)
        guard let seen, seen[0] != nil else { return known }
        let start = copy.attributes.count
        copy.attributes += copy.attributes[known]
        var place = 0
        while let key = seen[place] {
            let value = seen[place + 1]
            copy.add(
                attribute: UnsafeBufferPointer(start: key, count: Self.length(key)),
                value: UnsafeRawBufferPointer(start: value, count: value.map(Self.length) ?? 0))
            place += 2
        }
        return start..<copy.attributes.count
    }

    /// The attributes that the skim noted for the tag that the parser is in: the last before its place, if that has the
    /// name. An element that the parser adds of itself stands in the tag of another one.
    private mutating func noted(_ name: UnsafePointer<UInt8>) -> Range<Int> {
        guard let input = context?.pointee.input else { return 0..<0 }
        let place = Int(input.pointee.consumed) + (input.pointee.cur - input.pointee.base)
        let elements = copy.skimmed.elements
        let first = next
        while next < elements.count, elements[next].name < place { next += 1 }
        guard next > first else { return 0..<0 }
        let start = Int(elements[next - 1].name)
        guard start + Self.length(name) <= markup.count,
            (0..<Self.length(name)).allSatisfy({ markup[start + $0] | 0x20 == name[$0] | 0x20 })
        else {
            next -= 1
            return 0..<0
        }
        let lower = next > 1 ? Int(elements[next - 2].upper) : 0
        return lower..<Int(elements[next - 1].upper)
    }

    private static func length(_ text: UnsafePointer<UInt8>) -> Int {
        var length = 0
        while text[length] != 0 { length += 1 }
        return length
    }
}
