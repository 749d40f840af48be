internal import Documents
internal import Files
internal import Planning
internal import StageKit
internal import Store

/// Makes a ``Forecast``.
///
/// Belongs to the one call that makes it.
final class Forecaster {
    private(set) var stages: [Forecast.Stage]
    private(set) var gone = 0
    /// How many documents that are known aren't in the corpus any more, published or not.
    private var missing = 0
    private(set) var unchangedSince: Int?
    private(set) var isComplete = true
    private(set) var problem: String?

    private let plan: Plan
    private let isFresh: Bool
    private let version: String
    private let behind: [Set<Int>]
    /// How often a document of a source comes to each stage.
    private let arrivals: [Int: [Int]]
    /// Documents that were left out for others, and come on to a stage only if these are no more, by place.
    private var comebacks: [Int: Int] = [:]
    /// Whether results of a document that a source read are kept.
    private var hasResults: (DocumentID, Int) -> Bool = { _, _ in false }
    /// What earlier runs did at their stages, by run.
    private var earlier: [Int: EarlierStages] = [:]

    init(_ plan: Plan, isFresh: Bool, version: String) throws {
        self.plan = plan
        self.isFresh = isFresh
        self.version = version
        stages = plan.stages.map { _ in Forecast.Stage() }
        behind = plan.stages.indices.map { plan.stages(behind: $0) }
        let sources = plan.stages.indices.filter { plan.stages[$0].type.shape == .source }
        arrivals = Dictionary(uniqueKeysWithValues: sources.map { ($0, plan.arrivals(from: $0)) })
        let folder = FilePath(plan.state.text)
        do {
            if let memory = try RememberedDocuments.open(folder: folder, pipeline: plan.name) {
                hasResults = { memory.hasResults(of: $0, source: plan.stages[$1].id) }
                try look(memory, folder)
            } else {
                try look { _, _, _ in nil }
            }
        } catch let error where (error as? StateError)?.isNewer == false || error is DatabaseError {
            // The run would set it aside and begin anew.
            problem = "\(error)"
            stages = plan.stages.map { _ in Forecast.Stage() }
            try look { _, _, _ in nil }
        }
        if missing > 0 || stages.contains(where: { !$0.isExact }) {
            doubtSelections()
            for (place, count) in comebacks {
                stages[place].documents += count
                stages[place].reasons[.again, default: 0] += count
                stages[place].isExact = false
            }
        }
    }

    private func look(_ memory: RememberedDocuments, _ folder: FilePath) throws {
        let publication = memory.publication
        let stands = !isFresh && publication.stands(for: plan, version: version)
        // Of what lies outside it can't be said that it is as it was.
        let isAsked = plan.stages.contains { $0.type.shape == .source && !$0.type.reaches.isEmpty }
        if stands, !isAsked, try publication.holds(for: plan, in: folder), let run = publication.run,
            let record = try memory.run(run), record.tells(of: plan)
        {
            unchangedSince = run
            for (place, stage) in record.stages.enumerated() {
                stages[place].documents = stage.taken
                stages[place].known = stage.taken
            }
            return
        }
        let settling = stands ? settling(memory, folder) : nil
        let latest = try publication.run.map { try EarlierStages(memory, $0, in: plan) }
        let whole = settling == nil ? reasonForAll(latest) : nil
        var seen: Set<Int> = []
        try look { source, locator, stamp in
            guard let row = try memory.document(source: plan.stages[source].id, locator: locator), row.gone == nil
            else {
                return nil
            }
            seen.insert(row.row)
            if earlier[row.run] == nil { earlier[row.run] = try EarlierStages(memory, row.run, in: plan) }
            if let (settling, lists) = settling, let stamp,
                settling.accepts(row, stamp, isPublished: { lists[$0]?.contains($1) ?? true })
            {
                return (row, nil)
            }
            return (row, whole ?? .again)
        }
        missing = try memory.rows().count { !seen.contains($0) }
        gone = publication.run == nil ? 0 : missing
    }

