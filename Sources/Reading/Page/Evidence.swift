/// What is known about an article beside its text.
public enum MetadataField: String, Sendable, CaseIterable {
    case title, subtitle, authors, published, modified, site, url, language, section, tags, image, paywalled
}

/// Where something about an article was found, and how sure it is.
public struct Evidence: Sendable, Hashable {
    /// How sure something is.
    public enum Confidence: String, Sendable, Comparable {
        /// A last resort: better than nothing.
        case low
        /// One statement that is made for people, or for other purposes.
        case medium
        /// A statement made for machines that nothing contradicts, or several that agree.
        case high

        /// By sureness.
        public static func < (left: Confidence, right: Confidence) -> Bool { left.rank < right.rank }

        private var rank: Int {
            switch self {
            case .low: 0
            case .medium: 1
            case .high: 2
            }
        }
    }

    /// Where it was found: `json-ld datePublished`, `meta og:title`, `microdata`, `time`, `url`, `heading`, `text`…
    public let source: String
    /// How sure it is.
    public let confidence: Confidence

    /// Makes evidence.
    public init(_ source: String, _ confidence: Confidence) {
        self.source = source
        self.confidence = confidence
    }
}

/// A value with where it was found.
struct Found<Value> {
    let value: Value
    let evidence: Evidence

    init(_ value: Value, _ source: String, _ confidence: Evidence.Confidence) {
        self.value = value
        evidence = Evidence(source, confidence)
    }
}
