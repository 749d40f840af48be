public import Files
internal import Documents

/// The way of a document through a pipeline, as far as it is remembered.
public struct DocumentWay: Sendable {
    /// The document.
    public let document: KnownDocument
    /// Its size in memory, as batches are cut by; 0 where its source made nothing of it.
    public let byteCount: Int
    /// The first run that read it as it is; nil when that isn't known.
    public let since: Int?
    /// The run that last went through its stages with it; nil when that isn't remembered.
    public let run: RunRecord?
    /// What each stage of that run did with it, in plan order.
    public let stages: [WayStage]
    /// The latest run that published it again without going through its stages; nil when there is none.
    public let keptBy: Int?
    /// The latest run that found nothing changed since; nil when there is none.
    public let unchangedIn: Int?
    /// The file of its bytes in the quarantine; nil when there is none.
    public let kept: String?
}

/// What a stage did with a document.
public struct WayStage: Sendable, Equatable {
    /// What became of it there.
    public enum Outcome: String, Sendable {
        /// It was read.
        case read
        /// It went on.
        case given
        /// It is in what was published.
        case published
        /// A condition left it out, or the stage did.
        case filtered
        /// The stage left it out in favour of another.
        case dropped
        /// The stage couldn't process it; it went to quarantine.
        case quarantined
        /// The stage couldn't process it; the run didn't go through, so nothing of it went to quarantine.
        case refused
        /// The stage couldn't process it; it was left out.
        case skipped
        /// It didn't come to the stage.
        case unreached = "not-reached"
    }

    /// The stage's place in the plan, from 0.
    public let place: Int
    /// Its id and stage type; nil where the run was killed before it wrote them down.
    public let id: String?, type: String?
    /// What became of the document.
    public internal(set) var outcome = Outcome.unreached
    /// Whether the result was known from an earlier run.
    public internal(set) var isKnown = false
    /// How long the stage was at it.
    public internal(set) var microseconds = 0
    /// How many documents it gave.
    public internal(set) var given = 0
    /// Why it was left out or refused, in words.
    public internal(set) var reason: String?
    /// The stable code of the reason, where it has one.
    public internal(set) var code: String?
    /// Where the document was read in favour of which it was left out, its identity, and how alike they are, 0 to 1.
    public internal(set) var inFavourOf: String?, favoured: String?, similarity: Double?
    /// What a sink published it in.
    public internal(set) var artifact: String?
    /// Where the artifact holds it, in bytes that the sink understands; nil where that isn't known, or the artifact isn't the
    /// one any more.
    public internal(set) var piece: [UInt8]?
}

extension DocumentHistory {
    /// The way of a document; nil when what is written down of it can't be read.
    /// - Parameter folder: The state folder.
    public func way(of document: KnownDocument, in folder: FilePath) throws(DatabaseError) -> DocumentWay? {
        let rows = try database.rows(
            "SELECT \(DocumentRow.columns)\(hasIndexes ? ", since" : ", NULL") FROM documents WHERE row = ?",
            [.integer(document.row)]
        ) { row in (DocumentRow(row), since: row.isNull(13) ? nil : row.integer(13)) }
        guard let (found, since) = rows.first, let row = found else { return nil }
        var run = try RunHistory.run(row.run, in: database)
        if run?.outcome == .unfinished { run?.stages = try RunHistory.stages(of: row.run, in: database) }
        run?.takeHold(hold, latest: try RunHistory.latest(in: database))
        var stages = WayStage.stages(of: row, in: run)
        for index in stages.indices {
            guard let locator = stages[index].inFavourOf else { continue }
            stages[index].favoured = try identity(of: locator, beside: document)
        }
        let publication = try self.publication(with: row, of: document.pipeline)
        if let publication { try find(row.id, in: publication, folder, &stages) }
        let (keptBy, unchangedIn) = try laterRuns(than: row, publication)
        // An older version had the documents of all pipelines in one folder.
        let folders = [
            RecordsPlace(of: document.pipeline, in: folder).quarantine, RecordsPlace.quarantines(in: folder),
        ]
        let kept = folders.map { $0.appending(RunRecords.file(row.id, row.locator)) }.first { file in
            stages.contains { $0.outcome == .quarantined || $0.outcome == .refused } && (try? File.status(file)) != nil
        }
        return DocumentWay(
            document: document, byteCount: row.byteCount, since: since, run: run, stages: stages, keptBy: keptBy,
            unchangedIn: unchangedIn, kept: kept?.text)
    }

    private func identity(of locator: String, beside document: KnownDocument) throws(DatabaseError) -> String? {
        guard let pipeline = pipelines.first(where: { $0.value == document.pipeline })?.key else { return nil }
        return try database.rows(
            "SELECT id FROM documents WHERE pipeline = ? AND locator = ? LIMIT 1", [.integer(pipeline), .text(locator)]
        ) { Digest($0.bytes(0))?.description }.first ?? nil
    }

    /// The publication that stands, if it is of the run that went through the stages with the document, or of a later one
    /// that found it as it was; nil otherwise.
    private func publication(with row: DocumentRow, of pipeline: String) throws(DatabaseError) -> Publication? {
        guard row.gone == nil, let publication = try StateDatabase.publication(of: pipeline, in: database),
            let run = publication.run, run >= row.run
        else { return nil }
        return publication
    }

