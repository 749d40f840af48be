internal import Documents
internal import Files
internal import JSON
internal import StageKit

/// Gives the documents of something that holds several, one by one.
protocol DocumentSplitter: Sendable {
    /// The next document, or what couldn't be read as one with the reason; nil at the end.
    ///
    /// What can't be read is no end: whoever can go on behind it does.
    mutating func next() -> Reading<RawDocument>?
}

/// What a file turned out to hold.
enum OpenedFile: Sendable {
    case one(Reading<RawDocument>)
    case records([JSONValue])
    case lines(ByteStream)
    case documents(any DocumentSplitter)
}

/// The documents of one file, whatever it turned out to hold.
struct OpenedDocuments: DocumentSplitter {
    private let locator: String
    private let opener: DocumentOpener
    private var file: OpenedFile?
    private var place = 0
    private var hasRecords = false

    /// - Parameter locator: Where the file is.
    init(_ file: OpenedFile, at locator: String, _ opener: DocumentOpener) {
        self.file = file
        self.locator = locator
        self.opener = opener
    }

    mutating func next() -> Reading<RawDocument>? {
        switch file {
        case nil: return nil
        case .one(let reading):
            file = nil
            return reading
        case .records(let records):
            guard place < records.count else {
                file = nil
                return place == 0 ? .rejected(DocumentOpener.nothing(locator), Self.noRecords) : nil
            }
            place += 1
            var json = JSONWriter()
            json.value(records[place - 1])
            return opener.document(records[place - 1], bytes: json.bytes, "\(locator)#\(place)")
        case .lines(let stream): return nextLine(stream)
        case .documents(var splitter):
            file = nil
            guard let reading = splitter.next() else { return nil }
            file = .documents(splitter)
            return reading
        }
    }

    /// The next line that isn't blank.
    private mutating func nextLine(_ stream: ByteStream) -> Reading<RawDocument>? {
        do throws(ByteStream.Failure) {
            while let (bytes, isWhole) = try stream.line(limit: opener.limit) {
                place += 1
                if bytes.allSatisfy({ $0 <= 0x20 }) { continue }
                hasRecords = true
                return opener.document(line: bytes, isWhole: isWhole, "\(locator)#\(place)")
            }
            file = nil
            return hasRecords ? nil : .rejected(DocumentOpener.nothing(locator), Self.noRecords)
        } catch {
            file = nil
            return .rejected(DocumentOpener.nothing("\(locator)#\(place + 1)"), DocumentOpener.reason(error))
        }
    }

    static let noRecords = DocumentError("empty", "the file holds no records")
}
