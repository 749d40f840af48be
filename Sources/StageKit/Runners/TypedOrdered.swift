internal import Documents

/// An aggregate or a sink, types erased: batches are prepared in any order, then taken in corpus order.
package protocol OrderedRunner: Sendable {
    /// What a run makes or replaces.
    var artifacts: [Artifact] { get }
    /// What keeps it from writing now.
    func obstacles() -> [OptionProblem]
    /// Prepares a batch; several run at the same time.
    func prepare(_ content: any BatchContent, _ tally: inout Tally) throws -> any PreparedContent
    /// Starts going through the corpus.
    func open() throws -> any OrderedConsumer
    /// The same under another policy.
    func with(_ policy: DocumentPolicy?) -> any OrderedRunner
}

/// A prepared batch.
package protocol PreparedContent: Sendable {
    /// Number of documents.
    var count: Int { get }
    /// Approximate size in memory.
    var byteCount: Int { get }
}

/// Goes through the corpus in order.
package protocol OrderedConsumer: Sendable {
    /// Takes a prepared batch, gives what goes on.
    mutating func consume(_ prepared: any PreparedContent, _ tally: inout Tally) throws -> (any BatchContent)?
    /// Gives what is left at the end of the corpus, and makes what was written ready to be put in place.
    mutating func finish(_ tally: inout Tally) throws -> (any BatchContent)?
    /// Puts what was written in place.
    mutating func commit() throws
    /// Removes what was written.
    mutating func abandon()
}

struct PreparedBatch<Document: Form, Prepared: Sendable>: PreparedContent {
    var documents: [Document] = []
    var ordinals: [Int32] = []
    var prepared: [Prepared] = []
    var byteCount = 0

    var count: Int { prepared.count }

    init() {}

    init(_ content: any PreparedContent) throws {
        guard let batch = content as? Self else {
            throw InternalError("expected prepared \(Document.formName)s, found \(type(of: content))")
        }
        self = batch
    }

    /// Prepares the documents of a batch; `keepsDocuments` tells whether they are needed afterwards.
    static func preparing(
        _ content: any BatchContent, keepsDocuments: Bool, _ tally: inout Tally,
        _ prepare: (Document) throws -> Prepared
    ) throws -> Self {
        let batch = try DocumentBatch<Document>(content)
        var result = Self()
        result.prepared.reserveCapacity(batch.count)
        result.byteCount = batch.byteCount
        tally.taken += batch.count
        for index in 0..<batch.count {
            do {
                result.prepared.append(try prepare(batch.documents[index]))
                if keepsDocuments {
                    result.documents.append(batch.documents[index])
                    result.ordinals.append(batch.ordinals[index])
                }
            } catch {
                tally.rejected.append(
                    try Rejected(ordinal: batch.ordinals[index], raw: batch.raw(at: index), error: error))
            }
        }
        return result
    }
}

struct TypedAggregate<S: Aggregate>: OrderedRunner {
    let stage: S
    var policy: DocumentPolicy?

    func with(_ policy: DocumentPolicy?) -> any OrderedRunner { Self(stage: stage, policy: policy) }

    var artifacts: [Artifact] { [] }

    func obstacles() -> [OptionProblem] { [] }

    func prepare(_ content: any BatchContent, _ tally: inout Tally) throws -> any PreparedContent {
        try PreparedBatch.preparing(content, keepsDocuments: true, &tally) { (document: S.Input) in
            try policy.prepare(stage, document, try document.take(S.Reads.self))
        }
    }

    func open() throws -> any OrderedConsumer { TypedFold(fold: try stage.makeFold()) }
}

private struct TypedFold<F: Fold>: OrderedConsumer {
    var fold: F

    mutating func consume(_ prepared: any PreparedContent, _ tally: inout Tally) throws -> (any BatchContent)? {
        let batch = try PreparedBatch<F.Input, F.Prepared>(prepared)
        var out = Emitter<F.Output>()
        for index in batch.documents.indices {
            let before = out.documents.count
            out.ordinal = batch.ordinals[index]
            do {
                try fold.add(batch.documents[index], batch.prepared[index], into: &out)
                try tally.count(given: out.documents.count - before, .optional, batch.documents[index].raw)
            } catch {
                out.documents.removeSubrange(before...)
                out.ordinals.removeSubrange(before...)
                tally.rejected.append(
                    try Rejected(ordinal: batch.ordinals[index], raw: batch.documents[index].raw, error: error))
            }
        }
        tally.drops += out.drops
        return F.isStreaming ? DocumentBatch(documents: out.documents, ordinals: out.ordinals) : nil
    }

    mutating func finish(_ tally: inout Tally) throws -> (any BatchContent)? {
        var out = Emitter<F.Output>()
        try fold.finish(into: &out)
        guard !out.documents.isEmpty else { return nil }
        tally.given += out.documents.count
        tally.extra += out.documents.count
        return DocumentBatch(documents: out.documents, ordinals: out.documents.indices.map { Int32($0) })
    }

    mutating func commit() {}
    mutating func abandon() {}
}

struct TypedSink<S: Sink>: OrderedRunner {
    let stage: S
    var policy: DocumentPolicy?

    func with(_ policy: DocumentPolicy?) -> any OrderedRunner { Self(stage: stage, policy: policy) }

    var artifacts: [Artifact] { stage.artifacts }

    func obstacles() -> [OptionProblem] { stage.obstacles() }

    func prepare(_ content: any BatchContent, _ tally: inout Tally) throws -> any PreparedContent {
        try PreparedBatch.preparing(content, keepsDocuments: false, &tally) { (document: S.Input) in
            try policy.prepare(stage, document, try document.take(S.Reads.self))
        }
    }

    func open() throws -> any OrderedConsumer {
        TypedWriter<S.Input, S.Writer>(writer: try stage.makeWriter())
    }
}

private struct TypedWriter<Input: Form, W: ArtifactWriter>: OrderedConsumer {
    var writer: W

    mutating func consume(_ prepared: any PreparedContent, _ tally: inout Tally) throws -> (any BatchContent)? {
        let batch = try PreparedBatch<Input, W.Piece>(prepared)
        for piece in batch.prepared { try writer.write(piece) }
        tally.given += batch.prepared.count
        return nil
    }

    mutating func finish(_ tally: inout Tally) throws -> (any BatchContent)? {
        try writer.finish()
        return nil
    }

    mutating func commit() throws { try writer.commit() }
    mutating func abandon() { writer.abandon() }
}
