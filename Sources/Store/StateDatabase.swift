public import Files
internal import Synchronization

/// The database of a state folder: what is remembered from run to run.
///
/// One run at a time holds a state folder; others may read it meanwhile. A database that is damaged is set aside, and a
/// new one is begun: it is never trusted in silence.
public final class StateDatabase: Sendable {
    /// The database's name in its folder.
    public static let fileName = "state.db"

    /// Where the database was put that was found damaged; nil when it was sound.
    public let damaged: FilePath?

    private let database: Mutex<Database>
    private let lock: LockFile

    /// Opens the database of a state folder for a run, making both when they are missing.
    /// - Throws: ``StateError``.
    public init(folder: FilePath) throws(StateError) {
        do throws(FileError) {
            try Folder.make(folder)
            lock = try LockFile(
                folder.appending("lock"), busy: "another run is using this state folder",
                help: "wait for it to end, or give this one its own with --state")
        } catch {
            throw StateError(folder, error)
        }
        let path = folder.appending(Self.fileName)
        do throws(DatabaseError) {
            database = Mutex(try Self.open(path))
            damaged = nil
        } catch  where error.kind == .damaged {
            do throws(FileError) { damaged = try Self.setAside(path) } catch { throw StateError(folder, error) }
            do throws(DatabaseError) { database = Mutex(try Self.open(path)) } catch { throw StateError(path, error) }
        } catch {
            throw StateError(path, error)
        }
    }

    private static func open(_ path: FilePath) throws(DatabaseError) -> Database {
        let database = try Database(path.text, .writing)
        // Readers go on while a run writes, and a crash loses nothing that was committed.
        try database.execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON")
        let problems = try database.rows("PRAGMA quick_check(1)") { $0.text(0) ?? "" }
        guard problems == ["ok"] else { throw DatabaseError(damaged: problems.joined(separator: "; ")) }
        try Schema.migrate(database)
        return database
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

    /// Writes down that a run begins; returns its number.
    public func begin(_ run: RunRecord) throws(DatabaseError) -> Int {
        try database.withLock { database throws(DatabaseError) in
            try database.run(
                """
                INSERT INTO runs (pipeline, version, jobs, started, outcome, seconds, read, quarantined)
                VALUES (?, ?, ?, ?, ?, 0, 0, 0)
                """,
                [
                    .text(run.pipeline), .text(run.version), .integer(run.jobs), .real(run.started),
                    .text(run.outcome.rawValue),
                ])
            return database.lastRow
        }
    }

    /// Writes down how a run ended, with its stages and artifacts.
    public func finish(_ run: RunRecord) throws(DatabaseError) {
        try database.withLock { database throws(DatabaseError) in
            try database.transaction { () throws(DatabaseError) in
                try database.run(
                    """
                    UPDATE runs SET outcome = ?, reason = ?, seconds = ?, read = ?, quarantined = ? WHERE number = ?
                    """,
                    [
                        .text(run.outcome.rawValue), DatabaseValue(run.reason), .real(run.seconds), .integer(run.read),
                        .integer(run.quarantined), .integer(run.number),
                    ])
                for (place, stage) in run.stages.enumerated() {
                    try database.run(
                        "INSERT INTO run_stages VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                        [
                            .integer(run.number), .integer(place), .text(stage.id), .text(stage.type),
                            .text(stage.configuration), .integer(stage.taken), .integer(stage.added),
                            .integer(stage.given), .integer(stage.filtered), .integer(stage.quarantined),
                            .real(stage.seconds),
                        ])
                }
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

    init(_ path: FilePath, _ error: FileError) {
        description = "the state folder can't be used: \(error)"
        help = error.help
    }

    init(_ path: FilePath, _ error: DatabaseError) {
        description = "the state database can't be used: \(path.text): \(error)"
        help = error.kind == .newer ? "use that version, or another folder with --state" : nil
    }
}
