internal import Documents
internal import StageKit

/// A source of which only the documents that are wanted come through.
struct ChosenSource: SourceRunner {
    let source: any SourceRunner
    let choice: DocumentChoice

    var readsStandardInput: Bool { source.readsStandardInput }
    func reads(_ path: Path) -> Bool { source.reads(path) }
    func reading(_ paths: [Path]) -> (any SourceRunner)? {
        source.reading(paths).map { ChosenSource(source: $0, choice: choice) }
    }
    func obstacles() -> [OptionProblem] { source.obstacles() }
    func stamp() throws -> Digest? { try source.stamp() }
    func look(passingOver isKnown: (SourceUnit) throws -> Bool, _ visit: (RawDocument) throws -> Void) throws {
        try source.look(passingOver: isKnown) { if choice.matches($0) { try visit($0) } }
    }
    func survey() throws -> Survey { try source.survey() }
    func with(_ policy: DocumentPolicy?) -> any SourceRunner {
        ChosenSource(source: source.with(policy), choice: choice)
    }
    func makeReader() throws -> any BatchReader { Reader(reader: try source.makeReader(), choice: choice) }

    private struct Reader: BatchReader {
        var reader: any BatchReader
        let choice: DocumentChoice

        mutating func next(
            documents: Int, bytes: Int, _ memory: (any SourceMemory)?, _ tally: inout Tally
        ) throws -> ReadBatch? {
            guard var batch = try reader.next(documents: documents, bytes: bytes, memory, &tally) else { return nil }
            let read = batch.content
            batch.content = read.filtered { choice.matches(read.raw(at: $0)) }
            let refused = tally.rejected.count
            tally.rejected.removeAll { !choice.matches($0.raw) }
            tally.given -= read.count - batch.content.count
            tally.filtered += read.count - batch.content.count + refused - tally.rejected.count
            return batch
        }
    }
}
