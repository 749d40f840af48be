internal import CMyHTML

/// A page's elements and texts in document order, parsed as the HTML standard says (MyHTML).
///
/// Flat arrays: a node's descendants are the nodes after it up to its ``Node/end``, so every walk is a loop and no
/// nesting, however deep, can exhaust the stack. Scripts are dropped unless they hold JSON-LD.
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

    /// An attribute that readers look at.
    private struct Attribute {
        var name: HTMLAttribute
        var lower: Int32
        var upper: Int32
    }

    private(set) var nodes: [Node] = []
    private(set) var bytes: [UInt8] = []
    private var attributes: [Attribute] = []

    /// Parses UTF-8; time and memory are linear in the bytes.
    ///
    /// A page that is nested beyond reason is read as paragraphs beside each other.
    init(_ page: [UInt8], parsers: MarkupParsers = MarkupParsers()) {
        // The standard leaves NULs out of texts; MyHTML miscounts them.
        let page = page.holds(0) ? page.filter { $0 != 0 } : page
        if !parse(MarkupSkim.skim(page), parsers, isWholeWanted: true) {
            _ = parse(MarkupSkim.flatten(page), parsers, isWholeWanted: false)
        }
        // Without memory for a parser: a page has a root, whatever happens.
        if nodes.isEmpty { nodes = [Node(tag: .html, parent: 0, end: 1, lower: 0, upper: 0)] }
    }

    /// Parses markup; false where building the tree was given up and all of it is wanted.
    private mutating func parse(_ html: [UInt8], _ parsers: MarkupParsers, isWholeWanted: Bool) -> Bool {
        nodes.reserveCapacity(html.count / 24)
        bytes.reserveCapacity(html.count / 2)
        return parsers.with(pageOf: html.count) { parser in
            var budget = ParsingBudget(bytes: html.count)
            html.withUnsafeBytes { budget.parse($0, into: parser.tree) }
            parser.isSpoilt = budget.isExceeded
            if isWholeWanted, budget.isExceeded { return false }
            if let root = myhtml_tree_get_node_html(parser.tree) { copy(root) }
            return true
        } ?? true
    }

    private mutating func copy(_ root: UnsafeMutablePointer<myhtml_tree_node_t>) {
        var node = root
        var parent: Int32 = 0
        while true {
            let index = Int32(nodes.count)
            let entersChildren = append(node, parent: parent)
            if entersChildren, let child = myhtml_node_child(node) {
                parent = index
                node = child
                continue
            }
            while node != root, myhtml_node_next(node) == nil {
                guard let above = myhtml_node_parent(node) else { return }
                nodes[Int(parent)].end = Int32(nodes.count)
                parent = nodes[Int(parent)].parent
                node = above
            }
            if node == root { break }
            guard let next = myhtml_node_next(node) else { break }
            node = next
        }
        if !nodes.isEmpty { nodes[0].end = Int32(nodes.count) }
    }

    /// Appends a node; whether its children are wanted.
    private mutating func append(_ node: UnsafeMutablePointer<myhtml_tree_node_t>, parent: Int32) -> Bool {
        let tag = HTMLTag(number: Int(myhtml_node_tag_id(node)))
        var added = Node(tag: tag, parent: parent, end: Int32(nodes.count + 1), lower: 0, upper: 0)
        var isEntered = true
        if tag == .text {
            var length = 0
            let text = myhtml_node_text(node, &length)
            (added.lower, added.upper) = store(text, length)
            isEntered = false
        } else if HTMLTag.unread.contains(tag) {
            isEntered = false
        } else {
            added.lower = Int32(attributes.count)
            added.mayBeHidden = appendAttributes(of: node)
            added.upper = Int32(attributes.count)
        }
        nodes.append(added)
        if tag == .script {
            let type = attribute(.type, of: nodes.count - 1) ?? ""
            isEntered = type.lowercased().hasPrefix("application/ld+json")
        }
        return isEntered
    }

    /// Appends an element's attributes: whether some of them may hide it.
    private mutating func appendAttributes(of node: UnsafeMutablePointer<myhtml_tree_node_t>) -> Bool {
        var mayBeHidden = false
        var attribute = myhtml_node_attribute_first(node)
        while let current = attribute {
            var length = 0
            let key = myhtml_attribute_key(current, &length)
            if let name = HTMLAttribute(UnsafeRawBufferPointer(start: key, count: key == nil ? 0 : length)) {
                var length = 0
                let value = myhtml_attribute_value(current, &length)
                let (lower, upper) = store(value, length)
                attributes.append(Attribute(name: name, lower: lower, upper: upper))
                if name == .hidden || name == .style || name == .ariaHidden { mayBeHidden = true }
            }
            attribute = myhtml_attribute_next(current)
        }
        return mayBeHidden
    }

    private mutating func store(_ start: UnsafePointer<CChar>?, _ count: Int) -> (Int32, Int32) {
        let lower = Int32(bytes.count)
        if let start { bytes.append(contentsOf: UnsafeRawBufferPointer(start: start, count: count)) }
        return (lower, Int32(bytes.count))
    }

    /// The bytes of a text node.
    func text(of index: Int) -> ArraySlice<UInt8> { bytes[Int(nodes[index].lower)..<Int(nodes[index].upper)] }

    /// The bytes of an attribute's value; nil when the element doesn't have it.
    func attributeBytes(_ name: HTMLAttribute, of index: Int) -> ArraySlice<UInt8>? {
        let node = nodes[index]
        guard node.tag != .text else { return nil }
        var index = Int(node.lower)
        while index < Int(node.upper) {
            let attribute = attributes[index]
            if attribute.name == name { return bytes[Int(attribute.lower)..<Int(attribute.upper)] }
            index += 1
        }
        return nil
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

/// The attributes that readers look at.
enum HTMLAttribute: UInt8, Sendable {
    case `class`, id, role, itemprop, rel, href, content, property, name, datetime, style, hidden, lang, type, title
    case ariaHidden, itemtype, xmlLang, httpEquiv, pubdate, colspan
    /// The names that scripts give a date.
    case dataDate

    private static let names: [(name: StaticString, attribute: HTMLAttribute)] = [
        ("class", .class), ("id", .id), ("role", .role), ("itemprop", .itemprop), ("rel", .rel), ("href", .href),
        ("content", .content), ("property", .property), ("name", .name), ("datetime", .datetime), ("style", .style),
        ("hidden", .hidden), ("lang", .lang), ("type", .type), ("title", .title),
        ("aria-hidden", .ariaHidden), ("itemtype", .itemtype), ("xml:lang", .xmlLang), ("http-equiv", .httpEquiv),
        ("pubdate", .pubdate), ("colspan", .colspan), ("data-date", .dataDate), ("data-datetime", .dataDate),
        ("data-date-time", .dataDate), ("data-date-iso", .dataDate), ("data-published", .dataDate),
        ("data-publish-date", .dataDate), ("data-time", .dataDate), ("data-timestamp", .dataDate),
    ]

    /// The names of all of them.
    static var keys: [String] { names.map { "\($0.name)" } }

    init?(_ key: UnsafeRawBufferPointer) {
        guard let first = key.first else { return nil }
        for row in Self.names where row.name.utf8CodeUnitCount == key.count && row.name.utf8Start.pointee == first {
            if UnsafeRawBufferPointer(start: row.name.utf8Start, count: key.count).elementsEqual(key) {
                self = row.attribute
                return
            }
        }
        return nil
    }
}
