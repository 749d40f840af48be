internal import Documents

/// Counts the items of the lists that are open on a page.
struct ListNumbers {
    /// The next number of each list, the innermost last; nil where items have none.
    private var next: [Int?] = []
    private static let deepest = 200

    /// A list starts.
    mutating func open(_ tree: HTMLTree, _ index: Int) {
        guard tree.nodes[index].tag == .ol else { return next.append(nil) }
        next.append(Self.number(tree.attributeBytes(.start, of: index)) ?? 1)
    }

    /// The innermost list ends.
    mutating func close() { _ = next.popLast() }

    /// Where an item stands.
    mutating func item(_ tree: HTMLTree, _ index: Int) -> BlockOutline {
        let level = min(max(1, next.count), Self.deepest)
        guard let counted = next.last, let counted else { return BlockOutline(level: level) }
        let number = Self.number(tree.attributeBytes(.value, of: index)) ?? counted
        next[next.count - 1] = number + 1
        return BlockOutline(level: level, number: number)
    }

    /// A number of a few digits.
    private static func number(_ text: ArraySlice<UInt8>?) -> Int? {
        guard let text, text.count <= 9 else { return nil }
        return Int(String(decoding: text, as: UTF8.self))
    }
}
