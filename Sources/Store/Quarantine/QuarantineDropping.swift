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
        var count = 0
        for (place, entries) in Dictionary(grouping: quarantine.entries, by: \.folder) {
            let dropped = entries.filter(isDropped)
            guard !dropped.isEmpty else { continue }
            let pipeline = entries.first?.pipeline ?? ""
            let records = RecordsPlace(of: pipeline, in: folder)
            let before = Digest(ofRecordsAt: records)
            try Quarantine.replace(place, keeping: entries.filter { !isDropped($0) })
            records.tidyUp()
            if let before { try replace(records: before, by: Digest(ofRecordsAt: records)) }
            try forget(quarantined: dropped.map(\.key), pipeline: pipeline)
            count += dropped.count
        }
        return count
    }

    /// Lets publications that had these records stand with others.
    private func replace(records before: Digest, by after: Digest?) throws(DatabaseError) {
        try write { database throws(DatabaseError) in
            let names = try database.rows(
                "SELECT name FROM pipelines WHERE records = ?", [.bytes(before.stored)]
            ) { $0.text(0) ?? "" }
            for name in names {
                guard var publication = try Self.publication(of: name, in: database) else { continue }
                publication.records = after
                try database.run(
                    "UPDATE pipelines SET records = ?, seal = ? WHERE number = ?",
                    [DatabaseValue(after?.stored), .integer(publication.seal), .integer(publication.pipeline)])
            }
        }
    }
}

extension Quarantine {
    /// Puts a quarantine with some of the entries in the place of one, in one step.
    fileprivate static func replace(_ place: FilePath, keeping entries: [QuarantineEntry]) throws(FileError) {
        guard !entries.isEmpty else { return try AtomicFolder.remove(place) }
        var folder = try AtomicFolder(place)
        do throws(FileError) {
            var files: Set<String> = []
            for entry in entries { try entry.keepFiles(in: &folder, besides: &files) }
            try folder.write(entries.flatMap { $0.line + [UInt8(ascii: "\n")] }, to: indexName)
            try folder.finish()
            try folder.commit()
        } catch {
            folder.abandon()
            throw error
        }
    }
}

extension QuarantineEntry {
    /// Takes the files of the document over into the folder that replaces its own.
    /// - Parameter kept: The files that are there already; those of the document are added.
    func keepFiles(in folder: inout AtomicFolder, besides kept: inout Set<String>) throws(FileError) {
        for name in [file, fields].compactMap(\.self) where kept.insert(name).inserted { try folder.keep(name) }
    }
}
