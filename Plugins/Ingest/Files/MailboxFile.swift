internal import Documents
internal import Files
internal import Reading
internal import StageKit

/// Mailboxes in the format mbox (RFC 4155): messages behind each other, read one by one.
enum MailboxFile: FileKind {
    static var format: IngestFiles.Format { .mbox }
    static var suffixes: [String] { [".mbox", ".mbx"] }

    static func begins(_ start: [UInt8]) -> Bool {
        start.starts(with: mark) && MailMessage.recognizes(start[...])
    }

    static func open(_ input: ByteInput, at locator: String, _ opener: DocumentOpener) -> OpenedFile {
        .documents(Splitter(stream: ByteStream(input), locator: locator, opener: opener))
    }

    /// What the line in front of a message begins with.
    private static let mark = Array("From ".utf8)

    private struct Splitter: DocumentSplitter {
        let stream: ByteStream
        let locator: String
        let opener: DocumentOpener
        private var place = 0
        private var isInMessage = false
        private var isAtEnd = false

        init(stream: ByteStream, locator: String, opener: DocumentOpener) {
            self.stream = stream
            self.locator = locator
            self.opener = opener
        }

        mutating func next() -> Reading<RawDocument>? {
            guard !isAtEnd else { return nil }
            do throws(ByteStream.Failure) {
                return try message()
            } catch {
                isAtEnd = true
                return .rejected(
                    DocumentOpener.nothing("\(locator)#\(place + 1)"), DocumentOpener.reason(error))
            }
        }

        private mutating func message() throws(ByteStream.Failure) -> Reading<RawDocument>? {
            var message: [UInt8] = []
            var isWhole = true
            var isAfterEmptyLine = true
            while let (line, isWholeLine) = try stream.line(limit: opener.limit) {
                if isAfterEmptyLine, line.starts(with: mark) {
                    guard isInMessage else {
                        isInMessage = true
                        isAfterEmptyLine = false
                        continue
                    }
                    return reading(message, isWhole)
                }
                guard isInMessage || !line.allSatisfy({ $0 <= 0x20 }) else { continue }
                isInMessage = true
                isAfterEmptyLine = line.isEmpty || line == [0x0D]
                isWhole = isWhole && isWholeLine && message.count + line.count <= opener.limit
                if isWhole {
                    message += MailboxFile.unquoted(line)
                    message.append(0x0A)
                }
            }
            isAtEnd = true
            guard isInMessage else {
                return place > 0
                    ? nil
                    : .rejected(DocumentOpener.nothing(locator), DocumentError("empty", "the file holds no messages"))
            }
            return reading(message, isWhole)
        }

        private mutating func reading(_ message: [UInt8], _ isWhole: Bool) -> Reading<RawDocument> {
            place += 1
            let raw = RawDocument(locator: "\(locator)#\(place)", mediaType: .mail, bytes: message)
            return isWhole ? .document(raw) : .rejected(raw, opener.tooLarge("the message is"))
        }
    }

    /// A line without the mark that keeps it from looking like the beginning of a message.
    private static func unquoted(_ line: [UInt8]) -> ArraySlice<UInt8> {
        guard line.first == UInt8(ascii: ">"), line.drop(while: { $0 == UInt8(ascii: ">") }).starts(with: mark) else {
            return line[...]
        }
        return line.dropFirst()
    }
}
