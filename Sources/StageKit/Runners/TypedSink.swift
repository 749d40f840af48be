internal import Documents

struct TypedSink<S: Sink>: OrderedRunner {
    let stage: S
    var policy: DocumentPolicy?

    func with(_ policy: DocumentPolicy?) -> any OrderedRunner { TypedSink(stage: stage, policy: policy) }

    var artifacts: [Artifact] { stage.artifacts }

    func obstacles() -> [OptionProblem] { stage.obstacles() }

    func prepare(
        _ content: any BatchContent, _ memory: StageMemory?, _ tally: inout Tally
    ) throws -> any PreparedContent {
        try PreparedBatch.preparing(content, memory, keepsDocuments: false, &tally) { (document: S.Input, _) in
            (try policy.prepare(stage, document, try document.take(S.Reads.self)), false)
        }
    }

    func open(_ memory: StageMemory?, _ publication: (any PublicationMemory)?) throws -> any OrderedConsumer {
        TypedWriter<S.Input, S.Writer>(writer: try stage.makeWriter(), memory: memory, publication: publication)
    }
}

private struct TypedWriter<Input: Form, W: ArtifactWriter>: OrderedConsumer {
    var writer: W
    let memory: StageMemory?
    let publication: (any PublicationMemory)?

    mutating func consume(
        _ prepared: any PreparedContent, _ settled: [PlacedSettled], _ tally: inout Tally
    ) throws -> Passed {
        let batch = try PreparedBatch<Input, W.Piece>(prepared)
        try batch.inOrder(settled) { index in
            try writer.write(batch.prepared[index])
            try publication?.note(batch.origins[index].id, writer.place)
            batch.origins[index].note(memory, .given)
        } _: { placed in
            guard let place = publication?.place(of: placed.document.id) else {
                throw InternalError("nothing is known of where \(placed.document.locator) was published")
            }
            try writer.keep(place)
            try publication?.note(placed.document.id, writer.place)
        }
        tally.taken += settled.count
        tally.known += settled.count
        tally.given += batch.prepared.count + settled.count
        return Passed()
    }

    mutating func finish(_ tally: inout Tally) throws -> (any BatchContent)? {
        try writer.finish()
        return nil
    }

    var pending: [PendingArtifact] { writer.pending }

    mutating func commit() throws { try writer.commit() }
    mutating func abandon() { writer.abandon() }
}
