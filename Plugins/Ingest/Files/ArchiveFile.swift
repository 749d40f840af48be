internal import Containers
internal import Documents
internal import Files
internal import StageKit

/// Archives: each file in one is read as if it lay in a folder.
enum ArchiveFile: FileKind {
    static var format: IngestFiles.Format { .archive }
    static var suffixes: [String] {
        [".tar", ".tgz", ".tzst", ".tbz2", ".txz", ".tar.bz2", ".tar.xz", ".tar.lz4", ".zip", ".7z", ".cpio"]
    }

    static func begins(_ start: [UInt8]) -> Bool { FileArchiveReader.begins(start) }

    static func open(_ input: ByteInput, at locator: String, _ opener: DocumentOpener) -> OpenedFile {
        guard opener.containers.depth < ContainerOptions.deepest else {
            let reason = "the archive lies in others, more than \(ContainerOptions.deepest) deep"
            return .one(.rejected(DocumentOpener.nothing(locator), DocumentError("nesting", reason)))
        }
        var limits = FileArchiveReader.Limits()
        limits.entries = opener.containers.maximumEntries
        var inner = opener
        inner.format = .auto
        inner.containers.depth += 1
        return .documents(Splitter(reader: FileArchiveReader(input, limits), locator: locator, opener: inner))
    }

    private struct Splitter: DocumentSplitter {
        let reader: FileArchiveReader
        let locator: String
        let opener: DocumentOpener
        /// What is being read of the entry that it is at.
        var current: OpenedDocuments?

        mutating func next() -> Reading<RawDocument>? {
            while true {
                if let reading = current?.next() { return reading }
                current = nil
                switch reader.next() {
                case nil: return nil
                case .problem(let problem):
                    // What isn't to be read may be as damaged as it is.
                    if let place = problem.place, !opener.containers.reads(place) { continue }
                    return opener.rejected(problem, locator)
                case .file(let name, let place, let content):
                    guard opener.containers.reads(name) else { continue }
                    if opener.containers.needsKind(name), !FileKinds.isKnown(content) { continue }
                    let place = "\(locator)#\(place)"
                    let known = ContentFormat(suffixOf: FilePath(name))
                    current = OpenedDocuments(opener.open(content, known, place), at: place, opener)
                }
            }
        }
    }
}
