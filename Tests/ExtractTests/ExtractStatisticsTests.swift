import Documents
import StageKit
import StageTesting
import Testing

@testable import Extract

@Suite struct ExtractStatisticsTests {
    private func run(
        _ text: String, sentences: Int = 1,
        _ configure: (inout ExtractStatistics.Configuration) -> Void = { _ in }
    ) throws -> Statistics? {
        var configuration = ExtractStatistics.Configuration()
        configure(&configuration)
        var article = sampleArticle(text)
        Sentences([ByteRange](repeating: ByteRange(0, 1), count: sentences)).add(to: &article.layers)
        return try StageHarness(ExtractStatistics.self, configuration).run([article]).layer(Statistics.self)
    }

    @Test func sentencesAreThoseOfTheLayer() throws {
        #expect(try run("A\n\nOne. Two. Three.", sentences: 2)?.sentences == 2)
    }

    @Test func theReadingTimeFollowsTheOptions() throws {
        let text = "A\n\n" + String(repeating: "word ", count: 100) + String(repeating: "大", count: 100)
        #expect(try run(text)?.readingSeconds == 49)
        #expect(try run(text) { $0.wordsPerMinute = 100 }?.readingSeconds == 84)
        #expect(try run(text) { $0.charactersPerMinute = 100 }?.readingSeconds == 86)
    }

    @Test func articlesWithoutTextAreCountedToo() throws {
        let nothing = Statistics(words: 0, sentences: 0, paragraphs: 0, characters: 0, readingSeconds: 0)
        #expect(try run("", sentences: 0) == nothing)
        #expect(try run("A headline", sentences: 0) == nothing)
    }

    @Test func aHugeArticleIsCounted() throws {
        let counts = try run("A\n\n" + String(repeating: "mot été ", count: 200_000))
        #expect(counts?.words == 400_000)
        #expect(counts?.characters == 1_600_000)
    }
}
