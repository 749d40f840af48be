public import Files

/// Reads the pages and texts of a web archive, WARC or ARC, one after the other, in memory that doesn't grow.
///
/// A damaged record is told of and passed over; what comes behind it is read. A file that is compressed is expanded,
/// record by record or as a whole.
///
/// `@unchecked Sendable`: a reader belongs to whoever opened it, and is asked by one thread at a time.
public final class WebArchiveReader: @unchecked Sendable {
    /// What is read of an archive.
    public struct Options: Sendable {
        /// The longest body, unpacked.
        public var maximumSize = 20_000_000
        /// The statuses of answers that are read.
        public var statuses = [200]
        /// Whether the digests of records are compared with their bytes.
        public var verifiesDigests = false

        /// Answers of status 200 of up to 20 MB.
        public init() {}
    }

    private static let longestHeader = 1 << 16
    /// Bodies are no longer than that beyond their limit: header fields, and what chunks take.
    private static let slack = 1 << 18

    private let stream: ExpandedStream
    private let options: Options
    private var records = 0
    private var isAtEnd = false
    private var isARC = false

    /// Reads what comes through an input.
    public init(_ input: ByteInput, _ options: Options = Options()) {
        stream = ExpandedStream(input)
        self.options = options
    }

    /// Whether a file, expanded, begins like a web archive.
    public static func begins(_ start: [UInt8]) -> Bool {
        start.starts(with: "WARC/".utf8) || start.starts(with: "filedesc://".utf8)
    }

    /// The next document, or what can't be read; nil at the end.
    public func next() -> ContainerItem? {
        while !isAtEnd {
            do throws(StreamDamage) {
                if let item = try nextRecord() { return item }
            } catch {
                // What is left is the beginning of a record that breaks off.
                let problem = Self.problem(error, stream.place().text)
                isAtEnd = !stream.passOverDamage()
                records += 1
                return .problem(problem)
            }
        }
        guard records == 0 else { return nil }
        records = 1
        return .problem(ContainerProblem(code: .empty, message: "the file holds no records"))
    }

    private static func problem(_ damage: StreamDamage, _ place: String?) -> ContainerProblem {
        switch damage.what {
        case .file(let error): ContainerProblem(place: place, code: .unreadable, message: error.reason)
        case .expansion(.tooLarge):
            ContainerProblem(
                place: place, code: .tooLarge, message: "the file expands to more than 250 times its size")
        case .expansion: ContainerProblem(place: place, code: .damaged, message: damage.reason)
        }
    }

    /// One record; nil for one that holds nothing to read, and at the end.
    private func nextRecord() throws(StreamDamage) -> ContainerItem? {
        guard try passOverBlankLines() else {
            isAtEnd = true
            return nil
        }
        let place = stream.place().text
        guard let (header, headerLength) = try readHeader() else {
            records += 1
            let known = records == 1 ? "the file doesn't begin as a web archive does" : "no record begins here"
            passOver(1)
            return .problem(ContainerProblem(place: place, code: .damaged, message: known))
        }
        records += 1
        guard let length = header.length else {
            passOver(headerLength)
            return .problem(
                ContainerProblem(
                    place: place, code: .damaged, message: "the record doesn't say how long it is",
                    address: header.address))
        }
        return try readBlock(Record(place: place, header: header, start: headerLength, length: length))
    }

    /// A record of which the header was read, and its block lies ahead.
    private struct Record {
        let place: String
        let header: RecordHeader
        let start: Int
        let length: Int
        var end: Int { start.addingReportingOverflow(length).overflow ? .max : start + length }
    }

    private func readBlock(_ record: Record) throws(StreamDamage) -> ContainerItem? {
        let longest = options.maximumSize + Self.slack
        guard record.length <= longest else { return try passOverLong(record) }
        let body = RecordBody(record.header, place: record.place, options)
        do throws(StreamDamage) {
            guard try stream.need(record.end), try isEnd(record) else {
                // The length is wrong, or the file breaks off: what is behind may have been taken for the block.
                return try recover(record, body)
            }
        } catch {
            // Of a member that breaks off there may be as much as the server sent.
            let whole = error.isCorruption ? nil : body.whole(block(record.start, stream.bytes.count))
            let item = whole ?? .problem(damaged(record, error.reason))
            isAtEnd = !stream.passOverDamage()
            return item
        }
        defer { stream.take(record.end) }
        return body.item(block(record.start, record.end))
    }

    private func block(_ start: Int, _ end: Int) -> UnsafeRawBufferPointer {
        let bytes = stream.bytes
        let end = min(end, bytes.count)
        return UnsafeRawBufferPointer(rebasing: bytes[min(start, end)..<end])
    }

    /// - Parameter end: Where the next record begins, where that is known: what is behind is none of this one's.
    private func damaged(_ record: Record, _ reason: String, end: Int? = nil) -> ContainerProblem {
        ContainerProblem(
            place: record.place, code: .damaged, message: reason, address: record.header.address,
            bytes: Array(block(record.start, min(record.end, end ?? .max)).prefix(options.maximumSize)))
    }

    /// Reads a record that doesn't end where it says, if all that the server sent is there, and goes to the next.
    private func recover(_ record: Record, _ body: RecordBody) throws(StreamDamage) -> ContainerItem? {
        let isWhole = try stream.need(record.end)
        let available = stream.bytes.count
        let next = (try? findRecord(from: record.start, within: max(record.length, Self.slack))) ?? nil
        if !isWhole, next == nil, let item = body.whole(block(record.start, available)) {
            stream.take(available)
            return item
        }
        let found = next.map { end in
            let blank = block(record.start, end).reversed().prefix { $0 == 10 || $0 == 13 }.count
            return "there are \(end - record.start - blank) before the next one"
        }
        let reason = found ?? (isWhole ? "no record begins behind it" : "the file breaks off before that")
        let problem = damaged(record, Self.wrongLength(record, reason), end: next)
        if let next { stream.take(next) } else { passOver(record.start) }
        return .problem(problem)
    }

