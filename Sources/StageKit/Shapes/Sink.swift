public import Documents

/// A stage that publishes: documents in, artifacts out.
///
/// Work is in two parts: ``prepare(_:_:)`` renders documents, many at the same time; an ``ArtifactWriter`` takes the
/// pieces one by one in corpus order.
public protocol Sink: StageType {
    /// The form it takes.
    associatedtype Input: Form
    /// The layers it reads.
    associatedtype Reads: LayerSet = NoLayers
    /// A rendered document.
    associatedtype Piece: Sendable
    /// What writes.
    associatedtype Writer: ArtifactWriter where Writer.Piece == Piece

    /// The files and folders that a run makes or replaces, for plans and for finding two stages that write the same.
    var artifacts: [Artifact] { get }

    /// What keeps it from writing now, as warnings: looks at the places of its artifacts, and writes nothing. For checks,
    /// since a definition may be checked elsewhere than it is run.
    func obstacles() -> [OptionProblem]

    /// Renders one document.
    /// - Throws: ``DocumentError`` when the document can't be published.
    func prepare(_ document: Input, _ layers: Reads) throws -> Piece

    /// Opens a temporary place beside the artifact.
    /// - Throws: ``PublishError`` when it can't be written.
    func makeWriter() throws -> Writer
}

extension Sink {
    /// Nothing.
    public func obstacles() -> [OptionProblem] { [] }
}

/// Writes an artifact under a temporary name, and puts it in place at the end.
public protocol ArtifactWriter: Sendable {
    /// A rendered document.
    associatedtype Piece: Sendable

    /// Writes one piece. May block: it runs on a worker's own thread.
    /// - Throws: ``PublishError`` when it can't be written; the run then fails.
    mutating func write(_ piece: Piece) throws

    /// Where the artifact, once it is in place, holds what was written last, so that ``keep(_:)`` finds it there when the
    /// artifact is made the next time; nil when that can't be told.
    var place: [UInt8]? { get }

    /// Writes again what the artifact that is to be replaced holds at a place: that of a document which hasn't changed.
    /// Called only while that artifact is as it was put in place.
    /// - Throws: ``PublishError``.
    mutating func keep(_ place: [UInt8]) throws

    /// What a place that ``place`` told means to people, such as the name of a page: `galley explain` shows it. Nil when there
    /// is nothing to be told.
    static func location(of place: [UInt8]) -> PieceLocation?

    /// Makes everything written so far ready and safe on disk, still under the temporary name.
    mutating func finish() throws

    /// What ``commit()`` will put in place, once all is finished: a run that is killed between the commits of several
    /// writers has it done by the next one.
    var pending: [PendingArtifact] { get }

    /// Puts the artifact in place, so that readers see the old or the new one, never half of one.
    mutating func commit() throws

    /// Removes what was written; called instead of ``commit()`` when the run fails or is interrupted.
    mutating func abandon()
}

/// Where an artifact holds a document's piece, as people can look for it.
public enum PieceLocation: Sendable, Hashable {
    /// In a file of the folder, which has this name in it.
    case file(String)
    /// In these bytes of the file, counted from 0.
    case bytes(Range<Int>)
}

/// A finished file or folder under its temporary name.
public struct PendingArtifact: Sendable, Equatable {
    /// Where it is.
    public let temporary: Path
    /// Where it belongs.
    public let place: Path
    /// Whether it is a folder.
    public let isFolder: Bool
    /// The numbers of device and file, which tell it from all else that may stand under its temporary name.
    public let identity: [UInt64]

    /// Names one.
    public init(temporary: Path, place: Path, isFolder: Bool, identity: [UInt64]) {
        self.temporary = temporary
        self.place = place
        self.isFolder = isFolder
        self.identity = identity
    }
}

extension ArtifactWriter {
    /// Nothing that could be done later.
    public var pending: [PendingArtifact] { [] }
    /// It can't be told.
    public var place: [UInt8]? { nil }
    /// There is nothing to be told.
    public static func location(of place: [UInt8]) -> PieceLocation? { nil }
    /// Nothing can be kept.
    public mutating func keep(_ place: [UInt8]) throws {
        throw PublishError(.inputOutput, "the artifact can't be taken over in part")
    }
}

/// A file or folder that a sink makes.
public struct Artifact: Sendable, Hashable {
    /// Where it is.
    public let path: Path
    /// Whether it is a folder.
    public let isFolder: Bool

    /// Names an artifact.
    public init(_ path: Path, isFolder: Bool = false) {
        self.path = path
        self.isFolder = isFolder
    }
}

/// An artifact that can't be written; the run ends with exit code 73 when it can't be made, 74 when writing breaks off.
public struct PublishError: Error, Sendable, Equatable {
    /// What went wrong.
    public enum Kind: Sendable {
        /// The artifact can't be made there.
        case cannotCreate
        /// Writing broke off.
        case inputOutput
    }

    /// What went wrong.
    public let kind: Kind
    /// What is wrong, naming the path.
    public let message: String
    /// The way out.
    public let help: String?

    /// Makes an error.
    public init(_ kind: Kind, _ message: String, help: String? = nil) {
        self.kind = kind
        self.message = message
        self.help = help
    }
}
