/// What stands after a mark that may end a sentence: further marks, quotes and brackets, white space.
struct SentenceTail {
    /// Where the last mark of the cluster is: of `?!`, of `...`.
    private(set) var mark: Int
    /// Whether all marks are one full stop.
    private(set) var isSingleStop = true
    /// What the last mark is.
    private(set) var kind = SentenceScalar.stop
    /// After the marks, quotes and brackets.
    private(set) var end: Int
    /// Where the next sentence would start.
    private(set) var next: Int
    /// The class of the first scalar that tells what follows; `separator` at the end of the text.
    private(set) var following = SentenceScalar.separator
    /// Whether there is a quote or bracket after the last mark.
    private(set) var hasClose = false
    /// Whether there is white space after all that.
    private(set) var hasSpace = false
    private let limit: Int

    /// Reads what follows.
    /// - Parameters:
    ///   - start: Where the first mark is.
    ///   - limit: The end of the block.
    init(_ bytes: Span<UInt8>, _ start: Int, _ limit: Int) {
        self.limit = limit
        mark = start
        end = start
        next = limit
        var position = start
        while position < limit {
            let (kind, size) = SentenceScalar.at(bytes, position, limit)
            switch kind {
            case .stop, .terminal:
                isSingleStop = position == start && kind == .stop
                mark = position
                self.kind = kind
                hasClose = false
                take(upTo: position + size)
            case .close where !hasSpace || Self.isClosing(bytes, position, size, limit),
                .open where Self.isClosing(bytes, position, size, limit):
                hasClose = true
                take(upTo: position + size)
            case .extend where !hasSpace: take(upTo: position + size)
            case .extend: next = min(next, position)
            case .space: hasSpace = true
            default:
                following = kind
                next = min(next, position)
                return
            }
            position += size
        }
    }

    private mutating func take(upTo position: Int) {
        end = position
        next = limit
        hasSpace = false
    }

    /// Whether a quote or bracket closes what is before it: one behind white space, as French sets them (`C'est fini. »`),
    /// or one that looks as if it opened (`„So ist es.“`).
    ///
    /// A quote that opens has its words right behind it: `»So ist es«` opens with the mark that closes French ones.
    private static func isClosing(_ bytes: Span<UInt8>, _ position: Int, _ size: Int, _ limit: Int) -> Bool {
        let after = position + size
        guard after < limit else { return true }
        switch SentenceScalar.at(bytes, after, limit).kind {
        case .space, .separator, .stop, .terminal, .continuation, .close: return true
        default: return false
        }
    }
}
