internal import Documents
internal import StageKit
internal import Locks

/// Remembers what the stages of a trial did with its documents.
final class TrialLog: RunObserver {
    /// What a stage did with a document.
    struct Step: Sendable {
        var isGiven = false
        var dropped: String?
        var refused: DocumentError?
    }

    private let steps = Mutex<[String: [Int: Step]]>([:])

    /// What every stage did with the document that was read there, by place; nil when nothing was.
    func steps(of locator: String) -> [Int: Step]? { steps.withLock { $0[locator] } }

    func observe(_ observation: Observation) {
        let stage = observation.stage
        steps.withLock { steps in
            if let taken = observation.taken {
                for index in 0..<taken.count {
                    let locator = taken.raw(at: index).locator
                    if steps[locator]?[stage] == nil { steps[locator, default: [:]][stage] = Step() }
                }
            }
            if let given = observation.given {
                for index in 0..<given.count {
                    steps[given.raw(at: index).locator, default: [:]][stage, default: Step()].isGiven = true
                }
            }
            for rejected in observation.tally.rejected {
                steps[rejected.raw.locator, default: [:]][stage, default: Step()].refused = rejected.reason
            }
            for drop in observation.tally.drops {
                steps[drop.locator, default: [:]][stage, default: Step()].dropped = drop.reason
            }
        }
    }
}
