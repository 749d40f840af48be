public import JSON

/// Counts over an article's text.
public struct Statistics: Layer, Hashable {
    /// `Statistics`.
    public static var layerName: String { "Statistics" }
    /// Fields for conditions: `words`, `sentences`, `reading-seconds`.
    public static var fields: [Field<Statistics>] {
        [
            Field("words", .number) { .number(Double($0.words)) },
            Field("sentences", .number) { .number(Double($0.sentences)) },
            Field("reading-seconds", .number) { .number(Double($0.readingSeconds)) },
        ]
    }

    /// Number of words.
    public let words: Int
    /// Number of sentences.
    public let sentences: Int
    /// Number of paragraphs and other blocks.
    public let paragraphs: Int
    /// Number of characters as a reader counts them (extended grapheme clusters).
    public let characters: Int
    /// How long an adult takes to read it, in seconds.
    public let readingSeconds: Int

    /// Makes the layer.
    public init(words: Int, sentences: Int, paragraphs: Int, characters: Int, readingSeconds: Int) {
        self.words = words
        self.sentences = sentences
        self.paragraphs = paragraphs
        self.characters = characters
        self.readingSeconds = readingSeconds
    }

    /// Makes the layer of those of its fields that are given; the other counts are 0.
    public init?(fields: [String: FieldValue]) {
        let count = { (name: String) in if case .number(let number) = fields[name] { Int(exactly: number) } else { 0 } }
        guard let words = count("words"), let sentences = count("sentences"), let seconds = count("reading-seconds")
        else { return nil }
        self.init(words: words, sentences: sentences, paragraphs: 0, characters: 0, readingSeconds: seconds)
    }

    /// Writes the counts.
    public func store(in archive: inout ArchiveWriter) {
        for count in [words, sentences, paragraphs, characters, readingSeconds] { count.store(in: &archive) }
    }

    /// Reads the counts.
    public init(from archive: inout ArchiveReader) throws(ArchiveError) {
        words = try Int(from: &archive)
        sentences = try Int(from: &archive)
        paragraphs = try Int(from: &archive)
        characters = try Int(from: &archive)
        readingSeconds = try Int(from: &archive)
    }

    /// Writes an object of the counts.
    public func write(to json: inout JSONWriter, article: Article) {
        json.object {
            $0.member("words", words)
            $0.member("sentences", sentences)
            $0.member("paragraphs", paragraphs)
            $0.member("characters", characters)
            $0.member("readingSeconds", readingSeconds)
        }
    }
}
