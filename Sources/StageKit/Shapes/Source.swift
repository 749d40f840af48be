public import Documents

/// A stage that reads documents from outside: nothing in, documents out.
public protocol Source: StageType {
    /// The form it gives.
    associatedtype Output: Form
    /// What reads, one document after the other.
    associatedtype Reader: DocumentReader where Reader.Document == Output

    /// Whether it reads standard input, which only one source of a run can.
    var readsStandardInput: Bool { get }

    /// Whether it would read a file of that path, were there one; what a run writes is checked against this.
    func reads(_ path: Path) -> Bool

    /// The same source, reading these files or patterns instead of its own, as a pipeline's tests ask for; nil for one
    /// that reads no files.
    func reading(_ paths: [Path]) -> Self?

    /// What keeps it from reading now, as warnings: looks whether things are there, and reads nothing. For checks, since
    /// a definition may be checked elsewhere than it is run.
    func obstacles() -> [OptionProblem]

    /// Counts what there is to read, without reading it, for a plan.
    /// - Throws: ``SourceError`` when the place can't be read.
    func survey() throws -> Survey

    /// Opens the source.
    /// - Throws: ``SourceError`` when the place can't be read.
    func makeReader() throws -> Reader
}

extension Source {
    /// It doesn't.
    public var readsStandardInput: Bool { false }
    /// It doesn't.
    public func reads(_ path: Path) -> Bool { false }
    /// It reads no files.
    public func reading(_ paths: [Path]) -> Self? { nil }
    /// Nothing.
    public func obstacles() -> [OptionProblem] { [] }
}

/// Reads the documents of a source in an order that is the same in every run.
public protocol DocumentReader: Sendable {
    /// The form of what is read.
    associatedtype Document: Form

    /// The next document, or what couldn't be read as one; nil at the end. May block: it runs on a worker's own thread.
    /// - Throws: ``SourceError`` when nothing further can be read at all.
    mutating func next() throws -> Reading<Document>?

    /// The same for a reader of ``SourceUnit``s, such as files: before it reads one it asks whether it need not, and if
    /// so gives ``Reading/passedOver``. It asks for each, in the order in which it reads them.
    mutating func next(passingOver isSettled: (SourceUnit) throws -> Bool) throws -> Reading<Document>?

    /// What the document that was given last was read from, where that holds no other; nil otherwise.
    var unit: SourceUnit? { get }
}

extension DocumentReader {
    /// Asks nothing and reads everything.
    public mutating func next(passingOver isSettled: (SourceUnit) throws -> Bool) throws -> Reading<Document>? {
        try next()
    }
    /// Documents have no units of their own.
    public var unit: SourceUnit? { nil }
}

/// Something that a source reads, for example a file.
public struct SourceUnit: Sendable, Hashable {
    /// Where it is; the locator of its document, if it holds one only.
    public let locator: String
    /// What tells it from all that it was or will be: size, times, identity of a file. Nil when that can't be told.
    public let stamp: Digest?
    /// How many documents it holds; nil when it has to be read to know that.
    public let documents: Int?

    /// Names a unit.
    public init(locator: String, stamp: Digest?, documents: Int? = nil) {
        self.locator = locator
        self.stamp = stamp
        self.documents = documents
    }
}

/// What a source read.
public enum Reading<Document: Form>: Sendable {
    /// A document.
    case document(Document)
    /// Something that can't be a document, with as many of its bytes as could be had, and why: it goes to quarantine.
    case rejected(RawDocument, DocumentError)
    /// A unit that need not be read: its document is known.
    case passedOver
}

/// How much a source holds.
public struct Survey: Sendable, Equatable {
    /// Number of documents; nil when it can't be known without reading.
    public let documents: Int?
    /// Number of bytes as stored.
    public let bytes: Int
    /// What the number counts when it isn't documents for sure, for example `files`.
    public let unit: String

    /// Makes a survey.
    public init(documents: Int?, bytes: Int, unit: String = "documents") {
        self.documents = documents
        self.bytes = bytes
        self.unit = unit
    }
}

/// A source that can't be read at all; the run ends with exit code 66.
public struct SourceError: Error, Sendable, Equatable {
    /// What is wrong.
    public let message: String
    /// The way out.
    public let help: String?

    /// Makes an error.
    public init(_ message: String, help: String? = nil) {
        self.message = message
        self.help = help
    }
}
