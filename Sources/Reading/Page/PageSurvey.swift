/// What is measured on a page before its text is looked for: which elements are furniture, and where text stands.
struct PageSurvey {
    let tree: HTMLTree
    /// Words of class, id and role, by node.
    private(set) var words: [PageWords]
    /// Elements that are left out with everything inside.
    private(set) var isPruned: [Bool]
    /// Bytes of text inside, by node.
    private(set) var textLength: [Int32]
    /// Bytes of text inside links inside.
    private(set) var linkLength: [Int32]
    /// Bytes inside that stand in paragraphs that look like prose.
    private(set) var proseLength: [Int32]
    /// The same, before what is called furniture was left out.
    private(set) var allProseLength: [Int32] = []
    /// Whether a node is apart from the page's text, or inside of what is.
    private(set) var standsApart: [Bool]
    /// Bytes of text before each node and after the last, also where it is left out; scripts' texts don't count.
    private var visibleBefore: [Int32]
    /// The piece of the page, or the cell of a table, that each node is in.
    private var blocks: [Int32] = []
    private var isInLink: [Bool] = []
    /// Where the body starts.
    let body: Int

    /// A paragraph of fewer bytes says nothing about where the article is.
    private static let shortestProse = 60

    /// How much is left out.
    enum Strictness {
        /// Everything that is called furniture, unless it holds the prose.
        case names
        /// What readers wrote, what is hidden, and elements that mean furniture.
        case elements
        /// As by elements, but not what readers wrote.
        case comments
    }

    private let strictness: Strictness

    init(_ tree: HTMLTree, _ strictness: Strictness = .names) {
        self.tree = tree
        self.strictness = strictness
        let count = tree.nodes.count
        words = Array(repeating: [], count: count)
        isPruned = Array(repeating: false, count: count)
        textLength = Array(repeating: 0, count: count)
        linkLength = Array(repeating: 0, count: count)
        proseLength = Array(repeating: 0, count: count)
        standsApart = []
        visibleBefore = [0]
        body = tree.first(.body) ?? 0
        readWords()
        sumUp()
        place()
        measure()
        prune { $0.isApart($1) }
        measure()
        standsApart = isPruned
        allProseLength = proseLength
        guard strictness == .names else { return }
        let total = proseLength[body]
        prune { $0.isFurniture($1, total) }
        measure(proseOnly: true)
    }

    private mutating func readWords() {
        var known = KnownWords()
        for index in tree.nodes.indices where tree.nodes[index].tag != .text {
            tree.forEachName(of: index) { words[index].formUnion(known.words(of: $0)) }
        }
    }

    /// Finds for every node the piece of the page that it is in, and whether it is in a link.
    private mutating func place() {
        blocks = Array(repeating: 0, count: tree.nodes.count)
        isInLink = Array(repeating: false, count: tree.nodes.count)
        for index in tree.nodes.indices {
            let node = tree.nodes[index]
            blocks[index] = HTMLTag.pieces.contains(node.tag) ? Int32(index) : blocks[Int(node.parent)]
            isInLink[index] = node.tag == .a || isInLink[Int(node.parent)]
        }
    }

    private mutating func sumUp() {
        visibleBefore.reserveCapacity(tree.nodes.count + 1)
        var sum: Int32 = 0
        for index in tree.nodes.indices {
            let node = tree.nodes[index]
            if node.tag == .text, tree.nodes[Int(node.parent)].tag != .script {
                sum += Self.visibleLength(tree.text(of: index))
            }
            visibleBefore.append(sum)
        }
    }

    /// Sums lengths over what isn't pruned, from the last node to the first: children come after their parents.
    private mutating func measure(proseOnly: Bool = false) {
        let count = tree.nodes.count
        guard count > 0 else { return }
        var prose = [Int32](repeating: 0, count: count)
        var texts = prose
        var links = prose
        // Of a block, text that stands in it itself, and that in links.
        var own = prose
        var ownLink = prose
        let body = body
        tree.nodes.withUnsafeBufferPointer { nodes in
            isPruned.withUnsafeMutableBufferPointer { isPruned in
                for index in 1..<count where isPruned[Int(nodes[index].parent)] { isPruned[index] = true }
                for index in (body + 1)..<max(body + 1, count) where nodes[index].tag == .text && !isPruned[index] {
                    let length = visibleBefore[index + 1] - visibleBefore[index]
                    guard length > 0 else { continue }
                    texts[index] = length
                    own[Int(blocks[index])] += length
                    if isInLink[index] {
                        links[index] = length
                        ownLink[Int(blocks[index])] += length
                    }
                }
            }
            prose.withUnsafeMutableBufferPointer { prose in
                var index = count - 1
                while index > 0 {
                    let length = own[index]
                    if length >= Self.shortestProse, Int(ownLink[index]) * 3 < length { prose[index] += length }
                    let parent = Int(nodes[index].parent)
                    if prose[index] > 0 { prose[parent] += prose[index] }
                    if texts[index] > 0 { texts[parent] += texts[index] }
                    if links[index] > 0 { links[parent] += links[index] }
                    index -= 1
                }
            }
        }
        proseLength = prose
        guard !proseOnly else { return }
        textLength = texts
        linkLength = links
    }

