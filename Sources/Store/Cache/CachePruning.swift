public import Files

/// What was removed from a cache.
public struct CacheRemoval: Sendable, Equatable {
    /// Chunks, and documents whose results went with them or before them.
    public internal(set) var chunks = 0, documents = 0
    /// The size of the database before and after, in bytes.
    public internal(set) var before = 0, after = 0
    /// Whether what was there was damaged, and all of it is gone.
    public internal(set) var wasDamaged = false

    /// Nothing.
    public init() {}
}

/// What to remove from a cache.
public enum CacheLimit: Sendable, Equatable {
    /// What no run can use any more.
    case unused
    /// What is unused, and then the oldest until the database has so many bytes at most.
    case bytes(Int)
    /// What is unused, and what was written so many runs ago or before.
    case runs(Int)
    /// All of it.
    case all
}

extension ResultCache {
    /// Removes results from the cache of a state folder that a run doesn't hold at the moment; nil when there is none.
    /// - Parameter state: The database of the folder, which holds it meanwhile.
    public static func prune(
        folder: FilePath, _ limit: CacheLimit, holding state: StateDatabase
    ) throws(DatabaseError) -> CacheRemoval? {
        guard (try? File.status(folder.appending(fileName))) != nil else { return nil }
        let last = try state.lastRun()
        do throws(DatabaseError) {
            let cache = try ResultCache(folder: folder)
            var removal = try cache.lend { database throws(DatabaseError) in
                try CachePruning(database: database, folder: folder).prune(limit, lastRun: last)
            }
            removal.wasDamaged = cache.isLost
            return removal
        } catch  where error.kind == .damaged && limit == .all {
            remove(folder.appending(fileName))
            var removal = CacheRemoval()
            removal.wasDamaged = true
            return removal
        }
    }

    /// Removes results until the cache has no more bytes than this, and somewhat fewer where it had more: so that not
    /// every run has to.
    package func trim(to limit: Int, folder: FilePath) throws(DatabaseError) {
        try lend { database throws(DatabaseError) in
            let pruning = CachePruning(database: database, folder: folder)
            guard try pruning.usedBytes > limit else { return }
            _ = try pruning.prune(limit == 0 ? .all : .bytes(limit / 10 * 9), lastRun: 0)
        }
    }
}

extension StateDatabase {
    /// The number of the last run; 0 when there was none.
    func lastRun() throws(DatabaseError) -> Int {
        try write { database throws(DatabaseError) in
            try database.rows("SELECT max(number) FROM runs") { $0.integer(0) }.first ?? 0
        }
    }
}

/// Removes results from a database that nobody else uses meanwhile.
struct CachePruning {
    /// So many pages are given back at once: they pass through the journal, which is to stay small.
    private static let slice = 1000

    let database: Database
    let folder: FilePath

    /// The bytes of the pages that are in use.
    var usedBytes: Int {
        get throws(DatabaseError) {
            try (pragma("page_count") - pragma("freelist_count")) * pragma("page_size")
        }
    }

    func prune(_ limit: CacheLimit, lastRun: Int) throws(DatabaseError) -> CacheRemoval {
        var removal = CacheRemoval()
        removal.before = try pragma("page_count") * pragma("page_size")
        let chunks = try count("chunks")
        let documents = try count("results")
        if limit == .all {
            try remove(upTo: .max)
        } else {
            try removeUnused()
        }
        switch limit {
        case .unused, .all: break
        case .bytes(let bytes): try removeOldest(until: bytes)
        case .runs(let runs):
            try carryOut([
                "DELETE FROM chunks WHERE run <= \(lastRun - runs)",
                "DELETE FROM results WHERE chunk NOT IN (SELECT number FROM chunks)",
            ])
        }
        removal.chunks = chunks - (try count("chunks"))
        removal.documents = documents - (try count("results"))
        try giveBack()
        removal.after = try pragma("page_count") * pragma("page_size")
        return removal
    }

    /// Removes results of documents that are in no pipeline's corpus any more, and chunks of which nothing is left: their
    /// documents were given newer results.
    private func removeUnused() throws(DatabaseError) {
        let state = folder.appending(StateDatabase.fileName)
        if (try? File.status(state)) != nil {
            try database.run("ATTACH ? AS story", [.text(state.text)])
            defer { try? database.execute("DETACH story") }
            if try pragma("story.user_version") >= DocumentIndexes.version {
                try database.execute(
                    """
                    DELETE FROM results WHERE NOT EXISTS (
                        SELECT 1 FROM story.documents AS known
                        WHERE \(DocumentIndexes.digits("known.id")) = \(DocumentIndexes.digits("results.document"))
                        AND known.id = results.document AND known.pipeline = results.pipeline
                        AND known.source = results.source AND known.gone IS NULL
                    )
                    """)
            }
        }
        try database.execute("DELETE FROM chunks WHERE number NOT IN (SELECT chunk FROM results)")
    }

    /// Removes the chunks that were written first, with the results in them.
    private func removeOldest(until bytes: Int) throws(DatabaseError) {
        while try usedBytes > bytes {
            guard let last = try lastOfOldest(ofBytes: try usedBytes - bytes) else { return }
            try remove(upTo: last)
        }
    }

    /// The last of the oldest chunks that make up so many bytes; nil when there are no chunks.
    private func lastOfOldest(ofBytes bytes: Int) throws(DatabaseError) -> Int? {
        let oldest = try database.prepare("SELECT number, length(bytes) FROM chunks ORDER BY number")
        var last: Int?
        var sum = 0
        while sum < bytes, try oldest.step() {
            last = oldest.integer(0)
            sum += oldest.integer(1)
        }
        return last
    }

    private func remove(upTo number: Int) throws(DatabaseError) {
        try carryOut([
            "DELETE FROM chunks WHERE number <= \(number)", "DELETE FROM results WHERE chunk <= \(number)",
        ])
    }

    /// Gives free pages back to the file system.
    private func giveBack() throws(DatabaseError) {
        if try pragma("auto_vacuum") == 2 {
            while try pragma("freelist_count") > 0 { try database.execute("PRAGMA incremental_vacuum(\(Self.slice))") }
        } else {
            // An older version made it so that nothing was ever given back: it is written anew, once.
            try database.execute("PRAGMA auto_vacuum = INCREMENTAL; VACUUM")
        }
        try database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    }

    /// All of some statements or none.
    private func carryOut(_ statements: [String]) throws(DatabaseError) {
        try database.transaction { () throws(DatabaseError) in
            for statement in statements { try database.execute(statement) }
        }
    }

    private func pragma(_ name: String) throws(DatabaseError) -> Int {
        try database.rows("PRAGMA \(name)") { $0.integer(0) }.first ?? 0
    }

    private func count(_ table: String) throws(DatabaseError) -> Int {
        try database.rows("SELECT count(*) FROM \(table)") { $0.integer(0) }.first ?? 0
    }
}
