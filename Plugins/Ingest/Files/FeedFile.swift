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
        let entries: [FeedEntry]
        let type: MediaType
        let locator: String
        var place = 0

        mutating func next() -> Reading<RawDocument>? {
            place += 1
            guard place <= entries.count else {
                guard place == 1 else { return nil }
                return .rejected(DocumentOpener.nothing(locator), DocumentError("empty", "the feed has no entries"))
            }
            let entry = entries[place - 1]
            return .document(
                RawDocument(
                    locator: "\(locator)#\(place)", address: entry.link, mediaType: type, bytes: entry.source,
                    fields: entry.fields))
        }
    }
}
