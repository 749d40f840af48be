internal import Documents
internal import Files

/// Tells of which documents there are results in a cache, and reads and writes nothing else.
struct KeptResults {
    private let statement: Statement
    /// The statement must not outlive it.
    private let database: Database

    /// Opens the cache of a state folder; nil when there is none that can be used.
    init?(folder: FilePath) {
        let path = folder.appending(ResultCache.fileName)
        guard (try? File.status(path)) != nil, let database = try? Database(reading: path, .cache),
            let statement = try? database.prepare(
                """
                SELECT 1 FROM results WHERE document = ? AND pipeline = ? AND source = ?
                AND EXISTS (SELECT 1 FROM chunks WHERE number = chunk)
                """)
        else { return nil }
        self.statement = statement
        self.database = database
    }

    /// Whether there are results of a document.
    func contains(_ document: DocumentID, pipeline: Int, source: String) -> Bool {
        let key: [DatabaseValue] = [.bytes(document.stored), .integer(pipeline), .text(source)]
        return (try? statement.first(key) { $0.integer(0) }) ?? nil != nil
    }
}
