package import Documents

/// A source of documents that are there already: what a pipeline's tests put in the place of stages.
package struct GivenSource<Document: Form>: SourceRunner {
    private let documents: [Document]

    package init(_ documents: [Document]) { self.documents = documents }

    package var readsStandardInput: Bool { false }
    package func reads(_ path: Path) -> Bool { false }
    package func reading(_ paths: [Path]) -> (any SourceRunner)? { nil }

    package func obstacles() -> [OptionProblem] { [] }
    package func with(_ policy: DocumentPolicy?) -> any SourceRunner { self }

    package func stamp() -> Digest? { nil }

    package func look(
        passingOver isKnown: (SourceUnit) throws -> Bool, _ visit: (RawDocument) throws -> Void
    ) throws {
        for document in documents { try visit(document.raw) }
    }

    package func survey() -> Survey {
        Survey(documents: documents.count, bytes: documents.reduce(0) { $0 + $1.byteCount })
    }

    package func makeReader() -> any BatchReader { Reader(rest: documents[...]) }

    private struct Reader: BatchReader {
        var rest: ArraySlice<Document>

        mutating func next(
            documents: Int, bytes: Int, _ memory: (any SourceMemory)?, _ tally: inout Tally
        ) -> ReadBatch? {
            let part = Array(rest.prefix(documents))
            rest = rest.dropFirst(documents)
            tally.taken += part.count
            tally.given += part.count
            guard !part.isEmpty else { return nil }
            return ReadBatch(content: DocumentBatch(documents: part, ordinals: part.indices.map { Int32($0) }))
        }
    }
}

extension StageDescriptor {
    /// The description of a stage that stands for all that comes before another one: it gives the form and the layers
    /// that this one is given.
    package static func given(_ form: FormType, layers: [LayerRequirement]) -> StageDescriptor {
        StageDescriptor(
            name: "given", summary: "gives what a test puts in", discussion: "", version: 1, shape: .source, input: nil,
            output: form, reads: [], provides: layers, multiplicity: .many, keepsLayers: false, isBarrier: false,
            reaches: [], options: [], examples: [], configurationType: NoOptions.self
        ) { _, _ in throw InternalError("what a test puts in isn't made of options") }
    }
}
