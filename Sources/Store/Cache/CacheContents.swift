public import Files

/// What the cache of a state folder holds.
public struct CacheContents: Sendable, Equatable {
    /// How many documents of a pipeline there are results of.
    public struct Pipeline: Sendable, Equatable {
        /// The pipeline's name; nil when the state database doesn't know it.
        public let name: String?
        /// How many documents.
        public let documents: Int
    }

    /// The size of the database on disk, and of what belongs to it while a run is under way or was killed, in bytes.
    public let bytes: Int, companions: Int
    /// How many chunks there are, each with the results of several documents.
    public let chunks: Int
    /// The first and the last run that wrote what is there; nil when nothing is.
    public let runs: ClosedRange<Int>?
    /// The pipelines whose documents there are results of, by name.
    public let pipelines: [Pipeline]

    /// Reads what the cache of a state folder holds, and writes nothing; nil when there is none.
    /// - Throws: ``StateError``.
    public static func read(folder: FilePath) throws(StateError) -> CacheContents? {
        let path = folder.appending(ResultCache.fileName)
        let status: (kind: File.Kind, size: Int)
        do throws(FileError) {
            status = try File.status(path)
            _ = try File.read(path, limit: 0)
        } catch {
            if error.isMissing { return nil }
            throw StateError(folder, error)
        }
        do throws(DatabaseError) {
            return try CacheContents(path, folder, bytes: status.size)
        } catch {
            throw StateError(
                path, error, mending: "the next run begins a new one, and 'galley cache prune --all' removes it")
        }
    }

    private init(_ path: FilePath, _ folder: FilePath, bytes: Int) throws(DatabaseError) {
        self.bytes = bytes
        companions = ["-wal", "-shm"].reduce(0) { $0 + ((try? File.status(FilePath(path.text + $1)))?.size ?? 0) }
        let database = try Database(reading: path, .cache)
        guard try Schema.cache.version(of: database) > 0 else {
            (chunks, runs, pipelines) = (0, nil, [])
            return
        }
        let found = try database.rows("SELECT count(*), min(run), max(run) FROM chunks") {
            (chunks: $0.integer(0), first: $0.integer(1), last: $0.integer(2))
        }.first
        chunks = found?.chunks ?? 0
        runs = found.flatMap { $0.chunks > 0 ? $0.first...max($0.first, $0.last) : nil }
        let names = (try? Self.names(in: folder)) ?? [:]
        pipelines = try database.rows("SELECT pipeline, count(DISTINCT document) FROM results GROUP BY pipeline") {
            Pipeline(name: names[$0.integer(0)], documents: $0.integer(1))
        }.sorted { ($0.name ?? "\u{10FFFF}", $0.documents) < ($1.name ?? "\u{10FFFF}", $1.documents) }
    }

    private static func names(in folder: FilePath) throws(StateError) -> [Int: String] {
        try DocumentHistory.open(folder: folder)?.pipelines ?? [:]
    }
}
