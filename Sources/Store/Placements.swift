internal import Documents
package import Files

extension StateDatabase {
    /// Writes down what is about to be put in place, all of which belongs together: should the run be killed before all of
    /// it is, the next one does the rest.
    package func announce(_ placements: [PendingPlacement]) throws(DatabaseError) {
        try write { database throws(DatabaseError) in
            try database.transaction { () throws(DatabaseError) in
                try database.run("DELETE FROM placements")
                for placement in placements {
                    var identity = ArchiveWriter()
                    for number in placement.identity { identity.write(number: number) }
                    try database.run(
                        "INSERT INTO placements (temporary, place, folder, identity) VALUES (?, ?, ?, ?)",
                        [
                            .text(placement.temporary.text), .text(placement.place.text),
                            .integer(placement.isFolder ? 1 : 0), .bytes(identity.bytes),
                        ])
                }
            }
        }
    }

    /// Puts in place what a run announced that was killed before it had done so; gives the places.
    /// - Throws: `DatabaseError`, or `FileError` when something can't be put in place; it is tried again the next time.
    package func completePlacements() throws -> [FilePath] {
        let placements = try write { database throws(DatabaseError) in
            try database.rows("SELECT temporary, place, folder, identity FROM placements ORDER BY number") { row in
                var reader = ArchiveReader(row.bytes(3))
                var identity: [UInt64] = []
                while let number = try? reader.readNumber() { identity.append(number) }
                return PendingPlacement(
                    temporary: FilePath(row.text(0) ?? ""), place: FilePath(row.text(1) ?? ""),
                    isFolder: row.integer(2) != 0, identity: identity)
            }
        }
        guard !placements.isEmpty else { return [] }
        var completed: [FilePath] = []
        for placement in placements where try placement.complete() { completed.append(placement.place) }
        try announce([])
        return completed
    }
}
