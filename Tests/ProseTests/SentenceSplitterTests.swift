import Documents
import Testing

@testable import Prose

@Suite struct SentenceSplitterTests {
    static func article(_ blocks: (BlockKind, String)...) -> Article {
        Article(
            raw: RawDocument(locator: "a.txt", mediaType: .plainText, bytes: []), metadata: ArticleMetadata(),
            blocks: blocks.map { (kind: $0.0, text: $0.1) })
    }

    private func sentences(_ text: String, _ language: String?, abbreviations: [String] = []) -> [String] {
        let article = Self.article((.paragraph, text))
        return SentenceSplitter(abbreviations: abbreviations).sentences(of: article, language: language).ranges
            .map { String(article.text[bytes: $0]) }
    }

    private func check(_ marked: String, _ language: String?) {
        let isSpace: (Character) -> Bool = { $0.isWhitespace }
        let expected = marked.split(separator: "|").map { String($0.trimmingPrefix(while: isSpace)) }
            .map { String($0.reversed().drop(while: isSpace).reversed()) }
        #expect(sentences(marked.filter { $0 != "|" }, language) == expected, "\(language ?? "?"): \(marked)")
    }

    @Test(arguments: SentenceGallery.english) func english(text: String) { check(text, "en") }
    @Test(arguments: SentenceGallery.german) func german(text: String) { check(text, "de") }
    @Test(arguments: SentenceGallery.french) func french(text: String) { check(text, "fr") }
    @Test(arguments: SentenceGallery.spanish) func spanish(text: String) { check(text, "es") }
    @Test(arguments: SentenceGallery.others) func others(language: String, text: String) { check(text, language) }
    @Test(arguments: SentenceGallery.unknown) func unknown(text: String) { check(text, nil) }

    @Test func abbreviationsCanBeAdded() {
        let text = "It is in Cebu Prov. Ferries run. It is in Leyte Prov. The town is old."
        #expect(sentences(text, "en").count == 4)
        for word in ["Prov", "Prov."] {
            #expect(sentences(text, "en", abbreviations: [word]).count == 3)
        }
        #expect(sentences("He came to the prov. Ferries run.", "en", abbreviations: ["Prov"]).count == 2)
    }

    @Test func blocksEndSentencesAndCodeIsOne() {
        let article = Self.article(
            (.heading, "No full stop"), (.listItem, "nor here"), (.code, " let a = b. C!\nDone? Yes.\n"),
            (.quotation, "One. Two."))
        let found = SentenceSplitter().sentences(of: article, language: "en").ranges
            .map { String(article.text[bytes: $0]) }
        #expect(found == ["No full stop", "nor here", "let a = b. C!\nDone? Yes.", "One.", "Two."])
    }

    @Test func nothingButPunctuationStaysWithWhatFollows() {
        #expect(sentences("* * *", "en") == ["* * *"])
        #expect(sentences("...", "en") == ["..."])
        #expect(sentences("!!! The end.", "en") == ["!!! The end."])
        #expect(sentences(" \n\u{A0} ", "en") == [])
    }

    @Test(arguments: [".", "\"", ". ", "! ", "a", "a.", "A. ", ".$", "“.” ", "(", "。", "1. ", ".\u{301}", "…\u{200B} "])
    func hostileTextTakesLinearTime(piece: String) {
        // A megabyte each: what looks twice at the same bytes a terminator wouldn't end.
        let article = Self.article((.paragraph, String(repeating: piece, count: 1_000_000 / piece.utf8.count)))
        let ranges = SentenceSplitter().sentences(of: article, language: nil).ranges
        #expect(ranges.first?.lower == 0)
        #expect(zip(ranges, ranges.dropFirst()).allSatisfy { $0.upper <= $1.lower })
    }
}
