import JSON
import Testing

@testable import Documents

/// Values that a definition names, as layers; and layers that are read from JSON.
@Suite struct NamedValueTests {
    private let article = Article(
        raw: RawDocument(locator: "a", mediaType: .plainText, bytes: [65]), metadata: ArticleMetadata(),
        blocks: [(.paragraph, "Ää. Öö.")])

    private static let values: [FieldValue] = [
        .text("a"), .texts([]), .texts(["a", "b"]), .number(1), .number(0.5), .flag(true), .absent,
    ]

    @Test func eachNameIsALayerOfItsOwn() {
        var store = LayerStore()
        store.set(Language(code: "en", confidence: 1))
        store.set(NamedValue(name: "mood", value: .text("good")))
        store.set(NamedValue(name: "length", value: .number(3)))
        store.set(NamedValue(name: "mood", value: .text("bad")))
        #expect(store.names == ["Language", "length", "mood"])
        #expect(store.field("mood", of: LayerKey(named: "mood")) == .text("bad"))
        #expect(store.field("mood", of: LayerKey(named: "length")) == .absent)
        #expect(store.contains(LayerKey(named: "length")) && !store.contains(LayerKey(named: "Language")))
        let some = store.selected([LayerKey(named: "mood"), LayerKey(Language.self)])
        #expect(some.names == ["Language", "mood"])
        var json = JSONWriter()
        json.object { store.write(to: &$0, article: article) }
        #expect(json.text == #"{"language":{"code":"en","confidence":1.0},"length":3,"mood":"bad"}"#)
    }

    @Test func branchesThatMeetHaveTheValuesOfBoth() {
        var trunk = LayerStore()
        trunk.set(NamedValue(name: "a", value: .number(1)))
        var (left, right) = (trunk, trunk)
        left.set(NamedValue(name: "b", value: .number(2)))
        right.set(NamedValue(name: "c", value: .number(3)))
        left.merge(right)
        #expect(left.names.sorted() == ["a", "b", "c"])
    }

    @Test(arguments: values) func itIsReadAsItWasStored(value: FieldValue) throws {
        var archive = ArchiveWriter()
        NamedValue(name: "n", value: value).store(in: &archive)
        var reader = ArchiveReader(archive.bytes)
        #expect(try NamedValue(from: &reader) == NamedValue(name: "n", value: value) && reader.isAtEnd)
    }

    @Test func aValueOfAnotherTypeIsRefused() {
        let values: [(FieldType, JSONValue)] = [
            (.text, .integer(1)), (.number, .text("1")), (.flag, .integer(0)), (.texts, .text("a")),
            (.texts, .array([.text("a"), .null])),
        ]
        for (type, value) in values {
            #expect(throws: LayerProblem.self) { try FieldValue(json: value, type) }
        }
        for type in [FieldType.text, .number, .flag, .texts] {
            #expect((try? FieldValue(json: .null, type)) == .absent)
        }
    }

    /// What a layer writes, it reads.
    @Test func layersReadWhatTheyWrite() throws {
        try check(Language(code: "de", confidence: 0.5))
        try check(Sentences([ByteRange(0, 5), ByteRange(6, 11)]))
        try check(
            Keyphrases([
                .init(text: "Ää", score: 2.5, occurrences: [ByteRange(0, 4)]),
                .init(text: "b", score: 1, occurrences: []),
            ]))
        try check(Summary(sentences: [ByteRange(0, 5)], method: "lead"))
        try check(Statistics(words: 1, sentences: 2, paragraphs: 3, characters: 4, readingSeconds: 5))
    }

    private func check<L: ReadableLayer & Equatable>(_ layer: L) throws {
        var json = JSONWriter()
        layer.write(to: &json, article: article)
        #expect(try L(json: JSONValue(parsing: json.text)) == layer)
    }

    @Test(arguments: [
        #"[[0, 5], [4, 6]]"#, #"[[5, 0]]"#, #"[[-1, 2]]"#, #"[[0]]"#, #"[0, 5]"#, #"{}"#, #"[[0, 99999999999]]"#,
        #"[[0, 1.5]]"#,
    ])
    func rangesThatCannotBeSentencesAreRefused(text: String) {
        #expect(throws: LayerProblem.self) { try Sentences(json: JSONValue(parsing: text)) }
    }
}