    /// Bytes of a text, of which white space in a row counts as one, and at the start as none.
    private static func visibleLength(_ text: ArraySlice<UInt8>) -> Int32 {
        text.withUnsafeBufferPointer { text in
            let bytes = UnsafeRawBufferPointer(text)
            var length = bytes.count
            var isSpace: UInt64 = 1
            var index = 0
            // Eight bytes at a time: which are at most a space, and of these which stand after another.
            while index + 8 <= bytes.count {
                let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
                let visible = ((word & 0x7F7F_7F7F_7F7F_7F7F) &+ 0x5F5F_5F5F_5F5F_5F5F) | word
                let spaces = (~visible & 0x8080_8080_8080_8080) >> 7
                if spaces != 0 {
                    length -= (spaces & (spaces << 8 | isSpace)).nonzeroBitCount
                }
                isSpace = spaces >> 56
                index += 8
            }
            while index < bytes.count {
                let space: UInt64 = bytes[index] <= 0x20 ? 1 : 0
                length -= Int(space & isSpace)
                isSpace = space
                index += 1
            }
            return Int32(length)
        }
    }

    /// Bytes of text inside a node, white space counted once, also where it is left out; scripts' texts don't count.
    func visibleLength(within index: Int) -> Int { visibleLength(of: index..<Int(tree.nodes[index].end)) }

    /// Bytes of text of nodes one after the other, counted likewise.
    func visibleLength(of range: Range<Int>) -> Int {
        Int(visibleBefore[range.upperBound] - visibleBefore[range.lowerBound])
    }

    private mutating func prune(_ isUnwanted: (borrowing PageSurvey, Int) -> Bool) {
        let nodes = tree.nodes
        var index = body + 1
        while index < nodes.count {
            if isPruned[index] || (nodes[index].tag != .text && isUnwanted(self, index)) {
                isPruned[index] = true
                index = Int(nodes[index].end)
            } else {
                index += 1
            }
        }
    }

    /// What is no part of the page's text whatever else is on it: hidden elements, navigation, readers' comments.
    func isApart(_ index: Int) -> Bool {
        let tag = tree.nodes[index].tag
        let total = Int(proseLength[body])
        let prose = Int(proseLength[index])
        let holdsMost = prose * 2 > total && prose > 200
        if tag == .script || tag == .nav || isHidden(index) { return true }
        if tag == .footer || tag == .form || tag == .aside { return !holdsMost }
        return strictness != .comments && words[index].contains(.comments) && tag != .body && prose * 3 < total * 2
    }

    /// What kind of furniture an element is, as a number.
    func kindOfFurniture(_ index: Int) -> Int {
        let tag = tree.nodes[index].tag
        if tag == .header { return 1 }
        if words[index].contains(.noise) { return 4 }
        if words[index].contains(.weakNoise) { return words[index].contains(.lead) ? 2 : 3 }
        return words[index].contains(.author) ? 5 : 6
    }

    /// What is called furniture.
    private func isFurniture(_ index: Int, _ total: Int32) -> Bool {
        let tag = tree.nodes[index].tag
        let (prose, total) = (Int(proseLength[index]), Int(total))
        if tag == .header { return prose * 4 < total }
        if tag == .body || tag == .html || tag == .main || tag == .article { return false }
        let word = words[index]
        if word.contains(.noise) { return prose * 5 < total * 2 || prose < 200 }
        if word.contains(.weakNoise) { return prose * 8 < total }
        if word.contains(.author), !word.contains(.content) { return prose * 3 < total }
        guard let role = tree.attributeBytes(.role, of: index) else { return false }
        return Self.isFurnitureRole(role) && prose * 2 < total
    }

    /// Why an element is left out, as a phrase.
    func whyPruned(_ index: Int) -> String {
        let tag = tree.nodes[index].tag
        if isHidden(index) { return "hidden" }
        if tag == .nav { return "navigation" }
        if tag == .footer { return "a footer" }
        if tag == .form { return "a form" }
        if tag == .aside { return "an aside" }
        if tag == .header { return "a header" }
        if words[index].contains(.comments) { return "readers' comments" }
        if words[index].isDisjoint(with: [.noise, .weakNoise]), words[index].contains(.author) {
            return "about the author"
        }
        let name = tree.attribute(.class, of: index) ?? tree.attribute(.id, of: index) ?? ""
        return name.isEmpty ? "furniture by its role" : "furniture by its name: \(name.prefix(60))"
    }

    private static let furnitureRoles = Set([
        "navigation", "banner", "contentinfo", "complementary", "search", "dialog", "alert", "menu", "menubar",
        "toolbar",
    ])

    private static func isFurnitureRole(_ role: ArraySlice<UInt8>) -> Bool {
        furnitureRoles.contains(String(decoding: role, as: UTF8.self))
    }

    func isHidden(_ index: Int) -> Bool {
        guard tree.nodes[index].mayBeHidden else { return false }
        if tree.attributeBytes(.hidden, of: index) != nil { return true }
        if tree.attributeBytes(.ariaHidden, of: index)?.elementsEqual("true".utf8) == true { return true }
        guard let style = tree.attributeBytes(.style, of: index), style.count < 400 else { return false }
        let bare = style.filter { $0 > 0x20 }
        return bare.holds("display:none")
            || bare.holds("visibility:hidden")
    }
}
