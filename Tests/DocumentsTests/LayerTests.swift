import JSON
import Testing

@_spi(Engine) @testable import Documents

@Suite struct LayerTests {
    private func article() -> Article {
        Article(
            raw: RawDocument(locator: "a.txt", mediaType: .plainText, bytes: [65]), metadata: ArticleMetadata(),
            blocks: [(.paragraph, "One."), (.paragraph, ""), (.paragraph, "Two é.")])
    }

    @Test func aSetIsGivenWhenAllRequiredLayersAreThere() throws {
        var article = article()
        Language(code: "en", confidence: 1).add(to: &article.layers)
        #expect(Layers<Language, Sentences>(from: CarriedLayers(article.layers)) == nil)
        let set = try #require(Layers<Language, Maybe<Sentences>>(from: CarriedLayers(article.layers)))
        #expect(set.all.0.code == "en")
        #expect(set.all.1.layer == nil)
        #expect(Maybe<Sentences>(from: CarriedLayers(article.layers))?.layer == nil)
        Sentences([ByteRange(0, 4)]).add(to: &article.layers)
        let both = try #require(Layers<Language, Sentences>(from: CarriedLayers(article.layers)))
        #expect(both.all.1.ranges.count == 1)
        #expect(Maybe<Sentences>(from: CarriedLayers(article.layers))?.layer?.ranges.count == 1)
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

    @Test func whatIsThereStaysWhenBranchesAreMerged() {
        var left = article()
        var right = left
        Language(code: "en", confidence: 1).add(to: &left.layers)
        Language(code: "de", confidence: 1).add(to: &right.layers)
        left.layers.merge(right.layers)
        #expect(Language(from: CarriedLayers(left.layers))?.code == "en")
    }

    @Test func aLayerThatIsAddedAgainTakesThePlaceOfTheFirst() {
        var article = article()
        Language(code: "en", confidence: 1).add(to: &article.layers)
        Language(code: "de", confidence: 1).add(to: &article.layers)
        #expect(article.layers.names == ["Language"])
        #expect(Language(from: CarriedLayers(article.layers))?.code == "de")
    }

    @Test func copiesHaveLayersOfTheirOwn() {
        let first = article()
        var second = first
        Language(code: "en", confidence: 1).add(to: &second.layers)
        #expect(first.layers.names.isEmpty)
    }

    @Test func packsTellWhatTheyRequire() {
        typealias Pack = Layers<Language, Maybe<Sentences>, Layers<Summary, Maybe<Statistics>>>
        #expect(Pack.requirements.map(\.name) == ["Language", "Sentences", "Summary", "Statistics"])
        #expect(Pack.requirements.map(\.isOptional) == [false, true, false, true])
        #expect(NoLayers.requirements.isEmpty && AllLayers.requirements.isEmpty)
        #expect(Language.requirements.first?.fields == ["language": .text, "language-confidence": .number])
    }

    @Test func aPackAddsAllOfItsMembers() {
        var article = article()
        Layers(Language(code: "en", confidence: 1), Maybe<Summary>(nil), Maybe(Sentences([]))).add(to: &article.layers)
        #expect(article.layers.names == ["Language", "Sentences"])
        NoLayers().add(to: &article.layers)
        #expect(article.layers.names == ["Language", "Sentences"])
    }

    @Test func allLayersAreWrittenByName() {
        var article = article()
        Sentences([ByteRange(0, 4)]).add(to: &article.layers)
        Language(code: "en", confidence: 1).add(to: &article.layers)
        var json = JSONWriter()
        json.object { AllLayers(from: CarriedLayers(article.layers))?.write(to: &$0, article: article) }
        #expect(json.text == #"{"language":{"code":"en","confidence":1.0},"sentences":[[0,4]]}"#)
        var other = self.article()
        AllLayers(from: CarriedLayers(article.layers))?.add(to: &other.layers)
        #expect(Set(other.layers.names) == ["Language", "Sentences"])
    }

    @Test func aSummaryQuotesItsArticle() {
        let article = article()
        var layers = LayerStore()
        Summary(sentences: [ByteRange(0, 4)], method: "lead").add(to: &layers)
        let key = LayerKey(Summary.self)
        let quoted = String(article.text.prefix(4))
        #expect(layers.field("summary", of: key, quoting: article) == .text(quoted))
        #expect(layers.field("summary", of: key) == .absent)
        #expect(layers.field("summary-sentences", of: key) == .number(1))
    }

    @Test func layersAreMadeOfTheirFields() {
        #expect(Language(fields: ["language": .text("de")]) == Language(code: "de", confidence: 1))
        #expect(Language(fields: ["language-confidence": .number(1)]) == nil)
        #expect(Statistics(fields: ["words": .number(300)])?.words == 300)
        #expect(Statistics(fields: ["words": .number(0.5)]) == nil)
        #expect(Keyphrases(fields: ["keyphrases": .texts(["a"])])?.phrases.map(\.text) == ["a"])
        #expect(Sentences(fields: [:]) == nil)
    }

    @Test func aFieldOfALayerThatIsNotThereIsAbsent() {
        let article = article()
        #expect(article.layers.field("language", of: LayerKey(Language.self)) == .absent)
        #expect(!article.layers.contains(LayerKey(Language.self)))
    }
}
