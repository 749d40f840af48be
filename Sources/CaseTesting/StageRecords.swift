internal import Definition
internal import Documents
internal import Planning
internal import Runtime
internal import StageKit
internal import Locks

/// Keeps what every stage took and gave in a case.
final class StageRecords: RunObserver {
    private let observations = Mutex<[Int: [Observation]]>([:])

    func observe(_ observation: Observation) {
        observations.withLock { $0[observation.stage, default: []].append(observation) }
    }

    /// What became of the documents at a stage, in the order of the corpus.
    func record(of stage: Int, _ type: StageDescriptor) -> StageRecord {
        let batches = Dictionary(grouping: observations.withLock { $0[stage] ?? [] }, by: \.batch)
        var record = StageRecord()
        for (_, observations) in batches.sorted(by: { $0.key < $1.key }) { record.add(observations, type) }
        return record
    }
}

/// What became of the documents at one stage.
struct StageRecord {
    /// Those that came out, or were published.
    private(set) var documents: [RecordedDocument] = []
    /// Those that were left out, as far as it is known which.
    private(set) var filtered: [LeftDocument] = []
    /// Those that couldn't be processed.
    private(set) var quarantined: [LeftDocument] = []

    fileprivate mutating func add(_ observations: [Observation], _ type: StageDescriptor) {
        var left: [Int32: LeftDocument] = [:]
        var gone: Set<Int32> = []
        // New documents have places of their own, which tell nothing of those that came.
        let staysTheSame = type.multiplicity != .many && !type.isBarrier
        for observation in observations {
            guard staysTheSame, let taken = observation.taken else { continue }
            for (index, ordinal) in taken.ordinals.enumerated() {
                left[ordinal] = LeftDocument(source: taken.raw(at: index).locator)
            }
        }
        for observation in observations {
            if let given = observation.given {
                documents += (0..<given.count).map { RecordedDocument(batch: given, index: $0) }
                if staysTheSame { gone.formUnion(given.ordinals) }
            }
            for rejected in observation.tally.rejected.sorted(by: { $0.ordinal < $1.ordinal }) {
                gone.insert(rejected.ordinal)
                quarantined.append(
                    LeftDocument(
                        source: rejected.raw.locator, code: rejected.reason.code, reason: rejected.reason.message))
            }
            for drop in observation.tally.drops {
                left[drop.ordinal] = LeftDocument(source: drop.locator, code: drop.code, inFavourOf: drop.inFavourOf)
            }
        }
        let count = observations.reduce(0) { $0 + $1.tally.filtered }
        let known = left.filter { !gone.contains($0.key) }.sorted { $0.key < $1.key }.map(\.value)
        filtered += known.prefix(count)
        filtered += Array(repeating: LeftDocument(), count: max(0, count - known.count))
    }
}

/// A document as it came out of a stage.
struct RecordedDocument {
    let batch: any BatchContent
    let index: Int

    var source: String { batch.raw(at: index).locator }

    func value(of condition: Condition) -> FieldValue { batch.values(of: condition.field)(index) }
}

/// A document that didn't come out of a stage, and why, as far as it is known.
struct LeftDocument {
    var source: String?
    var code: String?
    var reason: String?
    var inFavourOf: String?

    func value(of condition: Condition) -> FieldValue {
        let text =
            switch condition.fieldName {
            case "source": source
            case "code": code
            case "reason": reason
            case "in-favour-of": inFavourOf
            default: String?.none
            }
        return text.map { .text($0) } ?? .absent
    }

    /// The document and why it was left, in one line.
    var text: String {
        let why = [code, reason, inFavourOf.map { "in favour of \($0)" }].compactMap(\.self)
        return (source ?? "a document") + (why.isEmpty ? "" : " (\(why.joined(separator: ": ")))")
    }
}
