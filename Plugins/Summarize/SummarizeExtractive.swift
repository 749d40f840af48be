internal import Documents
internal import Prose
internal import StageKit

/// `summarize.extractive`: a summary made of an article's own sentences.
struct SummarizeExtractive: Annotator {
    /// How sentences are chosen.
    enum Method: String, OptionChoice {
        case coverage, lead, lexrank, textrank
    }

    /// Options of `summarize.extractive`.
    struct Configuration: StageConfiguration {
        @Option("how sentences are chosen") var method = Method.coverage
        @Option("how many sentences; 3 when words isn't given either", in: 1...100) var sentences: Int?
        @Option("how many words at most, instead of a number of sentences", in: 1...10_000) var words: Int?
        @Option("lexrank: how far the article's start is preferred", in: 0...1) var positionWeight = 0.9
        @Option("lexrank: how much likeness to a chosen sentence counts against one", in: 0...1) var redundancy = 0.3

        /// Three sentences.
        init() {}

        var problems: [OptionProblem] {
            var problems: [OptionProblem] = []
            if sentences != nil, words != nil {
                problems.append(
                    OptionProblem("words", "excludes sentences", help: "give one of words and sentences"))
            }
            guard method != .lexrank else { return problems }
            let usual = Self()
            if positionWeight != usual.positionWeight { problems.append(needsLexrank("position-weight")) }
            if redundancy != usual.redundancy { problems.append(needsLexrank("redundancy")) }
            return problems
        }

        private func needsLexrank(_ option: String) -> OptionProblem {
            .warning(
                option, "has no effect on method \(method.rawValue)", help: "remove it, or choose 'method: lexrank'")
        }
    }

    static var name: String { "summarize.extractive" }
    static var summary: String { "chooses the sentences that tell the most" }
    static var discussion: String {
        """
        `coverage` takes sentences that together hold the words a summary is likely to hold (Gillick and Favre 2009), with \
        weights fitted to what editors wrote; `lead` takes the first ones; `lexrank` (Erkan and Radev 2004, with the bias \
        of Otterbacher et al. 2005 and the redundancy of Carbonell and Goldstein 1998) and `textrank` (Mihalcea and Tarau \
        2004) take the most central ones.

        Sentences come from paragraphs; headings, list items and quotations serve only when there is nothing else, code \
        never. The budget is never exceeded: no sentence is cut, so a summary in words may be shorter, or empty. At most \
        1,000 sentences of an article are looked at, 200 by `lexrank` and `textrank`.
        """
    }
    static var examples: [StageExample] {
        [
            StageExample(
                "the first sentence", options: "{ method: lead, sentences: 1 }",
                input: """
                    Bridge closes

                    The harbour bridge will close on Monday. It will be rebuilt.
                    """,
                layers: { _ in [Sentences([ByteRange(0, 40), ByteRange(41, 60)])] },
                output: """
                    {"title":"Bridge closes","text":"The harbour bridge will close on Monday. It will be rebuilt.",\
                    "sentences":[[0,40],[41,60]],"summary":{"method":"lead","text":"The harbour bridge will close on \
                    Monday.","sentences":[[0,40]]}}
                    """)
        ]
    }

    typealias Reads = Layers<Sentences, Maybe<Language>>
    typealias Provides = Summary

    private let summarizer: ExtractiveSummarizer

    init(_ configuration: Configuration, _ context: StageContext) {
        let method: ExtractiveSummarizer.Method =
            switch configuration.method {
            case .coverage: .coverage
            case .lead: .lead
            case .lexrank: .lexrank
            case .textrank: .textrank
            }
        summarizer = ExtractiveSummarizer(
            method: method,
            budget: configuration.words.map { .words($0) } ?? .sentences(configuration.sentences ?? 3),
            positionWeight: configuration.positionWeight, redundancy: configuration.redundancy)
    }

    func annotate(_ article: Article, _ layers: Reads) -> Summary {
        let (sentences, language) = layers.all
        return summarizer.summary(
            of: article, sentences: sentences.ranges, language: article.proseLanguage(language.layer))
    }
}
