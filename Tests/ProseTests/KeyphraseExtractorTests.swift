import Documents
import TestRandom
import Testing

@testable import Prose

@Suite struct KeyphraseExtractorTests {
    private let text = """
        The harbour bridge will close on Monday. Engineers said the harbour bridge needs new cables.
        Ferries replace the Harbour Bridge until spring, and engineers will inspect each cable.
        The city's ferries carry commuters. The city expects delays.
        """

    private func keyphrases(_ text: String, count: Int = 10, language: String? = "en") -> [Keyphrases.Phrase] {
        KeyphraseExtractor(count: count).keyphrases(of: text, [ByteRange(0, text.utf8.count)], language: language)
            .phrases
    }

    @Test func aRepeatedPhraseComesFirstAndItsPartsDoNotFollow() throws {
        let phrases = keyphrases(text)
        let best = try #require(phrases.first)
        #expect(best.text == "harbour bridge")
        #expect(
            best.occurrences.map { String(text[bytes: $0]) } == ["harbour bridge", "harbour bridge", "Harbour Bridge"])
        #expect(!phrases.contains { $0.text == "harbour" || $0.text == "bridge" })
    }

    @Test func wordsOfOneStemAreOnePhrase() throws {
        let cables = try #require(keyphrases(text).first { $0.text.hasPrefix("cable") })
        #expect(cables.occurrences.map { String(text[bytes: $0]) } == ["cables", "cable"])
    }

    @Test func aPossessiveEndingIsLeftOut() throws {
        let city = try #require(keyphrases(text).first { $0.text == "city" })
        #expect(city.occurrences.map { String(text[bytes: $0]) } == ["city", "city"])
    }

    @Test func aPhraseStaysInsideItsBlock() {
        let (article, _) = rankingArticle([
            (.paragraph, "Copper wire"), (.paragraph, "prices. Copper wire"), (.paragraph, "prices"),
            (.code, "copper wire"),
        ])
        let phrases = KeyphraseExtractor().keyphrases(of: article, language: "en").phrases
        #expect(phrases.first?.text == "Copper wire")
        #expect(phrases.first?.occurrences.count == 2)
    }

    @Test func aGermanTextIsReadWithGermanWords() {
        let phrases = keyphrases(
            "Die Brücke wird gesperrt. Alle Brücken der Stadt und die Häfen wurden geprüft, sagte die Stadt.",
            language: "de")
        #expect(phrases.prefix(2).map(\.text).sorted() == ["Brücke", "Stadt"])
        #expect(!phrases.contains { ["die", "wurden", "sagte"].contains($0.text) })
    }

    @Test func thereAreNoMoreThanAskedForAndScoresFall() {
        let phrases = keyphrases(text, count: 4)
        #expect(phrases.count == 4)
        #expect(zip(phrases, phrases.dropFirst()).allSatisfy { $0.score >= $1.score })
        #expect(keyphrases(text, count: 0).isEmpty)
        #expect(keyphrases("").isEmpty)
        #expect(keyphrases("It is what it is.").isEmpty)
    }

    @Test func anyTextGivesPhrasesThatStandInIt() {
        for seed in UInt64(1)...200 {
            var random = SeededRandom(seed: seed)
            let text = random.text(pieces: 120)
            let language = ["en", "de", "fi", nil][Int(seed % 4)]
            let phrases = keyphrases(text, language: language)
            #expect(phrases == keyphrases(text, language: language), "seed \(seed)")
            for phrase in phrases {
                #expect(phrase.occurrences.contains { text[bytes: $0] == phrase.text }, "seed \(seed)")
                #expect(phrase.score > 0 && phrase.score.isFinite, "seed \(seed)")
                #expect(zip(phrase.occurrences, phrase.occurrences.dropFirst()).allSatisfy { $0 < $1 }, "seed \(seed)")
            }
        }
    }

    @Test func aHugeTextIsLookedAtUpToItsLimit() {
        let start = String(repeating: "copper ", count: KeyphraseExtractor.maximumBytes / 7 + 1)
        let phrases = keyphrases(start + "silver silver silver", count: 5)
        #expect(!phrases.isEmpty && phrases.allSatisfy { $0.text.hasPrefix("copper") })
    }
}
