internal import CSQLite

/// Why the state database can't be read or written.
public struct DatabaseError: Error, Sendable, CustomStringConvertible {
    /// What kind of trouble it is.
    public enum Kind: Sendable {
        /// The file isn't a database, or its pages contradict each other.
        case damaged
        /// Another process holds it.
        case busy
        /// No space, no rights, a disk that fails.
        case unwritable
        /// A newer version of the program wrote it.
        case newer
        /// A fault of the program.
        case other
    }

    /// What kind of trouble it is.
    public let kind: Kind
    /// What SQLite says.
    public let description: String

    init(_ code: Int32, _ message: String) {
        description = message
        kind =
            switch code & 0xFF {
            case SQLITE_CORRUPT, SQLITE_NOTADB, SQLITE_FORMAT: .damaged
            case SQLITE_BUSY, SQLITE_LOCKED: .busy
            case SQLITE_FULL, SQLITE_IOERR, SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_PERM: .unwritable
            default: .other
            }
    }

    init(damaged message: String) {
        description = message
        kind = .damaged
    }

    init(newer message: String) {
        description = message
        kind = .newer
    }

    init(_ handle: OpaquePointer?) {
        self.init(
            sqlite3_extended_errcode(handle), sqlite3_errmsg(handle).map { String(cString: $0) } ?? "out of memory")
    }
}
