internal import Documents
internal import Files
internal import JSON
internal import Reading
internal import StageKit

/// Opens files by what they hold.
struct DocumentOpener: Sendable {
    var format: IngestFiles.Format
    let charset: String?
    let mapping: FieldMapping
    let limit: Int
    let signal: StopSignal
    var containers = ContainerOptions()

    /// Whether a file holds one document for sure, by its name.
    func holdsOneDocument(_ path: FilePath) -> Bool {
        switch ContentFormat(format) ?? ContentFormat(suffixOf: path) {
        case .document: true
        case .kind(let format): FileKinds.of(format)?.holdsOneDocument ?? false
        default: false
        }
    }

    /// Opens a file.
    func open(_ path: FilePath) -> OpenedFile {
        let known = ContentFormat(format) ?? ContentFormat(suffixOf: path)
        do throws(FileError) {
            switch known {
            case .jsonLines: return .lines(try ByteStream(path))
            case .kind: return open(try ByteInput(path), known, path.text)
            case .document, .json: break
            case nil:
                let input = try ByteInput(path)
                if (try? FileKinds.kind(of: input)) != nil { return open(input, nil, path.text) }
            }
            let (bytes, isWhole) = try File.read(path, limit: limit)
            return content(bytes, isWhole: isWhole, known, path.text)
        } catch {
            return .one(.rejected(Self.nothing(path.text), DocumentError("unreadable", error.reason)))
        }
    }

    /// Opens what comes through an input: a file, standard input, an entry of an archive.
    /// - Parameter known: What it holds, where that was told; nil when it is to be found out.
    func open(_ input: ByteInput, _ known: ContentFormat?, _ locator: String) -> OpenedFile {
        do throws(ByteStream.Failure) {
            switch known {
            case .jsonLines: return .lines(ByteStream(input))
            case .kind(let format):
                if let kind = FileKinds.of(format) { return try kind.open(input, at: locator, self) }
            case .document, .json: break
            case nil:
                if let kind = try FileKinds.kind(of: input) { return try kind.open(input, at: locator, self) }
            }
            let stream = ByteStream(input)
            if known == nil, ContentFormat(contentOf: try stream.peek(1 << 16)) == .jsonLines { return .lines(stream) }
            let (bytes, isWhole) = try stream.rest(limit: limit)
            return document(bytes, isWhole: isWhole, known, locator)
        } catch {
            return .one(.rejected(Self.nothing(locator), Self.reason(error)))
        }
    }

    /// Opens standard input.
    func openStandardInput() -> OpenedFile {
        open(ByteInput(standardInputUntil: { signal.isDraining }), ContentFormat(format), "<stdin>")
    }

    /// A record as a document of its own.
    func document(_ record: JSONValue, bytes: [UInt8], _ locator: String) -> Reading<RawDocument> {
        do throws(DocumentError) {
            let press = mapping.isUsual ? NinjsReader.fields(of: record) : nil
            let fields = if let press { press } else { try mapping.fields(of: record) }
            return .document(RawDocument(locator: locator, mediaType: .json, bytes: bytes, fields: fields))
        } catch {
            return .rejected(RawDocument(locator: locator, mediaType: .json, bytes: bytes), error)
        }
    }

    /// A line of a JSON Lines file.
    func document(line bytes: [UInt8], isWhole: Bool, _ locator: String) -> Reading<RawDocument> {
        let raw = { RawDocument(locator: locator, mediaType: .json, bytes: bytes) }
        guard isWhole else { return .rejected(raw(), tooLarge("the line is")) }
        do throws(JSONError) {
            return document(try JSONValue(parsing: bytes, maximumBytes: limit), bytes: bytes, locator)
        } catch {
            return .rejected(raw(), DocumentError("json", "column \(error.column): \(error.message)"))
        }
    }

    /// Why an input can't be read further.
    static func reason(_ failure: ByteStream.Failure) -> DocumentError {
        switch failure {
        case .file(let error): DocumentError("unreadable", error.reason)
        case .expansion(let error): reason(error)
        }
    }

    /// A document of which nothing could be read.
    static func nothing(_ locator: String) -> RawDocument {
        RawDocument(locator: locator, mediaType: .unknown, bytes: [])
    }

    private static func reason(_ error: ExpansionError) -> DocumentError {
        switch error {
        case .truncated: DocumentError("damaged", "the compressed file breaks off")
        case .corrupt(let what): DocumentError("damaged", "the compressed file is damaged: \(what)")
        case .tooLarge: DocumentError("too-large", "the file expands to more than maximum-size")
        }
    }

    /// What is told of something that is greater than allowed.
    func tooLarge(_ what: String) -> DocumentError {
        DocumentError(
            "too-large",
            "\(what) greater than maximum-size \(ByteSize(bytes: limit).optionText); as much of it is kept")
    }

    private func content(
        _ bytes: [UInt8], isWhole: Bool, _ known: ContentFormat?, _ locator: String
    ) -> OpenedFile {
        guard isWhole, let compression = Compression(bytes) else {
            return document(bytes, isWhole: isWhole, known, locator)
        }
        do throws(ExpansionError) {
            return document(try compression.expand(bytes, limit: limit), isWhole: true, known, locator)
        } catch {
            return .one(
                .rejected(RawDocument(locator: locator, mediaType: .unknown, bytes: bytes), Self.reason(error)))
        }
    }

    private func document(
        _ bytes: [UInt8], isWhole: Bool, _ known: ContentFormat?, _ locator: String
    ) -> OpenedFile {
        func rejected(_ reason: DocumentError) -> OpenedFile {
            .one(.rejected(RawDocument(locator: locator, mediaType: .unknown, bytes: bytes), reason))
        }
        guard isWhole else { return rejected(tooLarge("the file is")) }
        guard !bytes.isEmpty else { return rejected(DocumentError("empty", "the file is empty")) }
        switch known ?? ContentFormat(contentOf: bytes) {
        case .document(let type):
            return .one(.document(RawDocument(locator: locator, mediaType: type, charset: charset, bytes: bytes)))
        case .jsonLines, .kind: return .lines(ByteStream(bytes))
        case .json:
            do throws(JSONError) {
                if FeedReader.recognizes(bytes[...]) { return FeedFile.open(bytes, at: locator, self) }
                let value = try JSONValue(parsing: bytes, maximumBytes: limit)
                if case .array(let records) = value { return .records(records) }
                return .one(document(value, bytes: bytes, locator))
            } catch {
                return rejected(DocumentError("json", error.description))
            }
        }
    }
}
