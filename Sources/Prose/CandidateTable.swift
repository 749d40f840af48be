internal import Documents

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// The candidates for keyphrases of one text, their counts and scores.
struct CandidateTable {
    /// A phrase by the numbers of its words.
    struct Candidate {
        let firstWord: Int
        let length: Int
        var count = 0
        /// How often longer candidates that hold it occur, all together.
        var nestedCount = 0
        /// How many longer candidates hold it.
        var holders = 0
        var score = 0.0
    }

    private let terms: TermSequence
    private let maximumWords: Int
    private var table: KeyTable
    private(set) var candidates: [Candidate] = []

    /// Counts every run of up to `maximumWords` words.
    init(_ terms: TermSequence, maximumWords: Int) {
        self.terms = terms
        self.maximumWords = maximumWords
        table = KeyTable(capacity: terms.words.count * min(maximumWords, 3) / 2)
        terms.forEachRun(upTo: maximumWords) { start, length, key in
            let number = table.number(of: key)
            if number == candidates.count { candidates.append(Candidate(firstWord: start, length: length)) }
            candidates[number].count += 1
        }
        countNested()
        for index in candidates.indices { candidates[index].score = score(candidates[index]) }
    }

    /// Tells every part of a phrase of several words that it is held by it.
    private mutating func countNested() {
        for holder in candidates where holder.length > 1 && holder.count > 1 {
            for part in parts(of: holder) {
                candidates[part].nestedCount += holder.count
                candidates[part].holders += 1
            }
        }
    }

    private func parts(of holder: Candidate) -> [Int] {
        var parts: [Int] = []
        let end = holder.firstWord + holder.length
        for start in holder.firstWord..<end {
            var key = KeyHash()
            for last in start..<end where last - start + 1 < holder.length {
                key.add(UInt32(bitPattern: terms.terms[last]))
                if let part = table.find(key.value) { parts.append(part) }
            }
        }
        return parts
    }

    /// The C-value with the two priors of ``KeyphraseExtractor``.
    private func score(_ candidate: Candidate) -> Double {
        guard candidate.length == 1 || candidate.count > 1 else { return 0 }
        let nested = candidate.holders == 0 ? 0 : Double(candidate.nestedCount) / Double(candidate.holders)
        let words = terms.words[candidate.firstWord..<candidate.firstWord + candidate.length]
        let letters = words.reduce(0) { $0 + min(Int($1.length), 12) }
        let size = Double(candidate.length)
        return (1 + log2(size)) * (Double(candidate.count) - nested) * (Double(letters) / size)
            * (1 + exp(-Double(candidate.firstWord) / 50))
    }

    /// Numbers of the best candidates, best first; a part of one that is better is left out unless it occurs half as often
    /// again.
    func best(_ count: Int) -> [Int] {
        let order = candidates.indices.filter { candidates[$0].score > 0 }.sorted { left, right in
            let (left, right) = (candidates[left], candidates[right])
            return (right.score, left.firstWord, right.length) < (left.score, right.firstWord, left.length)
        }
        var chosen: [Int] = []
        var coveredBy = [Int](repeating: 0, count: candidates.count)
        for index in order where chosen.count < count && 2 * candidates[index].count > 3 * coveredBy[index] {
            chosen.append(index)
            for part in parts(of: candidates[index]) {
                coveredBy[part] = max(coveredBy[part], candidates[index].count)
            }
        }
        return chosen
    }

    /// Where the chosen candidates stand in the text, in order, by their place among the chosen.
    func occurrences(of chosen: [Int]) -> [[ByteRange]] {
        var places = [Int32](repeating: -1, count: candidates.count)
        for (place, index) in chosen.enumerated() { places[index] = Int32(place) }
        var occurrences = [[ByteRange]](repeating: [], count: chosen.count)
        terms.forEachRun(upTo: maximumWords) { start, length, key in
            guard let index = table.find(key), places[index] >= 0 else { return }
            let (first, last) = (terms.words[start].range, terms.words[start + length - 1].range)
            occurrences[Int(places[index])].append(ByteRange(Int(first.lower), Int(last.upper)))
        }
        return occurrences
    }
}
