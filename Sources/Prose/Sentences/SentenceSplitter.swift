public import Documents

/// Finds the sentences of an article.
///
/// The rules are those of Unicode Standard Annex #29 for sentence boundaries, in all scripts, and on top of them what news
/// needs: abbreviations and initials, ordinals, attributions after a question (`"Why?" he asked.`), quotes set off by a
/// space, sentences that start with a figure. One pass over the bytes that decides only where a mark stands which may end
/// a sentence.
///
/// ICU's break iterator gives the annex alone, at 20 to 40 ns a character, and every mark would have to be looked at again
/// for the rest; sentence boundaries, other than words, need none of its dictionaries. So the annex is written out here,
/// and the tests hold it to ICU.
public struct SentenceSplitter: Sendable {
    private let additional: AbbreviationTable

    /// Makes a splitter.
    /// - Parameter abbreviations: Abbreviations beyond the lists, with or without their full stop. One written with a
    ///   capital is known by that only.
    public init(abbreviations: [String] = []) {
        var table = AbbreviationTable()
        for word in abbreviations { table.add(word.hasSuffix(".") ? String(word.dropLast()) : word, .starter) }
        additional = table
    }

    /// The sentences of an article in order, without the white space around them; no sentence crosses the end of a block,
    /// and a block of code is one.
    /// - Parameter language: The ISO 639-1 code of its language, if known.
    public func sentences(of article: Article, language: String? = nil) -> Sentences {
        let bytes = article.text.utf8.span
        var ranges: [ByteRange] = []
        ranges.reserveCapacity(bytes.count / 100 + article.blocks.count)
        let judge = SentenceJudge(grammar: .grammar(for: language), additional: additional)
        for block in article.blocks {
            let range = block.range.range.clamped(to: 0..<bytes.count)
            if block.kind == .code {
                Self.add(range, to: &ranges, bytes)
            } else {
                Self.append(to: &ranges, bytes, range, judge)
            }
        }
        return Sentences(ranges)
    }

    private static func append(
        to ranges: inout [ByteRange], _ bytes: Span<UInt8>, _ block: Range<Int>, _ judge: SentenceJudge
    ) {
        var start = block.lowerBound
        var position = start
        // Up to here there is no letter or digit since the start; behind it, one, if `hasWord`.
        var searched = start
        var hasWord = false
        while position < block.upperBound {
            if EightBytes(bytes, at: position, before: block.upperBound)?.areLettersOrSpaces == true {
                position += 8
                continue
            }
            if SentenceScalar.isPlain(bytes[position]) {
                position += 1
                continue
            }
            let (kind, size) = SentenceScalar.at(bytes, position, block.upperBound)
            guard kind.endsSentence || kind == .separator else {
                position += size
                continue
            }
            let end: Int
            let next: Int
            if kind == .separator {
                (end, next) = (position, position + size)
                position = next
            } else {
                let tail = SentenceTail(bytes, position, block.upperBound)
                position = max(tail.end, position + size)
                while !hasWord, searched < tail.mark {
                    let (kind, size) = SentenceScalar.at(bytes, searched, block.upperBound)
                    hasWord = kind.isWord
                    searched += size
                }
                guard hasWord, judge.ends(bytes, start..<block.upperBound, tail) else { continue }
                (end, next) = (tail.end, tail.next)
            }
            add(start..<end, to: &ranges, bytes)
            (start, searched, hasWord) = (next, next, false)
            position = max(position, next)
        }
        add(start..<block.upperBound, to: &ranges, bytes)
    }

    /// Adds a range without the white space at its ends, unless nothing is left.
    private static func add(_ range: Range<Int>, to ranges: inout [ByteRange], _ bytes: Span<UInt8>) {
        var (lower, upper) = (range.lowerBound, range.upperBound)
        while lower < upper, case let (kind, size) = SentenceScalar.at(bytes, lower, upper),
            kind == .space || kind == .separator
        {
            lower += size
        }
        while lower < upper {
            var last = upper - 1
            while last > lower, bytes[last] & 0xC0 == 0x80 { last -= 1 }
            let kind = SentenceScalar.at(bytes, last, upper).kind
            guard kind == .space || kind == .separator else { break }
            upper = last
        }
        if lower < upper { ranges.append(ByteRange(lower, upper)) }
    }
}
