public import Files
internal import Locks

/// The database of a state folder: what is remembered from run to run.
///
/// One run at a time holds a state folder; others may read it meanwhile. A database that is damaged is set aside, and a
/// new one is begun: it is never trusted in silence.
public final class StateDatabase: Sendable {
    /// The database's name in its folder.
    public static let fileName = "state.db"

    /// Where the database was put that was found damaged; nil when it was sound.
    public let damaged: FilePath?

    private struct State {
        var database: Database
        var documents: DocumentTable
        /// Whether a transaction for nothing but reading is open.
        private var isReading = false

        /// Begins a transaction for reading, if there is none: one for each row takes longer than the row.
        mutating func read() throws(DatabaseError) {
            if isReading { return }
            try database.execute("BEGIN")
            isReading = true
        }

        /// Ends it, so that something can be written.
        mutating func endReading() throws(DatabaseError) {
            guard isReading else { return }
            isReading = false
            try database.execute("COMMIT")
        }

        init(_ path: FilePath) throws(DatabaseError) {
            database = try StateDatabase.open(path)
            documents = try DocumentTable(database)
        }
    }

    private let state: Mutex<State>
    private let lock: LockFile

    /// The file that a run locks in a state folder.
    static let lockName = "lock"

    /// Opens the database of a state folder for a run, making both when they are missing.
    /// - Parameter whenHeld: What to do when a run holds the folder.
    /// - Throws: ``StateError``.
    public init(
        folder: FilePath, whenHeld: String = "wait for it to end, or give this one its own with --state"
    ) throws(StateError) {
        do throws(FileError) {
            try Folder.make(folder)
            lock = try LockFile(
                folder.appending(Self.lockName), busy: "another run is using this state folder", help: whenHeld)
        } catch {
            throw StateError(folder, error)
        }
        let path = folder.appending(Self.fileName)
        do throws(DatabaseError) {
            state = Mutex(try State(path))
            damaged = nil
        } catch  where error.kind == .damaged {
            do throws(FileError) { damaged = try Self.setAside(path) } catch { throw StateError(folder, error) }
            do throws(DatabaseError) { state = Mutex(try State(path)) } catch { throw StateError(path, error) }
        } catch {
            throw StateError(path, error)
        }
    }

    private static func open(_ path: FilePath) throws(DatabaseError) -> Database {
        let database = try Database(path.text, .writing)
        // Readers go on while a run writes, and a crash loses nothing that was committed.
        try database.execute(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA cache_size = -16000; PRAGMA wal_autocheckpoint = 4000"
        )
        try Schema.state.migrate(database)
        if try isDoubtful(database, path) {
            let problems = try database.rows("PRAGMA quick_check(1)") { $0.text(0) ?? "" }
            guard problems == ["ok"] else { throw DatabaseError(damaged: problems.joined(separator: "; ")) }
        }
        return database
    }

    /// Whether a database is to be looked through before it is used: always while that takes no time, a great one only
    /// when the last run didn't go through.
    private static func isDoubtful(_ database: Database, _ path: FilePath) throws(DatabaseError) -> Bool {
        if ((try? File.status(path))?.size ?? 0) <= 16 << 20 { return true }
        return try database.rows("SELECT outcome FROM runs ORDER BY number DESC LIMIT 1") { $0.text(0) }.first
            .map { $0 != RunRecord.Outcome.done.rawValue } ?? true
    }

    /// Moves a damaged database and its companions out of the way, under the first number that is free.
    private static func setAside(_ path: FilePath) throws(FileError) -> FilePath {
        var number = 1
        var target = path
        repeat {
            target = FilePath("\(path.text).damaged-\(number)")
            number += 1
        } while (try? File.status(target)) != nil
        for suffix in ["", "-wal", "-shm"] {
            let companion = FilePath(path.text + suffix)
            guard (try? File.status(companion)) != nil else { continue }
            try File.move(companion, to: FilePath(target.text + suffix))
        }
        return target
    }

    /// The path of the database of a state folder; nil when there is none.
    /// - Throws: ``StateError`` when nobody can look, as in a folder of somebody else.
    static func path(in folder: FilePath) throws(StateError) -> FilePath? {
        let path = folder.appending(fileName)
        do throws(FileError) {
            // To open it tells more than SQLite does, which can't say why it can't.
            _ = try File.read(path, limit: 0)
            return path
        } catch {
            if error.isMissing { return nil }
            throw StateError(folder, error)
        }
    }

