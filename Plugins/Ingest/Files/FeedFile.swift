internal import Containers
internal import Documents
internal import Files
internal import Reading
internal import StageKit

/// Feeds: RSS, Atom, RDF, JSON Feed. Each entry is a document.
enum FeedFile: FileKind {
    static var format: IngestFiles.Format { .feed }
    static var suffixes: [String] { [".rss", ".atom", ".rdf"] }

    static func begins(_ start: [UInt8]) -> Bool { FeedReader.recognizes(start[...]) }

    static func open(
        _ input: ByteInput, at locator: String, _ opener: DocumentOpener
    ) throws(ByteStream.Failure) -> OpenedFile {
        switch try opener.whole(input, at: locator) {
        case .failure(let rejected): rejected.file
        case .success(let bytes): open(bytes, at: locator, opener)
        }
    }

    /// Opens a feed whose bytes are there.
    static func open(_ bytes: [UInt8], at locator: String, _ opener: DocumentOpener) -> OpenedFile {
        do throws(ReadingError) {
            let feed = try FeedReader.read(bytes, charset: opener.charset, address: locator)
            let isJSON = bytes.first { $0 > 0x20 && $0 < 0x80 } == UInt8(ascii: "{")
            let type = MediaType(isJSON ? "application/feed+json" : "application/rss+xml")
            return .documents(Splitter(entries: feed.entries, type: type, locator: locator))
        } catch {
            return .one(
                .rejected(
                    RawDocument(locator: locator, mediaType: .unknown, charset: opener.charset, bytes: bytes),
                    DocumentError(error.code, error.message)))
        }
    }

    private struct Splitter: DocumentSplitter {
        /// No sound identifier or address has more bytes.
        private static let longestName = 2048

        let entries: [FeedEntry]
        let type: MediaType
        let locator: String
        var count = 0
        var names = PlaceNames()

        mutating func next() -> Reading<RawDocument>? {
            count += 1
            guard count <= entries.count else {
                guard count == 1 else { return nil }
                return .rejected(DocumentOpener.nothing(locator), DocumentError("empty", "the feed has no entries"))
            }
            let entry = entries[count - 1]
            return .document(
                RawDocument(
                    locator: "\(locator)#\(place(of: entry))", address: entry.link, mediaType: type,
                    bytes: entry.source,
                    fields: entry.fields))
        }

        /// What the feed calls an entry: its number changes with every new one, and with it would the document.
        private mutating func place(of entry: FeedEntry) -> String {
            let name = [entry.id, entry.link].lazy.compactMap { $0.map { PlaceNames.printable($0) } }.first {
                !$0.isEmpty && $0.utf8.count <= Self.longestName
            }
            return names.place(of: name ?? "\(count)")
        }
    }
}
