internal import Documents

struct TypedAggregate<S: Aggregate>: OrderedRunner {
    let stage: S
    var policy: DocumentPolicy?

    func with(_ policy: DocumentPolicy?) -> any OrderedRunner { TypedAggregate(stage: stage, policy: policy) }

    var artifacts: [Artifact] { [] }

    func obstacles() -> [OptionProblem] { [] }

    func prepare(
        _ content: any BatchContent, _ memory: StageMemory?, _ tally: inout Tally
    ) throws -> any PreparedContent {
        try PreparedBatch.preparing(content, memory, keepsDocuments: true, &tally) { (document: S.Input, _) in
            (try policy.prepare(stage, document, try document.take(S.Reads.self)), false)
        }
    }

    func open(_ memory: StageMemory?, _ publication: (any PublicationMemory)?) throws -> any OrderedConsumer {
        TypedFold(fold: try stage.makeFold(), memory: memory)
    }
}

private struct TypedFold<F: Fold>: OrderedConsumer {
    var fold: F
    let memory: StageMemory?

    mutating func consume(
        _ prepared: any PreparedContent, _ settled: [PlacedSettled], _ tally: inout Tally
    ) throws -> Passed {
        guard settled.isEmpty else { throw InternalError("settled documents came to a stage that needs all of them") }
        let batch = try PreparedBatch<F.Input, F.Prepared>(prepared)
        for index in batch.documents.indices {
            do {
                try fold.add(batch.documents[index], batch.prepared[index])
                batch.origins[index].note(memory, .filtered)
                tally.filtered += 1
            } catch {
                let rejected = try Rejected(
                    ordinal: batch.origins[index].ordinal, raw: batch.documents[index].raw, error: error)
                batch.origins[index].note(
                    memory, .quarantined, reason: "\(rejected.reason.code): \(rejected.reason.message)")
                tally.rejected.append(rejected)
            }
        }
        return Passed()
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
