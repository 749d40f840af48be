internal import Documents
internal import Reading

/// What a run has stored for the next one, after somebody else has had it: it is read or refused, and never leads outside
/// its own bytes. What can be read is stored again in the same meaning.
struct FuzzedResults: FuzzedReader {
    init(reading bytes: [UInt8]) {
        let (source, stored) = Self.split(bytes)
        let raw = RawDocument(locator: "fuzz.txt", mediaType: .plainText, bytes: source)
        check(stored, raw)
        if let damaged = Self.damaged(raw, by: stored) { check(damaged, raw) }
        if let known = try? KnownResults(stored, 0..<stored.count) {
            for (key, range) in known.entries {
                require(range.lowerBound >= 0 && range.upperBound <= stored.count, "a result is out of place")
                require(known.find(key) != nil, "a result that is known isn't found")
                check(Array(stored[range]), raw)
            }
        }
    }

    /// What is stored of the article that was read, with some bytes changed: by two that say where and one that says to
    /// what. Nobody comes upon the shape of an article by chance.
    private static func damaged(_ raw: RawDocument, by edits: [UInt8]) -> [UInt8]? {
        guard let article = try? ArticleReader().read(raw) else { return nil }
        var archive = ArchiveWriter()
        article.store(in: &archive)
        var bytes = archive.bytes
        for start in stride(from: 0, to: min(edits.count - 2, 24), by: 3) {
            bytes[(Int(edits[start]) << 8 | Int(edits[start + 1])) % bytes.count] = edits[start + 2]
        }
        return bytes
    }

    /// The first byte says how much of the rest stands for what was read, of which an article borrows.
    private static func split(_ bytes: [UInt8]) -> (source: [UInt8], stored: [UInt8]) {
        guard let first = bytes.first else { return ([], []) }
        let count = Int(first) * (bytes.count - 1) / 255
        return (Array(bytes[1..<(1 + count)]), Array(bytes[(1 + count)...]))
    }

    private func check(_ stored: [UInt8], _ raw: RawDocument) {
        var reader = ArchiveReader(stored)
        if let article = try? Article(from: &reader, raw: raw) {
            let count = article.text.utf8.count
            for block in article.blocks {
                require(Int(block.range.lower) >= 0 && Int(block.range.upper) <= count, "a block outside its text")
                require(
                    String(article.text[bytes: block.range]).utf8.count == block.range.count, "a block cuts a scalar")
            }
            var archive = ArchiveWriter()
            article.store(in: &archive)
            var second = ArchiveReader(archive.bytes)
            guard let again = try? Article(from: &second, raw: raw), second.isAtEnd else {
                fatalError("what was stored can't be read")
            }
            require(again.text == article.text && again.blocks == article.blocks, "the body isn't what was stored")
            require(again.metadata == article.metadata, "the metadata aren't what was stored")
        }
        checkAgain(Language.self, stored)
        checkAgain(Sentences.self, stored)
        checkAgain(Statistics.self, stored)
        checkAgain(Keyphrases.self, stored)
        checkAgain(Summary.self, stored)
        checkAgain(Layers<Sentences, Maybe<Language>, Keyphrases>.self, stored)
    }

    /// What can be read stores bytes that read as themselves.
    private func checkAgain<Value: Storable>(_ type: Value.Type, _ stored: [UInt8]) {
        var reader = ArchiveReader(stored)
        guard let value = try? Value(from: &reader) else { return }
        let first = Self.bytes(of: value)
        var second = ArchiveReader(first)
        guard let again = try? Value(from: &second), second.isAtEnd else {
            fatalError("what was stored of \(type) can't be read")
        }
        require(Self.bytes(of: again) == first, "\(type) isn't what was stored")
    }

    private static func bytes(of value: some Storable) -> [UInt8] {
        var archive = ArchiveWriter()
        value.store(in: &archive)
        return archive.bytes
    }
}
