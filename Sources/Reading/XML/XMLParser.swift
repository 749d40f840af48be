/// Reads XML that may not be well-formed: what can be made out is kept, the rest is text or left out.
///
/// Not a validating parser, by intent: feeds break every rule of XML, and an article in them is an article. It opens
/// nothing, follows nothing outside the bytes, and takes time linear in them. Depth is bounded: what lies deeper counts as
/// the text of what is above.
struct XMLParser {
    /// Deeper than any document that means something.
    private static let deepest = 256

    private let source: [UInt8]
    private var index = 0
    private var tree = XMLTree()
    private var scope = XMLScope()
    private var entities = XMLEntities()
    private var open: [(node: Int, written: ArraySlice<UInt8>)] = []
    private var ignored = 0
    private var text: [UInt8] = []
    private var isDone = false

    /// Parses UTF-8.
    static func parse(_ bytes: [UInt8]) -> XMLTree {
        var parser = XMLParser(bytes)
        parser.run()
        return parser.tree
    }

    private init(_ bytes: [UInt8]) {
        source = bytes.count <= Int(Int32.max) / 2 ? bytes : []
        index = source.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    }

    private mutating func run() {
        while index < source.count {
            let start = index
            let next = source[index...].firstIndex(of: UInt8(ascii: "<")) ?? source.count
            if next > start { append(entities.expand(source[start..<next])) }
            index = next
            if index < source.count { markup() }
        }
        while !open.isEmpty {
            fault(source.count)
            close()
        }
    }

    private mutating func fault(_ place: Int) {
        if tree.firstFault == nil { tree.firstFault = place }
    }

    private func starts(_ text: StaticString) -> Bool {
        text.withUTF8Buffer { source[index...].starts(with: $0) }
    }

    /// Passes over what begins here and ends with a text; to the end of the source where it doesn't end.
    private mutating func skip(_ opening: Int, to ending: StaticString) -> Range<Int> {
        let from = min(index + opening, source.count)
        let end = ending.withUTF8Buffer { source[from...].firstOffset(of: $0) }
        if end == nil { fault(index) }
        index = end.map { $0 + ending.utf8CodeUnitCount } ?? source.count
        return from..<(end ?? source.count)
    }

    /// What begins with `<`.
    private mutating func markup() {
        if starts("<!--") {
            _ = skip(4, to: "-->")
        } else if starts("<![CDATA[") {
            append(source[skip(9, to: "]]>")])
        } else if starts("<!DOCTYPE") || starts("<!doctype") {
            documentType()
        } else if starts("<?") {
            _ = skip(2, to: "?>")
        } else if starts("</") {
            endTag()
        } else if index + 1 < source.count, Self.beginsName(source[index + 1]) {
            startTag()
        } else {
            fault(index)
            append(source[index...index])
            index += 1
        }
    }

    private mutating func append(_ part: ArraySlice<UInt8>) {
        if !open.isEmpty { text += part }
    }

    /// Writes down the text that was gathered as a node.
    private mutating func flush() {
        defer { text.removeAll(keepingCapacity: true) }
        guard !text.isEmpty, let parent = open.last?.node else { return }
        let (lower, upper) = tree.store(text)
        let place = Int32(tree.nodes.count)
        tree.nodes.append(
            XMLTree.Node(
                name: -1, parent: Int32(parent), end: place + 1, lower: lower, upper: upper,
                source: Int32(index)..<Int32(index)))
    }

    // MARK: Tags

    private mutating func startTag() {
        let start = index
        let written = name(from: index + 1)
        index = written.endIndex
        var attributes: [(name: ArraySlice<UInt8>, value: ArraySlice<UInt8>)] = []
        var isEmpty = false
        while index < source.count {
            skipSpace()
            guard index < source.count else { break }
            if source[index] == UInt8(ascii: ">") {
                index += 1
                break
            }
            if source[index] == UInt8(ascii: "/") {
                isEmpty = true
                index += 1
                continue
            }
            // A tag that never ends, and another begins.
            if source[index] == UInt8(ascii: "<") {
                fault(index)
                break
            }
            isEmpty = false
            attribute(into: &attributes)
        }
        if open.isEmpty, isDone { return fault(start) }
        guard open.count < Self.deepest, ignored == 0 else {
            if !isEmpty { ignored += 1 }
            return
        }
        enter(written, attributes, start)
        if isEmpty { close() }
    }

