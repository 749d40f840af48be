internal import Documents

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
    mutating func next(documents: Int, bytes: Int, _ tally: inout Tally) throws -> (any BatchContent)?
}

struct TypedSource<S: Source>: SourceRunner {
    let stage: S
    var policy: DocumentPolicy?

    func with(_ policy: DocumentPolicy?) -> any SourceRunner { Self(stage: stage, policy: policy) }

    var readsStandardInput: Bool { stage.readsStandardInput }

    func reads(_ path: Path) -> Bool { stage.reads(path) }

    func reading(_ paths: [Path]) -> (any SourceRunner)? { stage.reading(paths).map { TypedSource(stage: $0) } }

    func obstacles() -> [OptionProblem] { stage.obstacles() }

    func survey() throws -> Survey { try stage.survey() }

    func makeReader() throws -> any BatchReader { TypedReader(reader: try stage.makeReader(), policy: policy) }
}

private struct TypedReader<R: DocumentReader>: BatchReader {
    var reader: R
    let policy: DocumentPolicy?
    var isAtEnd = false

    mutating func next(documents: Int, bytes: Int, _ tally: inout Tally) throws -> (any BatchContent)? {
        guard !isAtEnd else { return nil }
        var batch = DocumentBatch<R.Document>()
        batch.documents.reserveCapacity(documents)
        batch.ordinals.reserveCapacity(documents)
        var size = 0
        var ordinal: Int32 = 0
        while ordinal < documents, size < bytes, policy?.admitsReading() ?? true {
            guard let reading = try reader.next() else {
                isAtEnd = true
                break
            }
            switch reading {
            case .document(let document):
                size += document.byteCount
                batch.documents.append(document)
                batch.ordinals.append(ordinal)
            case .rejected(let raw, let reason):
                size += raw.byteCount
                tally.rejected.append(Rejected(ordinal: ordinal, raw: raw, reason: reason))
            }
            ordinal += 1
        }
        tally.taken += Int(ordinal)
        tally.given += batch.count
        return ordinal == 0 ? nil : batch
    }
}
