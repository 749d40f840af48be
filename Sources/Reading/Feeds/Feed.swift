public import Documents

/// A feed: what it says of itself, and its entries in order.
public struct Feed: Sendable, Equatable {
    /// The feed's title as text, in most feeds the site's name.
    public var title: String?
    /// The address of the site.
    public var link: String?
    /// The language tag of the whole.
    public var language: String?
    /// The entries.
    public var entries: [FeedEntry] = []

    /// A feed without entries.
    public init() {}
}

/// An entry of a feed.
public struct FeedEntry: Sendable, Equatable {
    /// A text as a feed gives it.
    public struct Text: Sendable, Equatable {
        /// The text.
        public var value: String
        /// Whether it is HTML.
        public var isHTML: Bool

        /// Makes a text.
        public init(_ value: String, isHTML: Bool) {
            self.value = value
            self.isHTML = isHTML
        }

        /// The text without markup, in one line.
        public var plain: String { TextCleaner.clean(isHTML ? HTMLTree.text(of: value) : value) }
    }

    /// What the feed calls it by, the same from time to time; seldom missing.
    public var id: String?
    /// The headline as text.
    public var title: String?
    /// The whole text, where the feed has it.
    public var content: Text?
    /// What the feed has as a description or summary.
    public var summary: Text?
    /// The address of the article's page.
    public var link: String?
    /// When it was published, as W3CDTF where that could be made out, else as the feed writes it.
    public var published: String?
    /// When it was changed, in the same way.
    public var updated: String?
    /// Authors' names.
    public var authors: [String] = []
    /// The language tag, the entry's or the feed's.
    public var language: String?
    /// The entry as it stands in the feed, in UTF-8.
    public var source: [UInt8] = []

    /// An entry without anything.
    public init() {}

    /// What it states about its article. The body is the content, or the summary where there is no content.
    public var fields: GivenFields {
        let body = content ?? summary
        return GivenFields(
            title: title, body: body?.value ?? "", bodyIsHTML: body?.isHTML ?? false, url: link,
            published: published ?? updated, authors: authors, language: language)
    }
}
