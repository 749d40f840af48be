internal import Documents
internal import Files
internal import Planning
internal import StageKit
internal import Store
internal import Locks

/// What a run remembers of earlier ones, and writes down for later ones: results of stages, what became of every document,
/// and where its pieces are in what was published.
///
/// Workers gather what they did in trails; what these hold is written in batches, by whichever worker finds enough of it, and
/// now and then whatever there is.
final class RunMemory: Sendable {
    /// So many documents are written down at once: each time most pages of the indexes are written anew.
    private static let batch = 2048
    /// So many bytes of results are written down at once.
    private static let bytes = 8 << 20
    /// So many bytes of results are packed together.
    private static let chunk = 1 << 18
    /// So many documents' memory is kept to be used again, where it is no longer than that.
    private static let mostSpare = 256
    private static let longestSpare = 1 << 15

    private struct Gathered {
        var rows = DocumentRows()
        var results: [ResultChunk] = []
        var bytes = 0
        /// What results were written in by documents that are through: their memory is used again, and so stays near.
        var spare: [ArchiveWriter] = []
        var seen = RowSet()
        var slowest = SlowestDocuments()
        /// Whether any document was taken for settled.
        var hasSettled = false
        /// The stamps of what the sources read, by place.
        var stamps: [Int: CorpusStamp] = [:]
    }

    /// The earlier run that made all that this one would make, if nothing has changed since; nil when something has.
    let unchanged: RunRecord?
    private let run: Int
    private let plan: Plan
    private let state: StateDatabase
    private let cache: ResultCache
    private let before: Publication
    private let isFresh: Bool
    private let version: String
    private let cacheLimit: Int
    /// The lists of the places of pieces, by place of the sink.
    private let lists: [Int: PlaceList]
    /// What tells documents that need not be read; nil when all have to be.
    private let settling: Settling?
    private let gathered = Mutex(Gathered())

    /// - Parameters:
    ///   - isFresh: Whether nothing that is known is used.
    ///   - isObserved: Whether somebody wants to see every document.
    ///   - isRepeated: Whether the run is done even if nothing has changed.
    ///   - cacheLimit: The most bytes of results that are kept.
    /// - Throws: `DatabaseError` or `FileError` when the state folder can't be used.
    init(
        _ plan: Plan, run: Int, _ state: StateDatabase, isFresh: Bool, isObserved: Bool, version: String,
        isRepeated: Bool = false, cacheLimit: Int = .max
    ) throws {
        self.plan = plan
        self.run = run
        self.state = state
        self.isFresh = isFresh
        self.version = version
        self.cacheLimit = cacheLimit
        let folder = FilePath(plan.state.text)
        cache = try ResultCache(folder: folder)
        before = try state.publication(of: plan.name)
        let isSame = !isFresh && !isObserved && before.stands(for: plan, version: version)
        unchanged =
            try isSame && !isRepeated && before.holds(for: plan, in: folder)
            ? before.run.flatMap { try state.run($0) }.flatMap { $0.tells(of: plan) ? $0 : nil } : nil
        lists = try plan.isWhole && unchanged == nil ? Self.lists(of: plan, before, in: folder, reads: isSame) : [:]
        settling =
            isSame && lists.values.allSatisfy(\.isKnown)
            ? Settling(published: before.run ?? 0, unpublished: Set(try state.unpublishedRuns())) : nil
    }

    /// Begins the lists of the places of pieces.
    private static func lists(
        of plan: Plan, _ before: Publication, in folder: FilePath, reads: Bool
    ) throws -> [Int: PlaceList] {
        try Folder.make(folder.appending("places"))
        var lists: [Int: PlaceList] = [:]
        do {
            for (place, stage) in plan.stages.enumerated() where stage.type.shape == .sink {
                let known = before.sinks.first { $0.stage == stage.id }?.places
                lists[place] = try PlaceList(
                    PlaceList.path(in: folder, pipeline: before.pipeline, stage: place), before: reads ? known : nil)
            }
        } catch {
            for list in lists.values { list.abandon() }
            throw error
        }
        return lists
    }

    /// What tells a stage's results from others.
    func memory(of stage: Int) -> StageMemory { StageMemory(place: stage, digest: plan.stages[stage].digest) }

    /// What is known of the documents of a source.
    func source(_ place: Int) -> any SourceMemory { SourceRecollection(memory: self, place: place) }

    /// Where the pieces of a sink are; nil in a run of a part, which doesn't keep account of the whole.
    func publication(_ place: Int) -> (any PublicationMemory)? { lists[place].map { SinkRecollection(list: $0) } }

