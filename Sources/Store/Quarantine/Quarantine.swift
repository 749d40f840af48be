public import Documents
public import Files
internal import JSON

/// Why a document is in quarantine: a line of its index.
public struct QuarantineEntry: Sendable, Hashable {
    /// The name of the pipeline; nil where an older version left it and nobody knows of which.
    public let pipeline: String?
    /// The document's identity: 32 hexadecimal digits.
    public let document: String
    /// Where it was read.
    public let source: String
    /// The id of the stage that couldn't process it.
    public let stage: String
    /// The stable code of the reason, and the reason.
    public let code: String, reason: String
    /// The file with its bytes, in ``folder``.
    public let file: String
    /// The folder with the quarantine of its pipeline.
    public let folder: FilePath
    /// The run since which it is there, for that stage and code; nil when that isn't known.
    public internal(set) var since: Int?
    /// What its source said that the bytes are; nil in an index of an older version.
    let mediaType: String?, charset: String?, address: String?
    /// The file with what its source knew already.
    let fields: String?
    /// The line as it is written.
    let line: [UInt8]

    var key: QuarantineReason { QuarantineReason(document: document, stage: stage, code: code) }

    /// The path of the file with its bytes.
    public var path: FilePath { folder.appending(file) }
}

/// The documents that the last complete run of a pipeline, or of each of several, couldn't process, whole, with the reasons.
public struct Quarantine: Sendable {
    /// The file that tells of each.
    static let indexName = "index.jsonl"

    /// The reasons, in the order of the index, one pipeline's after the other's; a document that several stages refused has
    /// several.
    public internal(set) var entries: [QuarantineEntry] = []

    /// The quarantine of a pipeline; where there is none, it is empty.
    /// - Throws: `FileError` when it can't be read, or isn't what a run wrote.
    public init(of pipeline: String, in state: FilePath) throws(FileError) {
        try add(RecordsPlace(of: pipeline, in: state).quarantine, of: pipeline)
    }

    init() {}

    /// Adds what the index in a folder tells.
    mutating func add(_ folder: FilePath, of pipeline: String?) throws(FileError) {
        let path = folder.appending(Self.indexName)
        let bytes: [UInt8]
        do throws(FileError) {
            bytes = try File.read(path, limit: .max).bytes
        } catch {
            guard error.isMissing else { throw error }
            return
        }
        let lines = bytes.split(separator: UInt8(ascii: "\n"))
        for (number, line) in lines.enumerated() {
            guard let entry = QuarantineEntry(line: line, folder: folder, pipeline: pipeline) else {
                throw FileError(path, "isn't the index of a quarantine: line \(number + 1) tells of no document")
            }
            entries.append(entry)
        }
    }

    /// How many documents there are.
    public var count: Int { Set(entries.map(\.document)).count }

    /// How often for which reason, the most frequent first.
    public var kinds: [QuarantineKind] { QuarantineKind.kinds(of: entries.lazy.map { ($0.stage, $0.code) }) }

    /// The entries of the documents that somebody may mean: by the beginning of the identity, at least four digits of it,
    /// by the path, or by the end of the path.
    public func entries(of text: String, places: [String]) -> [QuarantineEntry] {
        let digits = text.lowercased()
        if digits.utf8.count >= 4 {
            let found = entries.filter { $0.document.hasPrefix(digits) }
            if !found.isEmpty { return found }
        }
        for place in [text] + places {
            let found = entries.filter { $0.source == place }
            if !found.isEmpty { return found }
        }
        return entries.filter { $0.source.hasSuffix("/" + text) }
    }

    /// The bytes of a document.
    /// - Throws: `FileError`, also when a run has replaced the quarantine since its index was read.
    public func bytes(of entry: QuarantineEntry) throws(FileError) -> [UInt8] {
        try File.read(entry.path, limit: .max).bytes
    }

    /// A document as its source gave it.
    /// - Throws: `FileError`.
    public func document(of entry: QuarantineEntry) throws(FileError) -> RawDocument {
        let path = entry.fields.map { entry.folder.appending($0) }
        let fields = try path.map { (path) throws(FileError) in
            guard let fields = GivenFields(json: try File.read(path, limit: .max).bytes) else {
                throw FileError(path, "isn't what a run wrote of a document")
            }
            return fields
        }
        let type = entry.mediaType.map { MediaType($0) } ?? MediaType(suffixOf: entry.source) ?? .unknown
        return RawDocument(
            locator: entry.source, address: entry.address, mediaType: type, charset: entry.charset,
            bytes: try bytes(of: entry), fields: fields)
    }
}

extension QuarantineEntry {
    fileprivate init?(line: ArraySlice<UInt8>, folder: FilePath, pipeline: String?) {
        guard let value = try? JSONValue(parsing: line), let document = value["document"]?.text,
            let source = value["source"]?.text, let stage = value["stage"]?.text, let code = value["code"]?.text,
            let reason = value["reason"]?.text, let file = value["file"]?.text, Self.isName(file),
            value["fields"]?.text.map(Self.isName) ?? true
        else { return nil }
        self.init(
            pipeline: pipeline, document: document, source: source, stage: stage, code: code, reason: reason,
            file: file, folder: folder, since: nil, mediaType: value["media-type"]?.text,
            charset: value["charset"]?.text, address: value["address"]?.text, fields: value["fields"]?.text,
            line: Array(line))
    }

    /// Whether a name leads nowhere but into the quarantine itself, whoever wrote the index.
    private static func isName(_ name: String) -> Bool {
        !name.isEmpty && name != "." && name != ".." && !name.utf8.contains(UInt8(ascii: "/"))
            && !name.utf8.contains(0)
    }
}
