internal import Documents
internal import Planning
internal import StageKit
internal import Store
internal import Locks

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Tells the listeners of a run what happens in it, and keeps the run's story for the state database.
final class RunTeller: Sendable {
    private struct State {
        var last = Duration.zero
        var chronicle: RunChronicle?
    }

    private let plan: Plan
    private let options: RunOptions
    private let clock: RunClock
    private let state: Mutex<State>

    /// Prepares to tell; nil when nobody wants to know.
    init?(_ plan: Plan, _ options: RunOptions, _ clock: RunClock) {
        guard options.keepsRecords || !options.listeners.isEmpty else { return nil }
        self.plan = plan
        self.options = options
        self.clock = clock
        state = Mutex(State(chronicle: options.keepsRecords ? RunChronicle(plan) : nil))
    }

    /// The story of the run so far.
    var story: RunStory { state.withLock { $0.chronicle?.story ?? RunStory() } }

    /// Tells that the run begins.
    func begin(run: Int?) {
        tell {
            [
                .began(
                    RunBeginning(
                        pipeline: plan.name, run: run, version: options.version, jobs: options.jobs,
                        started: clock.started, stages: plan.stages.map(RunBeginning.Stage.init)))
            ]
        }
    }

    /// Tells what one worker has just done at one stage, or at several one after the other.
    func tell(_ entries: [Entry]) {
        // When each began follows from what came after it.
        let now = clock.offset
        var end = now
        var starts: [Duration] = []
        for entry in entries.reversed() {
            end = max(.zero, end - entry.time)
            starts.append(end)
        }
        tell {
            zip(entries, starts.reversed()).flatMap { entry, start in
                [.worked(StageWork(entry, start: start))]
                    + entry.tally.rejected.map { .quarantined(RefusedDocument($0, entry, plan)) }
                    + entry.tally.drops.map { .dropped(DroppedDocument($0, stage: plan.stages[entry.stage].id)) }
            }
        }
    }

    /// Tells what an earlier run did, and that it stands: nothing was done now, and took no time.
    func tell(_ earlier: RunRecord, _ quarantine: [QuarantineEntry]) {
        let now = clock.offset
        let works = earlier.stages.prefix(plan.stages.count).enumerated().map { place, stage in
            StageWork(
                stage: place, batch: nil, start: now, time: .zero, taken: stage.taken, added: stage.added,
                given: stage.given, filtered: stage.filtered, quarantined: stage.quarantined)
        }
        let refused = quarantine.enumerated().compactMap { order, entry -> RefusedDocument? in
            guard let place = plan.stages.firstIndex(where: { $0.id == entry.stage }),
                let id = DocumentID(digits: entry.document)
            else { return nil }
            return RefusedDocument(
                id: id, source: entry.source, place: place, stage: entry.stage, code: entry.code, reason: entry.reason,
                batch: 0, ordinal: Int32(clamping: order))
        }
        tell { works.map { .worked($0) } + refused.map { .quarantined($0) } }
    }

    /// Tells that the artifacts of a stage were put in place.
    func publish(_ stage: PlannedStage) {
        tell { stage.artifacts.map { .published(stage: stage.id, $0) } }
    }

    /// Tells how the run ended.
    func end(_ report: RunReport, reason: String?) {
        tell { [.ended(report, reason: reason)] }
    }

    private func tell(_ kinds: () -> [RunEvent.Kind]) {
        state.withLock { state in
            state.last = max(state.last, clock.offset)
            for kind in kinds() {
                let event = RunEvent(offset: state.last, kind)
                state.chronicle?.hear(event)
                for listener in options.listeners { listener.hear(event) }
            }
        }
    }
}

/// The moments of a run.
struct RunClock: Sendable {
    /// When the run began, in seconds since 1970, as the computer's clock had it then.
    let started: Double
    private let start = ContinuousClock.now

    init() {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        started = Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    /// How long ago that was, by a clock that is never put back.
    var offset: Duration { .now - start }
}

extension RunBeginning.Stage {
    init(_ planned: PlannedStage) {
        self.init(
            id: planned.id, type: planned.type.name, version: planned.type.version, shape: planned.type.shape,
            combination: planned.combination, inputs: planned.inputs)
    }
}

extension StageWork {
    init(_ entry: Entry, start: Duration) {
        self.init(
            stage: entry.stage, batch: entry.batch == .max ? nil : entry.batch, start: start, time: entry.time,
            taken: entry.tally.taken, added: entry.tally.extra, given: entry.tally.given,
            filtered: entry.tally.filtered, quarantined: entry.tally.rejected.count)
    }
}

extension RefusedDocument {
    init(_ rejected: Rejected, _ entry: Entry, _ plan: Plan) {
        self.init(
            id: rejected.raw.id, source: rejected.raw.locator, place: entry.stage, stage: plan.stages[entry.stage].id,
            code: rejected.reason.code, reason: rejected.reason.message, batch: entry.batch,
            ordinal: rejected.ordinal)
    }
}

extension DroppedDocument {
    init(_ drop: Drop, stage: String) {
        self.init(
            stage: stage, id: drop.id, locator: drop.locator, code: drop.code, inFavourOf: drop.inFavourOf,
            similarity: drop.similarity)
    }
}
