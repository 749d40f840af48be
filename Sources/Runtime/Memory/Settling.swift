internal import Documents
internal import Files
internal import Planning
internal import StageKit
internal import Store

/// Tells which documents need not be read: those that are as they were when the publication that stands was made.
struct Settling: Sendable {
    /// The run that made the publication.
    let published: Int
    /// Runs whose documents were never published.
    let unpublished: Set<Int>

    /// Whether a document need not be read whose file has a stamp.
    /// - Parameter isPublished: Whether a sink's artifact is known to hold a document's piece.
    func accepts(_ row: DocumentRow, _ stamp: Digest, isPublished: (Int, DocumentID) -> Bool) -> Bool {
        guard row.stamp == stamp, row.gone == nil, row.run <= published, !unpublished.contains(row.run) else {
            return false
        }
        return row.steps.allSatisfy { step in
            // What was left out for another document may have to come back; what was refused is tried again.
            switch step.outcome {
            case .given: isPublished(step.stage, row.id)
            case .filtered, .leftOut: true
            case .dropped, .quarantined, .skipped: false
            }
        }
    }
}

extension DocumentRow {
    /// What became of the document at every stage of its plan, by place.
    func outcomes(stages: Int) -> [TrailStep.Outcome?] {
        var outcomes = [TrailStep.Outcome?](repeating: nil, count: stages)
        for step in steps where step.stage < stages { outcomes[step.stage] = step.outcome }
        return outcomes
    }
}

extension Publication {
    /// Whether the publication is one of this very plan, and as it was put in place.
    func stands(for plan: Plan, version: String) -> Bool {
        plan.isWhole && plan.canSettle && run != nil && self.plan == plan.digest(in: version) && sinks.hold(for: plan)
    }

    /// Whether a run of the plan would make what is there already: its corpus and its records are as they were.
    func holds(for plan: Plan, in folder: FilePath) throws -> Bool {
        let place = RecordsPlace(of: plan.name, in: folder)
        guard let corpus, let records, records == Digest(ofRecordsAt: place) else { return false }
        var stamps: [Digest?] = []
        for stage in plan.stages {
            guard case .source(let source) = stage.stage else { continue }
            // A source that can't be read now is told of when it is opened.
            guard let stamp = try? source.stamp() else { return false }
            stamps.append(stamp)
        }
        return Digest(ofAll: stamps + [plan.policyDigest]) == corpus
    }
}

extension [PublishedSink] {
    /// Whether what the sinks of a plan published is still as they put it in place.
    func hold(for plan: Plan) -> Bool {
        plan.stages.allSatisfy { stage in
            guard stage.type.shape == .sink else { return true }
            guard let known = first(where: { $0.stage == stage.id })?.artifact else { return false }
            return known == stage.artifactStamp
        }
    }
}

extension Plan {
    /// Whether a document that hasn't changed may stand for itself without its content: no stage needs the whole corpus,
    /// none makes other documents of one, none is given the same document twice, and no selection can leave out a document
    /// that goes on by another branch, for it then comes to the stages there without the layers of its own.
    var canSettle: Bool {
        let sources = stages.indices.filter { stages[$0].type.shape == .source }
        guard sources.allSatisfy({ arrivals(from: $0).allSatisfy { $0 <= 1 } }) else { return false }
        return stages.indices.allSatisfy { place in
            let stage = stages[place]
            return switch stage.type.shape {
            case .source: true
            case .transform: stage.type.multiplicity != .many
            case .aggregate: !stage.type.isBarrier && !isPassedBy(place)
            case .sink: stage.artifacts.count == 1
            }
        }
    }

    /// Whether a document can come to a stage behind one both from that one and past it.
    private func isPassedBy(_ place: Int) -> Bool {
        let from = stages(behind: place).union([place])
        return from.contains { next in
            let inputs = stages[next].inputs
            return next != place && stages[next].combination == .join && !inputs.allSatisfy(from.contains)
        }
    }
}

extension Plan {
    /// What decides besides the definition's meaning which documents come through.
    var policyDigest: Digest {
        let texts = stages.map { $0.policies.entries.map { "\($0.key)=\($0.value)" }.joined(separator: ",") }
        return Digest(of: texts.joined(separator: ";"))
    }

    /// The digest of the plan as a version of the program carries it out: another may publish otherwise.
    func digest(in version: String) -> Digest {
        var archive = ArchiveWriter()
        digest.store(in: &archive)
        version.store(in: &archive)
        return archive.digest(from: 0)
    }

    /// How often a document of a source comes to each stage, at most.
    func arrivals(from source: Int) -> [Int] {
        var arrivals: [Int] = []
        for (place, stage) in stages.enumerated() {
            let given = stage.inputs.map { arrivals[$0] }
            arrivals.append(
                place == source ? 1 : stage.combination == .merge ? given.reduce(0, +) : given.max() ?? 0)
        }
        return arrivals
    }

    /// The stages that documents of one can come to.
    func stages(behind place: Int) -> Set<Int> {
        stages.indices.reduce(into: []) { behind, index in
            if stages[index].inputs.contains(where: { $0 == place || behind.contains($0) }) { behind.insert(index) }
        }
    }
}

extension PlannedStage {
    /// What tells the stage's artifacts, as they are in place, from changed ones; nil when it can't be told.
    var artifactStamp: Digest? {
        Digest(ofAll: artifacts.map { Digest(ofArtifact: FilePath($0.path.text), isFolder: $0.isFolder) })
    }
}

extension RunRecord {
    /// Whether the run went through and tells of every stage of a plan.
    func tells(of plan: Plan) -> Bool { outcome == .done && stages.count == plan.stages.count }
}
