internal import Documents
internal import Files
internal import StageKit

/// Reads the documents of files, one by one.
struct FilesReader: DocumentReader {
    private var selection: FileSelection
    private let opener: DocumentOpener
    private var current: OpenedDocuments?
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
            if let reading = current?.next() {
                // What an interrupt broke off isn't what came: nothing can be wrong with it.
                if case .rejected = reading, isStandardInput, opener.signal.isDraining { return nil }
                return reading
            }
            guard let item = try selection.next() else { return nil }
            current = nil
            isStandardInput = if case .standardInput = item { true } else { false }
            switch item {
            case .problem(let problem):
                unit = nil
                _ = try isSettled(SourceUnit(locator: problem.path, stamp: nil))
                return .rejected(DocumentOpener.nothing(problem.path), DocumentError("unreadable", problem.reason))
            case .standardInput:
                unit = nil
                _ = try isSettled(SourceUnit(locator: "<stdin>", stamp: nil))
                current = OpenedDocuments(opener.openStandardInput(), at: "<stdin>", opener)
            case .file(let path):
                // Before it is read: a change that comes in between shows the next time.
                let stamp = FileStamp(path)?.bytes.map { Digest(of: $0) }
                let found = SourceUnit(
                    locator: path.text, stamp: stamp, documents: opener.holdsOneDocument(path) ? 1 : nil)
                if try isSettled(found) { return .passedOver }
                let file = opener.open(path)
                let isOne = if case .one = file { true } else { false }
                unit = isOne && stamp != nil ? found : nil
                current = OpenedDocuments(file, at: path.text, opener)
            }
        }
    }
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
