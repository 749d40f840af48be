public import Files

/// The records that a version left which had but one place for all pipelines of a state folder: `quarantine/`, with the
/// documents in it, and `dropped.jsonl`.
struct OlderRecords {
    let state: FilePath

    /// The folder of the quarantine, while it stands at the older place.
    var quarantine: FilePath? {
        let folder = RecordsPlace.quarantines(in: state)
        return isThere(folder.appending(AtomicFolder.marker)) ? folder : nil
    }

    /// What holds the quarantine of its pipeline between two steps of the way to its new place.
    var underway: FilePath { state.appending(".quarantine.galley-older") }

    private var dropped: FilePath { state.appending("dropped.jsonl") }

    /// Whether there are any.
    var areThere: Bool { quarantine != nil || isThere(underway) || isThere(dropped) }

    private func isThere(_ path: FilePath) -> Bool { File.identity(of: path) != nil }

    /// Puts them where those of a pipeline belong; a process that is killed meanwhile leaves what the next one goes on
    /// with.
    func give(to place: RecordsPlace) throws(FileError) {
        let folder = RecordsPlace.quarantines(in: state)
        if let quarantine {
            let next = underway.appending(place.quarantine.name)
            try Folder.make(underway)
            // What was left there, that version has replaced since.
            try Folder.remove(next)
            try File.move(quarantine, to: next)
        }
        if isThere(underway), !isThere(folder) { try File.move(underway, to: folder) }
        if isThere(dropped) {
            try Folder.make(place.dropped.folder)
            try File.move(dropped, to: place.dropped)
        }
        // What a run of that version began when it was killed.
        for name in [".quarantine.galley-partial", ".quarantine.galley-twin", ".dropped.jsonl.galley-partial"] {
            try Folder.remove(state.appending(name))
        }
        Folder.synchronize(state)
    }
}

extension StateDatabase {
    /// Gives records of an older version, which all pipelines of the state folder had in common, to the one that they are
    /// of: the one that last went through.
    /// - Parameter pipeline: Whose they are where nothing is written down of runs.
    /// - Throws: `FileError`, or `DatabaseError`, when it can't be done; they are where they were then.
    public func takeInOlderRecords(in state: FilePath, orFor pipeline: String) throws {
        let older = OlderRecords(state: state)
        guard older.areThere else { return }
        let owner = try write { database throws(DatabaseError) in try RunHistory.latestDone(in: database) }
        try older.give(to: RecordsPlace(of: owner ?? pipeline, in: state))
    }
}

extension RunHistory {
    /// The pipeline whose run last went through.
    static func latestDone(in database: Database) throws(DatabaseError) -> String? {
        try database.rows("SELECT pipeline FROM runs WHERE outcome = 'done' ORDER BY number DESC LIMIT 1") {
            $0.text(0)
        }.first ?? nil
    }
}
