internal import Documents
internal import Reading

/// A message of mail.
enum MailFile: SingleDocumentFile {
    static var format: IngestFiles.Format { .mail }
    static var suffixes: [String] { [".eml"] }
    static var mediaType: MediaType { .mail }

    static func begins(_ start: [UInt8]) -> Bool { MailMessage.recognizes(start[...]) }
}

/// A document of a word processor in Office Open XML.
enum WordFile: SingleDocumentFile {
    static var format: IngestFiles.Format { .docx }
    static var suffixes: [String] { [".docx"] }
    static var mediaType: MediaType { .word }

    static func begins(_ start: [UInt8]) -> Bool {
        start.starts(with: Array("PK\u{3}\u{4}".utf8))
            && start.dropFirst(30).starts(with: Array("[Content_Types].xml".utf8))
    }
}

/// A text document in OpenDocument.
enum OpenDocumentFile: SingleDocumentFile {
    static var format: IngestFiles.Format { .odt }
    static var suffixes: [String] { [".odt"] }
    static var mediaType: MediaType { .openDocument }

    static func begins(_ start: [UInt8]) -> Bool {
        start.dropFirst(30).starts(with: Array("mimetypeapplication/vnd.oasis.opendocument.text".utf8))
    }
}

/// A page description.
enum PDFFile: SingleDocumentFile {
    static var format: IngestFiles.Format { .pdf }
    static var suffixes: [String] { [".pdf"] }
    static var mediaType: MediaType { .pdf }

    static func begins(_ start: [UInt8]) -> Bool { start.starts(with: Array("%PDF-".utf8)) }
}
