import Foundation
import StageKit
import StageTesting
import Testing

/// The stages that `docs/` shows are those here, to the letter, and as every stage should be.
@Suite struct OwnStageTests {
    @Test func theyAreStagesLikeAnyOther() throws {
        #expect(checkStage(NormalizeTitles.self) == [])
        #expect(checkStage(SummarizeContents.self) == [])
        #expect(checkStage(PublishTitles.self) == [])
        #expect(checkStage(PublishRSS.self) == [])
        #expect(checkStage(ExtractLength.self) == [])
        let folder = try TestFolder()
        try folder.add("lines.txt", "one\n\nthree\n")
        var configuration = IngestLines.Configuration()
        configuration.path = Path(folder("lines.txt"))
        #expect(checkStage(IngestLines.self, configuration) == [])
        let result = try StageHarness(IngestLines.self, configuration).read()
        #expect(result.rejected.map(\.document.locator) == [folder("lines.txt") + "#2"])
    }

    @Test func whatIsLongIsTold() throws {
        var configuration = ExtractLength.Configuration()
        configuration.unit = .bytes
        configuration.minimum = 3
        #expect(configuration.problems.map(\.isWarning) == [true])
        let result = try StageHarness(ExtractLength.self, configuration).run([
            sampleArticle("A\n\nbcd"), sampleArticle("A\n\nb"), sampleArticle("A"),
        ])
        #expect(result.articles.count == 2 && result.rejected.map(\.reason.code) == ["no-text"])
    }

    @Test(arguments: ["sources-sinks-aggregates": "OwnShapes", "options-and-diagnostics": "OwnOptions"])
    func thePagesShowThemToTheLetter(page: (key: String, value: String)) throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        let text = try String(
            contentsOf: folder.appendingPathComponent("../../docs/\(page.key).md"), encoding: .utf8)
        let source = try String(contentsOf: folder.appendingPathComponent("\(page.value).swift"), encoding: .utf8)
        let pieces = text.components(separatedBy: "```swift\n").dropFirst()
        #expect(!pieces.isEmpty)
        for piece in pieces {
            let code = try #require(piece.components(separatedBy: "```").first)
            #expect(source.contains(code), "\(code)")
        }
    }
}
