internal import CMyHTML
internal import Locks

/// Parsers that wait for the next page: one that has read a page has the memory for the next one.
///
/// A page's tree takes a megabyte or two, and asking the system for it anew takes longer than most else that is done.
final class MarkupParsers: Sendable {
    /// A parser that has read a longer page goes, so that its memory does.
    static let longestPage = 1 << 20

    private let waiting = Mutex<[MarkupParser]>([])

    /// Lends a parser; none where there is no memory.
    func with<Result>(pageOf length: Int, _ body: (MarkupParser) -> Result) -> Result? {
        guard let parser = waiting.withLock({ $0.popLast() }) ?? MarkupParser() else { return nil }
        let result = body(parser)
        if length <= Self.longestPage, !parser.isSpoilt {
            parser.clean()
            waiting.withLock { $0.append(parser) }
        }
        return result
    }
}

/// MyHTML with a tree.
///
/// `@unchecked Sendable`: only the one to whom ``MarkupParsers`` lends it uses it.
final class MarkupParser: @unchecked Sendable {
    let tree: UnsafeMutablePointer<myhtml_tree_t>
    private let parser: UnsafeMutablePointer<myhtml_t>
    /// Whether a page was given up, after which the tree builds no more.
    var isSpoilt = false

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
}
