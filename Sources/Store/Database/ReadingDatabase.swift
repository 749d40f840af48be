internal import Files

extension Database {
    /// Opens a database for nothing but reading, with whatever a run that is under way left beside it, and makes no
    /// companions of it.
    /// - Throws: `DatabaseError`, also when a newer version of the program wrote it.
    convenience init(reading path: FilePath, _ schema: Schema) throws(DatabaseError) {
        // What a run that is under way or was killed left beside the database has to be read with it.
        let hasCompanion = (try? File.status(FilePath(path.text + "-wal"))) != nil
        try self.init(hasCompanion ? path.text : Self.immutable(path), .reading)
        try schema.checkNotNewer(try schema.version(of: self))
    }

    /// Whether a table has a column: an older database, which those who only read may not change, doesn't tell everything.
    func has(_ column: String, in table: String) throws(DatabaseError) -> Bool {
        try rows("SELECT 1 FROM pragma_table_info(?) WHERE name = ?", [.text(table), .text(column)]) { $0.integer(0) }
            .first != nil
    }

    /// The address of a database that nobody changes.
    private static func immutable(_ path: FilePath) -> String {
        var address = path.text.hasPrefix("/") ? "file://" : "file:"
        for byte in path.text.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x2F, 0x5F:
                address.unicodeScalars.append(.init(byte))
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                address += "%" + (digits.utf8.count == 1 ? "0" : "") + digits
            }
        }
        return address + "?immutable=1"
    }
}
