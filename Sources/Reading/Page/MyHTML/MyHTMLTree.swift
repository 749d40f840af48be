internal import CMyHTML

/// MyHTML's tree, node by node, into the flat arrays of ``TreeCopy``.
struct MyHTMLTree {
    private(set) var copy: TreeCopy
    /// The element with attributes that comes next, most likely.
    private var next = 0

    /// Copies an element with all that is in it.
    init(_ root: UnsafeMutablePointer<myhtml_tree_node_t>?, into copy: consuming TreeCopy) {
        self.copy = copy
        if let root { add(root) }
    }

    private mutating func add(_ root: UnsafeMutablePointer<myhtml_tree_node_t>) {
        var node = root
        var parent: Int32 = 0
        while true {
            let index = Int32(copy.nodes.count)
            if append(node, parent: parent), let child = node.pointee.child {
                parent = index
                node = child
                continue
            }
            while node != root, node.pointee.next == nil {
                guard let above = node.pointee.parent else { return }
                copy.nodes[Int(parent)].end = Int32(copy.nodes.count)
                parent = copy.nodes[Int(parent)].parent
                node = above
            }
            if node == root { break }
            guard let next = node.pointee.next else { break }
            node = next
        }
        if !copy.nodes.isEmpty { copy.nodes[0].end = Int32(copy.nodes.count) }
    }

    /// Appends a node; whether its children are wanted.
    private mutating func append(_ node: UnsafeMutablePointer<myhtml_tree_node_t>, parent: Int32) -> Bool {
        let tag = HTMLTag(number: Int(node.pointee.tag_id))
        var added = HTMLTree.Node(tag: tag, parent: parent, end: Int32(copy.nodes.count + 1), lower: 0, upper: 0)
        var isEntered = true
        if tag == .text {
            var length = 0
            let text = myhtml_node_text(node, &length)
            (added.lower, added.upper) = copy.place(ofText: UnsafeRawBufferPointer(start: text, count: length))
            isEntered = false
        } else if HTMLTag.unread.contains(tag) {
            isEntered = false
        } else if let token = node.pointee.token {
            let known = copy.skimmed.attributes(ofElementAt: Int(token.pointee.raw_begin), next: &next)
            let all = token.pointee.attr_first == nil ? known : add(known, andThoseFrom: token.pointee.attr_first)
            (added.lower, added.upper) = (Int32(all.lowerBound), Int32(all.upperBound))
            added.mayBeHidden = copy.mayBeHidden(all)
            // Those that hold no data went before, but for a few at the end of a page that is cut.
            if tag == .script { isEntered = copy.holdsData(all) }
        }
        copy.nodes.append(added)
        return isEntered
    }

    /// Adds the attributes that the parser had to see to those that it hadn't.
    private mutating func add(
        _ known: Range<Int>, andThoseFrom first: UnsafeMutablePointer<myhtml_token_attr_t>?
    ) -> Range<Int> {
        let start = copy.attributes.count
        copy.attributes += copy.attributes[known]
        var attribute = first
        while let current = attribute {
            var length = 0
            let key = UnsafeRawBufferPointer(start: myhtml_attribute_key(current, &length), count: length)
            var valueLength = 0
            let value = myhtml_attribute_value(current, &valueLength)
            key.withMemoryRebound(to: UInt8.self) {
                copy.add(
                    attribute: $0, value: UnsafeRawBufferPointer(start: value, count: value == nil ? 0 : valueLength))
            }
            attribute = myhtml_attribute_next(current)
        }
        return start..<copy.attributes.count
    }
}
