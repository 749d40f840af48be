public import Files

/// Reads what is remembered of documents in a state folder, and writes nothing. Whatever is asked for is found by an index
/// or not at all: a corpus of millions answers as fast as one of a hundred.
public struct DocumentHistory: ~Copyable {
    let database: Database
    /// The pipelines that the database tells of, by number.
    let pipelines: [Int: String]
    /// Whether documents are found by parts of what they are called: a database that an older version wrote has to be
    /// brought to the present one by a run first.
    let hasIndexes: Bool
    /// Whether it is written down which runs had nothing to do.
    let hasUnchanged: Bool
    let hold: FolderHold

    /// Opens the history of a state folder; nil when there is none.
    /// - Throws: ``StateError``.
    public static func open(folder: FilePath) throws(StateError) -> DocumentHistory? {
        guard let path = try StateDatabase.path(in: folder) else { return nil }
        do throws(DatabaseError) {
            let hold = FolderHold(folder)
            let database = try Database(reading: path, .state)
            let version = try Schema.state.version(of: database)
            let rows =
                version < 2
                ? [] : try database.rows("SELECT number, name FROM pipelines") { ($0.integer(0), $0.text(1) ?? "") }
            return DocumentHistory(
                database: database, pipelines: Dictionary(rows) { first, _ in first },
                hasIndexes: version >= DocumentIndexes.version, hasUnchanged: try database.has("unchanged", in: "runs"),
                hold: hold)
        } catch {
            throw StateError(path, error)
        }
    }

    /// The documents that somebody may mean, by the first of these under which there are any: identity, path, address,
    /// what is in a file or folder, end of the path, words of the title.
    /// - Parameter limit: How many at most.
    public func documents(_ query: DocumentQuery, limit: Int) throws(DatabaseError) -> DocumentMatches {
        guard let search = search(query, limit: limit) else { return DocumentMatches() }
        for kind in DocumentMatches.Kind.allCases {
            let found = try search.documents(query, by: kind)
            guard !found.isEmpty else { continue }
            let shown = found.prefix(limit)
            var matches = DocumentMatches()
            matches.kind = kind
            matches.documents = shown.filter { $0.gone == nil } + shown.filter { $0.gone != nil }
            matches.isMore = found.count > limit
            return matches
        }
        return DocumentMatches()
    }

    /// Documents that are called something like what nobody is called: a few, where they are found fast.
    public func suggestions(_ query: DocumentQuery) throws(DatabaseError) -> [KnownDocument] {
        guard let search = search(query, limit: 3) else { return [] }
        let named = try search.namesLike(query.text)
        return Array((named.isEmpty ? try search.byAnyWord(of: query.text) : named).prefix(3))
    }

    /// The id of the stage that read the document of an identity; nil when nobody knows.
    public func reader(of identity: String, pipeline: String) throws(DatabaseError) -> String? {
        try documents(DocumentQuery(identity, pipeline: pipeline), limit: 1).documents.first?.source
    }

    private func search(_ query: DocumentQuery, limit: Int) -> DocumentSearch? {
        let scope = pipelines.filter { query.pipeline == nil || $0.value == query.pipeline }.keys.sorted()
        guard !scope.isEmpty, limit > 0 else { return nil }
        return DocumentSearch(
            database: database, pipelines: pipelines, hasIndexes: hasIndexes, scope: scope, limit: limit)
    }
}
