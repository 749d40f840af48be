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

    var weight: Schedule<Parcel>.Weight {
        switch content {
        case .documents(let batch): .init(documents: batch.count, bytes: batch.byteCount)
        case .prepared(let batch): .init(documents: batch.count, bytes: batch.byteCount)
        }
    }
}

/// Takes batches through the fused stages of a segment. It has no state: several workers use it at the same time.
struct SegmentRunner: Sendable {
    let plan: Plan
    let segment: Segment
    /// Whether what stages take and give is kept for an observer.
    let isObserved: Bool

    /// Processes what came along the inputs.
    func process(_ inputs: [Parcel], number: Int, _ entries: inout [Entry]) throws -> Parcel {
        var (parcel, batch, withheld) = try combine(inputs)
        for index in segment.stages {
            let stage = plan.stages[index]
            var entry = Entry(stage: index, batch: number)
            entry.tally.taken += withheld
            entry.tally.filtered += withheld
            withheld = 0
            if isObserved { entry.traffic.taken = batch }
            let start = ContinuousClock.now
            let kept = filter(batch, stage.conditions, &entry.tally)
            entry.tried = kept.count
            switch stage.stage {
            case .source: throw InternalError("source '\(stage.id)' stands in the middle of a plan")
            case .transform(let runner):
                do {
                    batch = try runner.run(kept, &entry.tally)
                } catch let fault as StageFault {
                    throw RunError.imbalance("stage '\(stage.id)' \(fault)")
                }
            case .ordered(let runner): parcel.content = .prepared(try runner.prepare(kept, &entry.tally))
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
        if stage.combination == .merge {
            parcel.quarantined = []
            return (parcel, try first.merged(with: Array(batches.dropFirst())), 0)
        }
        parcel.quarantined = Array(Set(inputs.flatMap(\.quarantined)))
        let joined = try first.joined(with: Array(batches.dropFirst()))
        let withheld = Set(parcel.quarantined)
        let ordinals = joined.ordinals
        let passed = joined.filtered { !withheld.contains(ordinals[$0]) }
        return (parcel, passed, joined.count - passed.count)
    }

    private func filter(
        _ batch: any BatchContent, _ conditions: [Condition], _ tally: inout Tally
    ) -> any BatchContent {
        guard !conditions.isEmpty else { return batch }
        let tests = conditions.map { $0.test(on: batch) }
        let kept = batch.filtered { index in tests.allSatisfy { $0(index) } }
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
