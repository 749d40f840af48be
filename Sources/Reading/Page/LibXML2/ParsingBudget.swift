/// What parsing a page may cost: bounded by a multiple of the page's bytes, whatever its tags do.
///
/// libxml2 looks through the open elements at end tags, those that match nothing included, and never joins its own stack
/// to what a standard says: nesting alone makes a page slow. The sum of all elements' descendants is at most the steps.
struct ParsingBudget {
    private let maximumSteps: Int
    private let maximumNodes: Int
    /// The open elements, summed over what the parser tells.
    private var steps = 0
    /// The nodes of the tree.
    var nodes = 0

    /// The budget of a page of so many bytes.
    init(bytes: Int) {
        maximumSteps = 8_000_000 + 64 * bytes
        maximumNodes = min(100_000 + bytes / 4, 600_000)
    }

    /// Whether the page was given up.
    var isExceeded: Bool { steps > maximumSteps || nodes > maximumNodes }

    /// Notes that the parser told something with so many elements open.
    mutating func spend(_ open: Int) { steps += 1 + open }
}
