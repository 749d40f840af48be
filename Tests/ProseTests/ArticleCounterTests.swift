import Documents
import TestRandom
import Testing

@testable import Prose

@Suite struct ArticleCounterTests {
    private func counts(_ blocks: String..., counter: ArticleCounter = ArticleCounter()) -> Statistics {
        let article = Article(
            raw: RawDocument(locator: "a.txt", mediaType: .plainText, bytes: []), metadata: ArticleMetadata(),
            blocks: blocks.map { (.paragraph, $0) })
        return counter.statistics(of: article, sentences: article.blocks.map(\.range))
    }

    @Test func nothingIsNothing() {
        #expect(
            counts() == Statistics(words: 0, sentences: 0, paragraphs: 0, characters: 0, readingSeconds: 0))
    }

    @Test func whatStandsBetweenBlocksIsNotCounted() {
        let counts = counts("One two.", "Three.")
        #expect(counts.words == 3 && counts.paragraphs == 2 && counts.sentences == 2)
        #expect(counts.characters == 14)
    }

    @Test(arguments: [
        ("don't well-known 1,300.5 – AT&T", 4), ("Мост закроют завтра", 3), ("été à Łódź", 3),
        ("大桥将关闭", 5), ("橋は月曜日に", 6), ("コーヒー3杯", 6), ("다리가 닫혔다", 2), ("iPhone大桥", 3),
        ("สะพานจะปิดในวันจันทร์", 6), ("पुल बंद है", 3), ("... – !", 0), ("𠀀𠀁", 2),
    ])
    func wordsAreCounted(text: String, expected: Int) {
        #expect(counts(text).words == expected)
    }

    @Test(arguments: [
        "plain", "été à Łódź", "e\u{301}te\u{301}", "a\r\nb", "👩‍👩‍👧 🇩🇪🇫🇷", "한국어 \u{1112}\u{1161}\u{11AB}", "पुल बंद है",
        "สะพาน", "“quotes” – 5 €…", "大桥、かな", "か\u{3099}", "мост и\u{306}", "soft\u{AD}ly", "a\u{200D}b", "ﾊﾞ",
        "…\u{FE0F}", "©\u{200D}®",
    ])
    func charactersAreGraphemes(text: String) {
        #expect(counts(text).characters == text.count)
    }

    @Test func anyTextHasAsManyCharactersAsSwiftCounts() {
        for seed in UInt64(1)...500 {
            var random = SeededRandom(seed: seed)
            var text = random.text(pieces: 30)
            for _ in 0..<20 {
                let plane = UInt32.random(in: 0x20...0x3200, using: &random)
                if let scalar = Unicode.Scalar(plane) { text.unicodeScalars.append(scalar) }
                text += "a"
            }
            #expect(counts(text).characters == text.count, "seed \(seed)")
        }
    }

    /// Every scalar of the basic plane beside a letter: none that joins it is taken for a character of its own.
    @Test func everyScalarIsCountedAsSwiftCountsIt() {
        for value in UInt32(1)...0xFFFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let text = "a\(scalar)가\(scalar)"
            #expect(counts(text).characters == text.count, "U+\(String(value, radix: 16))")
        }
    }

    @Test func theReadingTimeIsRoundedUp() {
        #expect(counts("one").readingSeconds == 1)
        #expect(counts(String(repeating: "word ", count: 238)).readingSeconds == 60)
        #expect(counts(String(repeating: "大", count: 255)).readingSeconds == 60)
        let slow = ArticleCounter(wordsPerMinute: 60, charactersPerMinute: 120)
        #expect(counts("one two 大桥", counter: slow).readingSeconds == 3)
    }

    @Test func aHugeTextIsCounted() {
        let text = String(repeating: "e\u{301}👩‍👩‍👧大 ", count: 20_000)
        #expect(counts(text).characters == 80_000)
        #expect(counts(String(repeating: "a", count: 1_000_000)).words == 1)
    }
}
