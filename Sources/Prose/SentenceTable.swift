internal import Documents

/// The sentences of an article that a summary may be made of, with their words as numbers.
struct SentenceTable {
    /// What is known of a word in the whole article.
    struct Term {
        var count = 0
        /// How often it is written with a capital inside a sentence.
        var capitals = 0
        let firstSentence: Int
        let length: Int
        let isStop: Bool
        let isNumber: Bool
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
        var table = KeyTable(capacity: min(bytes.count / 10, 1 << 16))
        var lastSeen: [Int32] = []
        var words: [Word] = []
        for (sentence, range) in ranges.enumerated() {
            words.removeAll(keepingCapacity: true)
            scanner.append(to: &words, bytes, range.range)
            for (place, word) in words.enumerated() {
                let number = table.number(of: word.key)
                if number == terms.count {
                    let isStop = word.length < 2 || stopWords.contains(word)
                    terms.append(
                        Term(
                            firstSentence: sentence, length: Int(word.length), isStop: isStop, isNumber: word.isNumber))
                    lastSeen.append(-1)
                }
                terms[number].count += 1
                if place > 0, word.traits.contains(.capitalized) { terms[number].capitals += 1 }
                if lastSeen[number] != Int32(sentence) {
                    lastSeen[number] = Int32(sentence)
                    distinct.append(Int32(number))
                }
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
