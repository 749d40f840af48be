import Documents
import Files
import Foundation
import StageKit
import StageTesting

/// A folder of its own for a test, removed at the end.
final class ScratchFolder {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appendingPathComponent("galley-publish-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func callAsFunction(_ name: String) -> Path { Path(path + "/" + name) }

    func add(_ name: String, _ text: String) throws {
        let place = URL(fileURLWithPath: path + "/" + name)
        try FileManager.default.createDirectory(
            at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: place)
    }

    func bytes(_ name: String) throws -> [UInt8] {
        try Array(Data(contentsOf: URL(fileURLWithPath: path + "/" + name)))
    }

    func text(_ name: String) throws -> String { String(decoding: try bytes(name), as: UTF8.self) }

    /// The names in a folder, hidden ones too, sorted.
    func names(_ name: String = "") throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: path + "/" + name).sorted()
    }
}

/// An article with whatever a test needs.
func article(
    title: String = "", blocks: [(kind: BlockKind, text: String)] = [(.paragraph, "The harbour bridge will close.")],
    locator: String = "example.txt", _ change: (inout ArticleMetadata) -> Void = { _ in }
) -> Article {
    var metadata = ArticleMetadata()
    metadata.title = title
    change(&metadata)
    let raw = RawDocument(
        locator: locator, mediaType: .plainText, bytes: Array((title + blocks.map(\.text).joined()).utf8))
    return Article(raw: raw, metadata: metadata, blocks: blocks)
}

extension Article {
    /// The article with one layer more.
    func with(_ layer: some Layer) -> Article {
        var copy = self
        layer.add(to: &copy.layers)
        return copy
    }

    /// The article with a summary: its first block.
    var withLead: Article {
        with(Summary(sentences: blocks.first.map { [$0.range] } ?? [], method: "lead"))
    }
}

extension Keyphrases {
    init(texts: [String]) {
        self.init(texts.map { Phrase(text: $0, score: 1, occurrences: []) })
    }
}

/// Random numbers that are the same for the same seed (SplitMix64, Steele et al. 2014).
struct SeededRandom: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// Texts that are likely to go wrong somewhere.
struct HostileText {
    var random: SeededRandom

    private static let pieces = [
        "*", "**", "_", "__", "#", "##", "# ", "1.", "1. ", "12) ", "1234567890. ", "-", "- ", "--", "---", "+ ", "+",
        "=",
        "===", "> ", ">", "<", "<b>", "</p>", "<script>", "<!--", "`", "``", "```", "~~", "~~~", "|", "|--|", "[", "]",
        "[x]",
        "[a](b)", "[a]: /b", "![", "!", "\\", "\\\\", "\\*", "&", "&amp;", "&#38;", "&copy;", "&lt", "AT&T;", "'", "\"",
        "''",
        ":", ": ", "key: value", "{", "}", "%", "@", "?", "? ", ",", "null", "~", "no", "...", "…", "---",
        "<http://a.b>",
        "http://a.b/c_d_e", "a", "word", "Word", "über", "日本語", "مرحبا", "é", "—", "“", "”", "$5", "{{x}}", "{%", "😀",
        "\u{FEFF}x", "3.5", "2014-03-14", "snake_case_name", "a*b*c", "C#", "F# ", "trailing\\",
    ]

    init(seed: UInt64) { random = SeededRandom(seed: seed) }

    /// Pieces in a row, with or without spaces between them; clean as articles' texts are.
    mutating func line(_ range: ClosedRange<Int> = 1...8) -> String {
        var text = ""
        for _ in 0..<Int.random(in: range, using: &random) {
            text += Self.pieces[Int.random(in: 0..<Self.pieces.count, using: &random)]
            if Bool.random(using: &random) { text += " " }
        }
        let words = text.replacing("\u{FEFF}", with: "").split(separator: " ")
        return words.isEmpty ? "x" : words.joined(separator: " ")
    }
}
