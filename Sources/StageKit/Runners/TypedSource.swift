package import Documents

/// A source, types erased.
package protocol SourceRunner: Sendable {
    /// Whether it reads standard input, which only one can.
    var readsStandardInput: Bool { get }
    /// Whether it would read a file of that path.
    func reads(_ path: Path) -> Bool
    /// The same source over other files; nil for one that reads none.
    func reading(_ paths: [Path]) -> (any SourceRunner)?
    /// What keeps it from reading now.
    func obstacles() -> [OptionProblem]
    /// What tells all that it would read from anything that has changed since; nil when that can't be told.
    func stamp() throws -> Digest?
    /// Goes through what there is to read, and reads only what isn't passed over.
    func look(passingOver isKnown: (SourceUnit) throws -> Bool, _ visit: (RawDocument) throws -> Void) throws
    /// Counts what there is to read.
    func survey() throws -> Survey
    /// Opens the source.
    func makeReader() throws -> any BatchReader
    /// The same under another policy; of one only the rate means anything here.
    func with(_ policy: DocumentPolicy?) -> any SourceRunner
}

/// Cuts what a source reads into batches.
package protocol BatchReader: Sendable {
    /// Reads up to the limits; nil at the end.
    /// - Parameter memory: What is known of the documents; nil in a run that remembers nothing.
    mutating func next(
        documents: Int, bytes: Int, _ memory: (any SourceMemory)?, _ tally: inout Tally
    ) throws -> ReadBatch?
}

/// A batch as it was read.
package struct ReadBatch: Sendable {
    /// The documents.
    package var content: any BatchContent
    /// Those that need not be read, in the places between.
    package var settled: [PlacedSettled] = []

    package init(content: any BatchContent, settled: [PlacedSettled] = []) {
        self.content = content
        self.settled = settled
    }
}

/// What tells all that a source read from anything that has changed since: its units, one after the other.
package struct CorpusStamp: Sendable {
    /// The stamp; nil when it can't be told.
    package private(set) var digest: Digest? = Digest(high: 0, low: 0)

    package init() {}

    package mutating func add(_ unit: SourceUnit) {
        guard let digest, let stamp = unit.stamp else {
            self.digest = nil
            return
        }
        var archive = ArchiveWriter()
        digest.store(in: &archive)
        archive.write(text: unit.locator)
        stamp.store(in: &archive)
        self.digest = archive.digest(from: 0)
    }

    /// What was read came from no unit.
    package mutating func addUnknown() { digest = nil }
}

/// What is known of the documents of one source.
package protocol SourceMemory: Sendable {
    /// The document of a unit that hasn't changed since the last publication; nil when it has to be read.
    func settled(_ unit: SourceUnit) throws -> SettledDocument?
    /// What is remembered of a document while it travels.
    func memory(of raw: RawDocument, _ unit: SourceUnit?, byteCount: Int) throws -> DocumentMemory
    /// Tells that the source couldn't make a document of what it read.
    func note(rejected raw: RawDocument, _ unit: SourceUnit?, _ reason: DocumentError) throws
}

struct TypedSource<S: Source>: SourceRunner {
    let stage: S
    var policy: DocumentPolicy?

    func with(_ policy: DocumentPolicy?) -> any SourceRunner { Self(stage: stage, policy: policy) }

    var readsStandardInput: Bool { stage.readsStandardInput }

    func reads(_ path: Path) -> Bool { stage.reads(path) }

    func reading(_ paths: [Path]) -> (any SourceRunner)? { stage.reading(paths).map { TypedSource(stage: $0) } }

    func obstacles() -> [OptionProblem] { stage.obstacles() }

    func stamp() throws -> Digest? {
        guard !stage.readsStandardInput else { return nil }
        var reader = try stage.makeReader()
        var stamp = CorpusStamp()
        while let reading = try reader.next(passingOver: {
            stamp.add($0)
            return true
        }) {
            guard case .passedOver = reading, stamp.digest != nil else { return nil }
        }
        return stamp.digest
    }

    func look(passingOver isKnown: (SourceUnit) throws -> Bool, _ visit: (RawDocument) throws -> Void) throws {
        var reader = try stage.makeReader()
        while let reading = try reader.next(passingOver: isKnown) {
            switch reading {
            case .document(let document): try visit(document.raw)
            case .rejected(let raw, _): try visit(raw)
            case .passedOver: break
            }
        }
    }

    func survey() throws -> Survey { try stage.survey() }

    func makeReader() throws -> any BatchReader { TypedReader(reader: try stage.makeReader(), policy: policy) }
}

private struct TypedReader<R: DocumentReader>: BatchReader {
    var reader: R
    let policy: DocumentPolicy?
    var isAtEnd = false
    private var owesTurn = false

    init(reader: R, policy: DocumentPolicy?) {
        self.reader = reader
        self.policy = policy
    }

    mutating func next(
        documents: Int, bytes: Int, _ memory: (any SourceMemory)?, _ tally: inout Tally
    ) throws -> ReadBatch? {
        guard !isAtEnd else { return nil }
        var batch = DocumentBatch<R.Document>()
        batch.documents.reserveCapacity(documents)
        batch.ordinals.reserveCapacity(documents)
        var settled: [PlacedSettled] = []
        var size = 0
        var ordinal: Int32 = 0
        while ordinal < documents, size < bytes {
            // What was read takes its turn before the next is read; what needn't be read needs no turn.
            if owesTurn, let policy, !policy.admitsReading() {
                isAtEnd = true
                break
            }
            owesTurn = false
            guard let reading = try read(memory, ordinal, &settled) else {
                isAtEnd = true
                break
            }
            if case .passedOver = reading {} else { owesTurn = true }
            switch reading {
            case .document(var document):
                size += document.byteCount
                if let memory {
                    let known = try memory.memory(of: document.raw, reader.unit, byteCount: document.byteCount)
                    // What a source makes of the bytes itself is nothing that they tell.
                    let isRaw = R.Document.self == RawDocument.self
                    document.layers.memory =
                        isRaw ? known : DocumentMemory(trail: known.trail, content: nil)
                }
                batch.documents.append(document)
                batch.ordinals.append(ordinal)
            case .rejected(let raw, let reason):
                size += raw.byteCount
                try memory?.note(rejected: raw, reader.unit, reason)
                tally.rejected.append(Rejected(ordinal: ordinal, raw: raw, reason: reason))
            case .passedOver:
                size += settled.last?.document.byteCount ?? 0
                tally.known += 1
            }
            ordinal += 1
        }
        tally.taken += Int(ordinal)
        tally.given += batch.count + settled.count
        return ordinal == 0 ? nil : ReadBatch(content: batch, settled: settled)
    }

    private mutating func read(
        _ memory: (any SourceMemory)?, _ ordinal: Int32, _ settled: inout [PlacedSettled]
    ) throws -> Reading<R.Document>? {
        guard let memory else { return try reader.next() }
        return try reader.next(passingOver: { unit in
            guard let document = try memory.settled(unit) else { return false }
            settled.append(PlacedSettled(ordinal: ordinal, document: document))
            return true
        })
    }
}
