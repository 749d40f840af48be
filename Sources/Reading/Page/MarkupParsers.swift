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
