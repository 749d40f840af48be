internal import Documents
internal import Fetching
internal import StageKit

/// `ingest.feed`: reads the entries of feeds on the web.
struct IngestFeed: Source {
    /// Options of `ingest.feed`.
    struct Configuration: StageConfiguration {
        @Option("addresses of feeds: RSS, Atom, RDF or JSON Feed", isRequired: true)
        var feeds = ["https://example.org/feed.xml"]
        @Option("of each feed only so many entries are read, the first", in: 1...100_000) var maximumEntries = 1000
        @Option(
            "how long a host is left alone between two requests", in: TimeSpan(milliseconds: 0)...TimeSpan.seconds(3600)
        )
        var delay = TimeSpan.seconds(1)
        @Option("how long a request may take", in: TimeSpan(milliseconds: 100)...TimeSpan.seconds(3600))
        var timeout = TimeSpan.seconds(30)
        @Option("how often a request is tried again that failed for the moment", in: 0...10) var retries = 2
        @Option("whether robots.txt of a site is asked for and obeyed") var robots = true
        @Option("the greatest feed, expanded", in: ByteSize(bytes: 1)...ByteSize(bytes: 1 << 30))
        var maximumSize = ByteSize.megabytes(20)
        @Option("how the program presents itself; unless given by its name and version") var userAgent: String? = nil
        @Option("an address of yours, which sites are told beside that") var contact: String? = nil

        /// One feed.
        init() {}

        var options: WebOptions {
            WebOptions(
                delay: delay, timeout: timeout, retries: retries, robots: robots, maximumSize: maximumSize,
                userAgent: userAgent, contact: contact)
        }

        var problems: [OptionProblem] {
            var problems = options.problems
            if feeds.isEmpty {
                problems.append(OptionProblem("feeds", "names nothing to read", help: "give the address of a feed"))
            }
            var seen: Set<String> = []
            for (place, feed) in feeds.enumerated() {
                if WebAddress(feed) == nil {
                    problems.append(
                        OptionProblem(
                            "feeds", at: .element(place), "has '\(feed)', which is no address of http or https",
                            help: "for example https://example.org/feed.xml"))
                } else if !seen.insert(feed).inserted {
                    problems.append(
                        .warning(
                            "feeds", at: .element(place), "names '\(feed)' twice, and every feed counts once",
                            help: "remove one of them"))
                }
            }
            return problems
        }
    }

    static var name: String { "ingest.feed" }
    static var summary: String { "reads the entries of feeds on the web" }
    static var reaches: [Reach] { [.network] }
    static var discussion: String {
        """
        Every entry is a document with what the feed says of it: title, text or summary, link, dates, authors, language. \
        Its place is the entry's link, or the feed's address, `#` and the entry's id. What several feeds hold counts once. \
        `ingest.page` fetches the pages behind the links.

        Needs the user's permission: `--allow network`. Addresses of this machine and of private networks are refused, \
        wherever a name or a redirect leads, unless `--allow private-addresses` is given as well.

        A feed is asked for once a run, and sent only if it isn't as it was (`ETag`, `Last-Modified`): copies are kept in \
        the folder `fetched` of the run's records. A feed that can't be had for the moment is read from its copy, which a \
        warning tells. `robots.txt` is obeyed (RFC 9309), a host is asked no oftener than every `delay`, and what fails \
        for the moment is tried again after 1 s, 2 s, 4 s …, or when the server says so, up to 60 s.

        Quarantined, with a stable code: feeds that can't be had (`http-404` and other statuses, `timeout`, `dns`, \
        `connection`, `tls`, `redirects`, `too-large`, `private-address`, `robots`) and have no copy, or aren't there any \
        more; what is no `feed`. Other feeds are read all the same.
        """
    }

    private let feeds: [WebFeed]

    init(_ configuration: Configuration, _ context: StageContext) {
        let web = configuration.options.web(
            context,
            accept:
                "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5",
            hidesQueries: true)
        var seen: Set<WebAddress> = []
        var names: Set<String> = []
        feeds = configuration.feeds.compactMap { text in
            guard let address = WebAddress(text), seen.insert(address).inserted else { return nil }
            var shown = context.shown(address, as: text)
            // Several may be called by the same parameter.
            if !names.insert(shown).inserted { shown += " (\(seen.count))" }
            return WebFeed(
                address, shown: shown, web, maximumEntries: configuration.maximumEntries, context)
        }
    }

    func makeReader() -> WebFeedsReader { WebFeedsReader(feeds) }

    /// Asks nobody: what the feeds hold is known when they are fetched.
    func survey() -> Survey {
        Survey(documents: feeds.count, bytes: feeds.reduce(0) { $0 + $1.keptBytes }, unit: "feeds")
    }
}
