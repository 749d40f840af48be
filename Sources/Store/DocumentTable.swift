internal import Documents

/// Finds documents by where they were read.
struct DocumentFinder {
    private let statement: Statement

    init(_ database: Database) throws(DatabaseError) {
        statement = try database.prepare(
            "SELECT \(DocumentRow.columns) FROM documents WHERE pipeline = ? AND locator = ? AND source = ?")
    }

    /// The row of a document; nil when there is none, or none that can be read.
    func find(pipeline: Int, source: String, locator: String) throws(DatabaseError) -> DocumentRow? {
        try statement.first([.integer(pipeline), .text(locator), .text(source)]) { DocumentRow($0) } ?? nil
    }
}

/// The table of documents, with its statements at hand. Belongs to the one owner of its database.
struct DocumentTable {
    private let database: Database
    let finder: DocumentFinder
    private let place: Statement
    private let insert: Statement
    private let update: Statement
    private let title: Statement
    private let addWords: Statement
    private let removeWords: Statement

    init(_ database: Database) throws(DatabaseError) {
        self.database = database
        finder = try DocumentFinder(database)
        place = try database.prepare("SELECT row FROM documents WHERE pipeline = ? AND locator = ? AND source = ?")
        insert = try database.prepare(
            """
            INSERT OR IGNORE INTO documents
            (pipeline, source, locator, id, stamp, bytes, run, title, url, steps, prepared, seal, since)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
        update = try database.prepare(
            """
            UPDATE documents SET since = iif(id = ? AND gone IS NULL, since, ?), id = ?, stamp = ?, bytes = ?, run = ?,
            gone = NULL, title = ?, url = ?, steps = ?, prepared = ?, seal = ? WHERE row = ?
            """)
        title = try database.prepare("SELECT title FROM documents WHERE row = ? AND title != ?")
        addWords = try database.prepare("INSERT INTO document_words (rowid, title) VALUES (?, ?)")
        removeWords = try database.prepare(
            "INSERT INTO document_words (document_words, rowid, title) VALUES ('delete', ?, ?)")
    }

    /// Writes what a run tells of documents in the place of what is there; gives their rows.
    func write(_ documents: DocumentRows, pipeline: Int) throws(DatabaseError) -> [Int] {
        var numbers: [Int] = []
        numbers.reserveCapacity(documents.count)
        for index in 0..<documents.count {
            numbers.append(
                try documents.withRow(index) { document throws(DatabaseError) in
                    try write(document, pipeline: pipeline)
                })
        }
        return numbers
    }

    private func write(_ document: borrowing StoredRow, pipeline: Int) throws(DatabaseError) -> Int {
        var row = document.row
        if row == 0 {
            // Not by RETURNING, which makes the table of words write itself out for every row: 2.5 times slower.
            try insert.run([
                .integer(pipeline), document.source, document.locator, document.id, document.stamp, document.byteCount,
                document.run, document.title, document.url, document.steps, document.prepared, document.seal,
                document.run,
            ])
            if database.changes > 0 {
                row = database.lastRow
                if document.hasTitle { try addWords.run([.integer(row), document.title]) }
                return row
            }
            row = try place.first([.integer(pipeline), document.locator, document.source]) { $0.integer(0) } ?? 0
        }
        // The words of a title can only be taken out of their table by the title that they came from.
        let before = try title.first([.integer(row), document.title]) { $0.text(0) ?? "" }
        if let before {
            if !before.isEmpty { try removeWords.run([.integer(row), .text(before)]) }
            if document.hasTitle { try addWords.run([.integer(row), document.title]) }
        }
        try update.run([
            document.id, document.run, document.id, document.stamp, document.byteCount, document.run, document.title,
            document.url, document.steps, document.prepared, document.seal, .integer(row),
        ])
        return row
    }
}
