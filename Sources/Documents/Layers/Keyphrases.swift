public import JSON

/// The phrases that tell what an article is about, best first.
public struct Keyphrases: Layer, Hashable {
    /// `Keyphrases`.
    public static var layerName: String { "Keyphrases" }
    /// Fields for conditions: `keyphrases`.
    public static var fields: [Field<Keyphrases>] {
        [Field("keyphrases", .texts) { .texts($0.phrases.map(\.text)) }]
    }

    /// A phrase, how much it weighs, and where it stands.
    public struct Phrase: Hashable, Sendable {
        /// The phrase as it is best written.
        public let text: String
        /// Weight, greater is better; comparable within one article.
        public let score: Double
        /// Where it occurs in the text, in order.
        public let occurrences: [ByteRange]

        /// Makes a phrase.
        public init(text: String, score: Double, occurrences: [ByteRange]) {
            self.text = text
            self.score = score
            self.occurrences = occurrences
        }
    }

    /// The phrases, best first.
    public let phrases: [Phrase]

    /// Makes the layer.
    public init(_ phrases: [Phrase]) { self.phrases = phrases }

    /// Makes the layer of phrases that stand nowhere.
    public init?(fields: [String: FieldValue]) {
        guard case .texts(let texts) = fields["keyphrases"] else { return nil }
        self.init(texts.map { Phrase(text: $0, score: 1, occurrences: []) })
    }

    /// Writes the phrases.
    public func store(in archive: inout ArchiveWriter) {
        archive.write(number: UInt64(phrases.count))
        for phrase in phrases {
            archive.write(text: phrase.text)
            phrase.score.store(in: &archive)
            archive.write(ranges: phrase.occurrences)
        }
    }

    /// Reads the phrases.
    public init(from archive: inout ArchiveReader) throws(ArchiveError) {
        var phrases: [Phrase] = []
        for _ in 0..<(try archive.readCount()) {
            let text = try archive.readText()
            let score = try Double(from: &archive)
            phrases.append(Phrase(text: text, score: score, occurrences: try archive.readRanges()))
        }
        self.phrases = phrases
    }

    /// Writes `[{"text", "score", "occurrences"}, …]`.
    public func write(to json: inout JSONWriter, article: Article) {
        json.array { json in
            for phrase in phrases {
                json.object { json in
                    json.member("text", phrase.text)
                    json.member("score", phrase.score)
                    json.key("occurrences")
                    json.array { json in
                        for range in phrase.occurrences {
                            json.array {
                                $0.value(Int(range.lower))
                                $0.value(Int(range.upper))
                            }
                        }
                    }
                }
            }
        }
    }
}
