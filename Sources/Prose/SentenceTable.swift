internal import Documents

/// The sentences of an article that a summary may be made of, with their words as numbers.
struct SentenceTable {
    /// What is known of a word in the whole article.
    struct Term {
        private(set) var count: Int32 = 0
        /// How often it is written with a capital inside a sentence.
        private(set) var capitals: Int32 = 0
        let firstSentence: Int32
        private var lastSentence: Int32 = -1
        let length: Int32
        let isStop: Bool
        let isNumber: Bool

        init(_ word: Word, firstSentence: Int32, isStop: Bool) {
            self.firstSentence = firstSentence
            self.isStop = isStop
            length = word.length
            isNumber = word.isNumber
        }

        /// Counts an occurrence, and tells whether it is the first in its sentence.
        mutating func occur(in sentence: Int32, isCapitalized: Bool) -> Bool {
            defer { lastSentence = sentence }
            count += 1
            if isCapitalized { capitals += 1 }
            return lastSentence != sentence
        }
    }

    /// The sentences' places in the text, in order.
    let ranges: [ByteRange]
    private(set) var terms: [Term] = []
    /// Number of words, a sentence each.
    private(set) var lengths: [Int] = []
    private var distinct: [Int32] = []
    private var starts: [Int] = [0]

    /// Numbers the words of sentences.
    init(_ text: String, _ ranges: [ByteRange], stopWords: StopWords) {
        self.ranges = ranges
        let bytes = text.utf8.span
        let scanner = WordScanner(keepsJoints: false)
        var table = KeyTable(capacity: min(bytes.count / 10, 1 << 16), seed: KeyTable.seed(for: text))
        var words: [Word] = []
        terms.reserveCapacity(bytes.count / 10)
        distinct.reserveCapacity(bytes.count / 6)
        for (range, sentence) in zip(ranges, Int32(0)...) {
            words.removeAll(keepingCapacity: true)
            scanner.append(to: &words, bytes, range.range)
            for (place, word) in words.enumerated() {
                let number = table.number(of: word.key)
                if number == terms.count {
                    let isStop = word.length < 2 || stopWords.contains(word)
                    terms.append(Term(word, firstSentence: sentence, isStop: isStop))
                }
                let isCapitalized = place > 0 && word.traits.contains(.capitalized)
                if terms[number].occur(in: sentence, isCapitalized: isCapitalized) { distinct.append(Int32(number)) }
            }
            lengths.append(words.count)
            starts.append(distinct.count)
        }
    }

    /// Number of sentences.
    var count: Int { ranges.count }

    /// The numbers of a sentence's words, each once, in order of appearance.
    func terms(of sentence: Int) -> ArraySlice<Int32> { distinct[starts[sentence]..<starts[sentence + 1]] }
}