    private func settling(
        _ memory: RememberedDocuments, _ folder: FilePath
    ) -> (Settling, [Int: Set<DocumentID>])? {
        var lists: [Int: Set<DocumentID>] = [:]
        for (place, stage) in plan.stages.enumerated() where stage.type.shape == .sink {
            guard let digest = memory.publication.sinks.first(where: { $0.stage == stage.id })?.places else {
                return nil
            }
            let path = PlaceList.path(in: folder, pipeline: memory.publication.pipeline, stage: place)
            guard let list = PlaceList.documents(path, digest) else { return nil }
            lists[place] = list
        }
        return (Settling(published: memory.publication.run ?? 0, unpublished: memory.unpublished), lists)
    }

    /// Why no document can be passed over.
    private func reasonForAll(_ latest: EarlierStages?) -> Forecast.Reason {
        if isFresh { return .fresh }
        guard let latest else { return .unpublished }
        return latest.reasons.lazy.compactMap { $0 }.first ?? (latest.isRewired ? .graph : .publication)
    }

    /// Goes through the sources; `find` tells what is known of a document, and why it is to be read all the same.
    private func look(
        _ find: (Int, String, Digest?) throws -> (row: DocumentRow, reason: Forecast.Reason?)?
    ) throws {
        for (place, stage) in plan.stages.enumerated() {
            guard case .source(let source) = stage.stage else { continue }
            guard !source.readsStandardInput else {
                isComplete = false
                doubt(place)
                continue
            }
            // Nobody is asked for a forecast: what is known is what was there the last time.
            if !stage.type.reaches.isEmpty {
                isComplete = false
                doubt(place)
            }
            try source.look(passingOver: { unit in
                // By other options the source may find more documents in a file, or fewer.
                let known = try find(place, unit.locator, unit.stamp)
                if let (row, reason) = known, let stamp = row.stamp, stamp == unit.stamp,
                    unit.documents == 1 || earlier[row.run]?.reasons[place] == nil
                {
                    add(row, reason, source: place)
                    return true
                }
                guard unit.documents == 1 else { return false }
                add(known == nil ? .new : .changed, source: place)
                return true
            }) { raw in
                guard let (row, reason) = try find(place, raw.locator, nil) else { return add(.new, source: place) }
                guard row.id == raw.id else { return add(.changed, source: place) }
                add(row, reason ?? .again, source: place)
            }
        }
    }

    /// Adds a document of which nothing is known: it may come to all stages.
    private func add(_ reason: Forecast.Reason, source: Int) {
        stages[source].documents += 1
        stages[source].reasons[reason, default: 0] += 1
        for place in behind[source] { addWork(place, reason, source) }
    }

    /// Adds a document whose way is known; `reason` tells why it is read, nil that it isn't.
    private func add(_ row: DocumentRow, _ reason: Forecast.Reason?, source: Int) {
        stages[source].documents += 1
        guard let reason else {
            for step in row.steps where step.stage < stages.count {
                if step.stage != source { stages[step.stage].documents += 1 }
                if step.outcome == .leftOut { stages[step.stage].leftOut += 1 } else { stages[step.stage].known += 1 }
            }
            return
        }
        stages[source].reasons[reason, default: 0] += 1
        guard let earlier = earlier[row.run], !isFresh else {
            for place in behind[source] { addWork(place, reason, source) }
            return
        }
        let isKept = hasResults(row.id, source)
        var passages: [Int: Passage] = [source: earlier.reasons[source].map { .mayGive($0) } ?? .gave]
        for place in behind[source].sorted() {
            guard let arrival = Passage.arrival(plan.stages[place].inputs.compactMap { passages[$0] }) else { continue }
            passages[place] = pass(row, place, arrival, earlier, source, reason, isKept: isKept)
        }
    }

