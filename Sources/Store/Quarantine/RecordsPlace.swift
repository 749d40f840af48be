internal import Documents
public import Files

/// Where the records of a pipeline are in a state folder, which several pipelines may share: `quarantine/NAME/` and
/// `dropped/NAME.jsonl`.
public struct RecordsPlace: Sendable, Hashable {
    /// So many bytes of a name are recognizable, where it isn't a file's name as it is.
    private static let longest = 64

    /// The state folder.
    public let state: FilePath
    private let name: String

    /// The place of a pipeline's records.
    public init(of pipeline: String, in state: FilePath) {
        self.state = state
        name = Self.fileName(of: pipeline)
    }

    /// The folder of the documents that couldn't be processed.
    public var quarantine: FilePath { Self.quarantines(in: state).appending(name) }

    /// The list of the documents that were left out in favour of others.
    public var dropped: FilePath { state.appending("dropped").appending(name + ".jsonl") }

    /// The folder that holds a folder for each pipeline that has documents in quarantine.
    static func quarantines(in state: FilePath) -> FilePath { state.appending("quarantine") }

    /// Removes the folders that hold the records of all pipelines, where they hold nothing.
    func tidyUp() {
        for path in [quarantine, dropped] { Folder.removeIfEmpty(path.folder) }
    }

    /// A name as that of a file: as it is where it is a plain one, else recognizable and told apart by a digest. No two
    /// names have the same, also where capitals don't count: those of plain names hold no `~`.
    static func fileName(of pipeline: String) -> String {
        let bytes = pipeline.utf8
        let isPlain = bytes.allSatisfy { isLetter($0) && !(65...90).contains($0) }
        if isPlain, !bytes.isEmpty, bytes.count <= longest, bytes.first.map({ !"-.".utf8.contains($0) }) ?? false {
            return pipeline
        }
        let safe = bytes.prefix(longest).map { isLetter($0) ? $0 : UInt8(ascii: "_") }
        let start = safe.first.map { "-.".utf8.contains($0) } ?? true ? "_" : ""
        return start + String(decoding: safe, as: UTF8.self) + "~" + Digest(of: pipeline).description.prefix(16)
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        switch byte {
        case 48...57, 65...90, 97...122, UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"): true
        default: false
        }
    }
}
