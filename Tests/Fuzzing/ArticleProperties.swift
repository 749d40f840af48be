internal import Documents
@testable internal import Reading

/// What holds for every article, whatever it was read from.
enum ArticleProperties {
    /// Reads a document as an article and checks it; what can't be read has a code and a reason.
    static func check(_ raw: RawDocument) {
        do throws(ReadingError) {
            check(try ArticleReader(maximumBytes: 1 << 20).read(raw))
        } catch {
            require(!error.code.isEmpty && !error.message.isEmpty, "nobody is told why it can't be read")
        }
    }

    /// Blocks follow each other inside the text and hold all of it, each is clean and not empty, and what is stored of
    /// the article gives the same one again.
    static func check(_ article: Article) {
        let text = article.text
        let bytes = Array(text.utf8)
        require(isValid(text), "the text isn't UTF-8")
        require(!article.blocks.isEmpty, "an article without text was read")
        var end = 0
        for (place, block) in article.blocks.enumerated() {
            let range = block.range.range
            let separator = place == 0 ? [] : Array("\n\n".utf8)
            require(range.lowerBound == end + separator.count && range.upperBound <= bytes.count, "out of place")
            require(Array(bytes[end..<range.lowerBound]) == separator, "text between blocks")
            require(range.upperBound > range.lowerBound, "an empty block")
            require(
                isBoundary(range.lowerBound, in: bytes) && isBoundary(range.upperBound, in: bytes),
                "a block cuts a scalar")
            let content = String(text[bytes: block.range])
            require(Array(content.utf8) == Array(bytes[range]), "a block's text isn't what its range says")
            require(
                block.kind == .code || Array(TextCleaner.clean(content).utf8) == Array(content.utf8), "unclean text")
            require(!content.unicodeScalars.contains { isControl($0) }, "a control character")
            end = range.upperBound
        }
        require(end == bytes.count, "text after the last block")
        check(article.metadata)
        checkStorage(of: article)
    }

    private static func check(_ metadata: ArticleMetadata) {
        let texts =
            [
                metadata.title, metadata.subtitle, metadata.dateline, metadata.site, metadata.url, metadata.language,
                metadata.charset,
            ].compactMap(\.self) + metadata.authors + metadata.captions + metadata.asides
        for text in texts {
            require(isValid(text), "metadata aren't UTF-8")
            require(!text.unicodeScalars.contains { isControl($0) }, "a control character in metadata")
        }
    }

    private static func checkStorage(of article: Article) {
        var archive = ArchiveWriter()
        article.store(in: &archive)
        var reader = ArchiveReader(archive.bytes)
        do throws(ArchiveError) {
            let again = try Article(from: &reader, raw: article.raw)
            require(reader.isAtEnd, "less was read than was stored")
            require(Array(again.text.utf8) == Array(article.text.utf8), "the text isn't what was stored")
            require(again.blocks == article.blocks, "the blocks aren't what was stored")
            require(again.metadata == article.metadata, "the metadata aren't what was stored")
        } catch {
            fatalError("what was stored can't be read")
        }
    }

    private static func isValid(_ text: String) -> Bool { String(validating: text.utf8, as: UTF8.self) != nil }

    private static func isBoundary(_ place: Int, in bytes: [UInt8]) -> Bool {
        place == bytes.count || bytes[place] & 0xC0 != 0x80
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.generalCategory == .control && scalar != "\n" && scalar != "\t"
    }
}
