import Testing

@testable import Documents

@Suite struct LayerTests {
    private func article() -> Article {
        Article(
            raw: RawDocument(locator: "a.txt", mediaType: .plainText, bytes: [65]), metadata: ArticleMetadata(),
            blocks: [(.paragraph, "One."), (.paragraph, ""), (.paragraph, "Two é.")])
    }

    @Test func blocksAreJoinedAndPlaced() {
        let article = article()
        #expect(article.text == "One.\n\nTwo é.")
        #expect(article.blocks.map { String(article.text[bytes: $0.range]) } == ["One.", "Two é."])
    }

    @Test func aSetIsGivenWhenAllRequiredLayersAreThere() {
        var article = article()
        Language(code: "en", confidence: 1).add(to: &article.layers)
        #expect(Layers<Language, Sentences>(from: article.layers) == nil)
        #expect(Layers<Language, Maybe<Sentences>>(from: article.layers)?.all.0.code == "en")
        Sentences([ByteRange(0, 4)]).add(to: &article.layers)
        #expect(Layers<Language, Sentences>(from: article.layers)?.all.1.ranges.count == 1)
    }

    @Test func mergingKeepsBothBranches() {
        var left = article()
        var right = left
        Language(code: "en", confidence: 1).add(to: &left.layers)
        Sentences([]).add(to: &right.layers)
        left.layers.merge(right.layers)
        #expect(left.layers.names == ["Language", "Sentences"])
        #expect(left.layers.field("language", of: LayerKey(Language.self)) == .text("en"))
    }

    @Test func sliceNeverCutsAScalar() {
        #expect("aéb"[bytes: ByteRange(0, 2)] == "a")
        #expect("aéb"[bytes: ByteRange(2, 9)] == "b")
    }
}