    private static func wrongLength(_ record: Record, _ reason: String) -> String {
        "the record says that it is \(record.length) bytes long, but \(reason)"
    }

    /// Goes behind a block that is too long to be held.
    private func passOverLong(_ record: Record) throws(StreamDamage) -> ContainerItem? {
        _ = try stream.need(record.start + Self.slack)
        let body = RecordBody(record.header, place: record.place, options)
        var item = body.tooLong(block(record.start, record.end))
        if item != nil {
            _ = try stream.need(record.start + min(record.length, options.maximumSize + Self.slack))
            item = body.tooLong(block(record.start, record.end))
        }
        stream.take(record.start)
        var rest = record.length
        while rest > 0 {
            guard try stream.need(1) else { break }
            let step = min(rest, stream.bytes.count)
            stream.take(step)
            rest -= step
        }
        stream.giveBack()
        // What came behind it, if it was shorter, wasn't read: that can't go untold, even of what isn't to be read.
        if rest > 0, item == nil {
            return .problem(damaged(record, Self.wrongLength(record, "the file breaks off before that")))
        }
        return item
    }

    /// Whether a block ends here: what separates records comes next, or a record, or nothing. What is wrong with what is
    /// behind is told of when it is read.
    private func isEnd(_ record: Record) throws(StreamDamage) -> Bool {
        var place = record.end
        do throws(StreamDamage) {
            // Some writers count a line feed too few, or leave out what separates records.
            while try stream.need(place + 1), place < record.end + 64, [10, 13].contains(stream.bytes[place]) {
                place += 1
            }
            guard try stream.need(place + 1) else { return true }
            let next = stream.bytes[record.end...].prefix(4)
            // ARC has one line feed, which a page may have anywhere.
            if !isARC, next.elementsEqual([13, 10, 13, 10]) || next.starts(with: [10, 10]) { return true }
            if stream.isMemberStart(record.end) { return true }
            return try isRecord(at: place)
        } catch {
            // The sum of a member that doesn't fit may be wrong by this record.
            guard error.isCorruption, !(record.end...place).contains(where: stream.isMemberStart) else { return true }
            throw error
        }
    }

    /// Passes over what separates records; false at the end.
    private func passOverBlankLines() throws(StreamDamage) -> Bool {
        while try stream.need(1) {
            let blank = stream.bytes.prefix { $0 == 10 || $0 == 13 }.count
            if blank == 0 { return true }
            stream.take(blank)
        }
        return false
    }

    /// The header that the stream stands at, and how long it is; nil when there is none.
    private func readHeader() throws(StreamDamage) -> (RecordHeader, length: Int)? {
        var known = 0
        while true {
            let bytes = stream.bytes
            if bytes.count >= 9 || known == bytes.count, !bytes.starts(with: "WARC/".utf8) { break }
            if let end = HeaderFields.end(of: bytes, from: max(0, known - 2)) {
                isARC = false
                return (RecordHeader(warc: UnsafeRawBufferPointer(rebasing: bytes[..<end])), end)
            }
            guard bytes.count < Self.longestHeader else { return nil }
            known = bytes.count
            guard try stream.need(known + 1) else { return nil }
        }
        guard let end = try lineEnd(), let header = RecordHeader(arc: block(0, end)) else { return nil }
        isARC = true
        return (header, end + 1)
    }

    private func lineEnd() throws(StreamDamage) -> Int? {
        var known = 0
        while true {
            if let end = stream.bytes.newline(from: known) { return end }
            known = stream.bytes.count
            guard known < Self.longestHeader, try stream.need(known + 1) else { return nil }
        }
    }

    /// Goes to the next record, at least so many bytes further on, or to the end; damage on the way shows next.
    private func passOver(_ count: Int) {
        do throws(StreamDamage) {
            var count = count
            while true {
                if let next = try findRecord(from: count, within: Self.longestHeader) { return stream.take(next) }
                guard try stream.need(count + Self.longestHeader) else { break }
                // The last byte tells whether a line begins behind it.
                stream.take(stream.bytes.count - 1)
                count = 1
            }
        } catch {}
        stream.take(stream.bytes.count)
    }

    /// Where the next record begins, from a place on.
    /// - Parameter most: So many bytes are looked at, and those that lie in memory already.
    private func findRecord(from start: Int, within most: Int) throws(StreamDamage) -> Int? {
        var place = start
        while place - start <= most, try stream.need(place + 1) {
            while place < stream.bytes.count {
                if stream.isMemberStart(place) || place > 0 && stream.bytes[place - 1] == 10, try isRecord(at: place) {
                    return place
                }
                place = stream.bytes.newline(from: place).map { $0 + 1 } ?? stream.bytes.count
            }
        }
        return nil
    }

    /// Whether a record begins at a place.
    private func isRecord(at place: Int) throws(StreamDamage) -> Bool {
        let hasMark = try stream.need(place + 8)
        let bytes = stream.bytes
        if hasMark, bytes[place...].starts(with: "WARC/".utf8) {
            return bytes[place + 5] == UInt8(ascii: "0") || bytes[place + 5] == UInt8(ascii: "1")
        }
        guard isARC || records <= 1 else { return false }
        // A line of a document may be longer than any address: what shows its end is enough.
        var end = bytes.newline(from: place)
        while end == nil, stream.bytes.count - place < Self.longestHeader, try stream.need(stream.bytes.count + 1) {
            end = stream.bytes.newline(from: place)
        }
        return end.map { RecordHeader(arc: block(place, $0)) != nil } ?? false
    }
}
