/// The tables of the state database, and how older ones become the present ones.
enum Schema {
    /// Each entry takes a database from the version of its place to the next one.
    static let migrations = [
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
        RunStory.tables,
    ]

    /// Brings a database to the present version.
    /// - Throws: `DatabaseError`, also when it is of a newer version.
    static func migrate(_ database: borrowing Database) throws(DatabaseError) {
        let version = try version(of: database)
        try checkNotNewer(version)
        guard version < migrations.count else { return }
        try database.transaction { () throws(DatabaseError) in
            for migration in migrations[version...] { try database.execute(migration) }
            try database.execute("PRAGMA user_version = \(migrations.count)")
        }
    }

    /// - Throws: `DatabaseError` when the database is of a version that this program doesn't know.
    static func checkNotNewer(_ version: Int) throws(DatabaseError) {
        if version > migrations.count {
            throw DatabaseError(newer: "was written by a newer galley (its tables have version \(version))")
        }
    }

    static func version(of database: borrowing Database) throws(DatabaseError) -> Int {
        try database.rows("PRAGMA user_version") { $0.integer(0) }.first ?? 0
    }
}
