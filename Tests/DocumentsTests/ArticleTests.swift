import TestRandom
import Testing

@testable import Documents

@Suite struct ArticleTests {
    private func article(_ blocks: [(kind: BlockKind, text: String)], _ metadata: ArticleMetadata = .init()) -> Article
    {
        Article(
            raw: RawDocument(locator: "a/b.txt", mediaType: .plainText, bytes: [65]), metadata: metadata, blocks: blocks
        )
    }

    @Test func anArticleWithoutBlocksHasNoText() {
        for empty in [article([]), article([(.paragraph, ""), (.heading, "")])] {
            #expect(empty.text.isEmpty && empty.blocks.isEmpty)
        }
    }

    /// Blocks stand in the text in order, two newlines between them, and nothing else does.
    @Test func theBlocksMakeTheText() {
        let seed = UInt64.random(in: 0 ... .max)
        var random = SeededRandom(seed: seed)
        let texts = ["One.", "", "é", "two\nlines", "日本", " ", "\n\n"]
        for _ in 0..<300 {
            let given = (0..<random.below(6)).map { _ in
                (kind: BlockKind.allCases[random.below(6)], text: texts[random.below(texts.count)])
            }
            let article = article(given)
            let kept = given.filter { !$0.text.isEmpty }
            #expect(article.text == kept.map(\.text).joined(separator: "\n\n"), "seed \(seed)")
            #expect(article.blocks.map(\.kind) == kept.map(\.kind), "seed \(seed)")
            #expect(article.blocks.map { String(article.text[bytes: $0.range]) } == kept.map(\.text), "seed \(seed)")
        }
    }

    private func field(_ name: String, of article: Article) -> FieldValue? {
        Article.fields.first { $0.name == name }?.value(article)
    }

    @Test func conditionsSeeWhatIsKnown() {
        var metadata = ArticleMetadata()
        metadata.title = "T"
        metadata.subtitle = "U"
        metadata.dateline = "GENEVA"
        metadata.captions = ["C"]
        metadata.authors = ["A", "B"]
        metadata.site = "S"
        metadata.url = "https://a.example"
        metadata.published = PublicationDate(year: 2014, month: 3, day: 14)
        metadata.modified = PublicationDate(year: 2014, month: 3, day: 15)
        metadata.language = "de"
        metadata.section = "P"
        metadata.tags = ["X", "Y"]
        metadata.isPaywalled = true
        let known = article([(.paragraph, "é")], metadata)
        let expected: [String: FieldValue] = [
            "title": .text("T"), "authors": .texts(["A", "B"]), "site": .text("S"), "url": .text("https://a.example"),
            "published": .text("2014-03-14"), "declared-language": .text("de"), "source": .text("a/b.txt"),
            "bytes": .number(2), "subtitle": .text("U"), "dateline": .text("GENEVA"), "captions": .texts(["C"]),
            "modified": .text("2014-03-15"), "section": .text("P"), "tags": .texts(["X", "Y"]),
            "paywalled": .flag(true), "text": .text("é"), "paragraphs": .number(1),
        ]
        #expect(Set(Article.fields.map(\.name)) == Set(expected.keys))
        for (name, value) in expected { #expect(field(name, of: known) == value, "\(name)") }
        let unknown = article([])
        for name in ["site", "url", "published", "declared-language", "subtitle", "dateline", "modified", "section"] {
            #expect(field(name, of: unknown) == .absent)
        }
        #expect(field("authors", of: unknown) == .texts([]))
        #expect(field("tags", of: unknown) == .texts([]))
        #expect(field("paywalled", of: unknown) == .absent)
    }

    @Test func conditionsSeeWhatWasRead() {
        let raw = RawDocument(locator: "a.html", mediaType: .html, bytes: [1, 2, 3])
        let values = RawDocument.fields.map { ($0.name, $0.value(raw)) }
        #expect(
            Dictionary(uniqueKeysWithValues: values) == [
                "media-type": .text("text/html"), "path": .text("a.html"), "bytes": .number(3),
            ])
    }

    @Test func everyFieldHasTheTypeThatItDeclares() {
        let known = article([(.paragraph, "One.")])
        for field in Article.fields { #expect(field.value(known).isOf(field.type), "\(field.name)") }
        let language = Language(code: "en", confidence: 0.5)
        for field in Language.fields { #expect(field.value(language).isOf(field.type), "\(field.name)") }
        let counts = Statistics(words: 1, sentences: 2, paragraphs: 3, characters: 4, readingSeconds: 5)
        for field in Statistics.fields { #expect(field.value(counts).isOf(field.type), "\(field.name)") }
        let phrases = Keyphrases([])
        for field in Keyphrases.fields { #expect(field.value(phrases).isOf(field.type), "\(field.name)") }
    }

    @Test func aSummaryIsOneLineOfItsSentences() {
        let text = article([(.paragraph, "One\nline.  Two."), (.paragraph, "Ünd drei.")])
        func summary(_ ranges: ByteRange...) -> String { Summary(sentences: ranges, method: "lead").text(of: text) }
        #expect(summary(ByteRange(0, 9), ByteRange(11, 15)) == "One line. Two.")
        #expect(summary(ByteRange(17, 27), ByteRange(0, 9)) == "Ünd drei. One line.")
        #expect(summary().isEmpty)
        // Ranges that don't fit the text give what there is.
        #expect(summary(ByteRange(11, 9999)) == "Two. Ünd drei.")
        #expect(summary(ByteRange(-5, 3), ByteRange(500, 600)) == "One")
    }
}

extension FieldValue {
    fileprivate func isOf(_ type: FieldType) -> Bool {
        switch (self, type) {
        case (.text, .text), (.texts, .texts), (.number, .number), (.flag, .flag), (.absent, _): true
        default: false
        }
    }
}
