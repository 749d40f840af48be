internal import Documents
internal import Files
internal import JSON
internal import StageKit

/// Reads the documents of files, one by one.
struct FilesReader: DocumentReader {
    private var selection: FileSelection
    private let opener: DocumentOpener
    private var current: (locator: String, file: OpenedFile)?
    private var place = 0
    private var hasRecords = false
    private var isStandardInput = false
    /// The file that the document was read from, where it holds no other.
    private(set) var unit: SourceUnit?

    init(_ selection: FileSelection, _ opener: DocumentOpener) {
        self.selection = selection
        self.opener = opener
    }

    mutating func next() throws -> Reading<RawDocument>? { try next(passingOver: { _ in false }) }

    mutating func next(passingOver isSettled: (SourceUnit) throws -> Bool) throws -> Reading<RawDocument>? {
        while true {
            if let reading = nextOfCurrent() {
                // What an interrupt broke off isn't what came: nothing can be wrong with it.
                if case .rejected = reading, isStandardInput, opener.signal.isDraining { return nil }
                return reading
            }
            guard let item = try selection.next() else { return nil }
            place = 0
            isStandardInput = if case .standardInput = item { true } else { false }
            switch item {
            case .problem(let problem):
                unit = nil
                _ = try isSettled(SourceUnit(locator: problem.path, stamp: nil))
                return .rejected(DocumentOpener.nothing(problem.path), DocumentError("unreadable", problem.reason))
            case .standardInput:
                unit = nil
                _ = try isSettled(SourceUnit(locator: "<stdin>", stamp: nil))
                current = ("<stdin>", opener.openStandardInput())
            case .file(let path):
                // Before it is read: a change that comes in between shows the next time.
                let stamp = FileStamp(path)?.bytes.map { Digest(of: $0) }
                let found = SourceUnit(
                    locator: path.text, stamp: stamp, documents: opener.holdsOneDocument(path) ? 1 : nil)
                if try isSettled(found) { return .passedOver }
                let file = opener.open(path)
                let isOne = if case .one = file { true } else { false }
                unit = isOne && stamp != nil ? found : nil
                current = (path.text, file)
            }
        }
    }

    private mutating func nextOfCurrent() -> Reading<RawDocument>? {
        guard let (locator, file) = current else { return nil }
        switch file {
        case .one(let reading):
            current = nil
            return reading
        case .records(let records):
            guard place < records.count else {
                current = nil
                return place == 0 ? .rejected(DocumentOpener.nothing(locator), Self.noRecords) : nil
            }
            place += 1
            var json = JSONWriter()
            json.value(records[place - 1])
            return opener.document(records[place - 1], bytes: json.bytes, "\(locator)#\(place)")
        case .lines(let stream): return nextLine(stream, locator)
        }
    }

    /// The next line that isn't blank.
    private mutating func nextLine(_ stream: ByteStream, _ locator: String) -> Reading<RawDocument>? {
        do throws(ByteStream.Failure) {
            while let (bytes, isWhole) = try stream.line(limit: opener.limit) {
                place += 1
                if bytes.allSatisfy({ $0 <= 0x20 }) { continue }
                hasRecords = true
                return opener.document(line: bytes, isWhole: isWhole, "\(locator)#\(place)")
            }
            current = nil
            defer { hasRecords = false }
            return hasRecords ? nil : .rejected(DocumentOpener.nothing(locator), Self.noRecords)
        } catch {
            current = nil
            hasRecords = false
            return .rejected(DocumentOpener.nothing("\(locator)#\(place + 1)"), DocumentOpener.reason(error))
        }
    }

    private static let noRecords = DocumentError("empty", "the file holds no records")
}

/// Counts what there is to read: files by their names, records by going through them.
struct FilesSurvey {
    let survey: Survey

    init(_ selection: FileSelection, _ opener: DocumentOpener) throws {
        var selection = selection
        var documents: Int? = 0
        var bytes = 0
        while let item = try selection.next() {
            switch item {
            case .standardInput: documents = nil
            case .problem: documents = documents.map { $0 + 1 }
            case .file(let path):
                // Sparse files may claim more than there can be.
                let (sum, overflows) = bytes.addingReportingOverflow((try? File.status(path))?.size ?? 0)
                bytes = overflows ? .max : sum
                guard documents != nil else { continue }
                let count = try Self.count(path, opener)
                documents = documents.map { $0 + count }
            }
        }
        survey = Survey(documents: documents, bytes: bytes)
    }

    private static func count(_ path: FilePath, _ opener: DocumentOpener) throws -> Int {
        if opener.holdsOneDocument(path) { return 1 }
        var reader = FilesReader(FileSelection(literal: path), opener)
        var count = 0
        while try reader.next() != nil { count += 1 }
        return count
    }
}
