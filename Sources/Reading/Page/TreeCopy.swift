internal import CMyHTML

/// Copies the parser's tree into the flat arrays of ``HTMLTree``, with the texts and attributes that the parser never saw.
struct TreeCopy {
    private(set) var nodes: [HTMLTree.Node] = []
    private(set) var attributes: [PageAttribute]
    /// Texts and attributes that don't stand in the page as they are; places in it count from the page's end on.
    private(set) var decoded: [UInt8] = []
    private let skimmed: SkimmedPage
    private let page: [UInt8]
    /// The element with attributes that comes next, most likely.
    private var next = 0

    /// - Parameter nodes: How many there are, at least.
    init(of skimmed: SkimmedPage, page: [UInt8], nodes: Int) {
        self.skimmed = skimmed
        self.page = page
        attributes = skimmed.attributes
        self.nodes.reserveCapacity(nodes + 3)
    }

    /// Adds an element with all that is in it.
    mutating func add(_ root: UnsafeMutablePointer<myhtml_tree_node_t>) {
        var node = root
        var parent: Int32 = 0
        while true {
            let index = Int32(nodes.count)
            if append(node, parent: parent), let child = node.pointee.child {
                parent = index
                node = child
                continue
            }
            while node != root, node.pointee.next == nil {
                guard let above = node.pointee.parent else { return }
                nodes[Int(parent)].end = Int32(nodes.count)
                parent = nodes[Int(parent)].parent
                node = above
            }
            if node == root { break }
            guard let next = node.pointee.next else { break }
            node = next
        }
        if !nodes.isEmpty { nodes[0].end = Int32(nodes.count) }
    }

    /// Appends a node; whether its children are wanted.
    private mutating func append(_ node: UnsafeMutablePointer<myhtml_tree_node_t>, parent: Int32) -> Bool {
        let tag = HTMLTag(number: Int(node.pointee.tag_id))
        var added = HTMLTree.Node(tag: tag, parent: parent, end: Int32(nodes.count + 1), lower: 0, upper: 0)
        var isEntered = true
        if tag == .text {
            var length = 0
            let text = myhtml_node_text(node, &length)
            (added.lower, added.upper) = place(ofText: UnsafeRawBufferPointer(start: text, count: length))
            isEntered = false
        } else if HTMLTag.unread.contains(tag) {
            isEntered = false
        } else if let token = node.pointee.token {
            let known = skimmed.attributes(ofElementAt: Int(token.pointee.raw_begin), next: &next)
            let all = token.pointee.attr_first == nil ? known : add(known, andThoseFrom: token.pointee.attr_first)
            (added.lower, added.upper) = (Int32(all.lowerBound), Int32(all.upperBound))
            added.mayBeHidden = all.contains {
                let name = attributes[$0].name
                return name == .hidden || name == .style || name == .ariaHidden
            }
            // Those that hold no data went before, but for a few at the end of a page that is cut.
            if tag == .script { isEntered = holdsData(all) }
        }
        nodes.append(added)
        return isEntered
    }

    /// Adds the attributes that the parser had to see to those that it hadn't.
    private mutating func add(
        _ known: Range<Int>, andThoseFrom first: UnsafeMutablePointer<myhtml_token_attr_t>?
    ) -> Range<Int> {
        let start = attributes.count
        attributes += attributes[known]
        var attribute = first
        while let current = attribute {
            var length = 0
            let key = UnsafeRawBufferPointer(start: myhtml_attribute_key(current, &length), count: length)
            if let name = key.withMemoryRebound(to: UInt8.self, { HTMLAttribute($0) }) {
                let value = myhtml_attribute_value(current, &length)
                let (lower, upper) = store(UnsafeRawBufferPointer(start: value, count: value == nil ? 0 : length))
                attributes.append(PageAttribute(name: name, lower: lower, upper: upper))
            }
            attribute = myhtml_attribute_next(current)
        }
        return start..<attributes.count
    }

    /// Whether a script's type is JSON-LD's.
    private func holdsData(_ range: Range<Int>) -> Bool {
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

    private mutating func store(_ value: UnsafeRawBufferPointer) -> (Int32, Int32) {
        let lower = Int32(page.count + decoded.count)
        decoded.append(contentsOf: value)
        return (lower, Int32(page.count + decoded.count))
    }

    /// Where a text stands: what its sign stands for, or a copy where there are several signs, or text.
    private mutating func place(ofText text: UnsafeRawBufferPointer) -> (Int32, Int32) {
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
