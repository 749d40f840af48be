import Documents
import Foundation
import StageKit
import StageTesting
import Testing

@Suite struct TestingAStageTests {
    @Test func aTermIsFound() throws {
        let harness = try StageHarness(ExtractTerms.self)
        let result = try harness.run([sampleArticle("Closed\n\nThe harbour bridge is closed.")])
        #expect(result.layer(Keyphrases.self)?.phrases.map(\.text) == ["harbour bridge"])
        #expect(result.rejected.isEmpty && result.filtered == 0)
    }

    @Test func everyWorkerGetsTheSame() throws {
        let harness = try StageHarness(ExtractTerms.self)
        let articles = (1...50).map { sampleArticle("Day \($0)\n\nThe harbour bridge.", locator: "\($0).txt") }
        let calls = Calls.randomBatches(seed: 7).outOfOrder(seed: 7).onThreads(4)
        #expect(try harness.run(articles, calls).records == harness.run(articles).records)
    }

    @Test func theLineIsAsItWas() throws {
        let article = sampleArticle("Closed\n\nThe harbour bridge is closed. Ferries run.")
            .with(Sentences([ByteRange(0, 29), ByteRange(30, 42)]), Language(code: "en", confidence: 1))
        let result = try StageHarness(ExtractTerms.self).run([article])
        #expect(try Golden("Golden/terms.jsonl").difference(from: result.jsonLines + "\n") == nil)
    }

    @Test func anArticleMayHaveADate() throws {
        var metadata = ArticleMetadata()
        metadata.title = "Closed"
        metadata.published = PublicationDate("2025-03-03")
        let raw = RawDocument(locator: "a.txt", mediaType: .plainText, bytes: Array("The harbour bridge.".utf8))
        let article = Article(raw: raw, metadata: metadata, blocks: [(.paragraph, "The harbour bridge.")])
        #expect(try StageHarness(ExtractTerms.self).run([article]).articles.first?.metadata.published?.year == 2025)
    }

    @Test func whatTakesTooLongEnds() throws {
        let harness = try StageHarness(ExtractTerms.self)
        let result = try harness.run([sampleArticle("Closed\n\nThe bridge.")], .plain.within(.seconds(60)))
        #expect(result.rejected.isEmpty)
        harness.signal.stop()
        _ = try? harness.run([sampleArticle("Closed\n\nThe bridge.")])
    }

    @Test func itIsAStageLikeAnyOther() {
        #expect(checkStage(ExtractTerms.self) == [])
    }
}

/// The code of `docs/testing-a-stage.md` is above, and every check is explained there.
@Suite struct TestingPageTests {
    private static let tests = URL(fileURLWithPath: #filePath)

    private func page() throws -> String {
        let docs = Self.tests.deletingLastPathComponent().appendingPathComponent("../../docs/testing-a-stage.md")
        return try String(contentsOf: docs, encoding: .utf8)
    }

    @Test func everyPieceOfCodeIsTested() throws {
        let source = try String(contentsOf: Self.tests, encoding: .utf8)
        let pieces = try page().components(separatedBy: "```swift\n").dropFirst()
        #expect(pieces.count > 3)
        for piece in pieces {
            let code = try #require(piece.components(separatedBy: "```").first)
            #expect(source.contains(code), "\(code)")
        }
    }

    @Test func everyCheckIsExplained() throws {
        let page = try page()
        for check in StageCheck.allCases { #expect(page.contains("| `\(check.rawValue)` |"), "\(check.rawValue)") }
    }
}