    fileprivate func settled(_ unit: SourceUnit, source: Int) throws -> SettledDocument? {
        gathered.withLock { $0.stamps[source, default: CorpusStamp()].add(unit) }
        guard let settling, let stamp = unit.stamp else { return nil }
        let row = try state.document(
            pipeline: before.pipeline, source: plan.stages[source].id, locator: unit.locator)
        guard let row, settling.accepts(row, stamp, isPublished: { lists[$0]?.holds($1) ?? true }) else { return nil }
        gathered.withLock {
            $0.seen.insert(row.row)
            $0.hasSettled = true
        }
        return SettledDocument(
            id: row.id, locator: row.locator, row: row.row, byteCount: row.byteCount,
            outcomes: row.outcomes(stages: plan.stages.count), prepared: row.prepared)
    }

    fileprivate func memory(
        of raw: RawDocument, _ unit: SourceUnit?, byteCount: Int, source: Int
    ) throws -> DocumentMemory {
        var record = TrailRecord(id: raw.id, locator: raw.locator, source: source)
        record.stamp = unit?.stamp
        record.byteCount = byteCount
        record.known =
            isFresh
            ? nil
            : try cache.results(
                of: raw.id, pipeline: before.pipeline, source: plan.stages[source].id)
        record.steps.reserveCapacity(plan.stages.count)
        record.steps.append(TrailStep(stage: source, outcome: .given))
        if let spare = gathered.withLock({ $0.spare.popLast() }) { record.added = spare }
        let trail = Trail(record) { [self] in gather(&$0) }
        return DocumentMemory(trail: trail, content: raw.contentDigest)
    }

    fileprivate func note(rejected raw: RawDocument, _ unit: SourceUnit?, _ reason: DocumentError, source: Int) {
        var record = TrailRecord(id: raw.id, locator: raw.locator, source: source)
        record.stamp = unit?.stamp
        record.steps.append(
            TrailStep(
                stage: source, outcome: .quarantined, given: 0, reason: "\(reason.code): \(reason.message)"))
        gather(&record)
    }

    /// Tells that documents which haven't changed are left out by a selection now, where they weren't before.
    func note(left: [(document: SettledDocument, reason: String)], at stage: Int) throws {
        let behind = plan.stages(behind: stage)
        var rows: [DocumentRow] = []
        for (document, reason) in left {
            guard var row = try state.document(row: document.row) else { continue }
            row.steps.removeAll { behind.contains($0.stage) || $0.stage == stage }
            row.steps.append(TrailStep(stage: stage, outcome: .dropped, isKnown: true, given: 0, reason: reason))
            row.run = run
            rows.append(row)
        }
        if !rows.isEmpty { _ = try state.write(DocumentRows(rows), pipeline: before.pipeline) }
    }

    /// Lets the next run look at all of a source again.
    private func doubt(_ source: Int) {
        gathered.withLock { $0.stamps[source, default: CorpusStamp()].addUnknown() }
    }

    /// Takes what a document's trail gathered.
    private func gather(_ record: inout TrailRecord) {
        var isDoubtful = false
        for index in record.steps.indices where record.steps[index].outcome == .quarantined {
            if DocumentError.isTransient(record.steps[index].reason ?? "") { isDoubtful = true }
            if plan.stages[record.steps[index].stage].onError == .skip { record.steps[index].outcome = .skipped }
        }
        if isDoubtful { doubt(record.source) }
        let source = plan.stages[record.source].id
        let row = DocumentRow(record, source: source, run: run)
        gathered.withLock { gathered in
            gathered.rows.append(row)
            gathered.slowest.add(record)
            guard cacheLimit > 0 else { return }
            if gathered.results.last.map({ $0.bytes.count >= Self.chunk }) ?? true {
                gathered.results.append(ResultChunk())
            }
            gathered.bytes += gathered.results[gathered.results.count - 1].add(record, source: source)
            if gathered.spare.count < Self.mostSpare, record.added.bytes.capacity < Self.longestSpare {
                record.added.removeAll()
                gathered.spare.append(record.added)
            }
        }
    }