    /// Adds a document at a stage that it comes to, or may come to; gives how it goes on from there.
    private func pass(
        _ row: DocumentRow, _ place: Int, _ arrival: Passage, _ earlier: EarlierStages, _ source: Int,
        _ reason: Forecast.Reason, isKept: Bool
    ) -> Passage {
        func work(_ reason: Forecast.Reason) -> Passage {
            addWork(place, reason, source)
            return .mayGive(reason)
        }
        if case .wasDropped = arrival {
            comebacks[place, default: 0] += arrivals[source]?[place] ?? 1
            return .wasDropped
        }
        if let own = earlier.reasons[place] { return work(own) }
        switch arrival {
        case .mayGive(let cause): return work(cause)
        // What was refused may pass this time.
        case .wasRefused: return work(.again)
        case .gave, .wasDropped, .ended: break
        }
        // Of a run that was killed it may not be known how its documents went on.
        guard !earlier.isRewired, arrivals[source]?[place] == 1, let step = earlier.step(row, at: place) else {
            return work(reason)
        }
        stages[place].documents += 1
        switch step.outcome {
        case .leftOut:
            stages[place].leftOut += 1
            return .ended
        case .quarantined, .skipped:
            stages[place].reasons[.again, default: 0] += 1
            return .wasRefused
        case .given, .filtered, .dropped: break
        }
        if plan.stages[place].type.shape == .sink || !plan.stages[place].keepsResults {
            stages[place].reasons[reason, default: 0] += 1
        } else if isKept {
            stages[place].known += 1
        } else {
            stages[place].reasons[.forgotten, default: 0] += 1
        }
        return step.outcome == .given ? .gave : step.outcome == .dropped ? .wasDropped : .ended
    }

    private func addWork(_ place: Int, _ reason: Forecast.Reason, _ source: Int) {
        let arrivals = arrivals[source]?[place] ?? 1
        stages[place].documents += arrivals
        stages[place].reasons[reason, default: 0] += arrivals
        stages[place].isExact = false
    }

    /// What a source holds, only the run finds out.
    private func doubt(_ place: Int) {
        for next in behind[place].union([place]) {
            stages[next].isExact = false
            stages[next].isBounded = false
        }
    }

    /// Where something changes, a selection may judge otherwise of documents that haven't changed.
    private func doubtSelections() {
        for (place, stage) in plan.stages.enumerated() where stage.type.shape == .aggregate {
            for next in behind[place] { stages[next].isExact = false }
        }
    }
}

extension PlannedStage {
    /// Whether what the stage gives for a document is kept for the next run.
    fileprivate var keepsResults: Bool {
        switch type.shape {
        case .source, .sink: false
        case .transform: type.output?.isStorable ?? false
        case .aggregate: !type.isBarrier
        }
    }
}

/// How a document went on from a stage, or would go on.
private enum Passage {
    /// It was given on, and will be.
    case gave
    /// It may be given on: the stage works it out anew, for this reason.
    case mayGive(Forecast.Reason)
    /// It was refused there.
    case wasRefused
    /// It was left out for another document.
    case wasDropped
    /// It goes no further.
    case ended

    /// How a document comes to a stage by one way or another; nil when it doesn't.
    static func arrival(_ passages: [Passage]) -> Passage? {
        var arrival: Passage?
        for passage in passages where passage.weight > arrival?.weight ?? 0 { arrival = passage }
        return arrival
    }

    /// What is most uncertain of what comes for sure counts.
    private var weight: Int {
        switch self {
        case .ended: 0
        case .wasDropped: 1
        case .wasRefused: 2
        case .gave: 3
        case .mayGive: 4
        }
    }
}

/// The stages of an earlier run, compared with those of a plan.
private struct EarlierStages {
    /// Why the results of a stage of the plan can't be known from that run, by place; nil where they can.
    let reasons: [Forecast.Reason?]
    /// Whether documents may take another way than they did then.
    let isRewired: Bool
    private let places: [Int?]

    init(_ memory: RememberedDocuments, _ run: Int, in plan: Plan) throws {
        let stages = try memory.stages(of: run)
        isRewired = try (memory.shape(of: run) ?? memory.publication.shape) != plan.shape
        var places: [Int?] = []
        var reasons: [Forecast.Reason?] = []
        for stage in plan.stages {
            let place = stages.firstIndex { $0.id == stage.id }
            places.append(place)
            guard let place, stages[place].type == stage.type.name else {
                reasons.append(.neverRun(stage.id))
                continue
            }
            if stages[place].version != stage.type.version {
                reasons.append(.version(stage.id))
            } else {
                reasons.append(
                    stages[place].configuration == stage.configurationDigest ? nil : .options(stage.id))
            }
        }
        self.places = places
        self.reasons = reasons
    }

    /// What became of a document at a stage.
    func step(_ row: DocumentRow, at place: Int) -> TrailStep? {
        guard let earlier = places[place] else { return nil }
        return row.steps.first { $0.stage == earlier }
    }
}
