public import Documents

/// Finds the phrases that tell what a text is about.
///
/// The measure is the C-value (K. Frantzi, S. Ananiadou, H. Mima, "Automatic recognition of multi-word terms: the
/// C-value/NC-value method", 2000), with the constant that admits single words (A. Barrón-Cedeño et al., 2009): how often
/// a phrase occurs by itself, outside of longer phrases, more the more words it has. Two priors make it fit for news: what
/// is named early matters more, and long words say more than short ones (S. Piantadosi et al., 2011). It needs no
/// training and no tagger, only words separated by spaces; a list of stop words and a stemmer make it better.
///
/// A candidate is a run of up to ``maximumWords`` words with a space between them, without stop words and numbers; one of
/// several words has to occur twice. Candidates whose words have the same stems are one phrase. A phrase that mostly
/// occurs inside a better one is left out. Linear in the text.
public struct KeyphraseExtractor: Sendable {
    /// How much of a text is looked at, in bytes; what comes after has no influence.
    public static let maximumBytes = 1 << 20

    private static let maximumSpellings = 100

    /// The greatest number of phrases.
    public var count: Int
    /// The greatest number of words in a phrase.
    public var maximumWords: Int
    /// The fewest letters that a word of a phrase has.
    public var minimumLetters: Int
    private let stems = LateStemCache()

    /// Makes an extractor.
    public init(count: Int = 10, maximumWords: Int = 3, minimumLetters: Int = 3) {
        self.count = max(0, count)
        self.maximumWords = min(max(1, maximumWords), 8)
        self.minimumLetters = max(1, minimumLetters)
    }

    /// The phrases of an article's text, best first; none stands in code blocks.
    /// - Parameter language: The ISO 639-1 code of the article's language, if known.
    public func keyphrases(of article: Article, language: String? = nil) -> Keyphrases {
        let blocks = article.blocks.filter { $0.kind != .code }.map(\.range)
        return keyphrases(of: article.text, blocks, language: language)
    }

    /// The phrases of a text, best first.
    /// - Parameters:
    ///   - text: The text.
    ///   - blocks: The parts to look at, in order; a phrase lies in one of them.
    ///   - language: The ISO 639-1 code of the text's language, if known.
    public func keyphrases(of text: String, _ blocks: [ByteRange], language: String? = nil) -> Keyphrases {
        guard count > 0 else { return Keyphrases([]) }
        let terms = TermSequence(
            text, blocks, language: language, minimumLetters: minimumLetters, limit: Self.maximumBytes,
            stems: stems.made)
        let table = CandidateTable(terms, maximumWords: maximumWords)
        let chosen = table.best(count)
        let scores = chosen.map { table.candidates[$0].score }
        return Keyphrases(
            zip(scores, table.occurrences(of: chosen)).map { score, ranges in
                let ranges = ranges.map { Self.withoutPossessive($0, in: text.utf8.span) }
                return Keyphrases.Phrase(
                    text: Self.bestSpelling(of: ranges, in: text), score: (score * 100).rounded() / 100,
                    occurrences: ranges)
            })
    }

    /// The most frequent spelling; among equals one in lower case, for a word may owe its capital to a sentence's start.
    private static func bestSpelling(of ranges: [ByteRange], in text: String) -> String {
        let bytes = text.utf8.span
        var spellings: [(range: ByteRange, count: Int)] = []
        for range in ranges.prefix(maximumSpellings) {
            if let place = spellings.firstIndex(where: { isEqual($0.range, range, in: bytes) }) {
                spellings[place].count += 1
            } else {
                spellings.append((range, 1))
            }
        }
        // Lower case sorts after upper case; the first of equal spellings wins.
        let best = spellings.max { left, right in
            (left.count, bytes[Int(left.range.lower)]) < (right.count, bytes[Int(right.range.lower)])
        }
        return best.map { String(text[bytes: $0.range]) } ?? ""
    }

    private static func isEqual(_ first: ByteRange, _ second: ByteRange, in bytes: Span<UInt8>) -> Bool {
        first.count == second.count
            && (0..<first.count).allSatisfy { bytes[Int(first.lower) + $0] == bytes[Int(second.lower) + $0] }
    }

    /// A range without an English possessive ending: `China's` is `China`.
    private static func withoutPossessive(_ range: ByteRange, in bytes: Span<UInt8>) -> ByteRange {
        let (lower, upper) = (Int(range.lower), Int(range.upper))
        guard range.count > 4, bytes[upper - 1] == UInt8(ascii: "s") else { return range }
        if bytes[upper - 2] == UInt8(ascii: "'") { return ByteRange(lower, upper - 2) }
        let isCurly = bytes[upper - 2] == 0x99 && bytes[upper - 3] == 0x80 && bytes[upper - 4] == 0xE2
        return isCurly ? ByteRange(lower, upper - 4) : range
    }
}
