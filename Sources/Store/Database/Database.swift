internal import CSQLite

/// An open SQLite database. Belongs to one owner at a time.
final class Database {
    /// Whether it may be changed.
    enum Access {
        case reading
        case writing
    }

    private let handle: OpaquePointer

    /// Configures the library once; what it can't be told it does without.
    private static let configured = galley_sqlite_configure()

    /// Opens a file, making it when it is to be written and missing.
    init(_ path: String, _ access: Access) throws(DatabaseError) {
        _ = Self.configured
        let flags = access == .reading ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
        var opened: OpaquePointer?
        let status = sqlite3_open_v2(path, &opened, flags | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX, nil)
        guard status == SQLITE_OK, let opened else {
            let error = DatabaseError(opened)
            sqlite3_close_v2(opened)
            throw error
        }
        handle = opened
        sqlite3_busy_timeout(handle, 5000)
    }

    deinit { sqlite3_close_v2(handle) }

    /// Carries out statements without values.
    func execute(_ sql: String) throws(DatabaseError) {
        guard sqlite3_exec(handle, sql, nil, nil, nil) == SQLITE_OK else { throw DatabaseError(handle) }
    }

    /// Prepares a statement; values are bound to its `?` in order.
    func prepare(_ sql: String, _ values: [DatabaseValue] = []) throws(DatabaseError) -> Statement {
        var prepared: OpaquePointer?
        guard sqlite3_prepare_v2(handle, sql, -1, &prepared, nil) == SQLITE_OK, let prepared else {
            throw DatabaseError(handle)
        }
        return try Statement(prepared, handle, values)
    }

    /// Carries out a statement that gives no rows.
    func run(_ sql: String, _ values: [DatabaseValue] = []) throws(DatabaseError) {
        let statement = try prepare(sql, values)
        while try statement.step() {}
    }

    /// The rows that a statement gives, each made into a value.
    func rows<Row>(_ sql: String, _ values: [DatabaseValue] = [], _ row: (Statement) -> Row)
        throws(DatabaseError) -> [Row]
    {
        let statement = try prepare(sql, values)
        var rows: [Row] = []
        while try statement.step() { rows.append(row(statement)) }
        return rows
    }

    /// Carries out several statements: all or none.
    func transaction(_ body: () throws(DatabaseError) -> Void) throws(DatabaseError) {
        try execute("BEGIN IMMEDIATE")
        do throws(DatabaseError) {
            try body()
            try execute("COMMIT")
        } catch {
            try? execute("ROLLBACK")
            throw error
        }
    }

    /// How many rows the last statement changed.
    var changes: Int { Int(sqlite3_changes(handle)) }

    /// The number that the last insertion gave its row.
    var lastRow: Int { Int(sqlite3_last_insert_rowid(handle)) }
}

/// A value of a column.
enum DatabaseValue {
    case null
    case integer(Int)
    case real(Double)
    case text(String)
    case bytes([UInt8])
    /// Bytes of a text or none, which stay where they are while a statement is carried out, and so aren't copied.
    case lentText(UnsafeRawBufferPointer)
    case lentBytes(UnsafeRawBufferPointer)

    init(_ text: String?) { self = text.map { .text($0) } ?? .null }
    init(_ bytes: [UInt8]?) { self = bytes.map { .bytes($0) } ?? .null }
    init(_ number: Int?) { self = number.map { .integer($0) } ?? .null }
}

/// A statement under way. Belongs to the owner of its database, and must not outlive it.
final class Statement {
    private let handle: OpaquePointer
    private let database: OpaquePointer

    fileprivate init(
        _ handle: OpaquePointer, _ database: OpaquePointer, _ values: [DatabaseValue]
    ) throws(DatabaseError) {
        self.handle = handle
        self.database = database
        try bind(values)
    }

    /// Begins anew with other values.
    func restart(_ values: [DatabaseValue]) throws(DatabaseError) {
        sqlite3_reset(handle)
        try bind(values)
    }

    /// Carries out a statement that gives no rows, with other values.
    func run(_ values: [DatabaseValue]) throws(DatabaseError) {
        try restart(values)
        defer { sqlite3_reset(handle) }
        while try step() {}
    }

    /// The first row that a statement gives for other values, made into a value; nil when it gives none.
    func first<Row>(_ values: [DatabaseValue], _ row: (Statement) -> Row) throws(DatabaseError) -> Row? {
        try restart(values)
        defer { sqlite3_reset(handle) }
        return try step() ? row(self) : nil
    }

    private func bind(_ values: [DatabaseValue]) throws(DatabaseError) {
        for (place, value) in zip(Int32(1)..., values) {
            let status =
                switch value {
                case .null: sqlite3_bind_null(handle, place)
                case .integer(let number): sqlite3_bind_int64(handle, place, Int64(number))
                case .real(let number): sqlite3_bind_double(handle, place, number)
                case .text(let text):
                    // With its length: a text may have a zero in it.
                    sqlite3_bind_text(handle, place, text, Int32(text.utf8.count), galley_sqlite_copied())
                case .lentText(let bytes):
                    // An empty text may have no address, which SQLite would take for null.
                    bytes.isEmpty
                        ? sqlite3_bind_text(handle, place, "", 0, galley_sqlite_copied())
                        : sqlite3_bind_text64(
                            handle, place, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), UInt64(bytes.count),
                            nil, UInt8(SQLITE_UTF8))
                case .lentBytes(let bytes):
                    bytes.isEmpty
                        ? sqlite3_bind_zeroblob(handle, place, 0)
                        : sqlite3_bind_blob64(handle, place, bytes.baseAddress, UInt64(bytes.count), nil)
                case .bytes(let bytes):
                    bytes.withUnsafeBytes {
                        // An empty array has no address, which SQLite would take for null.
                        $0.isEmpty
                            ? sqlite3_bind_zeroblob(handle, place, 0)
                            : sqlite3_bind_blob64(
                                handle, place, $0.baseAddress, UInt64($0.count), galley_sqlite_copied())
                    }
                }
            guard status == SQLITE_OK else { throw DatabaseError(database) }
        }
    }

    deinit { sqlite3_finalize(handle) }

    /// Goes on to the next row; false when there is none.
    func step() throws(DatabaseError) -> Bool {
        switch sqlite3_step(handle) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        default: throw DatabaseError(database)
        }
    }

    /// The whole number in a column.
    func integer(_ column: Int32) -> Int { Int(sqlite3_column_int64(handle, column)) }

    /// The number in a column.
    func real(_ column: Int32) -> Double { sqlite3_column_double(handle, column) }

    /// The text in a column; nil for null.
    func text(_ column: Int32) -> String? {
        sqlite3_column_text(handle, column).map { start in
            let count = Int(sqlite3_column_bytes(handle, column))
            return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
        }
    }

    /// The bytes in a column; none for null.
    func bytes(_ column: Int32) -> [UInt8] {
        guard let start = sqlite3_column_blob(handle, column) else { return [] }
        return Array(UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column))))
    }

    /// Whether a column holds nothing.
    func isNull(_ column: Int32) -> Bool { sqlite3_column_type(handle, column) == SQLITE_NULL }
}
