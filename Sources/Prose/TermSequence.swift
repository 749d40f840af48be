internal import Documents

/// The words of a text as numbers, equal for words with the same stem.
struct TermSequence {
    /// A word that is no part of a phrase: a stop word, a number, a word too short.
    static let gap: Int32 = -1

    private(set) var words: [Word] = []
    /// The seed of tables for this text.
    let seed: UInt64
    /// The number of each word's stem, or ``gap``.
    private(set) var terms: [Int32] = []
    /// How often each stem occurs.
    private var counts: [Int32] = []

    /// Number of different stems.
    var distinctCount: Int { counts.count }

    /// Numbers the words of a text.
    /// - Parameters:
    ///   - limit: The greatest number of bytes that are looked at.
    ///   - stems: Where stems are remembered from text to text.
    init(
        _ text: String, _ blocks: [ByteRange], language: String?, minimumLetters: Int, limit: Int,
        stems cache: StemCache
    ) {
        let bytes = text.utf8.span
        let scanner = WordScanner()
        words.reserveCapacity(min(bytes.count, limit) / 5)
        for block in blocks where Int(block.lower) < limit {
            scanner.append(to: &words, bytes, block.range.clamped(to: 0..<limit))
        }
        let stopWords = StopWords.words(for: language)
        // The limit may have cut the last word.
        if let last = words.last, Int(last.range.upper) == limit { words.removeLast() }
        // Without a list, short words are taken for grammar: in most languages with spaces most of them are.
        let shortest = stopWords.isEmpty ? max(minimumLetters, 4) : minimumLetters
        let stemmer = Stemmer(language: language)
        seed = KeyTable.seed(for: text)
        var forms = KeyTable(capacity: words.count / 2, seed: seed)
        var stems = KeyTable(capacity: words.count / 2, seed: seed)
        var termOfForm: [Int32] = []
        var lowercase: [UInt8] = []
        terms.reserveCapacity(words.count)
        termOfForm.reserveCapacity(words.count)
        counts.reserveCapacity(words.count)

        func stemKey(of word: Word) -> UInt64 {
            // The key of a word of ASCII letters alone is that of its letters in lower case.
            if Int(word.length) == word.range.count, let stem = stemmer.stemKey(ofKey: word.key, cache) { return stem }
            WordScanner.lowercase(bytes, word.range.range, into: &lowercase)
            return stemmer.stemKey(of: lowercase, cache)
        }

        for word in words {
            let form = forms.number(of: word.key)
            if form == termOfForm.count {
                var term = Self.gap
                if Int(word.length) >= shortest, word.traits.contains(.startsWithLetter), !stopWords.contains(word) {
                    term = Int32(stems.number(of: stemKey(of: word)))
                }
                termOfForm.append(term)
            }
            let term = termOfForm[form]
            terms.append(term)
            if Int(term) == counts.count { counts.append(0) }
            if term >= 0 { counts[Int(term)] += 1 }
        }
    }

    /// Calls with the first word, the number of words and the key of every run that may be a phrase: of every word, and of
    /// several where each occurs twice, for else the run doesn't.
    func forEachRun(upTo maximumWords: Int, _ body: (_ start: Int, _ length: Int, _ key: UInt64) -> Void) {
        for start in terms.indices where terms[start] >= 0 {
            var key = KeyHash()
            key.add(UInt64(terms[start]), count: 8)
            body(start, 1, key.value)
            guard counts[Int(terms[start])] > 1 else { continue }
            var length = 1
            while length < maximumWords, continues(at: start + length) {
                key.add(UInt64(terms[start + length]), count: 8)
                length += 1
                body(start, length, key.value)
            }
        }
    }

    private func continues(at index: Int) -> Bool {
        index < terms.count && terms[index] >= 0 && counts[Int(terms[index])] > 1
            && words[index].traits.contains(.followsSpace)
    }
}
