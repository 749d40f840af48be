internal import Documents

/// What a process that reads PDF documents tells of one: the text, or why there is none. A line of hexadecimal digits, since
/// texts and bytes of archives hold line breaks.
struct PDFAnswer {
    /// No answer is longer, in digits.
    static let longest = 512 << 20

    private let bytes: [UInt8]

    /// Reads a document.
    init(reading document: [UInt8]) {
        var archive = ArchiveWriter()
        do throws(ReadingError) {
            let draft = try PDFReader.read(document)
            archive.write(byte: 1)
            Article(raw: Self.nothing, metadata: draft.metadata, blocks: draft.blocks).store(in: &archive)
        } catch {
            archive.write(byte: 0)
            archive.write(text: error.code)
            archive.write(text: error.message)
        }
        bytes = archive.bytes
    }

    /// Reads a line of digits; nil for anything else.
    init?(hexadecimal digits: some Collection<UInt8>) {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(digits.count / 2)
        var high: UInt8?
        for digit in digits {
            let value: UInt8
            switch digit {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): value = digit - UInt8(ascii: "0")
            case UInt8(ascii: "a")...UInt8(ascii: "f"): value = digit - UInt8(ascii: "a") + 10
            default: return nil
            }
            if let first = high {
                bytes.append(first << 4 | value)
                high = nil
            } else {
                high = value
            }
        }
        guard high == nil, !bytes.isEmpty else { return nil }
        self.bytes = bytes
    }

    /// The digits.
    var hexadecimal: [UInt8] {
        let digits = Array("0123456789abcdef".utf8)
        var hexadecimal: [UInt8] = []
        hexadecimal.reserveCapacity(bytes.count * 2)
        for byte in bytes {
            hexadecimal.append(digits[Int(byte >> 4)])
            hexadecimal.append(digits[Int(byte & 15)])
        }
        return hexadecimal
    }

    /// The text; nil when these aren't the bytes of an answer.
    /// - Throws: Why there is none.
    func draft() throws(ReadingError) -> ArticleDraft? {
        var reader = ArchiveReader(bytes)
        guard let isRead = try? reader.readByte() else { return nil }
        guard isRead == 1 else {
            guard let code = try? reader.readText(), let message = try? reader.readText() else { return nil }
            throw ReadingError(code, message)
        }
        guard let article = try? Article(from: &reader, raw: Self.nothing), reader.isAtEnd else { return nil }
        var draft = ArticleDraft()
        draft.metadata = article.metadata
        draft.blocks = article.blocks.map {
            TextBlock($0.kind, String(article.text[bytes: $0.range]), $0.outline)
        }
        return draft
    }

    /// Nothing is told as a place in the document: whoever reads the answer need not have it.
    private static let nothing = RawDocument(locator: "", mediaType: .pdf, bytes: [])
}
