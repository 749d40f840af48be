internal import Documents
public import Files

/// Reads what is remembered of the runs in a state folder, and writes nothing: not even the companions that a database
/// has while it is open for writing.
public struct RunHistory {
    let database: Database
    private let hold: FolderHold

    /// Opens the history of a state folder; nil when there is none.
    /// - Throws: ``StateError``.
    public static func open(folder: FilePath) throws(StateError) -> RunHistory? {
        guard let path = try StateDatabase.path(in: folder) else { return nil }
        do throws(DatabaseError) {
            let history = try RunHistory(path, FolderHold(folder))
            // A run that has just begun, or was killed at that moment, has made no tables yet.
            guard try Schema.state.version(of: history.database) > 0 else { return nil }
            return history
        } catch {
            throw StateError(path, error)
        }
    }

    private init(_ path: FilePath, _ hold: FolderHold) throws(DatabaseError) {
        self.hold = hold
        database = try Database(reading: path, .state)
    }

    /// The runs, the latest first, without their stages and artifacts.
    /// - Parameters:
    ///   - pipeline: Of this pipeline; nil for those of all.
    ///   - limit: How many at most.
    public func runs(of pipeline: String? = nil, limit: Int) throws(DatabaseError) -> [RunRecord] {
        let condition = pipeline == nil ? "" : " WHERE pipeline = ?"
        let values: [DatabaseValue] = pipeline.map { [.text($0)] } ?? []
        var runs = try database.rows(
            try Self.columns(of: database) + condition + " ORDER BY number DESC LIMIT ?", values + [.integer(limit)],
            Self.run)
        let latest = try Self.latest(in: database)
        for place in runs.indices { runs[place].takeHold(hold, latest: latest) }
        return runs
    }

    /// A run with its stages and artifacts; nil when there is none of that number.
    public func run(_ number: Int) throws(DatabaseError) -> RunRecord? {
        var run = try Self.run(number, in: database)
        run?.takeHold(hold, latest: try Self.latest(in: database))
        return run
    }

    /// The number of the last run that began, of whatever pipeline.
    static func latest(in database: Database) throws(DatabaseError) -> Int {
        try database.rows("SELECT max(number) FROM runs") { $0.integer(0) }.first ?? 0
    }

    static func run(_ number: Int, in database: Database) throws(DatabaseError) -> RunRecord? {
        let columns = try columns(of: database)
        guard var run = try database.rows(columns + " WHERE number = ?", [.integer(number)], Self.run).first
        else { return nil }
        // Nobody said yet what they did.
        if run.outcome != .unfinished { run.stages = try stages(of: number, in: database) }
        run.artifacts = try database.rows(
            "SELECT path FROM run_artifacts WHERE run = ? ORDER BY place", [.integer(number)]
        ) { $0.text(0) ?? "" }
        run.story = try RunStory(of: number, in: database)
        return run
    }

    /// The stages of a run in plan order, with their figures if it has ended.
    static func stages(of number: Int, in database: Database) throws(DatabaseError) -> [RunRecord.Stage] {
        let latest = try database.has("known", in: "run_stages") ? "known, version" : "0, 0"
        return try database.rows(
            """
            SELECT id, type, configuration, taken, added, given, filtered, quarantined, seconds, \(latest)
            FROM run_stages WHERE run = ? ORDER BY place
            """, [.integer(number)]
        ) { row in
            var stage = RunRecord.Stage(
                id: row.text(0) ?? "", type: row.text(1) ?? "", configuration: row.text(2) ?? "")
            stage.taken = row.integer(3)
            stage.added = row.integer(4)
            stage.given = row.integer(5)
            stage.filtered = row.integer(6)
            stage.quarantined = row.integer(7)
            stage.seconds = row.real(8)
            stage.known = row.integer(9)
            stage.version = row.integer(10)
            return stage
        }
    }

    /// A digest of how the stages of a run were joined; nil where an older version of the program did it.
    static func shape(of number: Int, in database: Database) throws(DatabaseError) -> Digest? {
        guard try database.has("shape", in: "runs") else { return nil }
        return try database.rows("SELECT shape FROM runs WHERE number = ?", [.integer(number)]) {
            Digest($0.bytes(0))
        }.first ?? nil
    }

    /// The number of the latest run that went through; nil when there is none.
    /// - Parameter pipeline: Of this pipeline.
    public func latestDone(of pipeline: String) throws(DatabaseError) -> Int? {
        try database.rows(
            "SELECT number FROM runs WHERE pipeline = ? AND outcome = 'done' ORDER BY number DESC LIMIT 1",
            [.text(pipeline)]
        ) { $0.integer(0) }.first
    }

    /// The number of the latest run of any pipeline that went through; nil when there is none.
    public func latestDone() throws(DatabaseError) -> Int? {
        try database.rows("SELECT number FROM runs WHERE outcome = 'done' ORDER BY number DESC LIMIT 1") {
            $0.integer(0)
        }.first
    }

    /// What is read of a run. An older database doesn't know which runs found nothing changed.
    private static func columns(of database: Database) throws(DatabaseError) -> String {
        let unchanged = try database.has("unchanged", in: "runs") ? "unchanged" : "NULL"
        return """
            SELECT number, pipeline, version, jobs, started, outcome, reason, seconds, read, quarantined, \(unchanged)
            FROM runs
            """
    }

    private static func run(_ row: Statement) -> RunRecord {
        var run = RunRecord(
            pipeline: row.text(1) ?? "", version: row.text(2) ?? "", jobs: row.integer(3), started: row.real(4))
        run.number = row.integer(0)
        run.outcome = row.text(5).flatMap { RunRecord.Outcome(rawValue: $0) } ?? .unfinished
        run.reason = row.text(6)
        run.seconds = row.real(7)
        run.read = row.integer(8)
        run.quarantined = row.integer(9)
        run.unchangedSince = row.isNull(10) ? nil : row.integer(10)
        return run
    }
}

extension RunRecord {
    /// Tells whether an unfinished run is under way: one run at a time holds a state folder, and that is the latest.
    mutating func takeHold(_ hold: FolderHold, latest: Int) {
        guard outcome == .unfinished else { return }
        isUnderWay = number < latest ? false : hold.isHeld
    }
}

/// Whether a run holds a state folder, asked before anything is read there and once more after it: a run that begins or ends
/// meanwhile isn't taken for one that was killed.
struct FolderHold {
    private let lock: FilePath
    private let wasHeld: Bool?

    /// Looks for the first time.
    init(_ folder: FilePath) {
        lock = folder.appending(StateDatabase.lockName)
        wasHeld = LockFile.isHeld(lock)
    }

    /// Whether one held it then or does now; nil when that can't be told.
    var isHeld: Bool? { wasHeld == true ? true : LockFile.isHeld(lock) }
}
