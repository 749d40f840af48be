internal import Documents
internal import Planning
internal import StageKit

/// What travels along an edge: a batch, and what became of those of its documents that are no longer in it.
struct Parcel: Sendable {
    enum Content: Sendable {
        case documents(any BatchContent)
        case prepared(any PreparedContent)
    }

    var content: Content
    /// Places of the documents that went to quarantine: a join lets none of them pass, however they come.
    var quarantined: [Int32] = []
    /// Documents that travel without their content, in the order of their places.
    var settled: [PlacedSettled] = []

    var weight: Schedule<Parcel>.Weight {
        switch content {
        case .documents(let batch): .init(documents: batch.count + settled.count, bytes: batch.byteCount)
        case .prepared(let batch): .init(documents: batch.count + settled.count, bytes: batch.byteCount)
        }
    }

    /// One more than the last place.
    var width: Int32 {
        guard case .documents(let batch) = content else { return 0 }
        return max(batch.ordinals.last ?? -1, settled.last?.ordinal ?? -1) + 1
    }
}

/// Takes batches through the fused stages of a segment. It has no state: several workers use it at the same time.
struct SegmentRunner: Sendable {
    let plan: Plan
    let segment: Segment
    /// Whether what stages take and give is kept for an observer.
    let isObserved: Bool
    /// What the run remembers; nil for one that doesn't.
    let memory: RunMemory?

    /// Processes what came along the inputs.
    func process(_ inputs: [Parcel], number: Int, _ entries: inout [Entry]) throws -> Parcel {
        var (parcel, batch, withheld) = try combine(inputs)
        for index in segment.stages {
            let stage = plan.stages[index]
            let memory = memory?.memory(of: index)
            var entry = Entry(stage: index, batch: number)
            entry.tally.taken += withheld
            entry.tally.filtered += withheld
            withheld = 0
            try pass(&parcel.settled, stage, index, &entry.tally)
            if isObserved { entry.traffic.taken = batch }
            let start = ContinuousClock.now
            let kept = filter(batch, stage.conditions, memory, &entry.tally)
            entry.tried = kept.count + parcel.settled.count
            switch stage.stage {
            case .source: throw InternalError("source '\(stage.id)' stands in the middle of a plan")
            case .transform(let runner):
                do {
                    batch = try runner.run(kept, memory, &entry.tally)
                } catch let fault as StageFault {
                    throw RunError.undeclared(stage: stage.id, reason: fault.description, help: fault.help)
                }
            case .ordered(let runner): parcel.content = .prepared(try runner.prepare(kept, memory, &entry.tally))
            }
            entry.time = .now - start
            if isObserved { entry.traffic.given = stage.given(of: kept, batch, entry.tally) }
            try entry.settle(stage)
            // Several documents out of one are new ones, with places of their own: no branch of theirs knows the old.
            if stage.type.multiplicity == .many {
                parcel.quarantined = []
            } else {
                parcel.quarantined += entry.tally.rejected.map(\.ordinal)
            }
            entries.append(entry)
        }
        if case .documents = parcel.content { parcel.content = .documents(batch) }
        return parcel
    }

    private func combine(_ inputs: [Parcel]) throws -> (Parcel, any BatchContent, withheld: Int) {
        let batches = try inputs.map { input in
            guard case .documents(let batch) = input.content else {
                throw InternalError("a prepared batch came along an edge")
            }
            return batch
        }
        guard let first = batches.first else { throw InternalError("a batch came without input") }
        var parcel = inputs[0]
        guard batches.count > 1, let stage = segment.stages.first.map({ plan.stages[$0] }) else {
            return (parcel, first, 0)
        }
        if stage.combination == .merge { return try merge(inputs, batches) }
        parcel.quarantined = Array(Set(inputs.flatMap(\.quarantined)))
        parcel.settled = PlacedSettled.joined(inputs.map(\.settled))
        let joined = try first.joined(with: Array(batches.dropFirst()))
        let withheld = Set(parcel.quarantined)
        let ordinals = joined.ordinals
        let passed = joined.filtered { !withheld.contains(ordinals[$0]) }
        if passed.count < joined.count, let memory = segment.stages.first.flatMap({ memory?.memory(of: $0) }) {
            for index in 0..<joined.count where withheld.contains(ordinals[index]) {
                note(joined, index, memory, "quarantined on another branch")
            }
        }
        return (parcel, passed, joined.count - passed.count)
    }

