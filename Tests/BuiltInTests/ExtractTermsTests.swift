import Documents
import Foundation
import StageKit
import StageTesting
import Testing

@testable import Ingest
@testable import Normalize

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
}

/// The stage of `docs/writing-a-stage.md` is the one above: what the page shows compiles, runs and is tested.
@Suite struct WritingAStageTests {
    private static let tests = URL(fileURLWithPath: #filePath)
    private static let folder = tests.deletingLastPathComponent()

    private func page() throws -> String {
        let docs = Self.folder.appendingPathComponent("../../docs/writing-a-stage.md")
        return try String(contentsOf: docs, encoding: .utf8)
    }

    @Test func thePageShowsTheStageToTheLetter() throws {
        let stage = try String(contentsOf: Self.folder.appendingPathComponent("ExtractTerms.swift"), encoding: .utf8)
        #expect(try page().contains("```swift\n\(stage)```"))
    }

    @Test func thePageShowsTheTestToTheLetter() throws {
        let source = try String(contentsOf: Self.tests, encoding: .utf8)
        let start = try #require(source.range(of: "@Suite struct ExtractTermsTests"))
        let end = try #require(source.range(of: "\n/// The stage of `docs"))
        #expect(try page().contains(source[start.lowerBound..<end.lowerBound] + "```"))
    }

    @Test func theExampleHolds() throws {
        let example = try #require(ExtractTerms.examples.first)
        var configuration = ExtractTerms.Configuration()
        configuration.terms = ["harbour bridge", "tunnel"]
        let result = try StageHarness(ExtractTerms.self, configuration).run([sampleArticle(example.input)])
        #expect(result.jsonLines == example.output)
    }

    @Test func anEmptyTermIsRefused() throws {
        var configuration = ExtractTerms.Configuration()
        configuration.terms = [""]
        #expect(throws: OptionProblem.self) { try StageHarness(ExtractTerms.self, configuration) }
    }
}

/// What `docs/writing-a-stage.md` prints of a run with the stage: its numbers are those of the documents that ship.
@Suite struct TermsInARunTests {
    @Test func theNumbersOfTheRunAreRight() throws {
        let project = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../..").path
        var files = IngestFiles.Configuration()
        files.paths = ["\(project)/seeds/texts/*"]
        let read = try StageHarness(IngestFiles.self, files).read()
        let articles = try StageHarness(NormalizeArticle.self).run(read.documents(RawDocument.self)).articles
        var terms = ExtractTerms.Configuration()
        terms.terms = ["ferry", "lifeboat"]
        let found = try StageHarness(ExtractTerms.self, terms).run(articles).layers(Keyphrases.self)
        let ferries = found.count { $0?.phrases.contains { $0.text == "ferry" } == true }
        let page = try String(contentsOfFile: project + "/docs/writing-a-stage.md", encoding: .utf8)
        #expect(page.contains("\nterms    extract.terms      \(articles.count)   \(found.count)         0"))
        #expect(
            page.contains("\nlines    publish.jsonl      \(found.count)    \(ferries)        \(found.count - ferries)"))
    }
}
