internal import Documents
package import Files
public import StageKit

/// Writes pieces one after the other into a file: a beginning, the pieces in corpus order, an end.
///
/// Nothing but what fills a buffer is held, however many pieces there are.
public struct FileWriter: ArtifactWriter {
    /// Gives the end of the file for the number of pieces.
    public typealias Ending = @Sendable (Int) -> [UInt8]

    private var file: AtomicFile
    private var count = 0
    private let ending: Ending
    private let isCompressed: Bool
    private var last = 0..<0

    /// Opens the file; a path that ends in `.gz` or `.zst` is compressed.
    /// - Throws: `PublishError` when it can't be made.
    public init(_ path: Path, beginning: [UInt8] = [], ending: @escaping Ending = { _ in [] }) throws(PublishError) {
        let path = FilePath(path.text)
        let compression = Self.compression(of: path)
        self.ending = ending
        isCompressed = compression != nil
        file = try publishing(.cannotCreate) { () throws(FileError) in
            try AtomicFile(path, compression: compression)
        }
        do throws(PublishError) {
            try publishing(.inputOutput) { () throws(FileError) in try file.write(beginning) }
        } catch {
            file.abandon()
            throw error
        }
    }

    /// Writes one piece.
    public mutating func write(_ piece: [UInt8]) throws(PublishError) {
        count += 1
        last = file.count..<(file.count + piece.count)
        try publishing(.inputOutput) { () throws(FileError) in try file.write(piece) }
    }

    /// The bytes of the piece; what is compressed can't be taken apart.
    public var place: [UInt8]? {
        guard !isCompressed else { return nil }
        var archive = ArchiveWriter()
        archive.write(number: UInt64(last.lowerBound))
        archive.write(number: UInt64(last.count))
        return archive.bytes
    }

    /// The bytes that a place stands for.
    public static func location(of place: [UInt8]) -> PieceLocation? { range(of: place).map { .bytes($0) } }

    private static func range(of place: [UInt8]) -> Range<Int>? {
        var reader = ArchiveReader(place)
        guard let start = try? reader.readNumber(), let length = try? reader.readNumber(),
            let start = Int(exactly: start), let length = Int(exactly: length), start <= Int.max - length
        else { return nil }
        return start..<(start + length)
    }

    /// Writes again what the file that is to be replaced holds at a place.
    public mutating func keep(_ place: [UInt8]) throws(PublishError) {
        guard let range = Self.range(of: place) else {
            throw PublishError(.inputOutput, "the place of a piece that was published can't be read")
        }
        count += 1
        last = file.count..<(file.count + range.count)
        try publishing(.inputOutput) { () throws(FileError) in try file.keep(range) }
    }

    /// Writes the end, and makes all of it safe on disk.
    public mutating func finish() throws(PublishError) {
        try publishing(.inputOutput) { () throws(FileError) in
            try file.write(ending(count))
            try file.finish()
        }
    }

    /// The file under its temporary name.
    public var pending: [PendingArtifact] { PendingArtifact.all(file.pending) }

    /// Puts the file in place.
    public mutating func commit() throws(PublishError) {
        try publishing(.inputOutput) { () throws(FileError) in try file.commit() }
    }

    /// Removes what was written.
    public mutating func abandon() { file.abandon() }

    private static func compression(of path: FilePath) -> Compression? {
        if path.hasSuffix(".gz") { return .gzip }
        return path.hasSuffix(".zst") ? .zstd : nil
    }
}

/// Calls the file system, and says what it refused as the run says it.
package func publishing<Result>(
    _ kind: PublishError.Kind, _ body: () throws(FileError) -> Result
) throws(PublishError) -> Result {
    do throws(FileError) {
        return try body()
    } catch {
        let help = kind == .cannotCreate ? "give a path where you may write" : nil
        throw PublishError(kind, "can't write \(error)", help: error.help ?? help)
    }
}

extension PendingArtifact {
    /// What the file system still has to do, in the words of a stage.
    package static func all(_ pending: PendingPlacement?) -> [PendingArtifact] {
        pending.map {
            [
                PendingArtifact(
                    temporary: Path($0.temporary.text), place: Path($0.place.text), isFolder: $0.isFolder,
                    identity: $0.identity)
            ]
        } ?? []
    }
}
