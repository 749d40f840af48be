internal import JSON

/// Reads feeds: RSS 0.9 to 2.0, RSS 1.0 (RDF), Atom 0.3 and 1.0, CDF, JSON Feed, well-formed or not.
public enum FeedReader {
    /// Reads a feed.
    /// - Parameters:
    ///   - bytes: The file, in any encoding that XML files come in.
    ///   - charset: The encoding that is declared outside the bytes.
    ///   - address: Where the feed was read; relative addresses are resolved against it when it is a URL.
    /// - Throws: ``ReadingError`` `feed` for what is no feed, or a code of its encoding.
    public static func read(
        _ bytes: [UInt8], charset: String? = nil, address: String = ""
    ) throws(ReadingError) -> Feed {
        let decoded = try XMLEncoding.decode(bytes, label: charset).bytes
        if let first = decoded.first(where: { $0 > 0x20 && $0 < 0x80 }), first == UInt8(ascii: "{") {
            return try JSONFeed.read(decoded)
        }
        let tree = XMLParser.parse(decoded)
        guard let root = tree.root, let kind = Kind(root: tree.name(of: root)) else {
            throw .feed("it is neither RSS, Atom nor a JSON Feed")
        }
        return XMLFeed(tree, decoded, kind, PageAddress(address)).feed(root)
    }

    /// Whether bytes look like the beginning of a feed.
    public static func recognizes(_ start: ArraySlice<UInt8>) -> Bool {
        let text = XMLEncoding.beginning(of: start)
        if text.first == UInt8(ascii: "{") { return statesVersion(text) }
        guard text.first == UInt8(ascii: "<") else { return false }
        let tree = XMLParser.parse(text)
        return tree.root.flatMap { Kind(root: tree.name(of: $0)) } != nil
    }

    /// Whether JSON has the member that tells a feed. Many programs write `https:\/\/`; and a text may speak of feeds.
    private static func statesVersion(_ json: [UInt8]) -> Bool {
        json.filter { $0 > 0x20 && $0 != UInt8(ascii: "\\") }.holds("\"version\":\"https://jsonfeed.org/version/")
    }

    /// The kinds of XML that are feeds.
    enum Kind {
        case rss, rdf, atom, cdf

        init?(root: String) {
            switch root {
            case "rss", "atom:rss": self = .rss
            case "rdf:rdf", "rdf": self = .rdf
            case "atom:feed", "feed": self = .atom
            case "channel": self = .cdf
            default: return nil
            }
        }
    }
}

extension ReadingError {
    static func feed(_ what: String) -> ReadingError { ReadingError("feed", "not a feed: \(what)") }
}
