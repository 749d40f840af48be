internal import Documents

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// How alike the sentences of one article are, and which are the most central.
struct SentenceGraph {
    /// The measure of likeness.
    enum Measure {
        /// Shared words over the logarithms of both lengths (R. Mihalcea, P. Tarau, "TextRank", 2004).
        case overlap
        /// Cosine of tf-idf vectors, with idf over the article's sentences (G. Erkan, D. Radev, "LexRank", 2004,
        /// continuous).
        case cosine
    }

    /// The most sentences that a graph has: its size is their square.
    static let maximumSentences = 200

    let count: Int
    /// Likeness of every two sentences, 0 on the diagonal, in rows.
    private(set) var likeness: [Double]

    init(_ table: SentenceTable, _ measure: Measure) {
        count = min(table.count, Self.maximumSentences)
        likeness = [Double](repeating: 0, count: count * count)
        // Sentences of each word, so that only pairs that share one are touched.
        var sentences = [[Int32]](repeating: [], count: table.terms.count)
        for sentence in 0..<count {
            for term in table.terms(of: sentence) where !table.terms[Int(term)].isStop {
                sentences[Int(term)].append(Int32(sentence))
            }
        }
        var norms = [Double](repeating: 0, count: count)
        for group in sentences where !group.isEmpty {
            let rarity = log(Double(count + 1) / Double(group.count))
            let weight = measure == .cosine ? rarity * rarity : 1
            for (place, left) in group.enumerated() {
                norms[Int(left)] += weight
                for right in group[(place + 1)...] { likeness[Int(left) * count + Int(right)] += weight }
            }
        }
        for left in 0..<count {
            for right in left + 1..<max(count, left + 1) {
                let scale =
                    switch measure {
                    case .overlap: log(1 + norms[left]) + log(1 + norms[right])
                    case .cosine: (norms[left] * norms[right]).squareRoot()
                    }
                let value = scale > 0 ? likeness[left * count + right] / scale : 0
                likeness[left * count + right] = value
                likeness[right * count + left] = value
            }
        }
    }

    /// The likeness of two sentences.
    func likeness(_ left: Int, _ right: Int) -> Double { likeness[left * count + right] }

    /// Centrality by power iteration of a random walk, at most 50 rounds; the average is 1.
    /// - Parameter prior: Where a walk begins anew: a weight a sentence, greater than zero in sum.
    func centrality(damping: Double = 0.85, prior: [Double]) -> [Double] {
        let total = prior.reduce(0, +)
        let prior = prior.map { $0 / total }
        let sums = (0..<count).map { row in likeness[row * count..<(row + 1) * count].reduce(0, +) }
        var rank = prior
        for _ in 0..<50 {
            var next = prior.map { $0 * (1 - damping) }
            var loose = 0.0
            for row in 0..<count {
                guard sums[row] > 0 else {
                    loose += rank[row]
                    continue
                }
                let share = damping * rank[row] / sums[row]
                for column in 0..<count { next[column] += share * likeness[row * count + column] }
            }
            for column in 0..<count { next[column] += damping * loose * prior[column] }
            let change = zip(rank, next).reduce(0) { max($0, abs($1.0 - $1.1)) }
            rank = next
            if change * Double(count) < 1e-4 { break }
        }
        return rank.map { $0 * Double(count) }
    }
}

/// Takes the most central sentences that say something new (maximal marginal relevance: J. Carbonell, J. Goldstein, 1998).
struct CentralityRanker: SentenceRanker {
    private let graph: SentenceGraph
    private let centrality: [Double]
    private let redundancy: Double
    private var overlap: [Double]

    /// Ranks by centrality.
    /// - Parameters:
    ///   - positionWeight: How far the walk prefers to begin anew at the article's start, 0 to 1 (biased LexRank:
    ///     J. Otterbacher et al., 2005).
    ///   - redundancy: What likeness to a chosen sentence costs, against the greatest centrality.
    init(_ graph: SentenceGraph, positionWeight: Double, redundancy: Double) {
        self.graph = graph
        let harmonic = (0..<graph.count).reduce(0) { $0 + 1 / Double($1 + 1) }
        centrality = graph.centrality(
            prior: (0..<graph.count).map { place in
                (1 - positionWeight) / Double(graph.count) + positionWeight / (Double(place + 1) * harmonic)
            })
        self.redundancy = redundancy * (centrality.max() ?? 0)
        overlap = [Double](repeating: 0, count: graph.count)
    }

    func score(_ sentence: Int) -> Double {
        // Sentences beyond the graph come last, in order.
        guard sentence < graph.count else { return -1e6 - Double(sentence) }
        return centrality[sentence] - redundancy * overlap[sentence]
    }

    mutating func choose(_ sentence: Int) {
        guard sentence < graph.count else { return }
        for other in 0..<graph.count { overlap[other] = max(overlap[other], graph.likeness(sentence, other)) }
    }
}
