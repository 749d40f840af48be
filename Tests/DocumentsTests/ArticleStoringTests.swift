import Testing

@testable import Documents

/// What a run stores for the next one comes back, and what isn't such a thing is refused.
@Suite struct ArticleStoringTests {
    private let raw = RawDocument(locator: "x.txt", mediaType: .plainText, bytes: Array("Brücke zu".utf8))

    private func archive(_ ranges: [ByteRange]) -> ArchiveWriter {
        let blocks = ranges.map { Block(kind: .paragraph, range: $0) }
        let article = Article(raw: raw, metadata: ArticleMetadata(), text: "Brücke\n\nzu", blocks: blocks)
        var archive = ArchiveWriter()
        article.store(in: &archive)
        return archive
    }

    private func stored(_ ranges: [ByteRange]) throws(ArchiveError) -> Article {
        var reader = ArchiveReader(archive(ranges).bytes)
        return try Article(from: &reader, raw: raw)
    }

    @Test func anArticleComesBack() throws {
        let article = try stored([ByteRange(0, 7), ByteRange(9, 11)])
        #expect(article.text == "Brücke\n\nzu")
        #expect(article.blocks.map { String(article.text[bytes: $0.range]) } == ["Brücke", "zu"])
    }

    /// Stages rely on blocks that stand inside the text, one after the other, and cut no character.
    @Test(arguments: [
        [ByteRange(0, 12)], [ByteRange(9, 11), ByteRange(0, 7)], [ByteRange(0, 3)], [ByteRange(3, 7)],
        [ByteRange(0, 7), ByteRange(6, 11)],
    ]) func blocksThatCantBeAreRefused(_ ranges: [ByteRange]) {
        #expect(throws: ArchiveError.self) { try stored(ranges) }
    }

    @Test func whatBreaksOffIsRefused() {
        let whole = archive([ByteRange(0, 7), ByteRange(9, 11)]).bytes
        for count in 0..<whole.count {
            var reader = ArchiveReader(Array(whole.prefix(count)))
            #expect(throws: ArchiveError.self) { try Article(from: &reader, raw: raw) }
        }
    }
}
