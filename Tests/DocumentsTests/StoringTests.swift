import TestRandom
import Testing

@testable import Documents

@Suite struct StoringTests {
    private func restored<Value: Storable>(_ value: Value) throws -> Value {
        var archive = ArchiveWriter()
        value.store(in: &archive)
        var reader = ArchiveReader(archive.bytes)
        let restored = try Value(from: &reader)
        #expect(reader.isAtEnd)
        return restored
    }

    @Test func valuesAreReadAsTheyWereWritten() throws {
        for number in [0, 1, -1, 63, 64, 127, 128, -300, Int.max, Int.min] { #expect(try restored(number) == number) }
        for number in [0.0, -0.5, 1e300, .infinity] { #expect(try restored(number) == number) }
        for text in ["", "a", "naïve 👍🏽", String(repeating: "x", count: 1000)] { #expect(try restored(text) == text) }
        #expect(try restored([String?]([nil, "a", nil])) == [nil, "a", nil])
        #expect(try restored(Language(code: "en", confidence: 0.5)) == Language(code: "en", confidence: 0.5))
        let ranges = [ByteRange(0, 4), ByteRange(6, 6), ByteRange(2, 9), ByteRange(100_000, 100_300)]
        #expect(try restored(Sentences(ranges)).ranges == ranges)
        let statistics = Statistics(words: 1, sentences: 2, paragraphs: 3, characters: 4, readingSeconds: 5)
        #expect(try restored(statistics) == statistics)
        let phrases = Keyphrases([.init(text: "harbour", score: 1.5, occurrences: ranges)])
        #expect(try restored(phrases) == phrases)
        let summary = Summary(sentences: ranges, method: "lead")
        #expect(try restored(summary) == summary)
    }

    @Test func setsAreReadAsTheyWereWritten() throws {
        let set = Layers(Language(code: "de", confidence: 1), Maybe<Summary>(nil), Maybe(Sentences([ByteRange(1, 2)])))
        let (language, summary, sentences) = try restored(set).all
        #expect(language.code == "de")
        #expect(summary.layer == nil)
        #expect(sentences.layer?.ranges == [ByteRange(1, 2)])
    }

    private func article(_ random: inout SeededRandom) -> Article {
        let words = ["the", "harbour", "bridge", "naïve", "—", "x", "\n", " ", "<b>", "&amp;"]
        var raw: [UInt8] = []
        var blocks: [TextBlock] = []
        for _ in 0..<random.below(12) {
            let text = (0..<random.below(40)).map { _ in words[random.below(words.count)] }.joined(separator: " ")
            raw += Array((random.below(3) == 0 ? text.uppercased() : text).utf8) + Array("\n\n".utf8)
            let number = random.below(3) == 0 ? random.below(5000) - 2500 : nil
            let outline = BlockOutline(level: random.below(7), number: number)
            blocks.append(TextBlock(BlockKind.allCases[random.below(BlockKind.allCases.count)], text, outline))
        }
        if random.below(4) == 0 { raw.reverse() }
        if random.below(4) == 0 { raw = [] }
        var metadata = ArticleMetadata()
        metadata.title = "Bridge"
        metadata.authors = ["A", "B"]
        metadata.published = PublicationDate(year: 2014, month: 3, day: 14, time: "T09:30:00Z")
        metadata.modified = PublicationDate(year: 2014, month: 3, day: 15)
        metadata.section = "Traffic"
        metadata.tags = ["bridge", "ferry"]
        metadata.image = ArticleImage(url: "https://example.com/x.jpg", caption: random.below(2) == 0 ? nil : "C")
        metadata.isPaywalled = random.below(2) == 0 ? nil : true
        metadata.url = random.below(2) == 0 ? nil : "https://example.com/"
        return Article(
            raw: RawDocument(locator: "a", mediaType: .plainText, bytes: raw), metadata: metadata, blocks: blocks)
    }

    /// Whatever the raw bytes have to do with the text.
    @Test func articlesAreReadAsTheyWereWritten() throws {
        let seed = UInt64.random(in: 0 ... .max)
        var random = SeededRandom(seed: seed)
        for _ in 0..<500 {
            let article = article(&random)
            var archive = ArchiveWriter()
            article.store(in: &archive)
            var reader = ArchiveReader(archive.bytes)
            let restored = try Article(from: &reader, raw: article.raw)
            #expect(restored.text == article.text && restored.blocks == article.blocks, "seed \(seed)")
            #expect(restored.metadata == article.metadata && reader.isAtEnd, "seed \(seed)")
        }
    }

    @Test func aTextThatStandsInItsBytesTakesFewBytes() {
        let text = (0..<200).map { "Sentence number \($0) tells of the harbour." }.joined(separator: " ")
        let article = Article(
            raw: RawDocument(
                locator: "a", mediaType: .plainText,
                bytes: Array(text.replacing(" of the", with: "\nof the").utf8)), metadata: ArticleMetadata(),
            blocks: [(.paragraph, text)])
        var archive = ArchiveWriter()
        article.store(in: &archive)
        #expect(archive.bytes.count < text.utf8.count / 3)
    }

    /// Bytes that were damaged are an error or another value, and read nothing outside.
    @Test func damagedBytesAreBorne() {
        let seed = UInt64.random(in: 0 ... .max)
        var random = SeededRandom(seed: seed)
        for _ in 0..<2000 {
            let article = article(&random)
            var archive = ArchiveWriter()
            article.store(in: &archive)
            var bytes = archive.bytes
            for _ in 0..<1 + random.below(4) { bytes[random.below(bytes.count)] = UInt8(random.below(256)) }
            var reader = ArchiveReader(Array(bytes.prefix(random.below(bytes.count + 1))))
            let restored = try? Article(from: &reader, raw: article.raw)
            #expect(restored?.blocks.allSatisfy { $0.range.upper >= 0 } ?? true, "seed \(seed)")
        }
    }
}

@Suite struct TrailTests {
    @Test func aTrailHandsOverWhatItGatheredWhenItsLastCopyIsGone() throws {
        let record = TrailRecord(id: DocumentID(Digest(of: "a")), locator: "a", source: 0)
        nonisolated(unsafe) var ended: [TrailRecord] = []
        do {
            let trail = Trail(record) { ended.append($0) }
            trail.add(TrailStep(stage: 1, outcome: .given))
            var result = ArchiveWriter()
            result.write(text: "known")
            trail.keep(Digest(of: "key"), result)
            #expect(ended.isEmpty)
        }
        let first = try #require(ended.first)
        #expect(first.steps.map(\.stage) == [1] && first.addedCount == 1)
        var next = TrailRecord(id: first.id, locator: "a", source: 0)
        var archive = ArchiveWriter()
        archive.write(number: 1)
        archive.append(first.added)
        next.known = try KnownResults(archive.bytes, 0..<archive.bytes.count)
        let trail = Trail(next) { _ in }
        let read = { (reader: inout ArchiveReader) throws(ArchiveError) -> String in try reader.readText() }
        #expect(trail.recall(Digest(of: "key"), read) == "known")
        #expect(trail.recall(Digest(of: "other"), read) == nil)
    }
}
