import Documents
import StageTesting
import Testing

@testable import Normalize

@Suite struct NormalizeDeduplicateTests {
    private let story = """
        Ferry aground

        The ferry struck rocks off the northern headland shortly before midnight with more than two hundred people on board.

        Lifeboats from three stations took off the passengers in heavy rain, and nobody was seriously hurt, the coastguard said.

        An inquiry will look into why the ship left the marked channel, the minister for transport told parliament on Tuesday.
        """

    private func run(
        _ articles: [Article], threshold: Double = 0.7, minimumWords: Int = 20
    ) throws -> (kept: [String], result: StageResult) {
        var configuration = NormalizeDeduplicate.Configuration()
        configuration.threshold = threshold
        configuration.minimumWords = minimumWords
        let result = try StageHarness(NormalizeDeduplicate.self, configuration).run(articles)
        return (result.articles.map(\.raw.locator), result)
    }

    @Test func theEarliestIsKeptAndTheCopyTellsInFavourOfWhat() throws {
        let copy = story.replacing("Ferry aground", with: "Passengers safe after ferry runs aground")
        let edited = copy.replacing("heavy rain", with: "driving rain")
        let other = "Rates rise\n\nThe central bank raised its main rate by half a point on Wednesday."
        let (kept, result) = try run([
            sampleArticle(story, locator: "a"), sampleArticle(copy, locator: "b"), sampleArticle(other, locator: "c"),
            sampleArticle(edited, locator: "d"),
        ])
        #expect(kept == ["a", "c"])
        #expect(result.drops.map(\.code) == ["duplicate", "near-duplicate"])
        #expect(result.drops.map(\.locator) == ["b", "d"])
        #expect(result.drops.map(\.inFavourOf) == ["a", "a"])
        #expect(result.drops[0].similarity == 1)
        #expect((0.7..<1).contains(result.drops[1].similarity))
        #expect(result.filtered == 2)
    }

    @Test func aThresholdOfOneLetsEveryEditPass() throws {
        let articles = [
            sampleArticle(story, locator: "a"),
            sampleArticle(story.replacing("Tuesday", with: "Monday"), locator: "b"),
            sampleArticle(story, locator: "c"),
        ]
        #expect(try run(articles, threshold: 1).kept == ["a", "b"])
    }

    @Test func shortTextsAreTheSameOnlyToTheLetter() throws {
        let articles = ["Markets closed up.", "Markets closed up!", "Markets closed up."].enumerated().map {
            sampleArticle("Markets\n\n\($1)", locator: "\($0)")
        }
        #expect(try run(articles).kept == ["0", "1"])
        #expect(try run(articles, minimumWords: 1).kept == ["0"])
    }

    @Test func layersOfWhatIsKeptStay() throws {
        var article = sampleArticle(story)
        Language(code: "en", confidence: 1).add(to: &article.layers)
        #expect(try run([article]).result.layer(Language.self)?.code == "en")
    }
}
