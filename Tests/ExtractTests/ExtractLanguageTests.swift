import Documents
import StageKit
import StageTesting
import Testing

@testable import Extract

@Suite struct ExtractLanguageTests {
    private let german = "Brücke gesperrt\n\nDie Brücke am Hafen wird am Montag gesperrt und im Frühjahr neu gebaut."
    private let mixed = """
        Brücke gesperrt

        Die Brücke am Hafen wird am Montag gesperrt und im Frühjahr neu gebaut, sagte die Stadt am Freitag dazu. \
        Fähren sollen sie bis dahin ersetzen, doch die Pendler klagen schon jetzt über lange Wartezeiten am Ufer.

        The harbour bridge will close on Monday and be built anew in the spring, the city said.
        """

    private func run(
        _ text: String, declared: String? = nil, _ configure: (inout ExtractLanguage.Configuration) -> Void = { _ in }
    ) throws -> Language? {
        var configuration = ExtractLanguage.Configuration()
        configure(&configuration)
        return try StageHarness(ExtractLanguage.self, configuration).run([sampleArticle(text, language: declared)])
            .layer(Language.self)
    }

    @Test func aLanguageBelowTheMinimumIsUndetermined() throws {
        #expect(try run(mixed)?.code == "de")
        #expect(try run(mixed) { $0.minimumConfidence = 0.9 } == Language(code: "und", confidence: 0))
        #expect(try run(german) { $0.minimumConfidence = 0.9 }?.code == "de")
    }

    @Test func theDeclaredLanguageStandsInOnlyWhenAskedTo() throws {
        #expect(try run("Ja\n\nNein.", declared: "de-AT")?.code == "und")
        #expect(
            try run("Ja\n\nNein.", declared: "de-AT") { $0.declaredFallback = true }
                == Language(code: "de", confidence: 0))
        #expect(try run("Ja\n\nNein.") { $0.declaredFallback = true }?.code == "und")
        #expect(try run(german, declared: "en") { $0.declaredFallback = true }?.code == "de")
    }

    @Test func onlyListedLanguagesComeOut() throws {
        #expect(try run(german) { $0.languages = ["en", "fr"] }?.code == "und")
        #expect(
            try run(mixed) {
                $0.languages = ["en"]; $0.minimumConfidence = 0.2
            }?.code == "en")
    }

    @Test(arguments: ["DE", "deutsch", "d", "und", "de-AT", ""])
    func whatIsNoCodeIsRefused(code: String) {
        var configuration = ExtractLanguage.Configuration()
        configuration.languages = ["en", code]
        #expect(throws: OptionProblem.self) { try configuration.validate() }
    }

    @Test func everyArticleHasALanguageWhateverItHolds() throws {
        for text in ["", "\n\n", "Titel", String(repeating: "Die Brücke ", count: 100_000)] {
            #expect(try run(text) != nil)
        }
    }
}
