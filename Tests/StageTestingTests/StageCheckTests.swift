import Documents
import Locks
import StageKit
import Testing

@testable import StageTesting

/// Every check finds what it is for: stages that are wrong in one way each.
@Suite struct StageCheckTests {
    private func found<S: StageType>(_ type: S.Type, _ configuration: S.Configuration = S.Configuration()) -> [String] {
        Set(checkStage(type, configuration).map(\.check.rawValue)).sorted()
    }

    @Test func nothingIsFoundAtAStageThatIsAsItShouldBe() {
        #expect(checkStage(Fine.self) == [])
    }

    @Test func whatAStageSaysOfItselfIsChecked() {
        let findings = checkStage(Wordless.self)
        #expect(findings.filter { $0.check == .declaration }.count == 4)
        #expect(findings.filter { $0.check == .examples }.count == 1)
    }

    @Test func optionsAndDefaultsAreChecked() {
        let findings = checkStage(Optioned.self)
        #expect(
            findings.filter { $0.check == .options }.map(\.message) == [
                "the help of option 'count' is 'how many.'", "option 'count' has no limits",
                "the property 'hidden' of the configuration is no option: no definition can set it",
            ])
        #expect(
            findings.filter { $0.check == .defaults }.map(\.message).first
                == "the default configuration can't be: option 'count' is too small")
    }

    @Test func anExampleThatDoesNotHoldIsFound() {
        let findings = checkStage(Untrue.self)
        #expect(findings.map(\.check) == [.examples])
        #expect(findings.first?.help.contains("\"language\"") == true)
    }

    @Test func whatIsReadWithoutBeingDeclaredIsFound() { #expect(found(Peeping.self) == ["reading"]) }

    @Test func whatIsAddedWithoutBeingDeclaredIsFound() {
        let findings = checkStage(Adding.self)
        #expect(findings.map(\.check) == [.adding])
        #expect(findings.first?.message == "it adds or changes the layer Language, and doesn't declare to provide it")
    }

    @Test func whatIsDeclaredAndNotAddedIsFound() { #expect(found(Promising.self) == ["adding"]) }
    @Test func moreDocumentsThanDeclaredAreFound() { #expect(found(Doubling.self) == ["documents"]) }
    @Test func anotherIdentityIsFound() { #expect(found(Renaming.self) == ["documents"]) }
    @Test func rangesOutsideOfTheTextAreFound() { #expect(found(Overreaching.self) == ["layers"]) }
    @Test func rangesThatPartACharacterAreFound() { #expect(found(Parting.self) == ["layers"]) }
    @Test func aLayerThatReadsBackOtherwiseIsFound() { #expect(found(Forgetting.self) == ["layers"]) }
    @Test func chanceIsFound() { #expect(found(Chancy.self).contains("determinism")) }
    @Test func whatDependsOnTheDocumentsBeforeIsFound() { #expect(found(Counting.self).contains("batches")) }
    @Test func whatDependsOnOtherThreadsIsFound() { #expect(found(Crowded.self) == ["concurrency"]) }
    @Test func whatIsHeldIsFound() {
        #expect(checkStage(Hoarding.self, manyDocuments: 2000).map(\.check) == [.memory])
        #expect(checkStage(Hoarding.self) == [])
    }
    @Test func aDocumentThatIsBlamedForTheEndIsFound() { #expect(found(Blaming.self) == ["cancellation"]) }

    @Test func aCallThatDoesNotEndIsFound() {
        defer { Endless.isReleased.withLock { $0 = true } }
        var findings = Findings()
        var checks = StageChecks<Endless>(
            configuration: NoOptions(), documents: [], allowance: Allowance(), manyDocuments: 100)
        checks.patience = 0.2
        CancellationCheck(checks: checks, documents: CheckedDocuments<Article>([], reads: [])).check(&findings)
        #expect(findings.all.map(\.check) == [.cancellation])
    }

    @Test func anAggregateThatTakesOrderFromPreparingIsFound() {
        #expect(found(FirstPrepared.self).contains("batches"))
    }
    @Test func aSinkThatLeavesThingsIsFound() throws { #expect(found(Littering.self) == ["publication"]) }
    @Test func aSinkThatWritesInTheOrderOfPreparingIsFound() { #expect(found(Hasty.self).contains("batches")) }
    @Test func aSourceThatReadsOtherwiseIsFound() { #expect(found(Shuffling.self) == ["batches", "determinism"]) }
    @Test func aSourceThatSurveysOtherwiseIsFound() { #expect(found(Miscounting.self) == ["documents", "survey"]) }

    @Test func aFormOfOnesOwnNeedsDocuments() {
        #expect(checkStage(OfItsOwn.self).map(\.check) == [.documents])
        #expect(checkStage(OfItsOwn.self, on: [Note(raw: SampleDocuments.rawDocuments[0])]) == [])
    }

    @Test func aLayerOfOnesOwnNeedsDocumentsToo() {
        #expect(checkStage(Wanting.self).map(\.check) == [.layers])
        #expect(checkStage(Wanting.self, on: [sampleArticle("a\n\nb").with(Forgotten(number: 3))]) == [])
    }
}
