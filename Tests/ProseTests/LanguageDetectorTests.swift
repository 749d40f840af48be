import Documents
import TestRandom
import Testing

@testable import Prose

@Suite struct LanguageDetectorTests {
    private func article(_ title: String, _ blocks: (BlockKind, String)...) -> Article {
        var metadata = ArticleMetadata()
        metadata.title = title
        return Article(
            raw: RawDocument(locator: "a.txt", mediaType: .plainText, bytes: []), metadata: metadata,
            blocks: blocks.map { (kind: $0.0, text: $0.1) })
    }

    private func language(_ text: String, _ languages: [String]? = nil) -> Language {
        LanguageDetector(languages: languages).language(of: article("", (.paragraph, text)))
    }

    @Test(arguments: [
        ("en", "The harbour bridge will close on Monday, officials said."),
        ("de", "Die Brücke am Hafen wird am Montag gesperrt."), ("fr", "Le pont du port sera fermé lundi matin."),
        ("es", "El puente del puerto cerrará el lunes."), ("it", "Il ponte del porto chiude lunedì mattina."),
        ("nl", "De havenbrug gaat maandag dicht."), ("pt", "A ponte do porto fecha na segunda-feira."),
        ("sv", "Bron vid hamnen stängs på måndag eftersom den är gammal."), ("ru", "Мост закроют в понедельник."),
        ("uk", "Міст закриють у понеділок, повідомила мерія міста."), ("pl", "Most zostanie zamknięty w poniedziałek."),
        ("el", "Η γέφυρα θα κλείσει τη Δευτέρα."), ("ar", "سيغلق الجسر يوم الاثنين"), ("hi", "पुल सोमवार को बंद होगा।"),
        ("he", "הגשר שבנמל ייסגר ביום שני הקרוב בגלל חלודה, כך נמסר מהעירייה בבוקר."), ("zh", "港口大桥将于星期一关闭。"),
        ("zh", "港口大橋將於星期一關閉。"), ("ja", "橋は月曜日に閉鎖されます。"), ("ko", "다리는 월요일에 폐쇄됩니다."),
        ("th", "สะพานจะปิดในวันจันทร์"), ("tr", "Köprü pazartesi günü kapatılacak, dedi belediye."),
    ])
    func aSentenceTellsItsLanguage(code: String, text: String) {
        let found = language(text)
        #expect(found.code == code)
        #expect((0.9...1).contains(found.confidence))
    }

    @Test(arguments: [
        "", "Yes.", "Hello there", "12345 6789", "😀 😀 😀", "asdkjh qwekjh zxmcn qwoeiu", "\u{FFFF}\0\u{301}",
    ])
    func whatTellsNothingIsUndetermined(text: String) {
        #expect(language(text) == Language(code: "und", confidence: 0))
    }

    @Test func theConfidenceIsTheShareOfTheText() {
        let (german, english) = ("Die Brücke am Hafen wird am Montag gesperrt. ", "The bridge will close on Monday. ")
        let mixed = language(String(repeating: german, count: 6) + "\n" + String(repeating: english, count: 3))
        #expect(mixed.code == "de")
        #expect((0.5...0.9).contains(mixed.confidence))
    }

    @Test func onlyAllowedLanguagesComeOut() {
        let text = "Die Brücke am Hafen wird am Montag gesperrt, sagte die Stadt."
        #expect(language(text, ["de", "fr"]).code == "de")
        #expect(language(text, ["en", "fr"]) == Language(code: "und", confidence: 0))
        let mixed = String(repeating: text + "\n", count: 4) + "The harbour bridge will close on Monday, the city said."
        #expect(language(mixed, ["en"]).code == "en")
    }

    @Test func theHeadlineCountsAndCodeDoesNot() {
        #expect(LanguageDetector().language(of: article("Die Brücke am Hafen wird gesperrt")).code == "de")
        let code = "while the bridge is open do not let the ferries leave the harbour"
        let german = "Die Brücke am Hafen wird am Montag gesperrt."
        #expect(LanguageDetector().language(of: article("", (.code, code), (.paragraph, german))).code == "de")
    }

    @Test func theStartOfAHugeTextIsEnough() {
        let german = "Die Brücke am Hafen wird am Montag gesperrt. "
        let english = String(repeating: "The bridge will close on Monday. ", count: 100_000)
        #expect(language(String(repeating: german, count: 30) + english).code == "de")
        #expect(LanguageDetector().language(of: article(english, (.paragraph, german))).code == "en")
        #expect(
            language(String(repeating: "é", count: 1_000_000)).code == language(String(repeating: "é", count: 600)).code
        )
    }

    @Test func oldCodesAndScriptsAreMapped() {
        let codes = ["iw", "jw", "bh", "zh-Hant", "sr-ME", "un", "xxx", "", "xx-Latn", "zzp", "ceb", "no", "  "]
        #expect(
            codes.map(LanguageDetector.code) == [
                "he", "jv", "bho", "zh", "sr", "und", "und", "und", "und", "und", "ceb", "no", "und",
            ])
    }

    @Test func anyTextGivesTheSameAnswerAgainAndInEveryThread() async {
        for seed in UInt64(1)...200 {
            var random = SeededRandom(seed: seed)
            let article = article(random.text(pieces: 20), (.paragraph, random.text(pieces: 400)))
            let expected = LanguageDetector().language(of: article)
            #expect((0...1).contains(expected.confidence), "seed \(seed)")
            let answers = await withTaskGroup(of: Language.self) { group in
                for _ in 0..<4 { group.addTask { LanguageDetector().language(of: article) } }
                return await group.reduce(into: []) { $0.append($1) }
            }
            #expect(answers.allSatisfy { $0 == expected }, "seed \(seed)")
        }
    }
}
