internal import Documents
internal import Files
internal import JSON

/// What a file holds.
enum ContentFormat: Sendable, Equatable {
    /// One document.
    case document(MediaType)
    /// One record, or an array of records.
    case json
    /// A record a line.
    case jsonLines
    /// What has to be taken apart: see ``FileKind``.
    case kind(IngestFiles.Format)

    private static let suffixes: [(suffix: String, format: ContentFormat)] = [
        (".json", .json), (".jsonl", .jsonLines), (".ndjson", .jsonLines),
    ]

    /// The format that a suffix tells, `.gz` and `.zst` left aside.
    init?(suffixOf path: FilePath) {
        let bare = path.hasSuffix(".gz") ? path.dropLast(3) : path.hasSuffix(".zst") ? path.dropLast(4) : path
        if let known = Self.suffixes.first(where: { bare.hasSuffix($0.suffix) }) {
            self = known.format
        } else if let kind = FileKinds.all.first(where: { $0.suffixes.contains { bare.hasSuffix($0) } }) {
            self = .kind(kind.format)
        } else if let type = MediaType(suffixOf: bare.name.text) {
            self = .document(type)
        } else {
            return nil
        }
    }

    /// The format that is asked for; nil when it is to be found out.
    init?(_ format: IngestFiles.Format) {
        switch format {
        case .auto: return nil
        case .text: self = .document(.plainText)
        case .markdown: self = .document(.markdown)
        case .html: self = .document(.html)
        case .json: self = .json
        case .jsonl: self = .jsonLines
        default: self = .kind(format)
        }
    }

    /// The format that the beginning of a content looks like; what looks like nothing else is plain text.
    init(contentOf bytes: [UInt8]) {
        let mark = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        let start = bytes[mark...].drop { $0 == 0x20 || (0x09...0x0D).contains($0) }
        switch start.first {
        case UInt8(ascii: "<") where Self.isPage(start.prefix(1024)): self = .document(.html)
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            let line = start.prefix { $0 != 0x0A }
            if line.endIndex < bytes.endIndex, line.first == UInt8(ascii: "{"), (try? JSONValue(parsing: line)) != nil {
                self = .jsonLines
            } else {
                self = (try? JSONValue(parsing: start)) != nil ? .json : .document(.plainText)
            }
        default: self = .document(.plainText)
        }
    }

    private static func isPage(_ start: ArraySlice<UInt8>) -> Bool {
        let lower = start.map { (65...90).contains($0) ? $0 + 32 : $0 }
        return ["<!doctype html", "<html", "<head", "<body", "<article", "<title", "<meta"].contains { tag in
            let tag = Array(tag.utf8)
            return lower.indices.contains { lower[$0] == tag[0] && lower[$0...].starts(with: tag) }
        }
    }
}
