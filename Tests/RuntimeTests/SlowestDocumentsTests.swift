import Documents
import Store
import TestRandom
import Testing

@testable import Runtime

@Suite struct SlowestDocumentsTests {
    private func record(_ locator: String, _ times: [Int]) -> TrailRecord {
        var record = TrailRecord(id: DocumentID(Digest(of: locator)), locator: locator, source: 0)
        record.steps = times.enumerated().map { TrailStep(stage: $0.offset, outcome: .given, microseconds: $0.element) }
        return record
    }

    @Test func theLongestWorkIsToldByDocumentAndStage() {
        var slowest = SlowestDocuments()
        slowest.add(record("a", [5, 900]))
        slowest.add(record("b", [0, 2000]))
        #expect(slowest.work.map(\.document) == ["b", "a", "a"])
        #expect(slowest.work.map(\.stage) == [1, 1, 0])
        #expect(slowest.work.first?.seconds == 0.002 && slowest.work.first?.batch == nil)
    }

    @Test func inWhateverOrderDocumentsEndTheSameAreTold() {
        let seed = UInt64.random(in: 0...(.max))
        var random = SeededRandom(seed: seed)
        let records = (0..<300).map { record("\($0)", [Int.random(in: 0...40, using: &random), $0 % 7]) }
        var inOrder = SlowestDocuments(), shuffled = SlowestDocuments()
        for record in records { inOrder.add(record) }
        for record in records.shuffled(using: &random) { shuffled.add(record) }
        #expect(inOrder.work.count == RunStory.slowLimit)
        #expect(inOrder.work == shuffled.work, "seed \(seed)")
    }
}
