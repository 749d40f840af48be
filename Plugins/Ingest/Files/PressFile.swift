internal import Documents
internal import Files
internal import Reading
internal import StageKit

/// The press's own standards in XML: NITF, NewsML-G2. An item is a document; of a message each news item is one.
enum PressFile: FileKind {
    static var format: IngestFiles.Format { .press }
    static var suffixes: [String] { [".nitf"] }

    static func begins(_ start: [UInt8]) -> Bool { PressItems.kind(of: start[...]) != nil }

    static func open(
        _ input: ByteInput, at locator: String, _ opener: DocumentOpener
    ) throws(ByteStream.Failure) -> OpenedFile {
        switch try opener.whole(input, at: locator) {
        case .failure(let rejected): return rejected.file
        case .success(let bytes):
            let raw = RawDocument(locator: locator, mediaType: .press, charset: opener.charset, bytes: bytes)
            guard PressItems.kind(of: bytes[...]) == .message else { return .one(.document(raw)) }
            do throws(ReadingError) {
                let items = try PressItems.items(of: bytes, charset: opener.charset)
                guard !items.isEmpty else {
                    return .one(.rejected(raw, DocumentError("empty", "it holds no news items")))
                }
                return .documents(Splitter(items: items, locator: locator))
            } catch {
                return .one(.rejected(raw, DocumentError(error.code, error.message)))
            }
        }
    }

    private struct Splitter: DocumentSplitter {
        let items: [[UInt8]]
        let locator: String
        var place = 0

        mutating func next() -> Reading<RawDocument>? {
            guard place < items.count else { return nil }
            place += 1
            return .document(
                RawDocument(
                    locator: "\(locator)#\(place)", mediaType: .press, charset: "utf-8", bytes: items[place - 1]))
        }
    }
}
