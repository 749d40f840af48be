package import Documents
public import Files
internal import Locks

/// The database of results that stages gave, by document: kept so that they need not be computed again. Nothing is lost
/// with it but time.
///
/// Results of several documents that came one after the other are packed together, and so are read together. What was read
/// is checked by its digest: what is damaged counts as unknown.
public final class ResultCache: Sendable {
    /// The database's name in the state folder.
    public static let fileName = "cache.db"

    private struct State {
        var database: Database
        var find: Statement
        var read: Statement
        var addChunk: Statement
        var addResult: Statement
        /// Whether the database turned out to be damaged: then nothing is known, and nothing more is kept.
        var isDamaged = false
        /// Chunks that were read last.
        var chunks: [(number: Int, bytes: [UInt8])] = []
    }

    private let path: FilePath
    private let state: Mutex<State>
    /// Whether there is nothing to find but what was added since.
    private let wasEmpty: Bool
    /// Whether what was there was damaged, and was removed.
    private let wasRemoved: Bool

    /// Whether there is one in a state folder.
    public static func exists(in folder: FilePath) -> Bool {
        (try? File.status(folder.appending(fileName))) != nil
    }

    /// Opens the cache of a state folder, or begins a new one where there is none or it is damaged.
    package init(folder: FilePath) throws(DatabaseError) {
        path = folder.appending(Self.fileName)
        let opened: State
        do throws(DatabaseError) {
            opened = try Self.open(path)
            wasRemoved = false
        } catch  where error.kind == .damaged || error.kind == .newer {
            Self.remove(path)
            opened = try Self.open(path)
            wasRemoved = error.kind == .damaged
        }
        wasEmpty = try opened.database.rows("SELECT 1 FROM results LIMIT 1") { $0.integer(0) }.isEmpty
        state = Mutex(opened)
    }

    private static func open(_ path: FilePath) throws(DatabaseError) -> State {
        let database = try Database(path.text, .writing)
        // After a loss of power the latest results may be missing, and are computed again.
        // How space is given back can only be chosen before anything is written, which the change of the journal does.
        try database.execute(
            """
            PRAGMA page_size = 8192; PRAGMA auto_vacuum = INCREMENTAL; PRAGMA journal_mode = WAL;
            PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 4000; PRAGMA cache_size = -16000
            """)
        try Schema.cache.migrate(database)
        return State(
            database: database,
            find: try database.prepare(
                "SELECT chunk, start, length FROM results WHERE document = ? AND pipeline = ? AND source = ?"),
            read: try database.prepare("SELECT size, digest, bytes FROM chunks WHERE number = ?"),
            addChunk: try database.prepare(
                "INSERT INTO chunks (size, digest, run, bytes) VALUES (?, ?, ?, ?)"),
            addResult: try database.prepare("INSERT OR REPLACE INTO results VALUES (?, ?, ?, ?, ?, ?)"))
    }

    /// What is known of a document as a source read it; nil when nothing is.
    package func results(of document: DocumentID, pipeline: Int, source: String) throws(DatabaseError) -> KnownResults?
    {
        if wasEmpty { return nil }
        return try state.withLock { state throws(DatabaseError) in
            do throws(DatabaseError) {
                let key: [DatabaseValue] = [.bytes(document.stored), .integer(pipeline), .text(source)]
                let place =
                    state.isDamaged
                    ? nil
                    : try state.find.first(key) {
                        (chunk: $0.integer(0), start: $0.integer(1), length: $0.integer(2))
                    }
                guard let place, let bytes = try Self.chunk(place.chunk, &state) else { return nil }
                // A copy: what is kept of a document mustn't keep the results of all its neighbours in memory.
                let range = (place.start..<(place.start + max(0, place.length))).clamped(to: 0..<bytes.count)
                return try? KnownResults(Array(bytes[range]), 0..<range.count)
            } catch  where error.kind == .damaged {
                state.isDamaged = true
                return nil
            }
        }
    }

