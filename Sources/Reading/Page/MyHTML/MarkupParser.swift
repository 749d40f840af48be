internal import CMyHTML

/// MyHTML with a tree.
///
/// `@unchecked Sendable`: only the one to whom ``MarkupParsers`` lends it uses it.
final class MarkupParser: @unchecked Sendable {
    /// The parser that this build reads pages with.
    static var name: String {
        let version = myhtml_version()
        return "MyHTML \(version.major).\(version.minor).\(version.patch)"
    }

    static let version = 0

    private let tree: UnsafeMutablePointer<myhtml_tree_t>
    private let parser: UnsafeMutablePointer<myhtml_t>
    /// Whether a page was given up, after which the tree builds no more.
    private(set) var isSpoilt = false

    init?() {
        guard let parser = myhtml_create() else { return nil }
        guard myhtml_init(parser, MyHTML_OPTIONS_PARSE_MODE_SINGLE, 1, 0) == 0, let tree = myhtml_tree_create() else {
            myhtml_destroy(parser)
            return nil
        }
        guard myhtml_tree_init(tree, parser) == 0 else {
            myhtml_tree_destroy(tree)
            myhtml_destroy(parser)
            return nil
        }
        self.parser = parser
        self.tree = tree
    }

    deinit {
        myhtml_tree_destroy(tree)
        myhtml_destroy(parser)
    }

    /// Forgets the page.
    func clean() { myhtml_tree_clean(tree) }

    /// Parses markup, which isn't there any more then; nil where building the tree was given up and all of it is wanted.
    func read(_ skimmed: inout SkimmedPage, of page: [UInt8], isWholeWanted: Bool) -> TreeCopy? {
        var budget = ParsingBudget(bytes: skimmed.markup.count)
        skimmed.markup.withUnsafeBytes { budget.parse($0, into: tree) }
        skimmed.markup = []
        isSpoilt = budget.isExceeded
        if isWholeWanted, isSpoilt { return nil }
        return MyHTMLTree(
            myhtml_tree_get_node_html(tree), into: TreeCopy(of: skimmed, page: page, nodes: budget.nodes)
        ).copy
    }
}
