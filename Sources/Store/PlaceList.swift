package import Documents
package import Files
internal import Locks

/// Where a sink's artifact holds the piece of each document: a file in the state folder, written anew by every run.
///
/// It holds for each piece the document's identity and its place, in the order of publication. Its digest, which stands in
/// the state database, tells it from one that belongs to another publication. It ends with that digest, so that who looks
/// for one document only need not make it of all (``PlaceSearch``).
package final class PlaceList: Sendable {
    private struct State {
        var file: AtomicFile?
        var digest: Digest? = Digest(high: 0, low: 0)
        var archive = ArchiveWriter()
    }

    private let before: [DocumentID: Range<Int>]
    private let bytes: [UInt8]
    private let state: Mutex<State>

    /// Begins a new list.
    /// - Parameters:
    ///   - path: Where it is put in the end.
    ///   - digest: The digest of the list that is there; nil when it isn't to be read.
    /// - Throws: `FileError` when it can't be written.
    package init(_ path: FilePath, before digest: Digest?) throws(FileError) {
        (bytes, before) = digest.flatMap { Self.read(path, $0) } ?? ([], [:])
        state = Mutex(State(file: try AtomicFile(path)))
    }

    /// Where the list of a sink is.
    package static func path(in folder: FilePath, pipeline: Int, stage place: Int) -> FilePath {
        folder.appending("places").appending("\(pipeline)-\(place)")
    }

    /// Whether there is a list of the publication before.
    package var isKnown: Bool { !bytes.isEmpty }

    /// Where the publication before holds a document's piece; nil when it holds none.
    package func place(of document: DocumentID) -> [UInt8]? { before[document].map { Array(bytes[$0]) } }

    /// Whether the publication before holds a document's piece.
    package func holds(_ document: DocumentID) -> Bool { before[document] != nil }

    /// Adds a document to the new list; one whose place can't be told makes the whole of it useless.
    package func note(_ document: DocumentID, _ place: [UInt8]?) throws(FileError) {
        try state.withLock { state throws(FileError) in
            guard let place, let digest = state.digest else {
                state.digest = nil
                return
            }
            state.archive.removeAll()
            document.store(in: &state.archive)
            state.archive.write(bytes: place)
            state.digest = Digest(of: state.archive.bytes, seed: digest.low ^ digest.high)
            try state.file?.write(state.archive.bytes)
        }
    }

    /// Makes the new list safe on disk, and puts it in place; gives its digest, nil when it is of no use.
    package func commit() throws(FileError) -> Digest? {
        try state.withLock { state throws(FileError) in
            // Something has to be in a list that is there.
            try state.file?.write(Self.ending(state.digest))
            try state.file?.commit()
            state.file = nil
            return state.digest
        }
    }

    /// How a list ends: with its digest and a mark. One that is of no use, and one that an earlier version wrote, ends with
    /// another mark and no digest.
    static func ending(_ digest: Digest?) -> [UInt8] { digest.map { $0.stored + [1] } ?? [0] }
    /// How long that is, with a digest.
    static let endingLength = 17

    /// Removes the new list.
    package func abandon() {
        state.withLock { state in
            state.file?.abandon()
            state.file = nil
        }
    }

    /// Which documents the list at a path holds; nil when it isn't the one of that digest.
    package static func documents(_ path: FilePath, _ digest: Digest) -> Set<DocumentID>? {
        read(path, digest).map { Set($0.1.keys) }
    }

    /// Nil when the list isn't the one of that digest, or holds a document twice: then nobody can tell which piece is
    /// whose.
    private static func read(_ path: FilePath, _ digest: Digest) -> ([UInt8], [DocumentID: Range<Int>])? {
        guard let (bytes, _) = try? File.read(path, limit: .max), let mark = bytes.last else { return nil }
        let ending = mark == 0 ? 1 : endingLength
        guard bytes.count >= ending else { return nil }
        var reader = ArchiveReader(bytes, 0..<(bytes.count - ending))
        var places: [DocumentID: Range<Int>] = [:]
        var found = Digest(high: 0, low: 0)
        do throws(ArchiveError) {
            while !reader.isAtEnd {
                let start = reader.place
                let document = try DocumentID(from: &reader)
                let range = try reader.readRange()
                found = Digest(of: bytes, start..<range.upperBound, seed: found.low ^ found.high)
                guard places.updateValue(range, forKey: document) == nil else { return nil }
            }
        } catch {
            return nil
        }
        return found == digest ? (bytes, places) : nil
    }
}
