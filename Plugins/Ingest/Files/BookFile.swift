internal import Documents
internal import Files
internal import Reading
internal import StageKit

/// Books in EPUB: each chapter is a document.
enum BookFile: FileKind {
    static var format: IngestFiles.Format { .epub }
    static var suffixes: [String] { [".epub"] }

    static func begins(_ start: [UInt8]) -> Bool {
        start.dropFirst(30).starts(with: Array("mimetypeapplication/epub+zip".utf8))
    }

    static func open(
        _ input: ByteInput, at locator: String, _ opener: DocumentOpener
    ) throws(ByteStream.Failure) -> OpenedFile {
        switch try opener.whole(input, at: locator) {
        case .failure(let rejected): return rejected.file
        case .success(let bytes):
            do throws(ReadingError) {
                let book = try BookReader(bytes, limit: opener.limit)
                return .documents(Splitter(book: book, locator: locator))
            } catch {
                let raw = RawDocument(locator: locator, mediaType: MediaType("application/epub+zip"), bytes: bytes)
                return .one(.rejected(raw, DocumentError(error.code, error.message)))
            }
        }
    }

    private struct Splitter: DocumentSplitter {
        var book: BookReader
        let locator: String
        var hasChapters = false

        mutating func next() -> Reading<RawDocument>? {
            do throws(ReadingError) {
                guard let chapter = try book.nextChapter() else {
                    defer { hasChapters = true }
                    let empty = DocumentError("empty", "the book has no text")
                    return hasChapters ? nil : .rejected(DocumentOpener.nothing(locator), empty)
                }
                hasChapters = true
                return .document(
                    RawDocument(
                        locator: "\(locator)#\(chapter.name)", mediaType: MediaType("application/xhtml+xml"),
                        bytes: chapter.bytes, fields: chapter.fields))
            } catch {
                hasChapters = true
                return .rejected(
                    DocumentOpener.nothing("\(locator)#\(book.place)"), DocumentError(error.code, error.message))
            }
        }
    }
}
