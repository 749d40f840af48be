internal import Documents

/// Finds the sentences of an article that a summary may be made of.
struct SentenceFilter {
    private let article: Article
    private static let fewestWords = 4

    init(article: Article) { self.article = article }

    /// Proper sentences of paragraphs when there are enough of them, else all of the paragraphs', else all but code and
    /// rows of tables.
    func sentences(_ sentences: [ByteRange], atLeast wanted: Int) -> [ByteRange] {
        let kinds = kinds(of: sentences)
        let inParagraphs = zip(sentences, kinds).filter { $1 == .paragraph }.map(\.0)
        guard !inParagraphs.isEmpty else {
            return zip(sentences, kinds).filter { $1 != .code && $1 != .tableRow }.map(\.0)
        }
        let proper = properSentences(inParagraphs)
        return proper.count >= wanted ? proper : inParagraphs
    }

    /// The kind of block that each sentence starts in.
    private func kinds(of sentences: [ByteRange]) -> [BlockKind] {
        let blocks = article.blocks
        var block = 0
        return sentences.map { sentence in
            while block + 1 < blocks.count, blocks[block].range.upper <= sentence.lower { block += 1 }
            return block < blocks.count ? blocks[block].kind : .paragraph
        }
    }

    private func properSentences(_ sentences: [ByteRange]) -> [ByteRange] {
        let bytes = article.text.utf8.span
        return sentences.filter { sentence in
            let range = sentence.range.clamped(to: 0..<bytes.count)
            return Self.endsProperly(bytes, range) && Self.hasWords(bytes, range)
        }
    }

    /// Whether there is a mark that ends a sentence among the last few bytes, before quotes and brackets.
    private static func endsProperly(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        for position in range.suffix(8).reversed() {
            switch bytes[position] {
            case 0xA6 where position >= 2 && bytes[position - 1] == 0x80 && bytes[position - 2] == 0xE2: return true
            case UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"): return true
            case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: ")"), UInt8(ascii: "]"), 0x80...: continue
            default: return false
            }
        }
        return range.count >= 3
    }

    private static func hasWords(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        var spaces = 0
        for position in range {
            if bytes[position] == 0x20 || bytes[position] == 0x0A { spaces += 1 }
            // Scripts without spaces between words (Thai, kana, Han and others) can't be judged by them.
            let isUnspaced = bytes[position] == 0xE0 || (0xE3...0xED).contains(bytes[position])
            if spaces + 1 >= fewestWords || isUnspaced { return true }
        }
        return false
    }
}
