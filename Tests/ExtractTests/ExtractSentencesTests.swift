import Documents
import StageKit
import StageTesting
import Testing

@testable import Extract

@Suite struct ExtractSentencesTests {
    private let german = "Brücken\n\nEr kam am 3. Tag. Ludwig XIV. Bourbon regierte. Sie las usw. Das war es."

    private func count(_ article: Article, abbreviations: [String] = []) throws -> Int? {
        var configuration = ExtractSentences.Configuration()
        configuration.abbreviations = abbreviations
        return try StageHarness(ExtractSentences.self, configuration).run([article]).layer(Sentences.self)?.ranges.count
    }

    @Test func theDetectedLanguageComesBeforeTheDeclaredOne() throws {
        #expect(try count(sampleArticle(german, language: "en")) == 6)
        #expect(try count(sampleArticle(german, language: "de_AT")) == 4)
        var article = sampleArticle(german, language: "en")
        Language(code: "de", confidence: 1).add(to: &article.layers)
        #expect(try count(article) == 4)
    }

    @Test func theHeadlineIsNoSentence() throws {
        #expect(try count(sampleArticle("Bridge closes. Ferries run.\n\nIt will reopen.")) == 1)
        #expect(try count(sampleArticle("Bridge closes")) == 0)
        #expect(try count(sampleArticle("")) == 0)
    }

    @Test func abbreviationsCanBeGiven() throws {
        let article = sampleArticle("A\n\nIt is in Cebu Prov. Ferries run.", language: "en")
        #expect(try count(article) == 2)
        #expect(try count(article, abbreviations: ["Prov."]) == 1)
    }

    @Test(arguments: ["", ".", "two words", "...", String(repeating: "a", count: 25)])
    func whatIsNoAbbreviationIsRefused(word: String) {
        var configuration = ExtractSentences.Configuration()
        configuration.abbreviations = ["Prov.", word]
        #expect(throws: OptionProblem.self) { try configuration.validate() }
    }

    @Test func aHugeArticleIsSplit() throws {
        let text = "A\n\n" + String(repeating: "It rained in St. Louis. ", count: 50_000)
        #expect(try count(sampleArticle(text, language: "en")) == 50_000)
    }
}
