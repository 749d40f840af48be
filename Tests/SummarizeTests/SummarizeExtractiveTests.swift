import Documents
import StageKit
import StageTesting
import Testing

@testable import Summarize

@Suite struct SummarizeExtractiveTests {
    private func article() -> Article {
        var article = sampleArticle(
            "Bridge\n\nThe harbour bridge will close on Monday. A choir sang in the rain. The bridge will be rebuilt.")
        Sentences([ByteRange(0, 40), ByteRange(41, 66), ByteRange(67, 94)]).add(to: &article.layers)
        return article
    }

    private func summary(_ change: (inout SummarizeExtractive.Configuration) -> Void) throws -> String? {
        var configuration = SummarizeExtractive.Configuration()
        change(&configuration)
        let result = try StageHarness(SummarizeExtractive.self, configuration).run([article()])
        return result.layer(Summary.self)?.text(of: article())
    }

    @Test func threeSentencesAreTheDefault() throws {
        #expect(try summary { _ in } == article().text)
    }

    @Test func sentencesOrWordsAreTheBudget() throws {
        #expect(try summary { $0.sentences = 1 } == "The harbour bridge will close on Monday.")
        let lead = try summary {
            $0.method = .lead
            $0.words = 13
        }
        #expect(lead == "The harbour bridge will close on Monday. A choir sang in the rain.")
    }

    @Test func bothBudgetsAreOneTooMany() {
        let error = #expect(throws: OptionProblem.self) {
            try summary {
                $0.sentences = 1
                $0.words = 13
            }
        }
        #expect(error?.option == "words")
    }

    @Test(arguments: SummarizeExtractive.Method.allCases)
    func everyMethodNamesItself(method: SummarizeExtractive.Method) throws {
        var configuration = SummarizeExtractive.Configuration()
        configuration.method = method
        let result = try StageHarness(SummarizeExtractive.self, configuration).run([article()])
        #expect(result.layer(Summary.self)?.method == method.rawValue)
    }
}
