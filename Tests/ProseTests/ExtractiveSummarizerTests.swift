import Documents
import TestRandom
import Testing

@testable import Prose

@Suite struct ExtractiveSummarizerTests {
    private let story = """
        The council voted to rebuild the harbour bridge by next spring.
        Rain fell.
        Photo of the harbour
        Engineers found that the cables of the harbour bridge had rusted through.
        A choir sang at the opening of a bakery that day.
        The council will pay for the new bridge with a loan.
        Ferries will carry commuters until the harbour bridge opens again.
        """

    private func summary(_ method: ExtractiveSummarizer.Method, _ budget: ExtractiveSummarizer.Budget) -> [String] {
        let (article, sentences) = rankingArticle([(.paragraph, story)])
        return ExtractiveSummarizer(method: method, budget: budget)
            .summary(of: article, sentences: sentences, language: "en").sentences.map {
                String(article.text[bytes: $0])
            }
    }

    @Test func theLeadIsTheFirstProperSentences() {
        #expect(summary(.lead, .sentences(2)).map { $0.prefix(12) } == ["The council ", "Engineers fo"])
    }

    @Test func coverageTakesWhatIsNamedAgainAndAgain() {
        #expect(summary(.coverage, .sentences(2)).map { $0.prefix(12) } == ["The council ", "Engineers fo"])
    }

    @Test(arguments: [ExtractiveSummarizer.Method.lexrank, .textrank])
    func whatIsBesideTheMatterIsLeftOut(method: ExtractiveSummarizer.Method) {
        let sentences = summary(method, .sentences(3))
        #expect(sentences.count == 3)
        #expect(!sentences.contains { $0.contains("choir") || $0.contains("Photo") }, "\(method): \(sentences)")
        #expect(sentences.contains { $0.contains("council") })
    }

    @Test func aRepeatedSentenceIsTakenOnce() {
        let line = "The council voted to rebuild the harbour bridge by next spring."
        let text = [line, line, "Engineers found rust in the cables of the harbour bridge.", line].joined(
            separator: "\n")
        let (article, sentences) = rankingArticle([(.paragraph, text)])
        for method in [ExtractiveSummarizer.Method.coverage, .lexrank] {
            var summarizer = ExtractiveSummarizer(method: method, budget: .sentences(2))
            summarizer.redundancy = 1
            let chosen = summarizer.summary(of: article, sentences: sentences, language: "en").sentences
            #expect(chosen == [sentences[0], sentences[2]], "\(method)")
        }
    }

    @Test func headingsServeOnlyWhenThereIsNothingElse() {
        let heading = (kind: BlockKind.heading, text: "Bridge to close for the spring.")
        let (mixed, all) = rankingArticle([heading, (.paragraph, "It will be rebuilt."), (.code, "let a = 1.")])
        let summarizer = ExtractiveSummarizer()
        #expect(summarizer.summary(of: mixed, sentences: all).sentences == [all[1]])
        let (headings, only) = rankingArticle([heading, (.code, "let a = 1.")])
        #expect(summarizer.summary(of: headings, sentences: only).sentences == [only[0]])
    }

    @Test func wordsAreABudget() {
        #expect(summary(.lead, .words(11)) == ["The council voted to rebuild the harbour bridge by next spring."])
        #expect(summary(.coverage, .words(3)).isEmpty)
    }

    @Test func anyArticleGivesOrderedSentencesWithinTheBudget() {
        for seed in UInt64(1)...150 {
            var random = SeededRandom(seed: seed)
            let blocks = (0..<Int.random(in: 0...6, using: &random)).map { _ in
                let kind = BlockKind.allCases.randomElement(using: &random) ?? .paragraph
                return (kind: kind, text: random.text(pieces: 40))
            }
            let (article, sentences) = rankingArticle(blocks)
            for method in ExtractiveSummarizer.Method.allCases {
                let limit = Int.random(in: -1...30, using: &random)
                let byCount = ExtractiveSummarizer(method: method, budget: .sentences(limit))
                let chosen = byCount.summary(of: article, sentences: sentences).sentences
                #expect(chosen.count <= max(0, limit), "seed \(seed) \(method)")
                #expect(
                    chosen == byCount.summary(of: article, sentences: sentences).sentences, "seed \(seed) \(method)")
                let byWords = ExtractiveSummarizer(method: method, budget: .words(limit))
                let brief = byWords.summary(of: article, sentences: sentences).sentences
                let words = brief.reduce(0) { $0 + WordScanner().words(in: article.text, $1).count }
                #expect(words <= max(0, limit), "seed \(seed) \(method)")
                for ranges in [chosen, brief] {
                    #expect(ranges == ranges.sorted() && Set(ranges).count == ranges.count, "seed \(seed) \(method)")
                    #expect(ranges.allSatisfy(sentences.contains), "seed \(seed) \(method)")
                }
            }
        }
    }

    @Test(arguments: ExtractiveSummarizer.Method.allCases)
    func aHugeArticleIsBounded(method: ExtractiveSummarizer.Method) {
        let line = "The council of town number one voted to rebuild its harbour bridge.\n"
        let (article, sentences) = rankingArticle([(.paragraph, String(repeating: line, count: 20_000))])
        let chosen = ExtractiveSummarizer(method: method).summary(of: article, sentences: sentences).sentences
        #expect(chosen.count == 3)
        #expect(chosen.allSatisfy { $0 < sentences[ExtractiveSummarizer.maximumSentences] })
    }

    @Test func centralityIsAnAverageOfOne() {
        let (article, sentences) = rankingArticle([(.paragraph, story)])
        let table = SentenceTable(article.text, sentences, stopWords: .words(for: "en"))
        let ranks = SentenceGraph(table, .cosine).centrality(prior: sentences.map { _ in 1 })
        #expect(abs(ranks.reduce(0, +) - Double(ranks.count)) < 1e-3)
        #expect(ranks.firstIndex(of: ranks.max() ?? 0) != 4)
    }

    @Test func theWeightsAreAsManyAsTheFeatures() {
        #expect(CoverageWeights.words.count == 15)
        #expect(CoverageWeights.sentences.count == 17)
    }
}
