import Documents
import StageKit
import StageTesting
import Testing

@testable import Extract

@Suite struct ExtractKeyphrasesTests {
    private let german = "Brücken\n\nDie Brücke ist gesperrt, weil die Brücken rosten. Den Häfen fehlen die Brücken."

    @Test func theDetectedLanguageComesBeforeTheDeclaredOne() throws {
        var article = sampleArticle(german, language: "en-GB")
        let harness = try StageHarness(ExtractKeyphrases.self)
        #expect(try harness.run([article]).layer(Keyphrases.self)?.phrases.contains { $0.text == "weil" } == true)
        Language(code: "de", confidence: 1).add(to: &article.layers)
        let phrases = try #require(try harness.run([article]).layer(Keyphrases.self)?.phrases)
        #expect(phrases.first?.text == "Brücken")
        #expect(phrases.first?.occurrences.count == 3)
        #expect(!phrases.contains { $0.text == "weil" })
    }

    @Test func theDeclaredLanguageServesWhenNoneWasDetected() throws {
        let harness = try StageHarness(ExtractKeyphrases.self)
        let phrases = try harness.run([sampleArticle(german, language: "de_AT")]).layer(Keyphrases.self)?.phrases
        #expect(phrases?.contains { $0.text == "weil" } == false)
    }
}
