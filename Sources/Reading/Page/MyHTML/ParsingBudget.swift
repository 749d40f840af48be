internal import CMyHTML

/// What building a page's tree may cost: bounded by a multiple of the page's bytes, whatever its tags do.
///
/// The standard's algorithm looks through the open elements at many tags, and rebuilds the open formatting elements
/// (`b`, `font`…) in every paragraph: a page made for it takes quadratic time or memory. Instead of guessing from the
/// tags what the parser will do, this counts what it does. Pages people read take 2 steps and 0.1 nodes a byte at most.
///
/// The sum of all elements' descendants is at most the steps, so a loop that looks into every element is bounded, too.
struct ParsingBudget {
    private let maximumSteps: Int
    private let maximumNodes: Int
    /// The open elements, summed over the tokens.
    private(set) var steps = 0
    /// The nodes of the tree.
    private(set) var nodes = 0

    /// The budget of a page of so many bytes.
    init(bytes: Int) {
        maximumSteps = 8_000_000 + 64 * bytes
        maximumNodes = min(100_000 + bytes / 4, 600_000)
    }

    /// Whether the tree was given up and is incomplete.
    var isExceeded: Bool { steps > maximumSteps || nodes > maximumNodes }

    /// Parses a page, and stops building its tree where the budget is exceeded.
    mutating func parse(_ html: UnsafeRawBufferPointer, into tree: UnsafeMutablePointer<myhtml_tree_t>) {
        withUnsafeMutablePointer(to: &self) { budget in
            myhtml_callback_before_token_done_set(
                tree,
                { tree, _, context in
                    if let tree { context?.assumingMemoryBound(to: ParsingBudget.self).pointee.spend(on: tree) }
                    return context
                }, budget)
            myhtml_callback_tree_node_insert_set(
                tree, { _, _, context in context?.assumingMemoryBound(to: ParsingBudget.self).pointee.nodes += 1 },
                budget)
            let text = html.baseAddress?.assumingMemoryBound(to: CChar.self)
            _ = myhtml_parse_single(tree, MyENCODING_UTF_8, text, html.count)
        }
    }

    private mutating func spend(on tree: UnsafeMutablePointer<myhtml_tree_t>) {
        steps += tree.pointee.open_elements?.pointee.length ?? 0
        steps += tree.pointee.active_formatting?.pointee.length ?? 0
        guard isExceeded else { return }
        let flags = tree.pointee.parse_flags.rawValue | MyHTML_TREE_PARSE_FLAGS_WITHOUT_BUILD_TREE.rawValue
        tree.pointee.parse_flags = myhtml_tree_parse_flags_t(rawValue: flags)
    }
}
