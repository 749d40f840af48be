internal import Documents
internal import Fetching
internal import StageKit

/// `ingest.page`: fetches the page that a document is about.
struct IngestPage: Transform {
    /// Options of `ingest.page`.
    struct Configuration: StageConfiguration {
        @Option(
            "a page that was fetched not longer ago is taken as it was",
            in: TimeSpan.seconds(0)...TimeSpan.seconds(31_536_000))
        var refresh = TimeSpan.seconds(3600)
        @Option(
            "how long a host is left alone between two requests", in: TimeSpan(milliseconds: 0)...TimeSpan.seconds(3600)
        )
        var delay = TimeSpan.seconds(1)
        @Option("how long a request may take", in: TimeSpan(milliseconds: 100)...TimeSpan.seconds(3600))
        var timeout = TimeSpan.seconds(30)
        @Option("how often a request is tried again that failed for the moment", in: 0...10) var retries = 2
        @Option("whether robots.txt of a site is asked for and obeyed") var robots = true
        @Option("the greatest page, expanded", in: ByteSize(bytes: 1)...ByteSize(bytes: 1 << 30))
        var maximumSize = ByteSize.megabytes(20)
        @Option("the most room that copies of pages take", in: ByteSize(bytes: 0)...ByteSize(bytes: 1 << 40))
        var copies = ByteSize.megabytes(1000)
        @Option("how the program presents itself; unless given by its name and version") var userAgent: String? = nil
        @Option("an address of yours, which sites are told beside that") var contact: String? = nil

        /// Pages of up to 20 MB.
        init() {}

        var options: WebOptions {
            WebOptions(
                delay: delay, timeout: timeout, retries: retries, robots: robots, maximumSize: maximumSize,
                copies: copies, userAgent: userAgent, contact: contact)
        }

        var problems: [OptionProblem] { options.problems }
    }

    static var name: String { "ingest.page" }
    static var summary: String { "fetches the page that a document is about" }
    static var reaches: [Reach] { [.network] }
    static var discussion: String {
        """
        Takes the address that a document states, as the entries of feeds do, and gives the page that is there: its bytes, \
        media type and encoding as the server tells them. The document's title, date, authors and language go on with it: \
        `normalize.article` uses them where the page itself says nothing. Its place stays the document's.

        Needs the user's permission: `--allow network`, and `--allow private-addresses` for pages on this machine or in \
        private networks.

        Copies are kept in the folder `fetched` of the run's records, up to `copies`; the oldest go first. A copy that was \
        found to be right within `refresh` is taken as it is, an older one is asked for again, and sent only if it has \
        changed. When the page can't be had for the moment, its copy is taken, which a warning tells. Manners are those of \
        `ingest.feed`; both share what they know of a site, so the `delay` is between all requests of a run to a host. \
        Each worker waits for one host at a time: more `--jobs` ask more hosts.

        Quarantined, with a stable code: documents that state no address (`without-address`), and pages that can't be had: \
        `http-404` and other statuses, `timeout`, `dns`, `connection`, `tls`, `redirects`, `too-large`, `private-address`, \
        `robots`; `not-permitted` where a test of a definition would have to reach the network.
        """
    }

    static var examples: [StageExample] {
        [
            StageExample(
                "a document that states no address goes to quarantine as `without-address`",
                input: "A text that came from a file.", output: "")
        ]
    }

    /// New documents: their bytes come from elsewhere.
    static var multiplicity: Multiplicity { .many }

    typealias Input = RawDocument
    typealias Output = RawDocument

    private let web: CopiedWeb
    private let refresh: Int
    private let context: StageContext

    init(_ configuration: Configuration, _ context: StageContext) {
        web = configuration.options.web(
            context, accept: "text/html, application/xhtml+xml, text/plain;q=0.8, */*;q=0.5", hidesQueries: false)
        refresh = configuration.refresh.milliseconds / 1000
        self.context = context
    }

    func transform(_ document: RawDocument, _ layers: NoLayers, into out: inout Emitter<RawDocument>) throws {
        guard let address = Self.address(of: document) else {
            throw DocumentError("without-address", "the document states no address of a page")
        }
        guard context.outside.allows(.network) else {
            throw DocumentError("not-permitted", "the network may not be reached here")
        }
        let context = context
        let found: CopiedWeb.Found
        do throws(FetchError) {
            found = try web.find(address, age: refresh, isGivenUp: { context.isCancelled })
        } catch {
            if error.code == "interrupted" { throw CancellationError() }
            throw DocumentError(error.code, "the page at \(address.withoutUser): \(error.message)")
        }
        if let problem = found.problem {
            context.outside.allowance.tell(
                context.stage, "\(address.withoutUser) can't be asked (\(problem.code)): its copy from before is taken")
        }
        out.emit(page(found.copy, of: document))
    }

    /// What states anything of an article states its address as well, or there is none: the place of an entry without a
    /// link is in its feed.
    private static func address(of document: RawDocument) -> WebAddress? {
        guard let fields = document.fields else { return WebAddress(document.address ?? document.locator) }
        return fields.url.flatMap { WebAddress($0) }
    }

    private func page(_ copy: KeptCopies.Copy, of document: RawDocument) -> RawDocument {
        var fields = document.fields
        fields?.body = ""
        fields?.bodyIsHTML = false
        return RawDocument(
            locator: document.locator, address: copy.base, mediaType: Self.mediaType(of: copy), charset: copy.charset,
            bytes: copy.bytes, fields: fields)
    }

    /// What the server says, or, where that says nothing, what the bytes look like.
    private static func mediaType(of copy: KeptCopies.Copy) -> MediaType {
        if let type = copy.mediaType, type != .unknown { return type }
        let start = copy.bytes.prefix(1024).first { $0 > 0x20 && $0 < 0x80 }
        return start == UInt8(ascii: "<") ? .html : .unknown
    }
}