    /// Carries out what must not be lost.
    func write<Result: Sendable>(
        _ body: (Database) throws(DatabaseError) -> Result
    ) throws(DatabaseError) -> Result {
        try state.withLock { state throws(DatabaseError) in
            try state.endReading()
            try state.database.execute("PRAGMA synchronous = FULL")
            return try body(state.database)
        }
    }

    /// Lends the table of documents for nothing but reading.
    func reading<Result: Sendable>(
        _ body: (DocumentTable) throws(DatabaseError) -> Result
    ) throws(DatabaseError) -> Result {
        try state.withLock { state throws(DatabaseError) in
            try state.read()
            return try body(state.documents)
        }
    }

    /// Lends the table of documents and its database.
    func documents<Result: Sendable>(
        _ body: (DocumentTable, Database) throws(DatabaseError) -> Result
    ) throws(DatabaseError) -> Result {
        try state.withLock { state throws(DatabaseError) in
            try state.endReading()
            return try body(state.documents, state.database)
        }
    }

    /// Writes down that a run begins; returns its number.
    public func begin(_ run: RunRecord) throws(DatabaseError) -> Int {
        try write { database throws(DatabaseError) in
            var number = 0
            try database.transaction { () throws(DatabaseError) in
                try database.run(
                    """
                    INSERT INTO runs (pipeline, version, jobs, started, outcome, program, shape, seconds, read, quarantined)
                    VALUES (?, ?, ?, ?, ?, ?, ?, 0, 0, 0)
                    """,
                    [
                        .text(run.pipeline), .text(run.version), .integer(run.jobs), .real(run.started),
                        .text(run.outcome.rawValue), DatabaseValue(run.program), DatabaseValue(run.shape?.stored),
                    ])
                number = database.lastRow
                // Of a run that is killed nobody tells later what its stages were.
                try Self.write(run.stages, of: number, to: database)
            }
            return number
        }
    }

    private static func write(
        _ stages: [RunRecord.Stage], of number: Int, to database: Database
    ) throws(DatabaseError) {
        for (place, stage) in stages.enumerated() {
            try database.run(
                "INSERT OR REPLACE INTO run_stages VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [
                    .integer(number), .integer(place), .text(stage.id), .text(stage.type),
                    .text(stage.configuration), .integer(stage.taken), .integer(stage.added),
                    .integer(stage.given), .integer(stage.filtered), .integer(stage.quarantined),
                    .real(stage.seconds), .integer(stage.known), .integer(stage.version),
                ])
        }
    }

    /// Writes down how a run ended, with its stages and artifacts.
    public func finish(_ run: RunRecord) throws(DatabaseError) {
        try write { database throws(DatabaseError) in
            try database.transaction { () throws(DatabaseError) in
                try database.run(
                    """
                    UPDATE runs SET outcome = ?, reason = ?, seconds = ?, read = ?, quarantined = ?, unchanged = ?
                    WHERE number = ?
                    """,
                    [
                        .text(run.outcome.rawValue), DatabaseValue(run.reason), .real(run.seconds), .integer(run.read),
                        .integer(run.quarantined), DatabaseValue(run.unchangedSince), .integer(run.number),
                    ])
                try Self.write(run.stages, of: run.number, to: database)
                for (place, path) in run.artifacts.enumerated() {
                    try database.run(
                        "INSERT INTO run_artifacts VALUES (?, ?, ?)",
                        [.integer(run.number), .integer(place), .text(path)])
                }
                try run.story.write(to: database, run: run.number)
            }
        }
    }
}

/// Why a state folder can't be used.
public struct StateError: Error, Sendable, CustomStringConvertible {
    /// What is wrong, with the path.
    public let description: String
    /// The way out.
    public let help: String?
    /// Whether a newer version of the program wrote what is there.
    public let isNewer: Bool

    init(_ path: FilePath, _ error: FileError) {
        isNewer = false
        description = "the state folder can't be used: \(error)"
        help = error.help
    }

    /// - Parameter mending: What becomes of a database that is damaged.
    init(
        _ path: FilePath, _ error: DatabaseError, mending: String = "the next run sets it aside and begins a new one"
    ) {
        isNewer = error.kind == .newer
        description = "the state database can't be used: \(path.text): \(error)"
        help =
            switch error.kind {
            case .newer: "use that version, or another folder with --state"
            case .damaged: mending
            default: nil
            }
    }
}
