public import Documents
public import Files
internal import JSON
internal import Locks

/// What a run leaves on record besides its artifacts, in the places of its pipeline in the state folder:
///
/// - `quarantine/NAME/`: the documents that couldn't be processed, whole, and `index.jsonl`, a line for each: the
///   document's id, its source, the stage, a code, the reason, the file that holds its bytes, and what its source said of
///   these;
/// - `dropped/NAME.jsonl`: a line for each document that was left out in favour of another.
///
/// Nothing is made before there is something to put in it. Several workers may add at the same time; what is written
/// doesn't depend on their order.
public final class RunRecords: Sendable {
    private struct State {
        var folder: AtomicFolder?
        var files: Set<DocumentID> = []
        var entries: [Entry] = []
        /// Entries of the run before that stay.
        var kept: [QuarantineEntry] = []
        var isAbandoned = false
    }

    private struct Entry {
        let stage: String
        let order: (Int, Int, Int32)
        let id: DocumentID
        let locator: String
        let code: String
        let reason: String
        let mediaType: String
        let charset: String?
        let address: String?
        let hasFields: Bool
    }

    /// Where they are.
    public let place: RecordsPlace
    private let state = Mutex(State())

    /// Prepares the records of a pipeline in a state folder; makes nothing yet.
    public init(of pipeline: String, in folder: String) { place = RecordsPlace(of: pipeline, in: FilePath(folder)) }

    /// How many documents are in quarantine; none once the run turned out not to go through, which leaves the quarantine as
    /// it was.
    public var quarantined: Int {
        state.withLock { $0.isAbandoned ? 0 : $0.files.count + Set($0.kept.map(\.document)).count }
    }

    /// How often for which reason, the most frequent first.
    public var kinds: [QuarantineKind] { QuarantineKind.kinds(of: reasons.lazy.map { ($0.stage, $0.code) }) }

    /// All reasons, in the order of the index.
    public var reasons: [QuarantineReason] {
        let (entries, kept) = state.withLock { $0.isAbandoned ? ([], []) : ($0.entries, $0.kept) }
        return entries.sorted { $0.order < $1.order }.map {
            QuarantineReason(document: $0.id.description, stage: $0.stage, code: $0.code)
        } + kept.map(\.key)
    }

    /// Those of documents that the run didn't come across, and that stay.
    public var keptReasons: Set<QuarantineReason> { Set(state.withLock { $0.kept }.map(\.key)) }

    /// The folder of the quarantined documents; nil while there are none, and when they weren't kept.
    public var quarantine: String? {
        state.withLock { state in
            (state.entries.isEmpty && state.kept.isEmpty) || state.isAbandoned ? nil : place.quarantine.text
        }
    }

    /// Keeps a document that couldn't be processed.
    /// - Parameters:
    ///   - raw: The document as it was read.
    ///   - stage: The id of the stage.
    ///   - order: The place of the stage, of the batch, and in the batch: the order of the index.
    ///   - code: A stable code for the reason.
    ///   - reason: What is wrong.
    /// - Throws: `FileError` when it can't be written. May block.
    public func quarantine(
        _ raw: RawDocument, stage: String, order: (Int, Int, Int32), code: String, reason: String
    ) throws(FileError) {
        try state.withLock { state throws(FileError) in
            var folder = if let open = state.folder { open } else { try AtomicFolder(place.quarantine) }
            state.folder = folder
            if state.files.insert(raw.id).inserted {
                try folder.write(raw.bytes, to: Self.file(raw.id, raw.locator))
                if let fields = raw.fields {
                    try folder.write(fields.json, to: Self.fieldsFile(raw.id, raw.locator))
                }
            }
            state.folder = folder
            state.entries.append(
                Entry(
                    stage: stage, order: order, id: raw.id, locator: raw.locator, code: code, reason: reason,
                    mediaType: raw.mediaType.name, charset: raw.charset, address: raw.address,
                    hasFields: raw.fields != nil))
        }
    }

