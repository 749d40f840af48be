internal import Documents
internal import Files
internal import Planning
internal import Runtime
internal import StageKit
internal import Store

/// A document that was tried again.
struct TriedDocument: Sendable {
    /// Why it was in quarantine, for the first reason.
    let entry: QuarantineEntry
    /// What became of it now; nil when it couldn't be tried, for the reason that ``hindrance`` tells.
    var outcome: Trial.Outcome?
    var hindrance: String?
    /// Whether a run would read it again.
    let isInCorpus: Bool

    var isPassed: Bool { outcome == .passed }
    var isPublishable: Bool { isPassed && isInCorpus }
}

/// Sends documents of a quarantine through a pipeline without publishing anything.
struct Retrial {
    /// So many documents, and so many bytes, are tried at once.
    private static let batch = (documents: 256, bytes: 64 << 20)

    let plan: Plan
    let quarantine: Quarantine
    let jobs: Int
    /// A plan is run once, so every trial takes a new one.
    let makePlan: () throws(Failure) -> Plan?

    /// Where a document came from, and how it is tried.
    private struct Way {
        /// The source, as a place in the plan; nil when nobody knows it.
        var source: Int?
        /// The file that it was read from, if the source still reads it.
        var file: String?
        /// Whether its file is read again, rather than the bytes that were kept sent on.
        var isReadAgain: Bool
        /// Whether its source asks for it anew in every run, from elsewhere.
        var isFetched: Bool
    }

    /// Tries each document once, whatever the number of its entries.
    func tried(_ entries: [QuarantineEntry]) async throws -> [TriedDocument] {
        var seen: Set<String> = []
        let entries = entries.filter { seen.insert($0.document).inserted }
        let ways = try ways(of: entries)
        var tried = zip(entries, ways).map { TriedDocument(entry: $0, isInCorpus: $1.file != nil || $1.isFetched) }
        for source in plan.stages.indices where plan.stages[source].type.shape == .source {
            let own = entries.indices.filter { ways[$0].source == source }
            try await read(own.filter { ways[$0].isReadAgain }, ways, from: source, &tried)
            try await send(own.filter { !ways[$0].isReadAgain }, through: source, &tried)
        }
        for index in tried.indices where tried[index].outcome == nil && tried[index].hindrance == nil {
            tried[index].hindrance = "no source of the pipeline is known to have read it"
        }
        return tried
    }

    private func ways(of entries: [QuarantineEntry]) throws -> [Way] {
        let history = try DocumentHistory.open(folder: FilePath(plan.state.text))
        var ways: [Way] = []
        for entry in entries {
            ways.append(way(of: entry, reader: try history?.reader(of: entry.document, pipeline: plan.name)))
        }
        return ways
    }

    private func way(of entry: QuarantineEntry, reader: String?) -> Way {
        let file = CorpusFile.path(of: entry.source)
        let sources = plan.stages.indices.filter { plan.stages[$0].type.shape == .source }
        let readers = file.map { file in sources.filter { plan.reads(Path(file), at: $0) } } ?? []
        let refused = sources.first { plan.stages[$0].id == entry.stage }
        let known = refused ?? sources.first { plan.stages[$0].id == reader }
        let source = known ?? readers.first ?? (sources.count == 1 ? sources.first : nil)
        let read = source.flatMap { readers.contains($0) ? file : nil }
        return Way(
            source: source, file: read, isReadAgain: refused != nil || isChanged(entry, read),
            isFetched: source.map { !plan.stages[$0].type.reaches.isEmpty } ?? false)
    }

    /// Whether a file that holds nothing but the document is another than the one that was kept: then a run reads that.
    private func isChanged(_ entry: QuarantineEntry, _ file: String?) -> Bool {
        guard let file, file == entry.source, let kept = try? quarantine.bytes(of: entry),
            let now = try? File.read(FilePath(file), limit: .max).bytes
        else { return false }
        return kept != now
    }

    /// Reads files again, as the source does.
    private func read(
        _ indices: [Int], _ ways: [Way], from source: Int, _ tried: inout [TriedDocument]
    ) async throws {
        for index in indices where ways[index].file == nil {
            tried[index].hindrance =
                ways[index].isFetched
                ? "its source asks for it again in every run"
                : "its file is gone, and its source couldn't make a document of it"
        }
        let there = indices.filter { ways[$0].file != nil }
        for start in stride(from: 0, to: there.count, by: Self.batch.documents) {
            let part = there[start..<min(start + Self.batch.documents, there.count)]
            let paths = Set(part.compactMap { ways[$0].file }).sorted().map { Path(Self.literal($0)) }
            guard let plan = try makePlan(), let trial = Trial(reading: paths, at: source, of: plan) else {
                for index in part { tried[index].hindrance = "its source reads no files that can be named" }
                continue
            }
            let outcomes = try await trial.outcomes(of: part.map { tried[$0].entry.source }, jobs: jobs)
            for index in part { tried[index].outcome = outcomes[tried[index].entry.source] }
        }
    }

    /// Sends documents through the pipeline as they were kept.
    private func send(_ indices: [Int], through source: Int, _ tried: inout [TriedDocument]) async throws {
        guard plan.rawSource(plan.stages[source].id) == source else {
            for index in indices {
                tried[index].hindrance = "its source makes more of it than bytes, which is not kept"
            }
            return
        }
        var waiting = indices[...]
        while !waiting.isEmpty {
            var documents: [RawDocument] = []
            var part: [Int] = []
            var bytes = 0
            while let index = waiting.first, part.count < Self.batch.documents, bytes < Self.batch.bytes {
                waiting.removeFirst()
                do throws(FileError) {
                    let document = try quarantine.document(of: tried[index].entry)
                    documents.append(document)
                    part.append(index)
                    bytes += document.bytes.count
                } catch {
                    tried[index].hindrance = "its bytes can't be read: \(error)"
                }
            }
            guard !documents.isEmpty, let plan = try makePlan() else { continue }
            let outcomes = try await Trial(documents, at: source, of: plan).outcomes(
                of: documents.map(\.locator), jobs: jobs)
            for index in part { tried[index].outcome = outcomes[tried[index].entry.source] }
        }
    }

    /// A path as a pattern that means nothing but it.
    private static func literal(_ path: String) -> String {
        var pattern = ""
        for character in path.unicodeScalars {
            if "*?[]{}\\".unicodeScalars.contains(character) { pattern.unicodeScalars.append("\\") }
            pattern.unicodeScalars.append(character)
        }
        return pattern == "-" ? "./-" : pattern
    }
}
