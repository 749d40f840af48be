import CICUSentences
import Documents
import TestRandom
import Testing

@testable import Prose

@Suite struct SentencePropertyTests {
    @Test func anyTextIsCoveredInOrderOnScalarBoundaries() {
        for seed in UInt64(1)...300 {
            var random = SeededRandom(seed: seed)
            let (first, second) = (random.text(pieces: 60), random.text(pieces: 60))
            let article = SentenceSplitterTests.article((.paragraph, first), (.quotation, second))
            let language = ["en", "de", "ja", nil][Int(seed % 4)]
            let ranges = SentenceSplitter().sentences(of: article, language: language).ranges
            var isCovered = [Bool](repeating: false, count: article.text.utf8.count)
            var end: Int32 = 0
            for range in ranges {
                #expect(range.lower >= end && !range.isEmpty, "seed \(seed)")
                #expect(article.text[bytes: range].utf8.count == range.count, "seed \(seed)")
                #expect(
                    article.blocks.contains { $0.range.lower <= range.lower && range.upper <= $0.range.upper },
                    "seed \(seed)")
                let scalars = article.text[bytes: range].unicodeScalars
                #expect(scalars.first?.properties.isWhitespace == false, "seed \(seed)")
                #expect(scalars.last?.properties.isWhitespace == false, "seed \(seed)")
                for place in range.range { isCovered[place] = true }
                end = range.upper
            }
            var place = 0
            for scalar in article.text.unicodeScalars {
                #expect(isCovered[place] || scalar.properties.isWhitespace, "seed \(seed), byte \(place)")
                place += UTF8.width(scalar)
            }
        }
    }

    /// Where none of our own rules has a say the sentences are ICU's: words without abbreviations, a capital after every
    /// question and exclamation mark, no figures behind a full stop.
    @Test func textWithoutAbbreviationsIsSplitAsICUDoes() {
        for seed in UInt64(1)...500 {
            var random = SeededRandom(seed: seed)
            let text = Self.plainText(&random)
            let article = SentenceSplitterTests.article((.paragraph, text))
            let found = SentenceSplitter().sentences(of: article, language: "en").ranges.map { Int($0.lower) }
            #expect(found == Self.startsByICU(text), "seed \(seed): \(text)")
        }
    }

    private static func plainText(_ random: inout SeededRandom) -> String {
        func pick(_ choices: [String]) -> String {
            choices[Int.random(in: 0..<choices.count, using: &random)]
        }
        let words = [
            "harbour", "bridges", "Ärger", "été", "мост", "Γέφυρα", "大桥", "はし", "पुल", "جسر", "tax-free", "don't",
            "don’t", "pre-1,300.5", "(twice)", "(twice.)", "done.", "done...", "“quoted”", "cafe\u{301}", "example.org",
            "AT&T", "soft\u{AD}ly",
        ]
        let openings = ["Harbour", "“Bridges", "(Ferries", "Ärger", "Мост", "«Pont", "'Tis", "大桥", "पुल", "جسر"]
        let ends = [".", "!", "?", "?!", "...", ".”", "!\"", ".)", "。", "！", "？」", "।", "؟", "۔", ".\u{301}"]
        var text = ""
        for _ in 0..<Int.random(in: 1...8, using: &random) {
            text += pick(openings)
            for _ in 0..<Int.random(in: 1...6, using: &random) {
                text += pick([" ", " ", " ", ", ", ": ", " – ", "\u{A0}"]) + pick(words)
            }
            text += " harbour" + pick(ends) + pick([" ", " ", "  ", "\u{3000}", "\u{A0}"])
        }
        return text
    }

    private static func startsByICU(_ text: String) -> [Int] {
        let bytes = Array(text.utf8)
        var starts = [Int32](repeating: 0, count: bytes.count + 1)
        let count = galley_icu_sentence_starts(bytes, Int32(bytes.count), &starts, Int32(starts.count))
        return starts.prefix(max(0, Int(count))).map { Int($0) }
    }
}