    /// Lets documents stay in quarantine that are there since a run before, but for those that are there anew, and those
    /// whose bytes somebody removed.
    /// - Throws: `FileError` when they can't be kept. May block.
    public func keep(_ entries: [QuarantineEntry]) throws(FileError) {
        try state.withLock { state throws(FileError) in
            let new = Set(state.files.map(\.description))
            let kept = entries.filter { !new.contains($0.document) && File.identity(of: $0.path) != nil }
            guard !kept.isEmpty else { return }
            var folder = if let open = state.folder { open } else { try AtomicFolder(place.quarantine) }
            var files: Set<String> = []
            defer { state.folder = folder }
            for entry in kept { try entry.keepFiles(in: &folder, besides: &files) }
            state.kept += kept
        }
    }

    /// Puts the records in place of those of the run before.
    /// - Parameters:
    ///   - dropped: The documents that were left out in favour of others, in order.
    ///   - isComplete: Whether the run went through; else the records of the run before stay, since what it published
    ///     stays: the documents of this one are all in the corpus still.
    /// - Throws: `FileError` when they can't be written.
    public func commit(dropped: [DroppedDocument], isComplete: Bool) throws(FileError) {
        defer { place.tidyUp() }
        try state.withLock { state throws(FileError) in
            if var folder = state.folder {
                state.folder = nil
                guard isComplete else {
                    state.isAbandoned = true
                    return folder.abandon()
                }
                do throws(FileError) {
                    let kept = state.kept.flatMap { $0.line + [UInt8(ascii: "\n")] }
                    try folder.write(Self.index(state.entries) + kept, to: Quarantine.indexName)
                    try folder.finish()
                    try folder.commit()
                    Folder.synchronize(place.state)
                } catch {
                    folder.abandon()
                    throw error
                }
            } else if isComplete {
                try AtomicFolder.remove(place.quarantine)
            }
        }
        guard isComplete else { return }
        if dropped.isEmpty {
            try AtomicFile.remove(place.dropped)
        } else {
            var json = JSONWriter()
            for document in dropped { document.write(to: &json) }
            try AtomicFile.write(json.bytes, to: place.dropped)
            Folder.synchronize(place.state)
        }
    }

    private static func index(_ entries: [Entry]) -> [UInt8] {
        var json = JSONWriter()
        for entry in entries.sorted(by: { $0.order < $1.order }) {
            json.object { json in
                json.member("document", entry.id.description)
                json.member("source", entry.locator)
                json.member("stage", entry.stage)
                json.member("code", entry.code)
                json.member("reason", entry.reason)
                json.member("file", file(entry.id, entry.locator))
                json.member("media-type", entry.mediaType)
                if let charset = entry.charset { json.member("charset", charset) }
                if let address = entry.address { json.member("address", address) }
                if entry.hasFields { json.member("fields", fieldsFile(entry.id, entry.locator)) }
            }
            json.endLine()
        }
        return json.bytes
    }

    /// The file of what a document's source knew of it already.
    private static func fieldsFile(_ id: DocumentID, _ locator: String) -> String {
        file(id, locator) + ".fields.json"
    }

    /// The file of a document: told apart by its id, recognized by its source's name.
    static func file(_ id: DocumentID, _ locator: String) -> String {
        let name = locator.utf8.split(separator: UInt8(ascii: "/")).last ?? Substring("").utf8[...]
        let safe = name.suffix(80).map { byte -> UInt8 in
            switch byte {
            case 48...57, 65...90, 97...122, UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"): byte
            default: UInt8(ascii: "_")
            }
        }
        return id.description.prefix(16) + "-" + String(decoding: safe, as: UTF8.self)
    }
}

/// A document that was left out in favour of another.
public struct DroppedDocument: Sendable {
    /// The id of the stage that left it out.
    public let stage: String
    /// The document.
    public let id: DocumentID
    /// Where it was read.
    public let locator: String
    /// A stable code, for example `near-duplicate`.
    public let code: String
    /// Where the one that is kept was read.
    public let inFavourOf: String?
    /// How alike they are, 0 to 1.
    public let similarity: Double

    /// Makes a record.
    public init(
        stage: String, id: DocumentID, locator: String, code: String, inFavourOf: String?, similarity: Double
    ) {
        self.stage = stage
        self.id = id
        self.locator = locator
        self.code = code
        self.inFavourOf = inFavourOf
        self.similarity = similarity
    }

    func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("document", id.description)
            json.member("source", locator)
            json.member("stage", stage)
            json.member("code", code)
            json.member("in-favour-of", inFavourOf)
            json.member("similarity", (similarity * 1000).rounded() / 1000)
        }
        json.endLine()
    }
}
