import Documents
import StageTesting
import Testing

@testable import Extract

@Suite struct ExtractTermsTests {
    @Test func termsAreFoundWhereverTheyStand() throws {
        var configuration = ExtractTerms.Configuration()
        configuration.terms = ["bridge", "tunnel"]
        let harness = try StageHarness(ExtractTerms.self, configuration)
        let result = try harness.run([sampleArticle("Closed\n\nThe bridge, the old bridge, is closed.")])
        let phrases = try #require(result.layer(Keyphrases.self)?.phrases)
        #expect(phrases.map(\.text) == ["bridge"])
        #expect(phrases.first?.occurrences == [ByteRange(4, 10), ByteRange(20, 26)])
    }

    @Test func itIsAStageLikeAnyOther() {
        #expect(checkStage(ExtractTerms.self) == [])
    }
}
