/// An XML document's elements and texts in document order.
///
/// Flat arrays, as for pages: a node's descendants are the nodes after it up to its ``Node/end``. Names are in lower
/// case, with the prefix that their namespace has in ``XMLNamespaces``, whatever prefix the document chose: `dc:creator`,
/// `atom:entry`; elements of RSS in any of its namespaces have none.
struct XMLTree: Sendable {
    /// An element or a text.
    struct Node: Sendable {
        /// The name's number; negative for a text.
        var name: Int32
        /// The parent's index; the first node is its own.
        var parent: Int32
        /// The index after the last descendant.
        var end: Int32
        /// A text's bytes, or an element's attributes.
        var lower: Int32
        var upper: Int32
        /// Where the element stands in the source.
        var source: Range<Int32>

        /// Whether it is a text.
        var isText: Bool { name < 0 }
    }

    /// An attribute.
    struct Attribute: Sendable {
        var name: Int32
        var lower: Int32
        var upper: Int32
    }

    var nodes: [Node] = []
    var bytes: [UInt8] = []
    var attributes: [Attribute] = []
    private(set) var names: [String] = []
    private var numbers: [String: Int32] = [:]

    /// Where the document first wasn't well-formed, by bytes; nil when it was.
    var firstFault: Int?

    mutating func number(of name: String) -> Int32 {
        if let known = numbers[name] { return known }
        names.append(name)
        numbers[name] = Int32(names.count - 1)
        return Int32(names.count - 1)
    }

    mutating func store(_ part: some Collection<UInt8>) -> (lower: Int32, upper: Int32) {
        let lower = Int32(bytes.count)
        bytes.append(contentsOf: part)
        return (lower, Int32(bytes.count))
    }

    /// The element that holds all others; nil when there is none.
    var root: Int? { nodes.firstIndex { !$0.isText } }

    /// The name of an element; empty for a text.
    func name(of node: Int) -> String { nodes[node].isText ? "" : names[Int(nodes[node].name)] }

    /// The elements right inside another.
    func children(of node: Int) -> [Int] { content(of: node).filter { !nodes[$0].isText } }

    /// The elements of a name right inside another.
    func children(_ name: String, of node: Int) -> [Int] {
        guard let number = numbers[name] else { return [] }
        return content(of: node).filter { nodes[$0].name == number }
    }

    /// The first element of a name right inside another.
    func child(_ name: String, of node: Int) -> Int? {
        guard let number = numbers[name] else { return nil }
        var index = node + 1
        while index < Int(nodes[node].end) {
            if nodes[index].name == number { return index }
            index = Int(nodes[index].end)
        }
        return nil
    }

    /// The element at the end of a path of names; the first one of each.
    func child(_ path: [String], of node: Int) -> Int? {
        path.reduce(Optional(node)) { node, name in node.flatMap { child(name, of: $0) } }
    }

    /// The elements of a name anywhere inside another, in order.
    func descendants(_ name: String, of node: Int) -> [Int] {
        guard let number = numbers[name] else { return [] }
        return (node + 1..<Int(nodes[node].end)).filter { nodes[$0].name == number }
    }

    /// The elements of a name inside another that aren't in one of the same name themselves, in order.
    func outermost(_ name: String, of node: Int) -> [Int] {
        var found: [Int] = []
        for index in descendants(name, of: node) where index >= found.last.map({ Int(nodes[$0].end) }) ?? 0 {
            found.append(index)
        }
        return found
    }

    /// Elements and texts right inside an element.
    func content(of node: Int) -> [Int] {
        var found: [Int] = []
        var index = node + 1
        while index < Int(nodes[node].end) {
            found.append(index)
            index = Int(nodes[index].end)
        }
        return found
    }

    /// An attribute's value; nil when the element doesn't have it.
    func attribute(_ name: String, of node: Int) -> String? {
        guard !nodes[node].isText, let number = numbers[name] else { return nil }
        let own = attributes[Int(nodes[node].lower)..<Int(nodes[node].upper)]
        return own.first { $0.name == number }.map { text($0.lower, $0.upper) }
    }

    /// An attribute's value, of the element or the nearest around it that has one.
    func inherited(_ name: String, of node: Int) -> String? {
        var node = node
        while true {
            if let value = attribute(name, of: node) { return value }
            let parent = Int(nodes[node].parent)
            if parent == node { return nil }
            node = parent
        }
    }

    /// All text inside an element.
    func text(of node: Int) -> String {
        var text: [UInt8] = []
        for inner in nodes[node..<Int(nodes[node].end)] where inner.isText {
            text += bytes[Int(inner.lower)..<Int(inner.upper)]
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// A text node's bytes.
    func textBytes(of node: Int) -> ArraySlice<UInt8> { bytes[Int(nodes[node].lower)..<Int(nodes[node].upper)] }

    func text(_ lower: Int32, _ upper: Int32) -> String {
        String(decoding: bytes[Int(lower)..<Int(upper)], as: UTF8.self)
    }
}
