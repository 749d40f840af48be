@_spi(Engine) import Documents
import Locks
import StageKit
import Testing

@testable import StageTesting

@Suite struct HarnessTests {
    private let articles = (1...40).map { sampleArticle("Title \($0)\n\nText \($0)", locator: "\($0).txt") }

    @Test func batchesAreCutAndOrderedBySeeds() {
        #expect(Calls.plain.cut(5) == [0..<5])
        #expect(Calls.batches(of: 2).cut(5) == [0..<2, 2..<4, 4..<5])
        let random = Calls.randomBatches(seed: 1)
        #expect(random.cut(100) == random.cut(100) && random.cut(100) != Calls.randomBatches(seed: 2).cut(100))
        #expect(random.cut(100).flatMap { Array($0) } == Array(0..<100))
        #expect(random.cut(100).allSatisfy { (1...8).contains($0.count) })
        let order = random.outOfOrder(seed: 3).order(20)
        #expect(order.sorted() == Array(0..<20) && order != order.sorted())
    }

    @Test func whatComesOfBatchesIsInTheOrderOfTheCorpus() throws {
        let calls = Calls.randomBatches(seed: 7).outOfOrder(seed: 7).onThreads(4)
        let result = try StageHarness(Upper.self).run(articles, calls)
        #expect(result.articles.map(\.id) == articles.map(\.id))
        #expect(try result.records == StageHarness(Upper.self).run(articles).records)
        #expect(result.layers(Language.self).compactMap { $0?.confidence } == (1...40).map { Double($0 % 2) })
    }

    @Test func severalThreadsCallTheStageAtTheSameTime() throws {
        let result = try StageHarness(Crowded.self).run(articles, .batches(of: 4).onThreads(4))
        #expect(result.layers(Language.self).contains { $0?.confidence == 0 })
    }

    @Test func layersAreGivenToArticles() throws {
        let article = sampleArticle("a\n\nb").with(Language(code: "fr", confidence: 1), Sentences([ByteRange(0, 1)]))
        #expect(article.layers.carried(Language.self)?.code == "fr")
        #expect(article.layers.carried(Sentences.self)?.ranges.count == 1)
    }

    @Test func aStoppedStageEndsTheRun() throws {
        let harness = try StageHarness(Patient.self)
        harness.signal.stop()
        #expect(throws: CancellationError.self) { try harness.run(articles) }
    }

    @Test func whatTakesTooLongIsRejected() throws {
        let result = try StageHarness(Patient.self).run(Array(articles.prefix(1)), .plain.within(TimeSpan("20ms")!))
        #expect(result.rejected.map(\.reason.code) == ["timeout"])
    }

    @Test func recordsTellWhatDiffers() throws {
        let records = try StageHarness(Upper.self).run([articles[0]]).records
        #expect(records.count == 2 && records[1] == "1 given, 0 filtered, 0 rejected")
        #expect(records[0].contains("\"title\":\"Title 1\"") && records[0].contains("\"language\""))
    }

    @Test func aHarnessIsOfAShape() throws {
        let harness = try StageHarness(Upper.self)
        #expect(throws: HarnessError.self) { try harness.read() }
        #expect(throws: HarnessError.self) { try harness.survey() }
        #expect(throws: HarnessError.self) { try harness.abandon(articles) }
    }
}

@Suite struct GoldenTests {
    @Test func theFirstLineThatDiffersIsTold() throws {
        let folder = try TestFolder()
        let golden = Golden(folder("a/b.txt"))
        #expect(try golden.difference(from: "x", isUpdating: false)?.hasPrefix("there is no ") == true)
        #expect(try golden.difference(from: "one\ntwo\n", isUpdating: true) == nil)
        #expect(try golden.difference(from: "one\ntwo\n", isUpdating: false) == nil)
        let difference = try golden.difference(from: "one\nthree\n", isUpdating: false)
        #expect(difference?.hasSuffix("b.txt:2: expected 'two', found 'three'") == true)
        #expect(
            try golden.difference(from: "one\ntwo", isUpdating: false)?.hasSuffix("expected '', found nothing further")
                == true)
    }
}

/// Tells odd texts from even ones by their last digit.
private struct Upper: Annotator {
    static var name: String { "extract.odd" }
    static var summary: String { "tells odd texts" }
    typealias Provides = Language
    init(_ configuration: NoOptions, _ context: StageContext) {}
    func annotate(_ article: Article, _ layers: NoLayers) -> Language {
        Language(code: "en", confidence: Double((article.text.utf8.last ?? 0) % 2))
    }
}

/// Works until it is told that nobody waits any more.
private struct Patient: Annotator {
    static var name: String { "extract.patience" }
    static var summary: String { "works until it is stopped" }
    typealias Provides = Language
    private let context: StageContext
    init(_ configuration: NoOptions, _ context: StageContext) { self.context = context }
    func annotate(_ article: Article, _ layers: NoLayers) throws -> Language {
        while !context.isCancelled {}
        throw CancellationError()
    }
}
