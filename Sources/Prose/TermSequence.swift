internal import Documents

/// The words of a text as numbers, equal for words with the same stem.
struct TermSequence {
    /// A word that is no part of a phrase: a stop word, a number, a word too short.
    static let gap: Int32 = -1

    private(set) var words: [Word] = []
    /// The number of each word's stem, or ``gap``.
    private(set) var terms: [Int32] = []

    /// Numbers the words of a text.
    /// - Parameter limit: The greatest number of bytes that are looked at.
    init(_ text: String, _ blocks: [ByteRange], language: String?, minimumLetters: Int, limit: Int) {
        let bytes = text.utf8.span
        let scanner = WordScanner()
        for block in blocks where Int(block.lower) < limit {
            scanner.append(to: &words, bytes, block.range.clamped(to: 0..<limit))
        }
        let stopWords = StopWords.words(for: language)
        // The limit may have cut the last word.
        if let last = words.last, Int(last.range.upper) == limit { words.removeLast() }
        // Without a list, short words are taken for grammar: in most languages with spaces most of them are.
        let shortest = stopWords.isEmpty ? max(minimumLetters, 4) : minimumLetters
        let stemmer = Stemmer(language: language)
        var forms = KeyTable(capacity: words.count)
        var stems = KeyTable(capacity: words.count)
        var termOfForm: [Int32] = []
        var lowercase: [UInt8] = []
        terms.reserveCapacity(words.count)
        for word in words {
            let form = forms.number(of: word.key)
            if form == termOfForm.count {
                var term = Self.gap
                if Int(word.length) >= shortest, word.traits.contains(.startsWithLetter), !stopWords.contains(word) {
                    WordScanner.lowercase(bytes, word.range.range, into: &lowercase)
                    term = Int32(stems.number(of: stemmer.stemKey(of: lowercase)))
                }
                termOfForm.append(term)
            }
            terms.append(termOfForm[form])
        }
    }

    /// Calls with the first word, the number of words and the key of every run that may be a phrase.
    func forEachRun(upTo maximumWords: Int, _ body: (_ start: Int, _ length: Int, _ key: UInt64) -> Void) {
        for start in terms.indices where terms[start] >= 0 {
            var key = KeyHash()
            key.add(UInt32(bitPattern: terms[start]))
            body(start, 1, key.value)
            var length = 1
            while length < maximumWords, continues(at: start + length) {
                key.add(UInt32(bitPattern: terms[start + length]))
                length += 1
                body(start, length, key.value)
            }
        }
    }

    private func continues(at index: Int) -> Bool {
        index < terms.count && terms[index] >= 0 && words[index].traits.contains(.followsSpace)
    }
}
