internal import Documents
internal import Locks
internal import Planning
internal import Runtime
internal import StageKit

/// Keeps what came to be seen at one stage, and ends the run when that is enough.
///
/// Batches arrive in any order; what is shown is the beginning of the corpus all the same, since it is enough only when no
/// batch is missing before.
final class PreviewWatch: RunObserver {
    private struct State {
        /// Batches that were seen, in which nothing may be of interest.
        var batches: [Int: [PreviewedDocument]] = [:]
        /// Batches in a row from the first one.
        var next = 0
        var count = 0
        var isKnown = false
        /// Those that are wanted, as far as they were seen: a selection doesn't tell the address of what it leaves out.
        var wanted: Set<DocumentID> = []
        var arrived: Set<DocumentID> = []
        var ways: [Way] = []
        var stop: (@Sendable () -> Void)?
        var isDone = false
    }

    /// Where a wanted document was left out.
    private struct Way {
        let stage: Int
        let batch: Int
        let ordinal: Int32
        let document: DocumentID
        let text: String

        /// The order that doesn't depend on the workers.
        var order: (Int, Int, Int32) { (stage, batch, ordinal) }
    }

    private let plan: Plan
    private let place: Int
    private let isBefore: Bool
    private let limit: Int
    private let choice: DocumentChoice?
    private let state = Mutex(State())

    init(_ plan: Plan, place: Int, isBefore: Bool, limit: Int, choice: DocumentChoice?) {
        self.plan = plan
        self.place = place
        self.isBefore = isBefore
        self.limit = limit
        self.choice = choice
    }

    /// Tells what ends the run.
    func stopsWhenDone(_ stop: @escaping @Sendable () -> Void) { state.withLock { $0.stop = stop } }

    /// What was seen.
    var sight: (documents: [PreviewedDocument], isKnown: Bool, ways: [String]) {
        state.withLock { state in
            let documents = state.batches.sorted { $0.key < $1.key }.flatMap(\.value).prefix(limit)
            let ways = state.ways.filter { !state.arrived.contains($0.document) }.sorted { $0.order < $1.order }
            return (Array(documents), choice == nil || state.isKnown, ways.map(\.text))
        }
    }

    func observe(_ observation: Observation) {
        if choice != nil { follow(observation) }
        guard observation.stage == place, let (content, isLast) = shown(observation) else { return }
        let documents = (0..<(content?.count ?? 0)).compactMap { index -> PreviewedDocument? in
            guard let content, choice?.matches(content.raw(at: index)) != false else { return nil }
            return PreviewedDocument(content, index, form: form)
        }
        let stop = state.withLock { state -> (@Sendable () -> Void)? in
            state.batches[observation.batch, default: []] += documents
            state.arrived.formUnion(documents.map(\.raw.id))
            state.isKnown = state.isKnown || !documents.isEmpty
            while let batch = state.batches[state.next] {
                state.count += batch.count
                state.next += 1
            }
            let isFound = documents.contains { choice?.isExactly($0.raw) == true }
            guard !state.isDone, state.count >= limit || isFound || isLast else { return nil }
            state.isDone = true
            // At the end of the corpus there is nothing to be ended.
            return isLast ? nil : state.stop
        }
        stop?()
    }

    private var form: FormType? {
        let type = plan.stages[place].type
        return isBefore ? type.input : type.output
    }

    /// What is to be seen of a piece of work; nil for one that shows nothing.
    private func shown(_ observation: Observation) -> (content: (any BatchContent)?, isLast: Bool)? {
        let stage = plan.stages[place]
        if isBefore {
            // Ordered stages take a batch in two steps, the second of which takes nothing.
            return observation.taken.map { (kept($0, stage), false) }
        }
        if case .ordered = stage.stage, observation.taken != nil { return nil }
        return (observation.given, observation.batch == .max)
    }

    private func kept(_ taken: any BatchContent, _ stage: PlannedStage) -> any BatchContent {
        let tests = stage.conditions.map { $0.test(on: taken) }
        return taken.filtered { index in tests.allSatisfy { $0(index) } }
    }

    /// Takes note of where wanted documents are left out.
    private func follow(_ observation: Observation) {
        guard let choice else { return }
        let stage = plan.stages[observation.stage]
        var ways: [Way] = []
        var isKnown = false
        var wanted: Set<DocumentID> = []
        func left(_ ordinal: Int32, _ document: DocumentID, _ locator: String, _ how: String) {
            ways.append(
                Way(
                    stage: observation.stage, batch: observation.batch, ordinal: ordinal, document: document,
                    text: "\(locator): stage '\(stage.id)' \(how)"))
        }
        var told: Set<Int32> = []
        for rejected in observation.tally.rejected where choice.matches(rejected.raw) {
            told.insert(rejected.ordinal)
            left(
                rejected.ordinal, rejected.raw.id, rejected.raw.locator,
                "couldn't process it: \(rejected.reason.message) [\(rejected.reason.code)]")
        }
        for drop in observation.tally.drops { told.insert(drop.ordinal) }
        if let taken = observation.taken {
            let tests = stage.conditions.map { $0.test(on: taken) }
            let given = Set(observation.given?.ordinals ?? [])
            for (index, ordinal) in taken.ordinals.enumerated() {
                let raw = taken.raw(at: index)
                guard choice.matches(raw) else { continue }
                isKnown = true
                wanted.insert(raw.id)
                if let failing = tests.firstIndex(where: { !$0(index) }) {
                    left(ordinal, raw.id, raw.locator, "takes documents when \(stage.conditions[failing].text)")
                } else if case .transform = stage.stage, stage.type.multiplicity != .many,
                    !given.contains(ordinal), !told.contains(ordinal)
                {
                    left(
                        ordinal, raw.id, raw.locator,
                        stage.onError == .skip ? "left it out, or couldn't process it (on-error: skip)" : "left it out")
                }
            }
        }
        wanted.formUnion(state.withLock { $0.wanted })
        for drop in observation.tally.drops
        where wanted.contains(drop.id) || choice.matches(id: drop.id, locator: drop.locator) {
            left(drop.ordinal, drop.id, drop.locator, "left it out: \(drop.reason)")
        }
        isKnown = isKnown || !ways.isEmpty || holds(observation.given, choice)
        state.withLock { state in
            state.isKnown = state.isKnown || isKnown
            state.wanted.formUnion(wanted)
            state.ways += ways
        }
    }

    private func holds(_ content: (any BatchContent)?, _ choice: DocumentChoice) -> Bool {
        guard let content else { return false }
        return (0..<content.count).contains { choice.matches(content.raw(at: $0)) }
    }
}
