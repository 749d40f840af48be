public import Documents

/// What was read of a web page.
public struct Page: Sendable {
    /// What the page says about its article; captions of pictures are here, too.
    public let metadata: ArticleMetadata
    /// Where each of what the page says was found, and how sure it is.
    public let evidence: [MetadataField: Evidence]
    /// The body in order: clean text without empty blocks; readers' comments come last where they are asked for.
    public let blocks: [TextBlock]
    /// Why each line of the page was kept or dropped, in the page's order; empty unless asked for.
    public let decisions: [PageDecision]

    /// The body's blocks joined by two newlines.
    public var text: String { blocks.map(\.text).joined(separator: "\n\n") }

    /// All of the article but its headline, as one who copies it out of the page has it: the line under the headline, and
    /// the body.
    public var articleBody: String {
        guard let subtitle = metadata.subtitle, !text.hasPrefix(subtitle) else { return text }
        return text.isEmpty ? subtitle : subtitle + "\n\n" + text
    }
}

/// Why a line of a page is part of the article's body, or isn't.
public struct PageDecision: Sendable, Hashable {
    /// The line: clean text.
    public let text: String
    /// Whether it is in the body.
    public let isKept: Bool
    /// Why, as a phrase: `readers' comments`, `outside of the article's text`, `a heading`…
    public let reason: String

    /// Makes a decision.
    public init(text: String, isKept: Bool, reason: String) {
        self.text = text
        self.isKept = isKept
        self.reason = reason
    }
}
