/// What is known about an article; what can't be known stays absent and is never invented.
public struct ArticleMetadata: Sendable, Equatable {
    /// The headline without the site's name; empty when unknown.
    public var title = ""
    /// The line under the headline.
    public var subtitle: String?
    /// Place, day and agency before the first sentence, for example `GENEVA, March 3 (Harbour Wire)`.
    public var dateline: String?
    /// The authors' names in order.
    public var authors: [String] = []
    /// When it was published.
    public var published: PublicationDate?
    /// When it was last changed.
    public var modified: PublicationDate?
    /// The site's name.
    public var site: String?
    /// The canonical address.
    public var url: String?
    /// The language that the document declares, as a BCP 47 tag; a detected one is the `Language` layer.
    public var language: String?
    /// The part of the site that it stands in, for example `Politics`.
    public var section: String?
    /// What it is about, in the site's own words, in order.
    public var tags: [String] = []
    /// The picture that stands for it.
    public var image: ArticleImage?
    /// Whether all of it is only for those who pay; nil when nothing is said.
    public var isPaywalled: Bool?
    /// Captions of pictures, with their credits, in order.
    public var captions: [String] = []
    /// Lines that were found not to belong to the body: orphan lead-ins of embeds and the like.
    public var asides: [String] = []
    /// The character encoding that the bytes were in, as an IANA name.
    public var charset = "utf-8"

    /// Nothing known.
    public init() {}
}

/// A picture that stands for an article.
public struct ArticleImage: Hashable, Sendable {
    /// Its address.
    public let url: String
    /// What it shows, in the site's own words.
    public let caption: String?

    /// Makes an image.
    public init(url: String, caption: String? = nil) {
        self.url = url
        self.caption = caption
    }
}

/// A moment of publication as exactly as the document states it.
public struct PublicationDate: Hashable, Sendable {
    /// The year.
    public let year: Int
    /// The month, 1 to 12.
    public let month: Int
    /// The day of the month.
    public let day: Int
    /// The time of day with its zone as in ISO 8601 (`T09:30:00Z`), or empty when only the day is known.
    public let time: String

    /// Makes a date; nil when there is no such day.
    public init?(year: Int, month: Int, day: Int, time: String = "") {
        guard (1...9999).contains(year), (1...12).contains(month) else { return nil }
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        guard (1...days[month - 1]).contains(day) else { return nil }
        self.year = year
        self.month = month
        self.day = day
        self.time = time
    }
}

extension PublicationDate {
    /// Reads what ``description`` writes; nil for all else.
    public init?(_ text: String) {
        let parts = text.prefix(10).split(separator: "-", omittingEmptySubsequences: false)
        let time = text.dropFirst(10)
        guard parts.map(\.utf8.count) == [4, 2, 2], time.isEmpty || time.hasPrefix("T"),
            let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
        else { return nil }
        self.init(year: year, month: month, day: day, time: String(time))
    }
}

extension PublicationDate: CustomStringConvertible {
    /// ISO 8601: `2014-03-14` or `2014-03-14T09:30:00Z`.
    public var description: String {
        func padded(_ value: Int, _ width: Int) -> String {
            let digits = String(value)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))\(time)"
    }
}
