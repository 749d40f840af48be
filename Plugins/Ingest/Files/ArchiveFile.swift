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
        /// How many entries were passed over, and whether there was anything else.
        var passedOver = 0
        var hasAny = false

        mutating func next() -> Reading<RawDocument>? {
            while true {
                if let reading = current?.next() { return given(reading) }
                current = nil
                switch reader.next() {
                case nil: return hasAny || passedOver == 0 ? nil : given(nothingRead)
                case .problem(let problem):
                    // What isn't to be read may be as damaged as it is.
                    if let place = problem.place, !opener.containers.reads(place) {
                        passedOver += 1
                        continue
                    }
                    return given(opener.rejected(problem, locator))
                case .file(let name, let place, let content):
                    guard opener.containers.reads(name),
                        !opener.containers.needsKind(name) || FileKinds.isKnown(content)
                    else {
                        passedOver += 1
                        continue
                    }
                    let place = "\(locator)#\(place)"
                    let known = ContentFormat(suffixOf: FilePath(name))
                    current = OpenedDocuments(opener.open(content, known, place), at: place, opener)
                }
            }
        }

        private mutating func given(_ reading: Reading<RawDocument>) -> Reading<RawDocument> {
            hasAny = true
            return reading
        }

        /// An archive that gives nothing would be missed by nobody.
        private var nothingRead: Reading<RawDocument> {
            let what =
                opener.containers.entries == nil
                ? "none of its files (\(passedOver)) is called like a document: 'entries' tells which to read"
                : "none of its files (\(passedOver)) is among the 'entries' to read"
            return .rejected(DocumentOpener.nothing(locator), DocumentError("empty", what))
        }
    }
}
