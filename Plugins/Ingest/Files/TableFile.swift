internal import Documents
internal import Files
internal import JSON
internal import Reading
internal import StageKit

/// Tables of comma-separated values (RFC 4180): the first line names the columns, each further record is a document.
enum TableFile: FileKind {
    static var format: IngestFiles.Format { .csv }
    static var suffixes: [String] { [".csv", ".tsv"] }

    /// Any text with a comma in it begins like one.
    static func begins(_ start: [UInt8]) -> Bool { false }

    static func open(
        _ input: ByteInput, at locator: String, _ opener: DocumentOpener
    ) throws(ByteStream.Failure) -> OpenedFile {
        guard try isWide(input) else { return open(ByteStream(input), locator, opener) }
        // As spreadsheets write it: lines of it can't be told by their bytes.
        switch try opener.whole(input, at: locator) {
        case .failure(let rejected): return rejected.file
        case .success(let bytes):
            return open(ByteStream(Array(ArticleReader.text(bytes, charset: nil).utf8)), locator, opener)
        }
    }

    private static func open(_ stream: ByteStream, _ locator: String, _ opener: DocumentOpener) -> OpenedFile {
        .documents(Splitter(records: TableRecords(stream, limit: opener.limit), locator: locator, opener: opener))
    }

    /// Whether it begins with the byte order mark of UTF-16.
    private static func isWide(_ input: ByteInput) throws(ByteStream.Failure) -> Bool {
        let start = try FileKinds.start(of: input)
        return start.starts(with: [0xFF, 0xFE]) || start.starts(with: [0xFE, 0xFF])
    }

    private struct Splitter: DocumentSplitter {
        private static let type = MediaType("text/csv")

        var records: TableRecords
        let locator: String
        let opener: DocumentOpener
        private var columns: [String]?
        /// The same, to be looked up: a table may have a hundred thousand.
        private var columnNames: Set<String> = []
        private var hasRecords = false
        private var isAtEnd = false

        init(records: TableRecords, locator: String, opener: DocumentOpener) {
            self.records = records
            self.locator = locator
            self.opener = opener
        }

        mutating func next() -> Reading<RawDocument>? {
            guard !isAtEnd else { return nil }
            do throws(ByteStream.Failure) {
                if columns == nil {
                    columns = try header()
                    columnNames = Set(columns ?? [])
                }
                guard let columns, let record = try records.next() else {
                    isAtEnd = true
                    let empty = DocumentError("empty", "the file holds no records")
                    return hasRecords ? nil : .rejected(DocumentOpener.nothing(locator), empty)
                }
                hasRecords = true
                return reading(record, columns)
            } catch {
                isAtEnd = true
                return .rejected(DocumentOpener.nothing("\(locator)#\(records.line)"), DocumentOpener.reason(error))
            }
        }

        private mutating func header() throws(ByteStream.Failure) -> [String]? {
            guard let record = try records.next() else { return nil }
            return record.fields(records.delimiter).map { text($0).trimmed }
        }

        private func reading(_ record: TableRecords.Record, _ columns: [String]) -> Reading<RawDocument> {
            let place = "\(locator)#\(record.line)"
            func rejected(_ reason: DocumentError) -> Reading<RawDocument> {
                .rejected(RawDocument(locator: place, mediaType: Self.type, bytes: record.bytes), reason)
            }
            guard record.isWhole else { return rejected(opener.tooLarge("the record is")) }
            guard record.isClosed else { return rejected(DocumentError("csv", "a quotation in it doesn't end")) }
            let fields = record.fields(records.delimiter).map { text($0) }
            guard fields.count <= columns.count else {
                return rejected(
                    DocumentError("csv", "it has \(fields.count) fields, and there are \(columns.count) columns"))
            }
            var members = zip(columns, fields).filter { !$0.0.isEmpty && !$0.1.isEmpty }.map { name, value in
                JSONMember(name: name, value: .text(value))
            }
            // `Title` is as usual as `title`.
            for member in members {
                let name = member.name.lowercased()
                if !columnNames.contains(name) { members.append(JSONMember(name: name, value: member.value)) }
            }
            do throws(DocumentError) {
                let given = try opener.mapping.fields(of: .object(members))
                return .document(RawDocument(locator: place, mediaType: Self.type, bytes: record.bytes, fields: given))
            } catch {
                return rejected(error)
            }
        }

        private func text(_ field: [UInt8]) -> String { ArticleReader.text(field, charset: opener.charset) }
    }
}

extension String {
    fileprivate var trimmed: String {
        var text = drop { $0 == " " || $0 == "\u{FEFF}" || $0 == "\t" }
        while let last = text.last, last == " " || last == "\t" { text.removeLast() }
        return String(text)
    }
}
