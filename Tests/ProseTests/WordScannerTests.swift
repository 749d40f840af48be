import Documents
import TestRandom
import Testing

@testable import Prose

@Suite struct WordScannerTests {
    private func words(_ text: String, keepsJoints: Bool = true) -> [String] {
        WordScanner(keepsJoints: keepsJoints).words(in: text).map { String(text[bytes: $0.range]) }
    }

    @Test(arguments: [
        ("", []), ("  ...  ", []), ("One, two.", ["One", "two"]),
        ("don't o’clock 'quoted'", ["don't", "o’clock", "quoted"]),
        ("well-known - or not-", ["well-known", "or", "not"]), ("in the U.S. today", ["in", "the", "U.S", "today"]),
        ("It ended.Then", ["It", "ended", "Then"]), ("AT&T and R & D", ["AT&T", "and", "R", "D"]),
        ("1,300.5 and 3, 4", ["1,300.5", "and", "3", "4"]), ("see example.org.", ["see", "example.org"]),
        ("Žluťoučký kůň", ["Žluťoučký", "kůň"]), ("cafe\u{301}s", ["cafe\u{301}s"]),
        ("Привет, мир", ["Привет", "мир"]),
        ("漢字。かな", ["漢字", "かな"]),
    ])
    func wordsAreFound(text: String, expected: [String]) {
        #expect(words(text) == expected)
    }

    @Test func jointsCanBeLeftOut() {
        #expect(words("don't be well-known", keepsJoints: false) == ["don", "t", "be", "well", "known"])
    }

    @Test func spellingsInCaseMeetUnderOneKey() {
        let keys = WordScanner().words(in: "Ärger ÄRGER ärger DON'T don’t Москва МОСКВА").map(\.key)
        #expect(Set(keys[0...2]).count == 1)
        #expect(Set(keys[3...4]).count == 1)
        #expect(Set(keys[5...6]).count == 1)
        #expect(Set(keys).count == 3)
    }

    @Test func traitsTellHowAWordIsWritten() {
        let words = WordScanner().words(in: "NATO met Anna, 12 3rd\u{A0}été")
        #expect(words[0].traits == [.capitalized, .hasLetter, .startsWithLetter])
        #expect(words[1].traits == [.hasLetter, .hasLowercase, .startsWithLetter, .followsSpace])
        #expect(words[3].isNumber && !words[4].isNumber)
        #expect(!words[3].traits.contains(.followsSpace))
        #expect(words[5].traits.contains(.followsSpace) && words[5].traits.contains(.isWide))
    }

    @Test func aPartOfATextKeepsItsPlace() {
        let text = "one two three"
        #expect(WordScanner().words(in: text, ByteRange(4, 99)).map(\.range) == [ByteRange(4, 7), ByteRange(8, 13)])
        #expect(WordScanner().words(in: text, ByteRange(50, 60)).isEmpty)
    }

    /// The last bytes of a part are looked at one by one, others eight at a time.
    @Test func aWordIsTheSameHoweverItIsLookedAt() {
        let characters = Array("abcdefghijklmnopqrstuvwxyz abcdefgh ABC   éß’'-.,&:\"\n09\u{A0}")
        for seed in UInt64(1)...400 {
            var random = SeededRandom(seed: seed)
            let text = String((0..<90).map { _ in characters[random.below(characters.count)] })
            let bytes = Array(text.utf8)
            for keepsJoints in [true, false] {
                let scanner = WordScanner(keepsJoints: keepsJoints)
                for word in scanner.words(in: text) {
                    var end = min(Int(word.range.upper) + 7, bytes.count)
                    while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end -= 1 }
                    let again = scanner.words(in: text, ByteRange(Int(word.range.lower), end)).first
                    #expect(again?.range == word.range, "seed \(seed)")
                    #expect(again?.key == word.key, "seed \(seed)")
                    #expect(again?.length == word.length, "seed \(seed)")
                    #expect(again?.traits == word.traits.subtracting(.followsSpace), "seed \(seed)")
                }
            }
        }
    }

    @Test func wordsOfDifferentLettersHaveDifferentKeys() {
        let letters = Array("abAB01é")
        var words: Set<String> = [""]
        for _ in 0..<5 { words.formUnion(words.flatMap { word in letters.map { word + String($0) } }) }
        let long = (1...40).map { String(repeating: "a", count: $0) }
        let lowercase = Set(words.map { $0.lowercased() }).union(long).subtracting([""])
        let keys = Set(lowercase.compactMap { WordScanner().words(in: $0).first?.key })
        #expect(keys.count == lowercase.count)
    }

    @Test func anyTextGivesOrderedRangesOnScalarBoundaries() {
        for seed in UInt64(1)...200 {
            var random = SeededRandom(seed: seed)
            let text = random.text(pieces: 80)
            var end: Int32 = 0
            for word in WordScanner().words(in: text) {
                #expect(word.range.lower >= end && !word.range.isEmpty && word.length > 0, "seed \(seed)")
                #expect(text[bytes: word.range].utf8.count == word.range.count, "seed \(seed)")
                end = word.range.upper
            }
            #expect(Int(end) <= text.utf8.count, "seed \(seed)")
        }
    }

    @Test func aTableNumbersKeysInOrder() {
        var table = KeyTable(capacity: 0)
        for key in UInt64(0)..<1000 where key != 1 { _ = table.number(of: key &* 0x1_0000_0001) }
        #expect(table.count == 999)
        #expect(table.number(of: 0) == 0)
        #expect(table.find(999 &* 0x1_0000_0001) == 998)
        #expect(table.find(77) == nil)
    }

    @Test(arguments: StopWords.languages)
    func everyListHoldsItsArticlesAndNoNames(language: String) {
        let list = StopWords.words(for: language)
        let articles = ["de": "die", "en": "The", "es": "LOS", "fr": "les", "it": "gli", "nl": "het", "pt": "umas"]
        for word in WordScanner().words(in: articles[language] ?? "") { #expect(list.contains(word)) }
        for word in WordScanner().words(in: "Merkel election Athens") { #expect(!list.contains(word)) }
    }

    @Test func anUnknownLanguageHasEveryListAndAForeignOneNone() {
        let words = WordScanner().words(in: "the und")
        #expect(words.allSatisfy { StopWords.words(for: "und").contains($0) })
        #expect(StopWords.words(for: "fi").isEmpty)
    }
}
