public import Files

extension Quarantine {
    /// Reads what is in quarantine in a state folder, with the runs since which it is there.
    /// - Parameters:
    ///   - pipeline: Of this pipeline alone; nil for all that share the folder.
    ///   - history: What is written down of runs there; nil when there is nothing.
    /// - Throws: `FileError` when it can't be read, or isn't what a run wrote; `DatabaseError`.
    public init(state: FilePath, pipeline: String?, history: RunHistory?) throws {
        self.init()
        let older = OlderRecords(state: state)
        if let folder = older.quarantine {
            // What an older version left there is the last run's, whichever pipeline that was of.
            let owner = try history.flatMap { try RunHistory.latestDone(in: $0.database) }
            if pipeline == nil || owner == nil || owner == pipeline { try add(folder, of: owner) }
        }
        for (folder, name) in try Self.folders(in: state, of: pipeline, history)
        where pipeline == nil || pipeline == name {
            try add(folder, of: name)
        }
        guard let database = history?.database, try QuarantineSince.isKnown(in: database) else { return }
        var runs: [String: [QuarantineReason: Int]] = [:]
        for name in Set(entries.compactMap(\.pipeline)) {
            runs[name] = try QuarantineSince.runs(of: name, in: database)
        }
        for index in entries.indices {
            entries[index].since = entries[index].pipeline.flatMap { runs[$0]?[entries[index].key] }
        }
    }

    /// The folders of the pipelines that have documents in quarantine, in the order of their names.
    private static func folders(
        in state: FilePath, of pipeline: String?, _ history: RunHistory?
    ) throws -> [(folder: FilePath, pipeline: String)] {
        let known = try (pipeline.map { [$0] } ?? []) + (history?.pipelines() ?? [])
        let names = Dictionary(known.map { (RecordsPlace.fileName(of: $0), $0) }) { first, _ in first }
        let underway = OlderRecords(state: state).underway
        let usual = RecordsPlace.quarantines(in: state)
        for folder in [usual, underway] {
            let found: [FilePath]
            do throws(FileError) {
                found = try Folder.names(in: folder)
            } catch {
                guard error.isMissing else { throw error }
                continue
            }
            // What begins with a dot is a run's that is under way. Where nothing is written down of runs, a plain name is
            // that of its folder; a file is one of an older version.
            return found.filter { name in
                !name.text.hasPrefix(".") && (try? File.status(folder.appending(name)))?.kind == .folder
            }.map { (folder.appending($0), names[$0.text] ?? $0.text) }
        }
        return []
    }
}

extension RunHistory {
    /// The pipelines of which runs are written down.
    func pipelines() throws(DatabaseError) -> [String] {
        try database.rows("SELECT DISTINCT pipeline FROM runs") { $0.text(0) ?? "" }
    }

    /// The ids of the stages that runs had.
    /// - Parameter pipeline: Of this pipeline; nil for all.
    public func stages(of pipeline: String?) throws(DatabaseError) -> [String] {
        try database.rows(
            """
            SELECT DISTINCT id FROM run_stages JOIN runs ON runs.number = run
            WHERE ?1 IS NULL OR pipeline = ?1 ORDER BY run, place
            """, [DatabaseValue(pipeline)]
        ) { $0.text(0) ?? "" }
    }
}
