internal import Planning
public import StageKit
internal import Locks

/// Documents that a stage couldn't process.
struct Failures: Sendable {
    var count = 0
    /// The last of them, and why.
    var last: (locator: String, reason: DocumentError)?

    init() {}

    init(_ rejected: [Rejected]) {
        count = rejected.count
        last = rejected.last.map { ($0.raw.locator, $0.reason) }
    }

    mutating func add(_ other: Failures) {
        count += other.count
        last = other.last ?? last
    }
}

/// Why a run was given up: more documents failed at a stage than it allows.
public struct TooManyFailures: Sendable, Equatable, CustomStringConvertible {
    /// The stage's id.
    public let stage: String
    /// How many failed.
    public let failed: Int
    /// Of how many that it worked on.
    public let tried: Int
    /// How many may.
    public let limit: FailureLimit
    /// Where the last one was read.
    public let locator: String
    /// Why the last one failed.
    public let reason: DocumentError

    /// What is wrong, as a sentence without an end.
    public var description: String {
        "stage '\(stage)' couldn't process \(failed) of \(tried) documents, and its 'max-failures' is \(limit.text); the "
            + "last was \(locator): \(reason.message) [\(reason.code)]"
    }
}

/// Counts the failures of one stage. Whether they are too many depends on the corpus alone and not on which worker came
/// first: a number only grows, and a share is looked at in the order of the batches.
struct FailureCount {
    /// A share means little before so many documents.
    static let least = 100

    let limit: FailureLimit
    private(set) var failures = Failures()
    private(set) var tried = 0
    /// Up to this batch all are in.
    private var next = 0
    private var triedInOrder = 0
    private var failedInOrder = 0
    private var waiting: [Int: (tried: Int, failed: Int)] = [:]

    init(limit: FailureLimit) { self.limit = limit }

    /// Counts what was done with a batch; whether the run is to be given up.
    /// - Parameter isConsuming: Whether the batch was counted before, when it was prepared.
    mutating func add(_ new: Failures, of count: Int, batch: Int, isConsuming: Bool) -> Bool {
        failures.add(new)
        tried += count
        guard case .share = limit else { return limit.isExceeded(by: failures.count, of: tried) }
        // What fails as it is consumed has no place in this order; it counts at the end.
        if isConsuming { return false }
        waiting[batch] = (count, new.count)
        while let arrived = waiting.removeValue(forKey: next) {
            next += 1
            triedInOrder += arrived.tried
            failedInOrder += arrived.failed
            if triedInOrder >= Self.least, limit.isExceeded(by: failedInOrder, of: triedInOrder) { return true }
        }
        return false
    }

    /// Whether all failures together are too many.
    var isExceeded: Bool { limit.isExceeded(by: failures.count, of: tried) }
}

/// Gives a run up when more documents fail at a stage than its `max-failures` allows.
final class FailureWatch: Sendable {
    private let stages: [String]
    private let counts: Mutex<[Int: FailureCount]>

    init(_ plan: Plan) {
        stages = plan.stages.map(\.id)
        let limits = plan.stages.indices.compactMap { index in
            plan.stages[index].policies.maximumFailures.map { (index, FailureCount(limit: $0)) }
        }
        counts = Mutex(Dictionary(uniqueKeysWithValues: limits))
    }

    /// Counts what pieces of work did.
    /// - Throws: ``RunError/failures(_:)``.
    func add(_ entries: [Entry]) throws(RunError) {
        try counts.withLock { counts throws(RunError) in
            if counts.isEmpty { return }
            for entry in entries {
                let isTooMany = counts[entry.stage]?.add(
                    entry.failures, of: entry.tried, batch: entry.batch, isConsuming: entry.isConsuming)
                if isTooMany == true { try fail(entry.stage, counts) }
            }
        }
    }

    /// Looks at shares of the whole corpus, however small it is.
    /// - Throws: ``RunError/failures(_:)``.
    func checkAtEnd() throws(RunError) {
        try counts.withLock { counts throws(RunError) in
            for stage in counts.keys.sorted() where counts[stage]?.isExceeded == true { try fail(stage, counts) }
        }
    }

    private func fail(_ stage: Int, _ counts: [Int: FailureCount]) throws(RunError) {
        guard let count = counts[stage], let last = count.failures.last else { return }
        throw .failures(
            TooManyFailures(
                stage: stages[stage], failed: count.failures.count, tried: count.tried, limit: count.limit,
                locator: last.locator, reason: last.reason))
    }
}
