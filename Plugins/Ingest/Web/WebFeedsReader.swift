internal import Documents
internal import StageKit

/// Reads the entries of feeds, one by one. What several feeds hold counts once.
struct WebFeedsReader: DocumentReader {
    private let feeds: [WebFeed]
    private var place = 0
    private var entries: [WebFeed.Entry] = []
    private var entry = 0
    private var seen: Set<String> = []
    private(set) var unit: SourceUnit?

    init(_ feeds: [WebFeed]) { self.feeds = feeds }

    mutating func next() throws -> Reading<RawDocument>? { try next(passingOver: { _ in false }) }

    mutating func next(passingOver isSettled: (SourceUnit) throws -> Bool) throws -> Reading<RawDocument>? {
        while true {
            while entry < entries.count {
                let found = entries[entry]
                entry += 1
                guard seen.insert(found.document.locator).inserted else { continue }
                if try isSettled(found.unit) { return .passedOver }
                unit = found.unit
                return .document(found.document)
            }
            guard place < feeds.count else { return nil }
            place += 1
            (entries, entry) = ([], 0)
            switch feeds[place - 1].state {
            case .entries(let found): entries = found
            case .interrupted: return nil
            case .unknown(let locator): _ = try isSettled(SourceUnit(locator: locator, stamp: nil))
            case .problem(let raw, let reason):
                unit = nil
                _ = try isSettled(SourceUnit(locator: raw.locator, stamp: nil))
                return .rejected(raw, reason)
            }
        }
    }
}
