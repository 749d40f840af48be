import Foundation
import TestSupport

/// What `seeds/expected/` says of one document. A member that isn't there must be unknown in the result.
struct ExpectedDocument: Decodable, Sendable {
    var title: String?
    var body: [String]?
    var dropped: [String]?
    var language: String?
    var subtitle: String?
    var authors: [String]?
    var published: String?
    var site: String?
    var url: String?
    var dateline: String?
    var captions: [String]?
    var duplicateOf: String?
    var quarantine: String?

    /// All of them, by the document's place in `seeds/`.
    static func all() throws -> [String: ExpectedDocument] {
        var all: [String: ExpectedDocument] = [:]
        for (name, bytes) in try contents(of: Program.project + "/seeds/expected") {
            guard name.hasSuffix(".json") else { continue }
            all[String(name.dropLast(5))] = try JSONDecoder().decode(ExpectedDocument.self, from: bytes)
        }
        return all
    }
}

/// A line of what `publish.jsonl` writes.
struct PublishedLine: Decodable, Sendable {
    struct Block: Decodable, Sendable {
        let kind: String
        let start: Int
        let end: Int
    }

    struct Language: Decodable, Sendable { let code: String }

    struct Summary: Decodable, Sendable {
        let text: String
        let sentences: [[Int]]
    }

    struct Keyphrase: Decodable, Sendable { let text: String }

    struct Statistics: Decodable, Sendable { let words: Int }

    let id: String
    let source: String
    let title: String?
    let subtitle: String?
    let dateline: String?
    let authors: [String]
    let published: String?
    let site: String?
    let url: String?
    let declaredLanguage: String?
    let charset: String
    let captions: [String]
    let asides: [String]
    let text: String
    let blocks: [Block]
    let language: Language?
    let sentences: [[Int]]?
    let summary: Summary?
    let keyphrases: [Keyphrase]?
    let statistics: Statistics?

    /// The place in `seeds/`.
    var place: String { String(source.dropFirst("seeds/".count)) }

    /// The text of the blocks.
    var body: [String] { blocks.map { bytes($0.start, $0.end) } }

    /// The text between two byte offsets.
    func bytes(_ start: Int, _ end: Int) -> String {
        String(decoding: Array(text.utf8)[start..<end], as: UTF8.self)
    }

    /// The lines of a file.
    static func read(_ path: String) throws -> [PublishedLine] {
        try Data(contentsOf: URL(fileURLWithPath: path)).split(separator: 0x0A).map {
            try JSONDecoder().decode(PublishedLine.self, from: $0)
        }
    }
}

/// A document that was left out in favour of another, as the list of a run it.
struct DroppedLine: Decodable {
    let source: String
    let stage: String
    let code: String
    let inFavourOf: String
    let similarity: Double

    enum CodingKeys: String, CodingKey {
        case source, stage, code, similarity
        case inFavourOf = "in-favour-of"
    }
}

/// A document in quarantine, as its index lists it.
struct QuarantinedLine: Decodable {
    let source: String
    let code: String
    let reason: String
    let file: String
}

/// A run of one of the definitions that ship, over `seeds/`.
struct SeedsRun {
    let folder: ScratchFolder
    let result: Program.Result

    init(_ pipeline: String, _ more: String...) throws {
        folder = try ScratchFolder()
        result = try Program.run(
            ["run", "Pipelines/\(pipeline).yaml", "--set", "output=\(folder.path)/out"] + more)
    }

    /// A path in the folder of what is published.
    func path(_ name: String) -> String { folder.path + "/out/" + name }

    /// The lines of a file in it.
    func lines<Line: Decodable>(_ name: String, as type: Line.Type = Line.self) throws -> [Line] {
        try Data(contentsOf: URL(fileURLWithPath: path(name))).split(separator: 0x0A).map {
            try JSONDecoder().decode(type, from: $0)
        }
    }
}
