internal import CCLD2
public import Documents

/// Tells the language of an article from its words: CLD2, a naive Bayes classifier over runs of four letters (D. Sites,
/// 2013), for more than 80 languages; scripts that one language alone uses are told by the script.
///
/// Deterministic, and one detector serves any number of threads.
public struct LanguageDetector: Sendable {
    /// How much is looked at, in bytes, headline included. The detector's time grows with the text and its answer hardly
    /// changes after the first hundred words.
    public static let maximumBytes = 640

    /// The codes that may come out; any when nil.
    public var languages: [String]?

    /// Makes a detector.
    /// - Parameter languages: ISO 639-1 codes of the languages that may come out; any when nil.
    public init(languages: [String]? = nil) {
        self.languages = languages
    }

    /// The language of an article: of its headline and the start of its text, code left out.
    ///
    /// The confidence is the language's share of the letters that were looked at, half of it where CLD2 calls its answer
    /// unreliable. `und` with confidence 0 when there is too little to tell it from: less than about twenty letters of an
    /// alphabet that several languages share.
    public func language(of article: Article) -> Language {
        var sample: [UInt8] = []
        sample.reserveCapacity(Self.maximumBytes + Self.padding + 2)
        let title = article.title.utf8.span
        Self.append(title, 0..<title.count, to: &sample, limit: Self.maximumBytes / 4)
        let text = article.text.utf8.span
        for block in article.blocks where block.kind != .code && sample.count < Self.maximumBytes {
            Self.append(text, block.range.range, to: &sample, limit: Self.maximumBytes)
        }
        return language(of: sample)
    }

    /// CLD2 looks ahead by up to a scalar.
    private static let padding = 8

    /// Adds a line, or as many whole scalars of it as the limit allows.
    private static func append(_ bytes: Span<UInt8>, _ range: Range<Int>, to sample: inout [UInt8], limit: Int) {
        var end = min(range.upperBound, range.lowerBound + max(0, limit - sample.count))
        while end > range.lowerBound, end < range.upperBound, bytes[end] & 0xC0 == 0x80 { end -= 1 }
        for position in range.lowerBound..<end { sample.append(bytes[position]) }
        sample.append(0x0A)
    }

    private func language(of sample: consuming [UInt8]) -> Language {
        let unknown = galley_cld2_language(code: nil, percent: 0)
        var found = [unknown, unknown, unknown]
        let count = Int32(clamping: sample.count)
        sample.append(contentsOf: repeatElement(0, count: Self.padding))
        let isReliable = sample.withUnsafeBytes { bytes in
            galley_cld2_detect(bytes.baseAddress?.assumingMemoryBound(to: CChar.self), count, &found)
        }
        let codes = found.map { $0.code.map { Self.code(String(cString: $0)) } ?? "und" }
        let allowed = codes.first { $0 != "und" && languages?.contains($0) ?? true }
        guard let code = allowed else { return Language(code: "und", confidence: 0) }
        // Chinese in traditional and simplified characters are two languages to CLD2.
        let percent = zip(codes, found).reduce(0) { $0 + ($1.0 == code ? Int($1.1.percent) : 0) }
        return Language(code: code, confidence: Double(min(percent, 100)) / (isReliable ? 100 : 200))
    }

    /// The ISO 639-1 code (639-3 where there is none) of one of CLD2's, which are older or tell the script.
    static func code(_ code: String) -> String {
        switch code {
        case "iw": return "he"
        case "jw": return "jv"
        case "bh": return "bho"
        case "un", "xxx": return "und"
        default: break
        }
        // `zh-Hant`, `sr-ME`; but `xx-Latn` is a script and `zzp` a play on words.
        let language = code.prefix { $0 != "-" }
        let isCode = (2...3).contains(language.utf8.count) && language.utf8.allSatisfy { (0x61...0x7A).contains($0) }
        return isCode && !language.hasPrefix("xx") && !language.hasPrefix("zz") ? String(language) : "und"
    }
}
