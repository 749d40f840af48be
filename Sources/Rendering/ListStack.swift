internal import Documents

/// The lists that are open while a body is written item by item.
struct ListStack {
    /// What an item does to the lists.
    struct Step {
        /// Whether it is another block of the item before.
        var isContinued = false
        /// The lists that end, the innermost first: whether they are ordered.
        var closed: [Bool] = []
        /// Whether a list starts.
        var opens = false
        /// Whether its number follows the one before.
        var isCounted = true
    }

    private struct List {
        let isOrdered: Bool
        var number: Int32?
    }

    private var lists: [List] = []

    /// How many are open.
    var depth: Int { lists.count }

    /// Takes the next item. A list can only start in an item of the list around it, so a level that is left out isn't there.
    mutating func next(_ outline: BlockOutline) -> Step {
        var step = Step()
        let level = min(max(1, Int(outline.level)), lists.count + 1)
        if level == lists.count, let number = outline.number, lists[level - 1].number == number {
            step.isContinued = true
            return step
        }
        while lists.count > level { step.closed.append(lists.removeLast().isOrdered) }
        if lists.count == level, lists[level - 1].isOrdered != (outline.number != nil) {
            step.closed.append(lists.removeLast().isOrdered)
        }
        if lists.count < level {
            step.opens = true
            lists.append(List(isOrdered: outline.number != nil, number: outline.number))
        } else {
            step.isCounted = outline.number == nil || outline.number == lists[level - 1].number.map { $0 &+ 1 }
            lists[level - 1].number = outline.number
        }
        return step
    }

    /// No item follows: the lists that end, the innermost first.
    mutating func end() -> [Bool] {
        defer { lists = [] }
        return lists.reversed().map(\.isOrdered)
    }
}
