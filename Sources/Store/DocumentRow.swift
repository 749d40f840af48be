package import Documents

/// What the state database tells of a document, as of the last run that went through its stages with it.
package struct DocumentRow: Sendable {
    /// The row's number; 0 while it isn't known.
    package var row = 0
    /// The id of the stage that read it.
    package var source: String
    /// Where it was read.
    package var locator: String
    /// The document as it was read.
    package var id: DocumentID
    /// What tells the file that holds nothing but this document from a changed one; nil when it can't be told.
    package var stamp: Digest?
    /// Its size in memory, as batches are cut by.
    package var byteCount: Int
    /// The run.
    package var run: Int
    /// The first run that went through without it; nil while it is in the corpus.
    package var gone: Int?
    /// The title, empty where it has none or didn't become an article.
    package var title: String
    /// The address.
    package var url: String?
    /// What stages did with it.
    package var steps: [TrailStep]
    /// What aggregates prepared of it.
    package var prepared: [(stage: Int, bytes: [UInt8])]

    /// What a run gathered.
    package init(_ record: TrailRecord, source: String, run: Int) {
        self.source = source
        locator = record.locator
        id = record.id
        stamp = record.stamp
        byteCount = record.byteCount
        self.run = run
        title = record.title
        url = record.url
        steps = record.steps
        prepared = record.prepared
        steps.sort { $0.stage < $1.stage }
        prepared.sort { $0.stage < $1.stage }
    }
}

extension DocumentRow {
    static let columns = """
        row, source, locator, id, stamp, bytes, run, gone, title, url, steps, prepared, seal
        """

    /// Reads a row of ``columns``; nil when what is in it isn't what was written.
    init?(_ row: Statement) {
        self.row = row.integer(0)
        source = row.text(1) ?? ""
        locator = row.text(2) ?? ""
        byteCount = row.integer(5)
        run = row.integer(6)
        gone = row.isNull(7) ? nil : row.integer(7)
        title = row.text(8) ?? ""
        url = row.text(9)
        do throws(ArchiveError) {
            id = DocumentID(try Self.value(row.bytes(3)))
            stamp = row.isNull(4) ? nil : try Self.value(row.bytes(4))
            var reader = ArchiveReader(row.bytes(10))
            steps = try [TrailStep](from: &reader)
            reader = ArchiveReader(row.bytes(11))
            prepared = []
            while !reader.isAtEnd {
                let stage = try reader.readCount(upTo: 1 << 20)
                prepared.append((stage, try reader.readBytes()))
            }
        } catch {
            return nil
        }
        guard row.integer(12) == seal else { return nil }
    }

    /// A digest of what a run goes by: SQLite finds out when its own pages contradict each other, but not when a bit in
    /// what it keeps has changed.
    var seal: Int {
        var archive = ArchiveWriter(room: 1024)
        storeSealed(in: &archive)
        return Self.seal(archive.digest(from: 0))
    }

    static func seal(_ digest: Digest) -> Int { Int(Int64(bitPattern: digest.low)) }

    private func storeSealed(in archive: inout ArchiveWriter) {
        source.store(in: &archive)
        locator.store(in: &archive)
        id.store(in: &archive)
        stamp.store(in: &archive)
        byteCount.store(in: &archive)
        run.store(in: &archive)
        steps.store(in: &archive)
        archive.write(bytes: storedPrepared)
    }

    var storedPrepared: [UInt8] {
        var archive = ArchiveWriter(room: prepared.reduce(16) { $0 + $1.bytes.count + 8 })
        for (stage, bytes) in prepared {
            archive.write(number: UInt64(stage))
            archive.write(bytes: bytes)
        }
        return archive.bytes
    }

    private static func value(_ bytes: [UInt8]) throws(ArchiveError) -> Digest {
        var reader = ArchiveReader(bytes)
        return try Digest(from: &reader)
    }
}

extension Storable {
    /// The bytes of the value.
    package var stored: [UInt8] {
        var archive = ArchiveWriter(room: 32)
        store(in: &archive)
        return archive.bytes
    }
}

extension ArchiveReader {
    fileprivate mutating func readCount(upTo limit: UInt64) throws(ArchiveError) -> Int {
        let number = try readNumber()
        guard number <= limit else { throw ArchiveError() }
        return Int(number)
    }
}

extension TrailStep: Storable {
    /// A few bytes.
    package func store(in archive: inout ArchiveWriter) {
        archive.write(number: UInt64(stage))
        let flags: UInt8 = (isKnown ? 0x10 : 0) | (given != 1 ? 0x20 : 0) | (reason != nil ? 0x40 : 0)
        archive.write(byte: outcome.rawValue | flags)
        archive.write(number: UInt64(max(0, microseconds)))
        if given != 1 { archive.write(number: UInt64(max(0, given))) }
        if let reason { archive.write(text: reason) }
    }

    /// Reads them.
    package init(from archive: inout ArchiveReader) throws(ArchiveError) {
        let stage = try archive.readNumber()
        let flags = try archive.readByte()
        guard stage < 1 << 20, let outcome = Outcome(rawValue: flags & 0x0F) else { throw ArchiveError() }
        let microseconds = Int(truncatingIfNeeded: try archive.readNumber())
        let given = flags & 0x20 == 0 ? 1 : Int(truncatingIfNeeded: try archive.readNumber())
        self.init(
            stage: Int(stage), outcome: outcome, isKnown: flags & 0x10 != 0, microseconds: microseconds, given: given,
            reason: flags & 0x40 == 0 ? nil : try archive.readText())
    }
}
