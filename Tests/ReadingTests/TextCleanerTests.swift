import TestRandom
import Testing

@testable import Reading

@Suite struct TextCleanerTests {
    /// Without a limit, half a megabyte of marks on one letter would take minutes.
    @Test func marksOnOneLetterAreLimited() {
        let cleaned = TextCleaner.clean("a" + String(repeating: "\u{301}\u{323}", count: 250_000) + "b")
        #expect(cleaned.unicodeScalars.count <= TextCleaner.mostMarks + 2)
        #expect(cleaned.hasSuffix("b"))
        let usual = "s\u{323}\u{307}"
        #expect(TextCleaner.clean(usual) == "\u{1E69}")
        let hebrew = "שָׁלוֹם עֲלֵיכֶם"
        #expect(TextCleaner.clean(hebrew).unicodeScalars.count == hebrew.unicodeScalars.count)
    }

    /// The limit is for one letter: decomposed text has marks on many.
    @Test func marksOnManyLettersStay() {
        let (decomposed, composed) = ("e\u{301}te\u{301} ", "été ")
        let cleaned = TextCleaner.clean(String(repeating: decomposed, count: 100))
        #expect(Array(cleaned.utf8) == Array(String(repeating: composed, count: 100).utf8.dropLast()))
    }

    /// Some characters are two marks in NFC, or end in marks.
    @Test(arguments: ["\u{344}", "\u{F73}", "\u{F81}", "\u{958}", "\u{FB2C}", "\u{1D160}"])
    func marksAreCountedAsNormalizationLeavesThem(_ character: String) {
        for count in 1...40 {
            let marks = String(repeating: "\u{303}", count: count)
            for text in ["a" + marks + character + marks, "a" + String(repeating: character, count: count) + marks] {
                let once = TextCleaner.clean(text)
                #expect(Array(TextCleaner.clean(once).utf8) == Array(once.utf8), "\(count)")
            }
        }
    }

    @Test(arguments: [
        ("a  b\t\u{A0}c", "a b c"), ("so\u{AD}ft\u{200B}", "soft"), ("\u{FEFF}x\u{202E}y", "xy"), ("e\u{301}", "é"),
        ("line\u{2028}end", "line end"), (" \u{3000} ", ""), ("👩‍💻", "👩‍💻"), ("a\u{200D}b", "ab"),
        ("می‌خواهم", "می‌خواهم"), ("nul\u{0}\u{7}", "nul"), ("\u{1F73}\u{200C}a", "\u{3AD}a"),
    ]) func cleans(_ source: String, _ text: String) { #expect(TextCleaner.clean(source) == text) }

    @Test func linesAreKeptWhereTheyMatter() {
        #expect(TextCleaner.clean("a \r\n\r\n\r\n\r\n b\u{2029}c\rd\n", .kept) == "a\n\n b\n\nc\nd")
        #expect(TextCleaner.clean("😀\u{85}\u{200D}a", .kept) == "😀\na")
    }

    /// Random texts of what is hard: idempotent, in NFC, never longer, nothing invisible left.
    @Test(arguments: [TextCleaner.Lines.kept, .joined]) func propertiesHold(_ lines: TextCleaner.Lines) {
        let seed = UInt64.random(in: 0...UInt64.max)
        var random = SeededRandom(seed: seed)
        let pieces = Self.pieces
        for round in 0..<2000 {
            let text = (0..<Int.random(in: 0...40, using: &random)).map { _ in
                pieces[Int.random(in: 0..<pieces.count, using: &random)]
            }.joined()
            let once = TextCleaner.clean(text, lines)
            #expect(
                Array(TextCleaner.clean(once, lines).utf8) == Array(once.utf8),
                "idempotent; seed \(seed), round \(round)")
            // Lines become paragraphs of their own.
            for line in once.utf8.split(separator: 0x0A) {
                #expect(TextCleaner.clean(Array(line), lines) == Array(line), "lines; seed \(seed), round \(round)")
            }
            // Strings compare by canonical equivalence, bytes don't.
            #expect(Array(once.utf8) == UnicodeText.normalized(Array(once.utf8)), "NFC; seed \(seed), round \(round)")
            // What NFC makes longer was composed to be excluded from it.
            #expect(once.utf8.count <= UnicodeText.normalized(Array(text.utf8)).count, "seed \(seed), round \(round)")
            let allowed: Set<UInt32> = lines == .kept ? [0x0A] : []
            #expect(!once.unicodeScalars.contains { $0.value < 0x20 && !allowed.contains($0.value) }, "seed \(seed)")
        }
    }

    /// ASCII goes eight bytes at a time: words and spaces of all lengths against the plain way to do it.
    @Test func spacesOfAsciiAreMadeEven() {
        let seed = UInt64.random(in: 0...UInt64.max)
        var random = SeededRandom(seed: seed)
        for _ in 0..<3000 {
            let text = String(
                decoding: (0..<Int.random(in: 0...60, using: &random)).map { _ -> UInt8 in
                    switch Int.random(in: 0..<30, using: &random) {
                    case 0: 0x09
                    case 1: 0x7F
                    case 2...6: 0x20
                    default: UInt8.random(in: 0x21...0x7E, using: &random)
                    }
                }, as: UTF8.self)
            let words = text.filter { $0 != "\u{7F}" }.split { $0 == " " || $0 == "\t" }
            #expect(TextCleaner.clean(text) == words.joined(separator: " "), "seed \(seed)")
        }
    }

    private static let pieces = [
        "a", "B", " ", "  ", "\n", "\r\n", "\r", "\t", ".", "é", "e\u{301}", "\u{301}", "ß", "\u{AD}", "\u{200B}",
        "\u{200C}", "\u{200D}", "\u{FEFF}", "\u{2028}", "\u{2029}", "\u{85}", "中", "が", "か\u{3099}", "한", "ㅎ",
        "\u{1112}\u{1161}",
        "😀", "👩\u{200D}💻", "\u{202A}", "\u{E0001}", "\u{FFFE}", "\u{0}", "\u{1B}", "ا", "می\u{200C}", "ไทย", "\u{A0}",
        "\u{3000}",
        "\u{212B}", "\u{1F73}", "\u{344}", "\u{F73}", String(repeating: "\u{303}", count: 16), "ﬁ", "\u{0958}", "-",
        "\"", "…", "”",
    ]
}