    /// Finds where the artifacts of a publication hold a document.
    private func find(
        _ document: DocumentID, in publication: Publication, _ folder: FilePath, _ stages: inout [WayStage]
    ) throws(DatabaseError) {
        guard stages.contains(where: { $0.outcome == .published }),
            let run = try publication.run.flatMap({ (number) throws(DatabaseError) in
                try RunHistory.run(number, in: database)
            })
        else { return }
        for index in stages.indices where stages[index].outcome == .published {
            guard let id = stages[index].id, let artifact = stages[index].artifact,
                let sink = publication.sinks.first(where: { $0.stage == id }), let digest = sink.places,
                let place = run.stages.firstIndex(where: { $0.id == id }),
                // A page keeps its name; where a line is, only the file that was published tells.
                artifact.hasSuffix("/") || sink.artifact == Digest(ofFile: FilePath(artifact))
            else { continue }
            let list = PlaceList.path(in: folder, pipeline: publication.pipeline, stage: place)
            stages[index].piece = PlaceSearch.place(of: document, in: list, digest)
        }
    }

    /// The later runs that published the document as it was, and that found nothing changed.
    private func laterRuns(
        than row: DocumentRow, _ publication: Publication?
    ) throws(DatabaseError) -> (keptBy: Int?, unchangedIn: Int?) {
        guard let publication, let published = publication.run else { return (nil, nil) }
        // Before it was written down which runs had nothing to do, it showed by stages that all took no time.
        let unchanged =
            hasUnchanged ? "unchanged IS NOT NULL" : "(SELECT max(seconds) FROM run_stages WHERE run = number) = 0"
        let last = try database.rows(
            """
            SELECT number, \(unchanged) FROM runs
            WHERE pipeline = (SELECT name FROM pipelines WHERE number = ?) AND outcome = 'done' AND number > ?
            ORDER BY number DESC LIMIT 1
            """, [.integer(publication.pipeline), .integer(published)]
        ) { (number: $0.integer(0), isUnchanged: $0.integer(1) == 1) }.first
        return (published > row.run ? published : nil, last.flatMap { $0.isUnchanged ? $0.number : nil })
    }
}

extension Digest {
    /// What tells the one file that a sink makes from a changed one, as a run writes it down; nil when there is none.
    fileprivate init?(ofFile path: FilePath) {
        guard let digest = Digest(ofArtifact: path, isFolder: false) else { return nil }
        var archive = ArchiveWriter()
        digest.store(in: &archive)
        self = archive.digest(from: 0)
    }
}

extension WayStage {
    /// All stages of a run, with what is written down of the document.
    fileprivate static func stages(of row: DocumentRow, in run: RunRecord?) -> [WayStage] {
        let last = max(run?.stages.count ?? 0, (row.steps.map(\.stage).max() ?? -1) + 1)
        let artifacts = run.map(Self.artifacts) ?? [:]
        return (0..<last).map { place in
            let known = run.flatMap { place < $0.stages.count ? $0.stages[place] : nil }
            var stage = WayStage(place: place, id: known?.id, type: known?.type)
            for step in row.steps where step.stage == place { stage.take(step) }
            let shape = run.flatMap { place < $0.story.stages.count ? $0.story.stages[place].shape : nil }
            if stage.outcome == .given {
                if known?.id == row.source || (known == nil && place == row.steps.first?.stage) {
                    stage.outcome = .read
                }
                if shape == "sink" {
                    stage.outcome = .published
                    stage.artifact = artifacts[place]
                }
            }
            if stage.outcome == .quarantined, let run, !run.hasQuarantine { stage.outcome = .refused }
            return stage
        }
    }

    /// What each sink published, where there is one artifact for each.
    private static func artifacts(of run: RunRecord) -> [Int: String] {
        let sinks = run.story.stages.indices.filter { run.story.stages[$0].shape == "sink" }
        guard run.outcome == .done, sinks.count == run.artifacts.count else { return [:] }
        return Dictionary(uniqueKeysWithValues: zip(sinks, run.artifacts))
    }

    /// Adds what is written down; where a document became several, each of them may have a step.
    private mutating func take(_ step: TrailStep) {
        microseconds += step.microseconds
        given += step.given
        let isFirst = outcome == .unreached
        isKnown = step.isKnown && (isFirst || isKnown)
        let next: Outcome =
            switch step.outcome {
            case .given: .given
            case .filtered, .leftOut: .filtered
            case .dropped: .dropped
            case .quarantined: .quarantined
            case .skipped: .skipped
            }
        // One that couldn't be processed tells more than those that could.
        guard isFirst || next == .quarantined || outcome != .given && next == .given && outcome != .quarantined else {
            return
        }
        outcome = next
        reason = step.reason
        switch outcome {
        case .dropped: readDrop()
        case .quarantined, .skipped:
            code = reason?.firstIndex(of: ":").map { String(reason?[..<$0] ?? "") }
        default: break
        }
    }

    /// Takes apart `near-duplicate of a.txt, 88 % alike`.
    private mutating func readDrop() {
        guard let reason else { return }
        guard let of = reason.range(of: " of "), let comma = reason.lastRange(of: ", "),
            of.upperBound <= comma.lowerBound, reason.hasSuffix(" % alike")
        else {
            code = reason
            return
        }
        code = String(reason[..<of.lowerBound])
        inFavourOf = String(reason[of.upperBound..<comma.lowerBound])
        similarity = Double(reason[comma.upperBound...].dropLast(" % alike".utf8.count)).map { $0 / 100 }
    }
}

extension RunRecord {
    /// Whether what the run couldn't process is in quarantine: of one that went through, and of one that came so far but then
    /// couldn't put an artifact in its place.
    fileprivate var hasQuarantine: Bool { outcome == .done || quarantined > 0 }
}

extension String {
    /// Where a text stands first.
    fileprivate func range(of text: String) -> Range<Index>? { ranges(of: text).first }
    /// Where a text stands last.
    fileprivate func lastRange(of text: String) -> Range<Index>? { ranges(of: text).last }
}
