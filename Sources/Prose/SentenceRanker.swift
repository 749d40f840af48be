internal import Documents

/// Chooses sentences one by one, the best first, given those chosen before.
protocol SentenceRanker {
    /// How good it would be to choose a sentence next.
    func score(_ sentence: Int) -> Double

    /// Chooses a sentence.
    mutating func choose(_ sentence: Int)
}

extension SentenceRanker {
    /// The sentences that a greedy choice gives, in document order; among equals the earlier one.
    /// - Parameters:
    ///   - costs: What each sentence takes of the budget.
    ///   - budget: What all may take together.
    consuming func choice(costs: [Int], budget: Int) -> [Int] {
        var chosen: [Int] = []
        var isLeft = [Bool](repeating: true, count: costs.count)
        var rest = budget
        while rest > 0 {
            var best = -1
            var bestScore = -Double.infinity
            for sentence in costs.indices where isLeft[sentence] && costs[sentence] <= rest {
                let score = score(sentence)
                if score > bestScore { (best, bestScore) = (sentence, score) }
            }
            guard best >= 0 else { break }
            isLeft[best] = false
            rest -= costs[best]
            chosen.append(best)
            choose(best)
        }
        return chosen.sorted()
    }
}

/// Takes sentences as they come.
struct LeadRanker: SentenceRanker {
    func score(_ sentence: Int) -> Double { -Double(sentence) }
    func choose(_ sentence: Int) {}
}
