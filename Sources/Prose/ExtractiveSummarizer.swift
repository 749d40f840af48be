public import Documents

/// Makes a summary of an article's own sentences.
///
/// Sentences are taken from paragraphs; those too short or without a full stop (captions, lines of data) are taken only
/// when there are too few others, headings, list items and quotations only when there is nothing else, code never.
/// At most ``maximumSentences`` are looked at, the first of the article, and ``SentenceGraph/maximumSentences`` of them
/// by the methods that compare every two.
public struct ExtractiveSummarizer: Sendable {
    /// How sentences are chosen.
    public enum Method: String, Sendable, CaseIterable {
        /// Sentences that together cover the words which a summary is likely to hold (Gillick and Favre 2009), with
        /// weights fitted to what editors wrote.
        case coverage
        /// The first sentences.
        case lead
        /// The most central sentences by cosine of their words (Erkan and Radev 2004).
        case lexrank
        /// The most central sentences by words in common (Mihalcea and Tarau 2004).
        case textrank
    }

    /// How long a summary may be; never exceeded.
    public enum Budget: Sendable, Hashable {
        /// A number of sentences.
        case sentences(Int)
        /// A number of words; sentences stay whole, so that a summary is empty when none is short enough.
        case words(Int)
    }

    /// How many sentences of an article are looked at.
    public static let maximumSentences = 1000

    /// How sentences are chosen.
    public var method: Method
    /// How long a summary may be.
    public var budget: Budget
    /// For `lexrank`: how far sentences at the start are preferred, 0 (not at all) to 1.
    public var positionWeight: Double
    /// For `lexrank`: how much likeness to a chosen sentence counts against one, 0 (not at all) to 1.
    public var redundancy: Double

    /// Makes a summarizer.
    public init(
        method: Method = .coverage, budget: Budget = .sentences(3), positionWeight: Double = 0.9,
        redundancy: Double = 0.3
    ) {
        self.method = method
        self.budget = budget
        self.positionWeight = min(max(0, positionWeight), 1)
        self.redundancy = min(max(0, redundancy), 1)
    }

    /// The summary of an article.
    /// - Parameters:
    ///   - article: The article.
    ///   - sentences: Its sentences, in order.
    ///   - language: The ISO 639-1 code of its language, if known.
    public func summary(of article: Article, sentences: [ByteRange], language: String? = nil) -> Summary {
        let wanted = if case .sentences(let count) = budget { count } else { 3 }
        let ranges = Array(
            SentenceFilter(article: article).sentences(sentences, atLeast: wanted).prefix(Self.maximumSentences))
        let chosen = choice(article.text, ranges, language)
        return Summary(sentences: chosen.map { ranges[$0] }, method: method.rawValue)
    }

    private func choice(_ text: String, _ ranges: [ByteRange], _ language: String?) -> [Int] {
        let (costs, budget) =
            switch budget {
            case .sentences(let count): (ranges.map { _ in 1 }, count)
            case .words(let count): (ranges.map { max(1, WordScanner().words(in: text, $0).count) }, count)
            }
        if method == .lead { return LeadRanker().choice(costs: costs, budget: budget) }
        let table = SentenceTable(text, ranges, stopWords: .words(for: language))
        switch method {
        case .lead, .coverage:
            return CoverageModel(table).choice(costs: costs, budget: budget)
        case .lexrank:
            let ranker = CentralityRanker(
                SentenceGraph(table, .cosine), positionWeight: positionWeight, redundancy: redundancy)
            return ranker.choice(costs: costs, budget: budget)
        case .textrank:
            let ranker = CentralityRanker(SentenceGraph(table, .overlap), positionWeight: 0, redundancy: 0)
            return ranker.choice(costs: costs, budget: budget)
        }
    }
}
