internal import Files

/// A kind of file that isn't a document's own bytes: it holds several documents, or has to be taken apart first.
///
/// `ingest.files` knows it by its suffix, by how it begins, and by the name that `format` gives it.
protocol FileKind: Sendable {
    /// What the option `format` calls it.
    static var format: IngestFiles.Format { get }
    /// The suffixes, lower case, with their dots; `.gz` and `.zst` behind them are left aside.
    static var suffixes: [String] { get }
    /// Whether it always holds one document: then its file is known by its stamp, and isn't read when nothing changed.
    static var holdsOneDocument: Bool { get }

    /// Whether a content begins like one.
    /// - Parameter start: The first ``FileKinds/beginning`` bytes or fewer, expanded where they are compressed.
    static func begins(_ start: [UInt8]) -> Bool

    /// Opens one.
    /// - Parameters:
    ///   - input: The bytes as they are stored: `ByteStream(input)` expands them, when they are compressed.
    ///   - locator: Where it was read; `locator#place` is that of a document in it.
    ///   - opener: The options; it also opens what is in the file in turn.
    static func open(
        _ input: ByteInput, at locator: String, _ opener: DocumentOpener
    ) throws(ByteStream.Failure) -> OpenedFile
}

extension FileKind {
    /// It may hold any number.
    static var holdsOneDocument: Bool { false }
}

/// The kinds of files that are known.
enum FileKinds {
    /// So many bytes tell what a file is.
    static let beginning = 4096

    /// All of them; what begins like several is of the first.
    static let all: [any FileKind.Type] = [
        WebArchiveFile.self, FeedFile.self, PressFile.self, MailboxFile.self, MailFile.self, BookFile.self,
        OpenDocumentFile.self, WordFile.self, PDFFile.self, TableFile.self, ArchiveFile.self,
    ]

    /// The kind that a format stands for.
    static func of(_ format: IngestFiles.Format) -> (any FileKind.Type)? { all.first { $0.format == format } }

    /// Whether an input begins like one of them.
    static func isKnown(_ input: ByteInput) -> Bool { (try? kind(of: input)) != nil }

    /// The kind that an input begins like.
    static func kind(of input: ByteInput) throws(ByteStream.Failure) -> (any FileKind.Type)? {
        let start = try start(of: input)
        return all.first { $0.begins(start) }
    }

    /// The first ``beginning`` bytes or fewer, expanded where they are compressed.
    static func start(of input: ByteInput) throws(ByteStream.Failure) -> [UInt8] {
        let stored = try input.peek(beginning)
        // What can't be expanded is told of where it is read.
        return Compression(stored).map { $0.beginning(of: stored, count: beginning) } ?? stored
    }
}
