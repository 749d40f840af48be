internal import Documents
internal import Store

/// The documents that took a stage longest, as their trails tell; bounded.
struct SlowestDocuments {
    /// The longest first; of two that took as long, in the order of places, so that the workers don't matter.
    private(set) var work: [RunStory.SlowWork] = []

    mutating func add(_ record: borrowing TrailRecord) {
        for index in record.steps.indices {
            let seconds = Double(record.steps[index].microseconds) / 1e6
            let last = work.count == RunStory.slowLimit ? work.last : nil
            // What took no time that can be told tells nothing.
            guard seconds > 0, seconds >= last?.seconds ?? 0 else { continue }
            let slow = RunStory.SlowWork(
                stage: record.steps[index].stage, document: record.locator, batch: nil, documents: 1,
                seconds: seconds)
            if let last, !Self.precedes(slow, last) { continue }
            work.insert(slow, at: work.firstIndex { Self.precedes(slow, $0) } ?? work.count)
            if work.count > RunStory.slowLimit { work.removeLast() }
        }
    }

    private static func precedes(_ left: RunStory.SlowWork, _ right: RunStory.SlowWork) -> Bool {
        if left.seconds != right.seconds { return left.seconds > right.seconds }
        return (left.document ?? "", left.stage) < (right.document ?? "", right.stage)
    }
}
