internal import Containers
internal import Documents
internal import Files
internal import StageKit

/// WARC and ARC files: the pages and texts that a crawler kept.
enum WebArchiveFile: FileKind {
    static var format: IngestFiles.Format { .warc }
    static var suffixes: [String] { [".warc", ".arc"] }

    static func begins(_ start: [UInt8]) -> Bool { WebArchiveReader.begins(start) }

    static func open(_ input: ByteInput, at locator: String, _ opener: DocumentOpener) -> OpenedFile {
        var options = WebArchiveReader.Options()
        options.maximumSize = opener.limit
        options.statuses = opener.containers.statuses
        options.verifiesDigests = opener.containers.verifiesDigests
        return .documents(Splitter(reader: WebArchiveReader(input, options), locator: locator, opener: opener))
    }

    private struct Splitter: DocumentSplitter {
        let reader: WebArchiveReader
        let locator: String
        let opener: DocumentOpener

        mutating func next() -> Reading<RawDocument>? {
            switch reader.next() {
            case nil: return nil
            case .entry(let entry):
                let type = entry.mediaType.map { MediaType($0) } ?? .unknown
                return .document(
                    RawDocument(
                        locator: "\(locator)#\(entry.place)", address: entry.address, mediaType: type,
                        charset: entry.charset ?? opener.charset, bytes: entry.bytes))
            case .problem(let problem): return opener.rejected(problem, locator)
            }
        }
    }
}

extension DocumentOpener {
    /// What can't be read of a container, as a document that couldn't be had.
    func rejected(_ problem: ContainerProblem, _ locator: String) -> Reading<RawDocument> {
        let raw = RawDocument(
            locator: problem.place.map { "\(locator)#\($0)" } ?? locator, address: problem.address,
            mediaType: .unknown, bytes: problem.bytes)
        return .rejected(raw, DocumentError(problem.code.rawValue, problem.message))
    }
}
