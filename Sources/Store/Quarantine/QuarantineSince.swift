/// Since which run documents are in quarantine, as it is written down beside the records: these don't depend on what ran
/// before.
enum QuarantineSince {
    /// The table.
    static let migration = """
        CREATE TABLE quarantined (
            pipeline TEXT NOT NULL, document TEXT NOT NULL, stage TEXT NOT NULL, code TEXT NOT NULL,
            run INTEGER NOT NULL, PRIMARY KEY (pipeline, document, stage, code)
        ) STRICT, WITHOUT ROWID;
        """

    /// Whether a database has the table: those who only read don't make it.
    static func isKnown(in database: Database) throws(DatabaseError) -> Bool {
        try !database.rows("SELECT 1 FROM sqlite_schema WHERE name = 'quarantined'") { $0.integer(0) }.isEmpty
    }

    /// The runs of a pipeline's documents.
    static func runs(of pipeline: String, in database: Database) throws(DatabaseError) -> [QuarantineReason: Int] {
        let rows = try database.rows(
            "SELECT document, stage, code, run FROM quarantined WHERE pipeline = ?", [.text(pipeline)]
        ) { row in
            (
                QuarantineReason(document: row.text(0) ?? "", stage: row.text(1) ?? "", code: row.text(2) ?? ""),
                row.integer(3)
            )
        }
        return Dictionary(rows) { first, _ in first }
    }
}

/// That a document couldn't be processed by a stage, for a reason of some code.
public struct QuarantineReason: Sendable, Hashable {
    /// The document's identity: 32 hexadecimal digits.
    let document: String
    /// The id of the stage, and the stable code.
    let stage: String, code: String
}

extension StateDatabase {
    /// Writes down what is in a pipeline's quarantine after a run: what was there before for the same reason is there
    /// since the same run.
    /// - Parameter kept: Those that are older than the run, whether it is known since when or not.
    public func note(
        quarantined reasons: [QuarantineReason], kept: Set<QuarantineReason> = [], pipeline: String, run: Int
    ) throws(DatabaseError) {
        try write { database throws(DatabaseError) in
            let before = try QuarantineSince.runs(of: pipeline, in: database)
            guard !(reasons.isEmpty && before.isEmpty) else { return }
            try database.transaction { () throws(DatabaseError) in
                try database.run("DELETE FROM quarantined WHERE pipeline = ?", [.text(pipeline)])
                let insert = try database.prepare("INSERT OR IGNORE INTO quarantined VALUES (?, ?, ?, ?, ?)")
                for reason in reasons where before[reason] != nil || !kept.contains(reason) {
                    try insert.run([
                        .text(pipeline), .text(reason.document), .text(reason.stage), .text(reason.code),
                        .integer(before[reason] ?? run),
                    ])
                }
            }
        }
    }

    /// Whether a run looked at what is read at some place, as far as that is written down.
    public func hasRead(_ locator: String, pipeline: String, run: Int) throws(DatabaseError) -> Bool {
        try write { database throws(DatabaseError) in
            try !database.rows(
                """
                SELECT 1 FROM documents JOIN pipelines ON pipelines.number = pipeline
                WHERE name = ? AND locator = ? AND documents.run = ? LIMIT 1
                """, [.text(pipeline), .text(locator), .integer(run)]
            ) { $0.integer(0) }.isEmpty
        }
    }

    /// Forgets reasons that were dropped from a pipeline's quarantine.
    func forget(quarantined reasons: [QuarantineReason], pipeline: String) throws(DatabaseError) {
        try write { database throws(DatabaseError) in
            try database.transaction { () throws(DatabaseError) in
                for reason in reasons {
                    try database.run(
                        "DELETE FROM quarantined WHERE pipeline = ? AND document = ? AND stage = ? AND code = ?",
                        [.text(pipeline), .text(reason.document), .text(reason.stage), .text(reason.code)])
                }
            }
        }
    }
}
