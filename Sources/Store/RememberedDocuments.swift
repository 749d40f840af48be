package import Documents
package import Files

/// What a state folder remembers of the documents of a pipeline, for a look at what a run would do; reads and writes
/// nothing else.
package struct RememberedDocuments {
    private let history: RunHistory
    private let finder: DocumentFinder
    /// Nil when nothing can be known from before.
    private let results: KeptResults?
    /// The latest publication.
    package let publication: Publication
    /// The runs that didn't go through.
    package let unpublished: Set<Int>

    /// Opens the memory of a pipeline; nil when there is none, or one of an older version, which knows no documents.
    /// - Throws: ``StateError``.
    package static func open(folder: FilePath, pipeline: String) throws(StateError) -> RememberedDocuments? {
        guard let history = try RunHistory.open(folder: folder) else { return nil }
        do throws(DatabaseError) {
            guard try Schema.state.version(of: history.database) > 1,
                let publication = try StateDatabase.publication(of: pipeline, in: history.database)
            else { return nil }
            return try RememberedDocuments(history, publication, KeptResults(folder: folder))
        } catch {
            throw StateError(folder.appending(StateDatabase.fileName), error)
        }
    }

    private init(
        _ history: RunHistory, _ publication: Publication, _ results: KeptResults?
    ) throws(DatabaseError) {
        self.results = results
        finder = try DocumentFinder(history.database)
        unpublished = Set(
            try history.database.rows("SELECT number FROM runs WHERE outcome != 'done'") { $0.integer(0) })
        self.publication = publication
        self.history = history
    }

    /// The document that a source read at a place; nil when it is unknown.
    package func document(source: String, locator: String) throws(DatabaseError) -> DocumentRow? {
        try finder.find(pipeline: publication.pipeline, source: source, locator: locator)
    }

    /// Whether there are results of a document.
    package func hasResults(of document: DocumentID, source: String) -> Bool {
        results?.contains(document, pipeline: publication.pipeline, source: source) ?? false
    }

    /// What is written down of a run.
    package func run(_ number: Int) throws(DatabaseError) -> RunRecord? { try history.run(number) }

    /// The stages of a run, also of one that was killed.
    package func stages(of run: Int) throws(DatabaseError) -> [RunRecord.Stage] {
        try RunHistory.stages(of: run, in: history.database)
    }

    /// A digest of how the stages of a run were joined; nil where that isn't known.
    package func shape(of run: Int) throws(DatabaseError) -> Digest? {
        try RunHistory.shape(of: run, in: history.database)
    }

    /// The rows of documents that were in the corpus last.
    package func rows() throws(DatabaseError) -> [Int] {
        try history.database.rows(
            "SELECT row FROM documents WHERE pipeline = ? AND gone IS NULL", [.integer(publication.pipeline)]
        ) { $0.integer(0) }
    }
}
