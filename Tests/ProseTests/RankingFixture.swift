import Documents
import TestRandom

extension SeededRandom {
    /// Words, punctuation and scalars of many scripts in disorder.
    mutating func text(pieces: Int) -> String {
        let common = [
            "the ", "Harbour ", "bridge ", "bridges ", "tax’s ", "don't ", ". ", "! ", "\n", "\n\n", "3,5 ", "U.S. ",
            "été ",
            "Straße ", "漢字", "ไทย ", "e\u{301} ", "\u{200D}", "👩‍👩‍👧 ", "“", "” ", "- ", "'", "ÅNGSTRÖM ", "İ ", "\0",
        ]
        var text = ""
        for _ in 0..<pieces {
            if Int.random(in: 0..<5, using: &self) > 0 {
                text += common[Int.random(in: 0..<common.count, using: &self)]
            } else if let scalar = Unicode.Scalar(UInt32.random(in: 0..<0x11_0000, using: &self)) {
                text.unicodeScalars.append(scalar)
            }
        }
        return text
    }
}

/// An article of one kind of block, and every line of it as a sentence.
func rankingArticle(_ blocks: [(kind: BlockKind, text: String)]) -> (article: Article, sentences: [ByteRange]) {
    let article = Article(
        raw: RawDocument(locator: "a.txt", mediaType: .plainText, bytes: []), metadata: ArticleMetadata(),
        blocks: blocks)
    var sentences: [ByteRange] = []
    for block in article.blocks {
        var start = Int(block.range.lower)
        let lines = article.text[bytes: block.range].utf8.split(separator: 10, omittingEmptySubsequences: false)
        for line in lines {
            if !line.isEmpty { sentences.append(ByteRange(start, start + line.count)) }
            start += line.count + 1
        }
    }
    return (article, sentences)
}