    /// Writes down what was gathered, if it is enough.
    /// - Parameter all: Whether it is written down however little it is.
    /// - Throws: `DatabaseError`.
    func flush(all: Bool) throws {
        let taken = gathered.withLock { gathered -> (rows: DocumentRows, results: [ResultChunk])? in
            let isEnough = gathered.rows.count >= Self.batch || gathered.bytes >= Self.bytes
            guard all || isEnough else { return nil }
            defer {
                gathered.rows = DocumentRows()
                gathered.results = []
                gathered.bytes = 0
            }
            return (gathered.rows, gathered.results)
        }
        guard let taken, !taken.rows.isEmpty else { return }
        // Results first: a document that is known to be unchanged may need them.
        try cache.add(taken.results.filter { !$0.parts.isEmpty }, pipeline: before.pipeline, run: run)
        let numbers = try state.write(taken.rows, pipeline: before.pipeline)
        gathered.withLock { gathered in for number in numbers { gathered.seen.insert(number) } }
    }

    /// Looks whether the files of which parts were taken over are still as the run found them: what somebody wrote into
    /// them meanwhile would else be published, and count as right from then on.
    /// - Throws: `PublishError`.
    func checkTakenOver() throws(PublishError) {
        guard gathered.withLock({ $0.hasSettled }) else { return }
        for stage in plan.stages where stage.type.shape == .sink {
            let known = before.sinks.first { $0.stage == stage.id }?.artifact
            for artifact in stage.artifacts where !artifact.isFolder {
                let stamp = FileStamp(FilePath(artifact.path.text)).map { Digest(of: $0.ownBytes) }
                guard Digest(ofAll: [stamp]) != known else { continue }
                throw PublishError(
                    .inputOutput, "\(artifact.path.text) was changed while the run took parts of it over",
                    help: "run the same command again: it then takes nothing over")
            }
        }
    }

    /// Writes down that what the run made is in place.
    func publish() throws {
        guard plan.isWhole else { return }
        var publication = before
        publication.plan = plan.digest(in: version)
        publication.shape = plan.shape
        publication.run = run
        let sources = plan.stages.indices.filter { plan.stages[$0].type.shape == .source }
        let stamps = gathered.withLock { gathered in sources.map { gathered.stamps[$0]?.digest } }
        publication.corpus = Digest(ofAll: stamps + [plan.policyDigest])
        publication.records = Digest(ofRecordsAt: RecordsPlace(of: plan.name, in: FilePath(plan.state.text)))
        publication.sinks = []
        for (place, list) in lists.sorted(by: { $0.key < $1.key }) {
            publication.sinks.append(
                PublishedSink(
                    stage: plan.stages[place].id, artifact: plan.stages[place].artifactStamp,
                    places: try list.commit()))
        }
        cache.discardIfDamaged()
        try state.publish(publication, seen: gathered.withLock { $0.seen })
    }

    /// The documents that took a stage longest, the longest first.
    var slowest: [RunStory.SlowWork] { gathered.withLock { $0.slowest.work } }

    /// Whether results of earlier runs are lost, since what held them is damaged.
    var hasLostResults: Bool { cache.isLost }

    /// Keeps the results in their limit. What can't be removed now is no loss: the next run does it.
    func trim() { try? cache.trim(to: cacheLimit, folder: FilePath(plan.state.text)) }

    /// Removes what was begun.
    func abandon() {
        for list in lists.values { list.abandon() }
        cache.discardIfDamaged()
    }
}

private struct SourceRecollection: SourceMemory {
    let memory: RunMemory
    let place: Int

    func settled(_ unit: SourceUnit) throws -> SettledDocument? { try memory.settled(unit, source: place) }

    func memory(of raw: RawDocument, _ unit: SourceUnit?, byteCount: Int) throws -> DocumentMemory {
        try memory.memory(of: raw, unit, byteCount: byteCount, source: place)
    }

    func note(rejected raw: RawDocument, _ unit: SourceUnit?, _ reason: DocumentError) {
        memory.note(rejected: raw, unit, reason, source: place)
    }
}

private struct SinkRecollection: PublicationMemory {
    let list: PlaceList

    func place(of document: DocumentID) -> [UInt8]? { list.place(of: document) }

    func note(_ document: DocumentID, _ place: [UInt8]?) throws {
        do throws(FileError) {
            try list.note(document, place)
        } catch {
            throw RunError.records("where documents are published can't be written down: \(error)")
        }
    }
}

extension Digest {
    /// One digest of several; nil when one of them isn't known.
    init?(ofAll digests: [Digest?]) {
        var archive = ArchiveWriter()
        for digest in digests {
            guard let digest else { return nil }
            digest.store(in: &archive)
        }
        self = archive.digest(from: 0)
    }
}

extension DocumentError {
    /// Whether a reason, which begins with a code, may be another the next time, though nothing has changed.
    fileprivate static func isTransient(_ reason: String) -> Bool {
        ["unreadable: ", "timeout: ", "error: ", "command-ended: "].contains { reason.hasPrefix($0) }
    }
}
