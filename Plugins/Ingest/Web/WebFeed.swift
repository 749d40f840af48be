internal import Documents
internal import Fetching
internal import Locks
internal import Reading
internal import StageKit

/// A feed on the web, asked for at most once a run.
final class WebFeed: Sendable {
    /// An entry as a document.
    struct Entry: Sendable {
        let document: RawDocument
        /// What tells it from what it was or will be.
        let unit: SourceUnit
    }

    /// What became of a feed.
    enum State: Sendable {
        case entries([Entry])
        case problem(RawDocument, DocumentError)
        /// It may not be asked, and there is no copy of it.
        case unknown(locator: String)
        /// Nobody waits for it any more.
        case interrupted
    }

    private let address: WebAddress
    private let shown: String
    private let web: CopiedWeb
    private let maximumEntries: Int
    private let context: StageContext
    private let known = Mutex<State?>(nil)

    /// - Parameter shown: What it is called where anybody may read it.
    init(_ address: WebAddress, shown: String, _ web: CopiedWeb, maximumEntries: Int, _ context: StageContext) {
        self.address = address
        self.shown = shown
        self.web = web
        self.maximumEntries = maximumEntries
        self.context = context
    }

    /// What is in it. Without permission only the copy that was kept is looked at.
    var state: State {
        known.withLock { known in
            if let known { return known }
            let state = context.outside.allows(.network) ? find() : kept()
            if case .interrupted = state { return state }
            known = state
            return state
        }
    }

    /// How many bytes the copy has that is kept.
    var keptBytes: Int { web.kept(address)?.bytes.count ?? 0 }

    private func kept() -> State { web.kept(address).map { read($0) } ?? .unknown(locator: shown) }

    private func find() -> State {
        let signal = context.signal
        do throws(FetchError) {
            let found = try web.find(address, isGivenUp: { signal.isDraining })
            if let problem = found.problem {
                context.outside.allowance.tell(
                    context.stage, "\(shown) can't be asked (\(problem.code)): its copy from before is read")
            }
            return read(found.copy)
        } catch {
            if error.code == "interrupted" { return .interrupted }
            return problem([], DocumentError(error.code, error.message))
        }
    }

    private func problem(_ bytes: [UInt8], _ error: DocumentError) -> State {
        .problem(RawDocument(locator: shown, mediaType: .unknown, bytes: bytes), error)
    }

    private func read(_ copy: KeptCopies.Copy) -> State {
        let feed: Feed
        do throws(ReadingError) {
            feed = try FeedReader.read(copy.bytes, charset: copy.charset, address: copy.base)
        } catch {
            return problem(copy.bytes, DocumentError(error.code, error.message))
        }
        let first = copy.bytes.first { $0 > 0x20 && $0 < 0x80 }
        let type = MediaType(first == UInt8(ascii: "{") ? "application/feed+json" : "application/rss+xml")
        return .entries(feed.entries.prefix(maximumEntries).map { entry(of: $0, type, copy) })
    }

    private func entry(of entry: FeedEntry, _ type: MediaType, _ copy: KeptCopies.Copy) -> Entry {
        let link = entry.link.flatMap { WebAddress($0) == nil ? nil : $0 }
        let locator = link ?? "\(shown)#\(entry.id ?? Digest(of: entry.source).description)"
        let document = RawDocument(
            locator: locator, address: link, mediaType: type, bytes: entry.source, fields: entry.fields)
        // The fields are told by the entry, what the feed says of all entries, and where the feed is.
        let stamp = Digest(
            of: ([entry.language ?? "", copy.base] + entry.fields.authors + [link ?? ""]).joined(separator: "\n"))
        let unit = SourceUnit(
            locator: locator, stamp: Digest(of: entry.source, seed: stamp.low ^ stamp.high), documents: 1)
        return Entry(document: document, unit: unit)
    }
}
