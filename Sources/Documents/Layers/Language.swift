public import JSON

/// The language an article is written in, as found in its text.
public struct Language: Layer, Hashable {
    /// `Language`.
    public static var layerName: String { "Language" }
    /// Fields for conditions: `language`, `language-confidence`.
    public static var fields: [Field<Language>] {
        [
            Field("language", .text) { .text($0.code) },
            Field("language-confidence", .number) { .number($0.confidence) },
        ]
    }

    /// ISO 639-1 code, or 639-3 where there is none of two letters; `und` when it can't be told.
    public let code: String
    /// How sure it is, 0 to 1.
    public let confidence: Double

    /// Makes the layer.
    public init(code: String, confidence: Double) {
        self.code = code
        self.confidence = confidence
    }

    /// Makes the layer of `language`, of which it is sure unless `language-confidence` is given.
    public init?(fields: [String: FieldValue]) {
        guard case .text(let code) = fields["language"] else { return nil }
        let confidence: Double = if case .number(let number) = fields["language-confidence"] { number } else { 1 }
        self.init(code: code, confidence: confidence)
    }

    /// Writes both.
    public func store(in archive: inout ArchiveWriter) {
        archive.write(text: code)
        confidence.store(in: &archive)
    }

    /// Reads both.
    public init(from archive: inout ArchiveReader) throws(ArchiveError) {
        code = try archive.readText()
        confidence = try Double(from: &archive)
    }

    /// Writes `{"code", "confidence"}`.
    public func write(to json: inout JSONWriter, article: Article) {
        json.object {
            $0.member("code", code)
            $0.member("confidence", confidence)
        }
    }
}
