internal import Documents
public import Files

extension StateDatabase {
    /// Removes documents from the quarantine of this state folder, with their bytes. What the last run published stands,
    /// and the next run needs to do nothing that it wouldn't have to do otherwise.
    /// - Parameters:
    ///   - quarantine: As it was read since the folder is held.
    ///   - isDropped: Whether an entry is removed. The bytes of a document go with its last entry.
    /// - Returns: How many entries were removed.
    /// - Throws: `FileError` when it can't be written; `DatabaseError`.
    public func drop(
        from quarantine: Quarantine, in folder: FilePath, _ isDropped: (QuarantineEntry) -> Bool
    ) throws -> Int {
        let kept = quarantine.entries.indices.filter { !isDropped(quarantine.entries[$0]) }
        guard kept.count < quarantine.entries.count else { return 0 }
        let before = Digest(ofRecordsIn: folder)
        try quarantine.replace(keeping: kept)
        try replace(records: before, by: Digest(ofRecordsIn: folder))
        return quarantine.entries.count - kept.count
    }

    /// Lets publications that had these records stand with others.
    private func replace(records before: Digest, by after: Digest) throws(DatabaseError) {
        try write { database throws(DatabaseError) in
            let names = try database.rows(
                "SELECT name FROM pipelines WHERE records = ?", [.bytes(before.stored)]
            ) { $0.text(0) ?? "" }
            for name in names {
                guard var publication = try Self.publication(of: name, in: database) else { continue }
                publication.records = after
                try database.run(
                    "UPDATE pipelines SET records = ?, seal = ? WHERE number = ?",
                    [.bytes(after.stored), .integer(publication.seal), .integer(publication.pipeline)])
            }
        }
    }
}

extension Quarantine {
    /// Puts a quarantine with some of the entries in the place of this one, in one step.
    fileprivate func replace(keeping kept: [Int]) throws(FileError) {
        guard !kept.isEmpty else { return try AtomicFolder.remove(folder) }
        var folder = try AtomicFolder(folder)
        do throws(FileError) {
            var files: Set<String> = []
            for index in kept {
                let entry = entries[index]
                for name in [entry.file, entry.fields].compactMap(\.self) where files.insert(name).inserted {
                    try folder.keep(name)
                }
            }
            try folder.write(Array(kept.map { lines[$0] + [UInt8(ascii: "\n")] }.joined()), to: Self.indexName)
            try folder.finish()
            try folder.commit()
        } catch {
            folder.abandon()
            throw error
        }
    }
}