    private static func chunk(_ number: Int, _ state: inout State) throws(DatabaseError) -> [UInt8]? {
        if let known = state.chunks.first(where: { $0.number == number }) { return known.bytes }
        let found = try state.read.first([.integer(number)]) {
            (size: $0.integer(0), digest: $0.bytes(1), packed: $0.bytes(2))
        }
        guard let found, found.size >= 0, let bytes = Packing.unpack(found.packed, count: found.size),
            Digest(of: bytes).stored == found.digest
        else { return nil }
        if state.chunks.count == 4 { state.chunks.removeFirst() }
        state.chunks.append((number, bytes))
        return bytes
    }

    /// Lends the database to whoever cares for its size.
    func lend<Result: Sendable>(
        _ body: (Database) throws(DatabaseError) -> Result
    ) throws(DatabaseError) -> Result {
        try state.withLock { state throws(DatabaseError) in
            if state.isDamaged { throw DatabaseError(damaged: "the results are damaged") }
            // What is removed must not be found here.
            state.chunks = []
            return try body(state.database)
        }
    }

    /// Keeps the results of documents in the place of what was known of them.
    package func add(_ chunks: [ResultChunk], pipeline: Int, run: Int) throws(DatabaseError) {
        if chunks.isEmpty { return }
        let packed = chunks.map { Packing.pack($0.bytes) }
        try state.withLock { state throws(DatabaseError) in
            if state.isDamaged { return }
            do throws(DatabaseError) {
                try state.database.execute("BEGIN IMMEDIATE")
                for (chunk, packed) in zip(chunks, packed) {
                    if let packed { try Self.add(chunk, packed, pipeline: pipeline, run: run, &state) }
                }
                try state.database.execute("COMMIT")
            } catch {
                try? state.database.execute("ROLLBACK")
                guard error.kind == .damaged else { throw error }
                state.isDamaged = true
            }
        }
    }

    /// Whether results of earlier runs are lost, since the database is damaged.
    package var isLost: Bool { wasRemoved || state.withLock { $0.isDamaged } }

    /// Removes the database if it turned out to be damaged, so that the next run begins a new one.
    package func discardIfDamaged() {
        guard state.withLock({ $0.isDamaged }) else { return }
        Self.remove(path)
    }

    static func remove(_ path: FilePath) {
        for suffix in ["", "-wal", "-shm"] { try? File.remove(FilePath(path.text + suffix)) }
    }

    private static func add(
        _ chunk: ResultChunk, _ packed: [UInt8], pipeline: Int, run: Int, _ state: inout State
    ) throws(DatabaseError) {
        try state.addChunk.run([
            .integer(chunk.bytes.count), .bytes(Digest(of: chunk.bytes).stored), .integer(run), .bytes(packed),
        ])
        let number = state.database.lastRow
        for part in chunk.parts {
            try state.addResult.run([
                .bytes(part.document.stored), .integer(pipeline), .text(part.source), .integer(number),
                .integer(part.range.lowerBound), .integer(part.range.count),
            ])
        }
    }
}

/// Results of documents that are packed together.
package struct ResultChunk: Sendable {
    /// The results of all of them.
    package var bytes: [UInt8] { archive.bytes }
    /// Which part is whose.
    package private(set) var parts: [(document: DocumentID, source: String, range: Range<Int>)] = []
    private var archive = ArchiveWriter()

    package init() {}

    /// Adds what is new of a document and what was used again, unless all of it is kept already; what wasn't used again is
    /// of a stage that is no more. Gives the bytes that were added.
    @discardableResult
    package mutating func add(_ record: TrailRecord, source: String) -> Int {
        guard record.addedCount > 0 || record.recalled.count < record.known?.entries.count ?? 0 else { return 0 }
        let start = archive.bytes.count
        archive.write(number: UInt64(record.addedCount + record.recalled.count))
        archive.append(record.added)
        for key in record.recalled {
            guard let (known, range) = record.known?.find(key) else { continue }
            key.store(in: &archive)
            archive.write(bytes: Array(known[range]))
        }
        parts.append((record.id, source, start..<archive.bytes.count))
        return archive.bytes.count - start
    }
}
