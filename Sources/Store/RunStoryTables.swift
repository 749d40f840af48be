/// How the story of a run is kept in the state database.
extension RunStory {
    /// The tables, for ``Schema``.
    static let tables = """
        CREATE TABLE run_story_stages (
            run INTEGER NOT NULL REFERENCES runs (number) ON DELETE CASCADE, place INTEGER NOT NULL,
            shape TEXT NOT NULL, combination TEXT NOT NULL, inputs TEXT NOT NULL, began REAL, ended REAL,
            span REAL NOT NULL, taken TEXT NOT NULL, PRIMARY KEY (run, place)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE run_slowest (
            run INTEGER NOT NULL REFERENCES runs (number) ON DELETE CASCADE, place INTEGER NOT NULL,
            stage INTEGER NOT NULL, document TEXT, batch INTEGER, documents INTEGER NOT NULL, seconds REAL NOT NULL,
            PRIMARY KEY (run, place)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE run_errors (
            run INTEGER NOT NULL REFERENCES runs (number) ON DELETE CASCADE, stage INTEGER NOT NULL,
            code TEXT NOT NULL, count INTEGER NOT NULL, source TEXT NOT NULL, reason TEXT NOT NULL,
            PRIMARY KEY (run, stage, code)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE run_refused (
            run INTEGER NOT NULL REFERENCES runs (number) ON DELETE CASCADE, place INTEGER NOT NULL,
            document TEXT NOT NULL, source TEXT NOT NULL, stage INTEGER NOT NULL, code TEXT NOT NULL,
            reason TEXT NOT NULL, PRIMARY KEY (run, place)
        ) STRICT, WITHOUT ROWID;
        """

    /// Writes the story of a run, in a transaction under way.
    func write(to database: borrowing Database, run: Int) throws(DatabaseError) {
        for (place, stage) in stages.enumerated() {
            try database.run(
                "INSERT INTO run_story_stages VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [
                    .integer(run), .integer(place), .text(stage.shape), .text(stage.combination),
                    .text(Self.text(stage.inputs)), DatabaseValue(stage.worked?.lowerBound),
                    DatabaseValue(stage.worked?.upperBound), .real(span), .text(Self.text(counts: stage.taken)),
                ])
        }
        for (place, slow) in slowest.enumerated() {
            try database.run(
                "INSERT INTO run_slowest VALUES (?, ?, ?, ?, ?, ?, ?)",
                [
                    .integer(run), .integer(place), .integer(slow.stage), DatabaseValue(slow.document),
                    slow.batch.map { .integer($0) } ?? .null, .integer(slow.documents), .real(slow.seconds),
                ])
        }
        for kind in errors {
            try database.run(
                "INSERT INTO run_errors VALUES (?, ?, ?, ?, ?, ?)",
                [
                    .integer(run), .integer(kind.stage), .text(kind.code), .integer(kind.count), .text(kind.source),
                    .text(kind.reason),
                ])
        }
        for (place, document) in refused.enumerated() {
            try database.run(
                "INSERT INTO run_refused VALUES (?, ?, ?, ?, ?, ?, ?)",
                [
                    .integer(run), .integer(place), .text(document.document), .text(document.source),
                    .integer(document.stage), .text(document.code), .text(document.reason),
                ])
        }
    }

    /// Reads the story of a run; an older database, which may not be changed by those who only read, has none.
    init(of run: Int, in database: borrowing Database) throws(DatabaseError) {
        let names = try database.rows("SELECT name FROM sqlite_schema WHERE name = 'run_story_stages'") { $0.text(0) }
        guard !names.isEmpty else { return }
        var spans: [Double] = []
        stages = try database.rows(
            "SELECT shape, combination, inputs, began, ended, span, taken FROM run_story_stages WHERE run = ? ORDER BY place",
            [.integer(run)]
        ) { row in
            var stage = Stage(
                shape: row.text(0) ?? "", combination: row.text(1) ?? "", inputs: Self.numbers(row.text(2)))
            if row.text(3) != nil, row.real(3) <= row.real(4) { stage.worked = row.real(3)...row.real(4) }
            spans.append(row.real(5))
            stage.taken = Self.counts(row.text(6))
            return stage
        }
        span = spans.first ?? 0
        slowest = try database.rows(
            "SELECT stage, document, batch, documents, seconds FROM run_slowest WHERE run = ? ORDER BY place",
            [.integer(run)]
        ) { row in
            SlowWork(
                stage: row.integer(0), document: row.text(1), batch: row.text(2) == nil ? nil : row.integer(2),
                documents: row.integer(3), seconds: row.real(4))
        }
        errors = try database.rows(
            "SELECT stage, code, count, source, reason FROM run_errors WHERE run = ? ORDER BY stage, code",
            [.integer(run)]
        ) { row in
            ErrorKind(
                stage: row.integer(0), code: row.text(1) ?? "", count: row.integer(2), source: row.text(3) ?? "",
                reason: row.text(4) ?? "")
        }
        refused = try database.rows(
            "SELECT document, source, stage, code, reason FROM run_refused WHERE run = ? ORDER BY place",
            [.integer(run)]
        ) { row in
            Refused(
                document: row.text(0) ?? "", source: row.text(1) ?? "", stage: row.integer(2), code: row.text(3) ?? "",
                reason: row.text(4) ?? "")
        }
    }

    /// Numbers as a column holds them.
    private static func text(_ numbers: [Int]) -> String { numbers.map(String.init).joined(separator: " ") }
    private static func numbers(_ text: String?) -> [Int] { (text ?? "").split(separator: " ").compactMap { Int($0) } }

    /// Counts as a column holds them, `place:count` for each that isn't zero: most spans of a short run are empty.
    private static func text(counts: [Int]) -> String {
        counts.enumerated().filter { $0.element != 0 }.map { "\($0.offset):\($0.element)" }.joined(separator: " ")
    }
    private static func counts(_ text: String?) -> [Int] {
        var counts: [Int] = []
        for entry in (text ?? "").split(separator: " ") {
            let parts = entry.split(separator: ":").compactMap { Int($0) }
            guard parts.count == 2, counts.count...spanLimit ~= parts[0] else { continue }
            counts += Array(repeating: 0, count: parts[0] - counts.count) + [parts[1]]
        }
        return counts
    }
}

extension DatabaseValue {
    fileprivate init(_ number: Double?) { self = number.map { .real($0) } ?? .null }
}
