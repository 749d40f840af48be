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
    /// The candidate of each term alone, or -1.
    private var singles: [Int32]
    /// The candidates of several words, by the keys of their runs.
    private var table: KeyTable
    private var numbers: [Int32] = []
    /// Every run: its first word and its candidate.
    private var runs: [(start: Int32, candidate: Int32)] = []
    private(set) var candidates: [Candidate] = []

    /// Counts every run of up to `maximumWords` words.
    init(_ terms: TermSequence, maximumWords: Int) {
        self.terms = terms
        table = KeyTable(capacity: 64, seed: terms.seed)
        singles = [Int32](repeating: -1, count: terms.distinctCount)
        runs.reserveCapacity(terms.words.count)
        candidates.reserveCapacity(terms.distinctCount + 64)
        terms.forEachRun(upTo: maximumWords) { start, length, key in
            let number: Int
            if length == 1 {
                let term = Int(terms.terms[start])
                if singles[term] < 0 { singles[term] = add(start, 1) }
                number = Int(singles[term])
            } else {
                let place = table.number(of: key)
                if place == numbers.count { numbers.append(add(start, length)) }
                number = Int(numbers[place])
            }
            candidates[number].count += 1
            runs.append((Int32(start), Int32(number)))
        }
        countNested()
        for index in candidates.indices { candidates[index].score = Self.score(candidates[index], terms.words) }
    }

    private mutating func add(_ firstWord: Int, _ length: Int) -> Int32 {
        candidates.append(Candidate(firstWord: firstWord, length: length))
        return Int32(candidates.count - 1)
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
                key.add(UInt64(terms.terms[last]), count: 8)
                if start == last {
                    parts.append(Int(singles[Int(terms.terms[last])]))
                } else if let place = table.find(key.value) {
                    parts.append(Int(numbers[place]))
                }
            }
        }
        return parts
    }

    /// The C-value with the two priors of ``KeyphraseExtractor``.
    private static func score(_ candidate: Candidate, _ words: [Word]) -> Double {
        guard candidate.length == 1 || candidate.count > 1 else { return 0 }
        let nested = candidate.holders == 0 ? 0 : Double(candidate.nestedCount) / Double(candidate.holders)
        var letters = 0
        for word in candidate.firstWord..<candidate.firstWord + candidate.length {
            letters += min(Int(words[word].length), 12)
        }
        let size = Double(candidate.length)
        return (1 + log2(size)) * (Double(candidate.count) - nested) * (Double(letters) / size)
            * (candidate.firstWord < early.count ? early[candidate.firstWord] : 1)
    }

    /// How much more a phrase matters the earlier it is named first; so late that it makes no difference, one.
    private static let early = (0..<2000).map { 1 + exp(-Double($0) / 50) }

    /// Numbers of the best candidates, best first; a part of one that is better is left out unless it occurs half as often
    /// again.
    func best(_ count: Int) -> [Int] {
        var order = BestFirst(ranks())
        var chosen: [Int] = []
        var coveredBy = [Int](repeating: 0, count: candidates.count)
        while chosen.count < count, let index = order.next()?.index {
            guard 2 * candidates[index].count > 3 * coveredBy[index] else { continue }
            chosen.append(index)
            for part in parts(of: candidates[index]) {
                coveredBy[part] = max(coveredBy[part], candidates[index].count)
            }
        }
        return chosen
    }

    private func ranks() -> [Rank] {
        var ranks: [Rank] = []
        ranks.reserveCapacity(candidates.count)
        for (index, candidate) in candidates.enumerated() where candidate.score > 0 {
            ranks.append(
                Rank(score: candidate.score, firstWord: candidate.firstWord, length: candidate.length, index: index))
        }
        return ranks
    }

    /// Where the chosen candidates stand in the text, in order, by their place among the chosen.
    func occurrences(of chosen: [Int]) -> [[ByteRange]] {
        var places = [Int32](repeating: -1, count: candidates.count)
        for (place, index) in chosen.enumerated() { places[index] = Int32(place) }
        var occurrences = [[ByteRange]](repeating: [], count: chosen.count)
        for run in runs where places[Int(run.candidate)] >= 0 {
            let last = Int(run.start) + candidates[Int(run.candidate)].length - 1
            let (first, end) = (terms.words[Int(run.start)].range.lower, terms.words[last].range.upper)
            occurrences[Int(places[Int(run.candidate)])].append(ByteRange(Int(first), Int(end)))
        }
        return occurrences
    }
}
