internal import CMemory
internal import Documents
internal import Foundation
internal import StageKit

/// Whether what a stage allocates for a document is given back. For an aggregate or a selection, which may remember the
/// corpus, only what prepares documents is measured.
struct MemoryCheck<S: StageType, Input: Form> {
    let checks: StageChecks<S>
    let documents: CheckedDocuments<Input>
    let manyDocuments: Int

    /// So many rounds are measured, and so often again where every one of them held more than the one before. Others allocate
    /// at the same time: what grows every single time is the stage's.
    private static var rounds: Int { 5 }
    private static var repetitions: Int { 12 }
    private static var bytesPerDocument: Int { 16 }

    func check(_ findings: inout Findings) {
        let count = max(100, manyDocuments / Self.rounds)
        let least = findings.attempt(.memory, "a run over many documents") {
            let harness = try checks.harness()
            // What is made once, such as tables, is made now.
            try harness.prepare(documents.many(count, from: 0))
            var least = Int.max
            for round in 1...Self.rounds * Self.repetitions {
                let before = galley_allocated_bytes()
                try harness.prepare(documents.many(count, from: round * count))
                least = min(least, Int(galley_allocated_bytes()) - Int(before))
                if round % Self.rounds == 0, least <= count * Self.bytesPerDocument { break }
            }
            return least
        }
        guard let least, least > count * Self.bytesPerDocument else { return }
        findings.add(
            .memory, "\(least / count) bytes more are held after every document",
            help: "keep nothing of documents in the stage; a cache needs a bound")
    }
}

/// On how many documents memory is measured.
enum ManyDocuments {
    /// As the environment says; nil where it doesn't.
    static var asked: Int? { ProcessInfo.processInfo.environment["GALLEY_CHECK_DOCUMENTS"].flatMap { Int($0) } }
}
