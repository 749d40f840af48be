/// The tables of a database, and how older ones become the present ones.
struct Schema {
    /// Each entry takes a database from the version of its place to the next one.
    let migrations: [String]

    /// The results that are kept.
    static let cache = Schema(migrations: [
        """
        CREATE TABLE chunks (
            number INTEGER PRIMARY KEY AUTOINCREMENT, size INTEGER NOT NULL, digest BLOB NOT NULL, run INTEGER NOT NULL,
            bytes BLOB NOT NULL
        ) STRICT;
        CREATE TABLE results (
            document BLOB NOT NULL, pipeline INTEGER NOT NULL, source TEXT NOT NULL, chunk INTEGER NOT NULL,
            start INTEGER NOT NULL, length INTEGER NOT NULL, PRIMARY KEY (document, pipeline, source)
        ) STRICT, WITHOUT ROWID;
        """
    ])

    /// What is remembered from run to run.
    static let state = Schema(migrations: [
        """
        CREATE TABLE runs (
            number INTEGER PRIMARY KEY AUTOINCREMENT, pipeline TEXT NOT NULL, version TEXT NOT NULL,
            jobs INTEGER NOT NULL, started REAL NOT NULL, outcome TEXT NOT NULL, reason TEXT, seconds REAL NOT NULL,
            read INTEGER NOT NULL, quarantined INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE run_stages (
            run INTEGER NOT NULL REFERENCES runs (number) ON DELETE CASCADE, place INTEGER NOT NULL, id TEXT NOT NULL,
            type TEXT NOT NULL, configuration TEXT NOT NULL, taken INTEGER NOT NULL, added INTEGER NOT NULL,
            given INTEGER NOT NULL, filtered INTEGER NOT NULL, quarantined INTEGER NOT NULL, seconds REAL NOT NULL,
            PRIMARY KEY (run, place)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE run_artifacts (
            run INTEGER NOT NULL REFERENCES runs (number) ON DELETE CASCADE, place INTEGER NOT NULL,
            path TEXT NOT NULL, PRIMARY KEY (run, place)
        ) STRICT, WITHOUT ROWID;
        """,
        // What is remembered of every document, and of the publication that stands.
        """
        CREATE TABLE pipelines (
            number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, plan BLOB, shape BLOB, corpus BLOB, records BLOB,
            run INTEGER, seal INTEGER
        ) STRICT;
        CREATE TABLE documents (
            row INTEGER PRIMARY KEY, pipeline INTEGER NOT NULL REFERENCES pipelines (number) ON DELETE CASCADE,
            source TEXT NOT NULL, locator TEXT NOT NULL, id BLOB NOT NULL, stamp BLOB, bytes INTEGER NOT NULL,
            run INTEGER NOT NULL, gone INTEGER, title TEXT NOT NULL, url TEXT, steps BLOB NOT NULL,
            prepared BLOB NOT NULL, seal INTEGER NOT NULL
        ) STRICT;
        CREATE UNIQUE INDEX documents_by_place ON documents (pipeline, locator, source);
        CREATE INDEX documents_by_id ON documents (id);
        CREATE INDEX documents_by_url ON documents (url) WHERE url IS NOT NULL;
        CREATE VIRTUAL TABLE document_words USING fts5 (
            title, content = '', detail = 'none', columnsize = 0, tokenize = 'unicode61 remove_diacritics 2'
        );
        CREATE TABLE publications (
            pipeline INTEGER NOT NULL REFERENCES pipelines (number) ON DELETE CASCADE, stage TEXT NOT NULL,
            artifact BLOB, places BLOB, PRIMARY KEY (pipeline, stage)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE placements (
            number INTEGER PRIMARY KEY, temporary TEXT NOT NULL, place TEXT NOT NULL, folder INTEGER NOT NULL,
            identity BLOB NOT NULL
        ) STRICT;
        ALTER TABLE run_stages ADD COLUMN known INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE run_stages ADD COLUMN version INTEGER NOT NULL DEFAULT 0;
        """,
        RunStory.tables,
        DocumentIndexes.migration,
        // What tells the build of the program that did a run.
        "ALTER TABLE runs ADD COLUMN program TEXT;",
        // How the stages of a run were joined.
        "ALTER TABLE runs ADD COLUMN shape BLOB;",
        // The run whose work stands where one found nothing changed.
        "ALTER TABLE runs ADD COLUMN unchanged INTEGER;",
        QuarantineSince.migration,
    ])

    /// Brings a database to the present version.
    /// - Throws: `DatabaseError`, also when it is of a newer version.
    func migrate(_ database: Database) throws(DatabaseError) {
        let version = try version(of: database)
        try checkNotNewer(version)
        guard version < migrations.count else { return }
        try database.transaction { () throws(DatabaseError) in
            for migration in migrations[version...] { try database.execute(migration) }
            try database.execute("PRAGMA user_version = \(migrations.count)")
        }
    }

    /// - Throws: `DatabaseError` when the database is of a version that this program doesn't know.
    func checkNotNewer(_ version: Int) throws(DatabaseError) {
        if version > migrations.count {
            throw DatabaseError(newer: "was written by a newer galley (its tables have version \(version))")
        }
    }

    func version(of database: Database) throws(DatabaseError) -> Int {
        try database.rows("PRAGMA user_version") { $0.integer(0) }.first ?? 0
    }
}
