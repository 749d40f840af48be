internal import Documents

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Covers the words that a summary is likely to hold, each once, at a price for every word (maximum coverage: D. Gillick,
/// B. Favre, "A scalable global model for summarization", 2009; chosen greedily as H. Lin, J. Bilmes, 2011).
///
/// How likely a word is, and what a sentence's place, length and neighbours are worth, are two small linear models with
/// the weights of ``CoverageWeights``; none of their features knows a language.
struct CoverageModel: SentenceRanker {
    private let table: SentenceTable
    /// How likely a summary holds a word.
    private let chance: [Double]
    private let isStop: [Bool]
    /// The part of a sentence's score that doesn't depend on what is chosen.
    private let fixed: [Double]
    private var isCovered: [Bool]
    private var chosen: [Int] = []
    private var isChosen: [Bool]
    /// For each sentence the greatest part of words that it shares with a chosen one (Jaccard).
    private var overlap: [Double]

    init(_ table: SentenceTable) {
        self.table = table
        chance = Self.chances(table)
        isStop = table.terms.map(\.isStop)
        fixed = (0..<table.count).map { sentence in
            let (place, length) = (Double(sentence), Double(table.lengths[sentence]))
            let weights = CoverageWeights.sentences
            return (sentence == 0 ? weights[0] : 0) + weights[1] * exp(-place / 5) + weights[2] * exp(-place / 15)
                + weights[3] * length / 30 + weights[4] * min(length, 60) / 30 + weights[9] * (length / 20).squareRoot()
        }
        isCovered = [Bool](repeating: false, count: table.terms.count)
        isChosen = [Bool](repeating: false, count: table.count)
        overlap = [Double](repeating: 0, count: table.count)
    }

    /// How much of what stands at the start of an article is left at a place.
    private struct Fade {
        let near: Double
        let middle: Double
        let far: Double

        init(place: Double) {
            near = exp(-place / 3)
            middle = exp(-place / 5)
            far = exp(-place / 12)
        }
    }

    private static func chances(_ table: SentenceTable) -> [Double] {
        let weights = CoverageWeights.words
        let size = log(Double(max(1, table.count)))
        // What depends on the place alone is worked out once a sentence, what depends on the count once a count.
        let fades = (0..<table.count).map { Fade(place: Double($0)) }
        let frequencies = (0..<16).map { (count: Int) in log(Double(count)) }
        return table.terms.map { term in
            let frequency = term.count < frequencies.count ? frequencies[Int(term.count)] : log(Double(term.count))
            let fade = fades[Int(term.firstSentence)]
            let isFirst = term.firstSentence == 0
            var odds = weights[0]
            if term.isStop {
                odds += weights[1] + weights[3] * frequency + weights[9] * fade.far + weights[14] * size
            } else {
                odds += weights[2] * frequency + weights[4] * fade.near + weights[5] * fade.far
                odds += weights[6] * fade.middle * frequency
                odds += weights[7] * Double(term.capitals) / Double(term.count)
                odds += (term.isNumber ? weights[8] : 0) + (term.count > 1 ? weights[10] : 0) + weights[11] * size
                odds += weights[12] * Double(min(term.length, 10)) / 10 + (isFirst ? weights[13] : 0)
            }
            return 1 / (1 + exp(-odds))
        }
    }

    /// Above this part of words in common a sentence says the same as a chosen one, and comes after all others.
    private static let sameness = 0.6

    func score(_ sentence: Int) -> Double {
        guard overlap[sentence] <= Self.sameness else { return -1e6 - overlap[sentence] }
        var gain = 0.0
        var grammar = 0.0
        var known = 0.0
        for number in table.terms(of: sentence) {
            let term = Int(number)
            // Sums without branches, for what a word is can't be foreseen.
            let (isStop, isCovered) = (isStop[term], isCovered[term])
            gain += !isStop && !isCovered ? chance[term] : 0
            grammar += isStop && !isCovered ? chance[term] : 0
            known += !isStop && isCovered ? chance[term] : 0
        }
        let weights = CoverageWeights.sentences
        let length = Double(table.lengths[sentence])
        let step = Double(min(chosen.count, 2))
        var score = fixed[sentence] + weights[5] * gain + weights[6] * grammar + weights[7] * known
        score += weights[8] * gain / max(1, length) + weights[12] * step * length / 20
        score += weights[16] * overlap[sentence] + weights[15] * distance(to: sentence) / 10
        if sentence > 0, isChosen[sentence - 1] { score += weights[13] }
        if sentence + 1 < table.count, isChosen[sentence + 1] { score += weights[14] }
        return score
    }

    private func distance(to sentence: Int) -> Double {
        Double(chosen.lazy.map { abs($0 - sentence) }.min() ?? 0)
    }

    mutating func choose(_ sentence: Int) {
        chosen.append(sentence)
        isChosen[sentence] = true
        var isShared = [Bool](repeating: false, count: table.terms.count)
        let terms = table.terms(of: sentence)
        for term in terms {
            isShared[Int(term)] = true
            isCovered[Int(term)] = true
        }
        for other in 0..<table.count {
            let others = table.terms(of: other)
            let shared = others.reduce(0) { $0 + (isShared[Int($1)] ? 1 : 0) }
            let union = max(1, terms.count + others.count - shared)
            overlap[other] = max(overlap[other], Double(shared) / Double(union))
        }
    }
}
