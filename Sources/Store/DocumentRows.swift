internal import Documents

/// Rows of documents that wait to be written, as they will be stored, in one piece of memory.
///
/// Thousands of them wait at a time. Each with its own strings and arrays would leave the memory full of holes, and take as
/// long to be freed as to be written.
package struct DocumentRows: Sendable {
    /// Where the parts of a row are.
    private struct Parts {
        var row: Int
        var byteCount: Int
        var run: Int
        var source = 0..<0
        var locator = 0..<0
        var id = 0..<0
        var stamp: Range<Int>?
        var steps = 0..<0
        var prepared = 0..<0
        var seal = 0
        var title = 0..<0
        var url: Range<Int>?
    }

    private var parts: [Parts] = []
    private var archive = ArchiveWriter()

    package init() {}

    package init(_ rows: [DocumentRow]) {
        for row in rows { append(row) }
    }

    package var count: Int { parts.count }
    package var isEmpty: Bool { parts.isEmpty }

    /// Adds a row. What is sealed comes first, as ``DocumentRow/storeSealed(in:)`` writes it.
    package mutating func append(_ document: DocumentRow) {
        var part = Parts(row: document.row, byteCount: document.byteCount, run: document.run)
        let start = archive.bytes.count
        part.source = append(document.source)
        part.locator = append(document.locator)
        part.id = tail(16) { document.id.store(in: &$0) }
        let stamp = tail(16) { document.stamp.store(in: &$0) }
        part.stamp = document.stamp == nil ? nil : stamp
        document.byteCount.store(in: &archive)
        document.run.store(in: &archive)
        part.steps = archive.bytes.count..<archive.bytes.count
        document.steps.store(in: &archive)
        part.steps = part.steps.lowerBound..<archive.bytes.count
        let prepared = document.storedPrepared
        part.prepared = tail(prepared.count) { $0.write(bytes: prepared) }
        part.seal = DocumentRow.seal(archive.digest(from: start))
        part.title = append(document.title)
        part.url = document.url.map { append($0) }
        parts.append(part)
    }

    private mutating func append(_ text: String) -> Range<Int> { tail(text.utf8.count) { $0.write(text: text) } }

    /// Writes something, and tells where its last bytes are.
    private mutating func tail(_ count: Int, _ write: (inout ArchiveWriter) -> Void) -> Range<Int> {
        write(&archive)
        return archive.bytes.count - count..<archive.bytes.count
    }

    /// Lends the values of a row; gives what `body` gives.
    func withRow(
        _ index: Int, _ body: (borrowing StoredRow) throws(DatabaseError) -> Int
    ) throws(DatabaseError) -> Int {
        let part = parts[index]
        let given = archive.bytes.withUnsafeBytes { bytes -> Result<Int, DatabaseError> in
            func text(_ range: Range<Int>) -> DatabaseValue {
                .lentText(UnsafeRawBufferPointer(rebasing: bytes[range]))
            }
            func blob(_ range: Range<Int>) -> DatabaseValue {
                .lentBytes(UnsafeRawBufferPointer(rebasing: bytes[range]))
            }
            let row = StoredRow(
                row: part.row, source: text(part.source), locator: text(part.locator), id: blob(part.id),
                stamp: part.stamp.map { blob($0) } ?? .null, byteCount: .integer(part.byteCount),
                run: .integer(part.run), title: text(part.title), url: part.url.map { text($0) } ?? .null,
                steps: blob(part.steps), prepared: blob(part.prepared), seal: .integer(part.seal),
                hasTitle: !part.title.isEmpty)
            do throws(DatabaseError) { return .success(try body(row)) } catch { return .failure(error) }
        }
        return try given.get()
    }
}

/// The values of one row, valid only while they are lent.
struct StoredRow: ~Copyable {
    /// The row's number; 0 while it isn't known.
    let row: Int
    let source, locator, id, stamp, byteCount, run, title, url, steps, prepared, seal: DatabaseValue
    let hasTitle: Bool
}
