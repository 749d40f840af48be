internal import Documents

extension StateDatabase {
    /// How many runs a document is remembered after it has gone.
    static let runsAfterGoing = 100

    /// What is remembered of the latest publication of a pipeline, which is given a number when it has none.
    package func publication(of pipeline: String) throws(DatabaseError) -> Publication {
        try write { database throws(DatabaseError) in
            try database.run("INSERT OR IGNORE INTO pipelines (name) VALUES (?)", [.text(pipeline)])
            guard let publication = try Self.publication(of: pipeline, in: database) else {
                throw DatabaseError(damaged: "a row that was written isn't there")
            }
            return publication
        }
    }

    static func publication(of pipeline: String, in database: Database) throws(DatabaseError) -> Publication? {
        let found = try database.rows(
            "SELECT number, plan, corpus, records, run, shape, seal FROM pipelines WHERE name = ?", [.text(pipeline)]
        ) { row in
            let publication = Publication(
                pipeline: row.integer(0), plan: Digest(row.bytes(1)), corpus: Digest(row.bytes(2)),
                records: Digest(row.bytes(3)), run: row.isNull(4) ? nil : row.integer(4), shape: Digest(row.bytes(5)))
            return (publication, row.integer(6))
        }
        guard let (read, seal) = found.first else { return nil }
        var publication = read
        if publication.run != nil, publication.seal != seal {
            publication = Publication(pipeline: publication.pipeline)
        }
        publication.sinks = try database.rows(
            "SELECT stage, artifact, places FROM publications WHERE pipeline = ?", [.integer(publication.pipeline)]
        ) { PublishedSink(stage: $0.text(0) ?? "", artifact: Digest($0.bytes(1)), places: Digest($0.bytes(2))) }
        return publication
    }

    /// The document that a source read at a place; nil when it is unknown.
    package func document(
        pipeline: Int, source: String, locator: String
    ) throws(DatabaseError) -> DocumentRow? {
        try reading { documents throws(DatabaseError) in
            try documents.finder.find(pipeline: pipeline, source: source, locator: locator)
        }
    }

    /// What is written down of a run; nil when there is none of that number.
    package func run(_ number: Int) throws(DatabaseError) -> RunRecord? {
        try write { database throws(DatabaseError) in try RunHistory.run(number, in: database) }
    }

    /// What a row tells; nil when there is none of that number.
    package func document(row: Int) throws(DatabaseError) -> DocumentRow? {
        try write { database throws(DatabaseError) in
            try database.rows(
                "SELECT \(DocumentRow.columns) FROM documents WHERE row = ?", [.integer(row)]
            ) { DocumentRow($0) }.first ?? nil
        }
    }

    /// The runs that didn't go through.
    package func unpublishedRuns() throws(DatabaseError) -> [Int] {
        try write { database throws(DatabaseError) in
            try database.rows("SELECT number FROM runs WHERE outcome != 'done'") { $0.integer(0) }
        }
    }

    /// Writes down what became of documents; gives their rows. What was written last may be lost with the power.
    package func write(_ rows: DocumentRows, pipeline: Int) throws(DatabaseError) -> [Int] {
        try documents { documents, database throws(DatabaseError) in
            try database.execute("PRAGMA synchronous = NORMAL")
            var numbers: [Int] = []
            try database.transaction { () throws(DatabaseError) in
                numbers = try documents.write(rows, pipeline: pipeline)
            }
            return numbers
        }
    }

    /// Writes down that a run has published: what the corpus was, and which documents are in it; all others are gone.
    package func publish(_ publication: Publication, seen: RowSet) throws(DatabaseError) {
        guard let run = publication.run else { return }
        try write { database throws(DatabaseError) in
            let pipeline = DatabaseValue.integer(publication.pipeline)
            try database.transaction { () throws(DatabaseError) in
                try database.run(
                    "UPDATE pipelines SET plan = ?, shape = ?, corpus = ?, records = ?, run = ?, seal = ? WHERE number = ?",
                    [
                        DatabaseValue(publication.plan?.stored), DatabaseValue(publication.shape?.stored),
                        DatabaseValue(publication.corpus?.stored),
                        DatabaseValue(publication.records?.stored), .integer(run), .integer(publication.seal),
                        pipeline,
                    ])
                try database.run("DELETE FROM placements")
                try database.run("DELETE FROM publications WHERE pipeline = ?", [pipeline])
                for sink in publication.sinks {
                    try database.run(
                        "INSERT OR REPLACE INTO publications VALUES (?, ?, ?, ?)",
                        [
                            pipeline, .text(sink.stage), DatabaseValue(sink.artifact?.stored),
                            DatabaseValue(sink.places?.stored),
                        ])
                }
                let gone = try database.rows(
                    "SELECT row FROM documents INDEXED BY documents_by_place WHERE pipeline = ?", [pipeline]
                ) { $0.integer(0) }.filter { !seen.contains($0) }
                for row in gone {
                    try database.run(
                        "UPDATE documents SET gone = ? WHERE row = ? AND gone IS NULL", [.integer(run), .integer(row)])
                }
                for row in gone { try Self.forget(row, before: run - Self.runsAfterGoing, in: database) }
            }
        }
    }

    private static func forget(_ row: Int, before run: Int, in database: Database) throws(DatabaseError) {
        let old = try database.rows(
            "SELECT title FROM documents WHERE row = ? AND gone < ?", [.integer(row), .integer(run)]
        ) { $0.text(0) ?? "" }
        guard let title = old.first else { return }
        if !title.isEmpty {
            try database.run(
                "INSERT INTO document_words (document_words, rowid, title) VALUES ('delete', ?, ?)",
                [.integer(row), .text(title)])
        }
        try database.run("DELETE FROM documents WHERE row = ?", [.integer(row)])
    }
}

extension Digest {
    init?(_ bytes: [UInt8]) {
        guard bytes.count == 16 else { return nil }
        var reader = ArchiveReader(bytes)
        guard let digest = try? Digest(from: &reader) else { return nil }
        self = digest
    }
}
