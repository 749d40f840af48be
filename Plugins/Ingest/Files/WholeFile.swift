internal import Documents
internal import Files
internal import StageKit

/// Why a file can't be read as a whole, as what `ingest.files` gives instead.
struct RejectedFile: Error {
    /// The document that couldn't be had.
    let file: OpenedFile
}

extension DocumentOpener {
    /// All bytes of an input, expanded where they are compressed.
    func whole(
        _ input: ByteInput, at locator: String
    ) throws(ByteStream.Failure) -> Result<[UInt8], RejectedFile> {
        let (bytes, isWhole) = try ByteStream(input).rest(limit: limit)
        let reason =
            !isWhole ? tooLarge("the file is") : bytes.isEmpty ? DocumentError("empty", "the file is empty") : nil
        guard let reason else { return .success(bytes) }
        let raw = RawDocument(locator: locator, mediaType: .unknown, bytes: bytes)
        return .failure(RejectedFile(file: .one(.rejected(raw, reason))))
    }
}

/// A kind of file that is one document, whose bytes `normalize.article` reads.
protocol SingleDocumentFile: FileKind {
    /// What its bytes are.
    static var mediaType: MediaType { get }
}

extension SingleDocumentFile {
    static var holdsOneDocument: Bool { true }

    static func open(
        _ input: ByteInput, at locator: String, _ opener: DocumentOpener
    ) throws(ByteStream.Failure) -> OpenedFile {
        switch try opener.whole(input, at: locator) {
        case .failure(let rejected): return rejected.file
        case .success(let bytes):
            let raw = RawDocument(locator: locator, mediaType: mediaType, charset: opener.charset, bytes: bytes)
            return .one(.document(raw))
        }
    }
}
