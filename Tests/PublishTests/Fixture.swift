import Documents
import StageKit
import StageTesting
import TestRandom
import TestSupport

extension ScratchFolder {
    /// The path of something in it, as options have it.
    func option(_ name: String) -> Path { Path(path + "/" + name) }
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