    private mutating func attribute(into attributes: inout [(name: ArraySlice<UInt8>, value: ArraySlice<UInt8>)]) {
        let name = name(from: index)
        guard !name.isEmpty else {
            fault(index)
            index += 1
            return
        }
        index = name.endIndex
        skipSpace()
        guard index < source.count, source[index] == UInt8(ascii: "=") else {
            fault(index)
            attributes.append((name, name))
            return
        }
        index += 1
        skipSpace()
        guard index < source.count else { return }
        let quote = source[index]
        if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
            let end = source[(index + 1)...].firstIndex(of: quote)
            if end == nil { fault(index) }
            attributes.append((name, source[(index + 1)..<(end ?? source.count)]))
            index = end.map { $0 + 1 } ?? source.count
        } else {
            fault(index)
            let value = source[index...].prefix { $0 > 0x20 && $0 != UInt8(ascii: ">") }
            attributes.append((name, value))
            index = value.endIndex
        }
    }

    private mutating func enter(
        _ written: ArraySlice<UInt8>, _ attributes: [(name: ArraySlice<UInt8>, value: ArraySlice<UInt8>)], _ start: Int
    ) {
        flush()
        let depth = open.count + 1
        let read = attributes.map { (name: Self.lower($0.name), value: entities.expand($0.value)) }
        for (name, value) in read where name == "xmlns" || name.hasPrefix("xmlns:") {
            scope.declare(String(name.dropFirst(6)), String(decoding: value, as: UTF8.self), at: depth)
        }
        let place = Int32(tree.nodes.count)
        let lower = Int32(tree.attributes.count)
        for (name, value) in read where !name.hasPrefix("xmlns") {
            let (from, to) = tree.store(value)
            let number = tree.number(of: scope.name(name, isAttribute: true))
            tree.attributes.append(XMLTree.Attribute(name: number, lower: from, upper: to))
        }
        tree.nodes.append(
            XMLTree.Node(
                name: tree.number(of: scope.name(Self.lower(written), isAttribute: false)),
                parent: open.last.map { Int32($0.node) } ?? place, end: place + 1, lower: lower,
                upper: Int32(tree.attributes.count), source: Int32(start)..<Int32(index)))
        open.append((Int(place), written))
    }

    private mutating func endTag() {
        let start = index
        let written = name(from: index + 2)
        index =
            (source[written.endIndex...].firstIndex { $0 == UInt8(ascii: ">") || $0 == UInt8(ascii: "<") })
            ?? source.count
        if index < source.count, source[index] == UInt8(ascii: ">") { index += 1 } else { fault(start) }
        if ignored > 0 {
            ignored -= 1
            return
        }
        guard let match = open.lastIndex(where: { $0.written.elementsEqual(written) }) else { return fault(start) }
        if match < open.count - 1 { fault(start) }
        while open.count > match { close() }
    }

    private mutating func close() {
        flush()
        guard let (node, _) = open.popLast() else { return }
        tree.nodes[node].end = Int32(tree.nodes.count)
        tree.nodes[node].source = tree.nodes[node].source.lowerBound..<Int32(index)
        scope.leave(to: open.count)
        if open.isEmpty { isDone = true }
    }

    // MARK: The document type

    /// Reads the entities that it declares by value, and nothing else of it.
    private mutating func documentType() {
        index = min(index + 9, source.count)
        while index < source.count, source[index] != UInt8(ascii: ">"), source[index] != UInt8(ascii: "[") {
            if source[index] == UInt8(ascii: "\"") || source[index] == UInt8(ascii: "'") {
                _ = quoted()
            } else {
                index += 1
            }
        }
        guard index < source.count, source[index] == UInt8(ascii: "[") else {
            index = min(index + 1, source.count)
            return
        }
        index += 1
        while index < source.count, source[index] != UInt8(ascii: "]") {
            if starts("<!--") {
                _ = skip(4, to: "-->")
            } else if starts("<!ENTITY") {
                entity()
            } else if source[index] == UInt8(ascii: "\"") || source[index] == UInt8(ascii: "'") {
                _ = quoted()
            } else {
                index += 1
            }
        }
        index = source[min(index, source.count)...].firstIndex(of: UInt8(ascii: ">")).map { $0 + 1 } ?? source.count
    }

    private mutating func entity() {
        index = min(index + 8, source.count)
        skipSpace()
        let name = name(from: index)
        index = name.endIndex
        skipSpace()
        // Parameter entities (`%`) and what stands outside (SYSTEM, PUBLIC) have no value here.
        guard !name.isEmpty, index < source.count,
            source[index] == UInt8(ascii: "\"") || source[index] == UInt8(ascii: "'")
        else { return }
        entities.declare(name, quoted())
    }

    /// What stands in quotes here.
    private mutating func quoted() -> ArraySlice<UInt8> {
        let from = index + 1
        let end = source[from...].firstIndex(of: source[index]) ?? source.count
        index = min(end + 1, source.count)
        return source[from..<end]
    }

    // MARK: Characters

    private mutating func skipSpace() {
        while index < source.count, source[index] <= 0x20 { index += 1 }
    }

    private func name(from start: Int) -> ArraySlice<UInt8> {
        guard start < source.count else { return source[source.count...] }
        return source[start...].prefix { byte in
            switch byte {
            case 0...0x20, UInt8(ascii: "/"), UInt8(ascii: ">"), UInt8(ascii: "<"), UInt8(ascii: "="),
                UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "&"), UInt8(ascii: ";"), UInt8(ascii: "["),
                UInt8(ascii: "%"):
                false
            default: true
            }
        }
    }

    private static func beginsName(_ byte: UInt8) -> Bool {
        (65...90).contains(byte) || (97...122).contains(byte) || byte == UInt8(ascii: "_") || byte >= 0x80
    }

    private static func lower(_ name: ArraySlice<UInt8>) -> String {
        String(decoding: name.map { (65...90).contains($0) ? $0 + 32 : $0 }, as: UTF8.self)
    }
}