    /// Puts the documents of several inputs one behind the other.
    private func merge(
        _ inputs: [Parcel], _ batches: [any BatchContent]
    ) throws -> (Parcel, any BatchContent, withheld: Int) {
        var parcel = inputs[0]
        var offset = parcel.width
        var others: [(any BatchContent, Int32)] = []
        parcel.quarantined = []
        for (input, batch) in zip(inputs, batches).dropFirst() {
            others.append((batch, offset))
            parcel.settled += input.settled.map { PlacedSettled(ordinal: $0.ordinal + offset, document: $0.document) }
            offset += input.width
        }
        return (parcel, try batches[0].merged(with: others), 0)
    }

    /// Takes the settled documents past a stage, as it is known what became of them there. Ordered stages take them
    /// later, with the others, but for those that a condition leaves out.
    private func pass(
        _ settled: inout [PlacedSettled], _ stage: PlannedStage, _ index: Int, _ tally: inout Tally
    ) throws {
        guard !settled.isEmpty else { return }
        let before = settled.count
        var left = 0
        try settled.removeAll { placed in
            guard let outcome = placed.document.outcomes[index] else {
                throw InternalError("nothing is known of \(placed.document.locator) at stage '\(stage.id)'")
            }
            if outcome == .leftOut { left += 1 }
            return outcome != .given
        }
        let filtered = before - settled.count
        let given = stage.type.shape == .transform ? settled.count : 0
        tally.taken += filtered + given
        tally.known += filtered + given - left
        tally.filtered += filtered
        tally.given += given
    }

    private func note(_ batch: any BatchContent, _ index: Int, _ memory: StageMemory, _ reason: String) {
        batch.memory(at: index)?.trail.add(
            TrailStep(stage: memory.place, outcome: .leftOut, given: 0, reason: reason))
    }

    private func filter(
        _ batch: any BatchContent, _ conditions: [Condition], _ memory: StageMemory?, _ tally: inout Tally
    ) -> any BatchContent {
        guard !conditions.isEmpty else { return batch }
        let tests = conditions.map { $0.test(on: batch) }
        let kept = batch.filtered { index in
            guard let failing = tests.firstIndex(where: { !$0(index) }) else { return true }
            if let memory { note(batch, index, memory, "when \(conditions[failing].text)") }
            return false
        }
        tally.taken += batch.count - kept.count
        tally.filtered += batch.count - kept.count
        return kept
    }
}

extension PlannedStage {
    /// What the stage gave: for a sink the documents that it can publish, for an aggregate nothing yet.
    fileprivate func given(of kept: any BatchContent, _ batch: any BatchContent, _ tally: Tally) -> (any BatchContent)?
    {
        switch type.shape {
        case .source, .transform: return batch
        case .aggregate: return nil
        case .sink:
            let rejected = Set(tally.rejected.map(\.ordinal))
            let ordinals = kept.ordinals
            return kept.filtered { !rejected.contains(ordinals[$0]) }
        }
    }
}

extension PlacedSettled {
    /// The documents that come by one branch or another, each once, in the order of their places.
    static func joined(_ branches: [[PlacedSettled]]) -> [PlacedSettled] {
        guard let first = branches.first else { return [] }
        let places = first.map(\.ordinal)
        if branches.allSatisfy({ $0.map(\.ordinal) == places }) { return first }
        var all: [Int32: PlacedSettled] = [:]
        for document in branches.joined() { all[document.ordinal] = document }
        return all.values.sorted { $0.ordinal < $1.ordinal }
    }
}
