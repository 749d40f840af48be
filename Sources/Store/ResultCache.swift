package import Documents
package import Files
internal import Locks

/// The database of results that stages gave, by document: kept so that they need not be computed again. Nothing is lost
/// with it but time.
///
/// Results of several documents that came one after the other are packed together, and so are read together. What was read
/// is checked by its digest: what is damaged counts as unknown.
package final class ResultCache: Sendable {
    /// The database's name in the state folder.
    package static let fileName = "cache.db"

    private struct State {
        var database: Database
        var find: Statement
        var read: Statement
        var addChunk: Statement
        var addResult: Statement
        /// Chunks that were read last.
        var chunks: [(number: Int, bytes: [UInt8])] = []
        var isTransaction = false
    }

    private let state: Mutex<State>
    /// Whether there is nothing to find but what was added since.
    private let wasEmpty: Bool

    /// Opens the cache of a state folder, or begins a new one where there is none or it is damaged.
    package init(folder: FilePath) throws(DatabaseError) {
        let path = folder.appending(Self.fileName)
        let opened: State
        do throws(DatabaseError) {
            opened = try Self.open(path)
        } catch  where error.kind == .damaged || error.kind == .newer {
            for suffix in ["", "-wal", "-shm"] { try? File.remove(FilePath(path.text + suffix)) }
            opened = try Self.open(path)
        }
        wasEmpty = try opened.database.rows("SELECT 1 FROM results LIMIT 1") { $0.integer(0) }.isEmpty
        state = Mutex(opened)
    }

    private static func open(_ path: FilePath) throws(DatabaseError) -> State {
        let database = try Database(path.text, .writing)
        // After a loss of power the latest results may be missing, and are computed again.
        try database.execute(
            """
            PRAGMA page_size = 16384; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;
            PRAGMA auto_vacuum = INCREMENTAL; PRAGMA wal_autocheckpoint = 2000; PRAGMA cache_size = -16000
            """)
        try Schema.cache.migrate(database)
        return State(
            database: database,
            find: try database.prepare(
                "SELECT chunk, start, length FROM results WHERE document = ? AND pipeline = ? AND source = ?"),
            read: try database.prepare("SELECT size, digest, bytes FROM chunks WHERE number = ?"),
            addChunk: try database.prepare(
                "INSERT INTO chunks (size, digest, run, bytes) VALUES (?, ?, ?, ?) RETURNING number"),
            addResult: try database.prepare("INSERT OR REPLACE INTO results VALUES (?, ?, ?, ?, ?, ?)"))
    }

    /// What is known of a document as a source read it; nil when nothing is.
    package func results(of document: DocumentID, pipeline: Int, source: String) throws(DatabaseError) -> KnownResults?
    {
        if wasEmpty { return nil }
        return try state.withLock { state throws(DatabaseError) in
            let place = try state.find.first([.bytes(document.stored), .integer(pipeline), .text(source)]) {
                (chunk: $0.integer(0), start: $0.integer(1), length: $0.integer(2))
            }
            guard let place, let bytes = try Self.chunk(place.chunk, &state) else { return nil }
            return try? KnownResults(bytes, place.start..<(place.start + max(0, place.length)))
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

    /// Keeps the results of several documents, each in a part of the same bytes, in the place of what was known of them.
    package func add(
        _ bytes: [UInt8], _ parts: [(document: DocumentID, source: String, range: Range<Int>)], pipeline: Int, run: Int
    ) throws(DatabaseError) {
        guard let packed = Packing.pack(bytes) else { return }
        let digest = Digest(of: bytes).stored
        try state.withLock { state throws(DatabaseError) in
            try state.database.execute("BEGIN IMMEDIATE")
            do throws(DatabaseError) {
                let number = try state.addChunk.first([
                    .integer(bytes.count), .bytes(digest), .integer(run), .bytes(packed),
                ]) { $0.integer(0) }
                for (document, source, range) in parts {
                    try state.addResult.run([
                        .bytes(document.stored), .integer(pipeline), .text(source), .integer(number ?? 0),
                        .integer(range.lowerBound), .integer(range.count),
                    ])
                }
                try state.database.execute("COMMIT")
            } catch {
                try? state.database.execute("ROLLBACK")
                throw error
            }
        }
    }
}
