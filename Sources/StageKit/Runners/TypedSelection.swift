internal import Documents

struct TypedSelection<S: Selection>: OrderedRunner {
    let stage: S
    var policy: DocumentPolicy?

    func with(_ policy: DocumentPolicy?) -> any OrderedRunner { TypedSelection(stage: stage, policy: policy) }

    var artifacts: [Artifact] { [] }

    func obstacles() -> [OptionProblem] { [] }

    func prepare(
        _ content: any BatchContent, _ memory: StageMemory?, _ tally: inout Tally
    ) throws -> any PreparedContent {
        try PreparedBatch.preparing(content, memory, keepsDocuments: true, &tally) { (document: S.Input, recorder) in
            let layers = try document.take(S.Reads.self)
            guard let memory, let trail = document.layers.memory?.trail else {
                return (try policy.prepare(stage, document, layers), false)
            }
            let key = recorder.key(document.layers.memory, layers)
            let known = key.flatMap { key in
                trail.recall(key) { reader throws(ArchiveError) in try S.Prepared(from: &reader) }
            }
            let value = try known ?? policy.prepare(stage, document, layers)
            recorder.archive.removeAll()
            value.store(in: &recorder.archive)
            trail.prepared(Array(recorder.archive.bytes), at: memory.place)
            if known == nil, let key { trail.keep(key, recorder.archive) }
            return (value, known != nil)
        }
    }

    func open(_ memory: StageMemory?, _ publication: (any PublicationMemory)?) throws -> any OrderedConsumer {
        TypedSelector<S.Input, S.Judging>(selector: try stage.makeSelector(), memory: memory)
    }
}

private struct TypedSelector<Input: Form, J: Selector>: OrderedConsumer {
    var selector: J
    let memory: StageMemory?

    mutating func consume(
        _ prepared: any PreparedContent, _ settled: [PlacedSettled], _ tally: inout Tally
    ) throws -> Passed {
        let batch = try PreparedBatch<Input, J.Prepared>(prepared)
        var kept = DocumentBatch<Input>()
        var passed = Passed()
        try batch.inOrder(settled) { index in
            let origin = batch.origins[index]
            let raw = batch.documents[index].raw
            switch selector.judge(batch.prepared[index], raw.locator) {
            case .keep:
                kept.documents.append(batch.documents[index])
                kept.ordinals.append(origin.ordinal)
                origin.note(memory, .given)
            case .leaveOut(let code, let inFavourOf, let similarity):
                let drop = Drop(
                    ordinal: origin.ordinal, locator: raw.locator, id: batch.documents[index].id, code: code,
                    inFavourOf: inFavourOf, similarity: similarity)
                tally.drops.append(drop)
                origin.note(memory, .dropped, reason: drop.reason)
            }
            if origin.isKnown { tally.known += 1 }
        } _: { placed in
            tally.taken += 1
            tally.known += 1
            switch selector.judge(try value(of: placed.document), placed.document.locator) {
            case .keep: passed.settled.append(placed)
            case .leaveOut(let code, let inFavourOf, let similarity):
                let drop = Drop(
                    ordinal: placed.ordinal, locator: placed.document.locator, id: placed.document.id, code: code,
                    inFavourOf: inFavourOf, similarity: similarity)
                tally.drops.append(drop)
                passed.left.append((placed.document, drop.reason))
            }
        }
        let given = kept.count + passed.settled.count
        tally.given += given
        tally.filtered += batch.count + settled.count - given
        passed.content = kept
        return passed
    }

    private func value(of document: SettledDocument) throws -> J.Prepared {
        guard let memory, let bytes = document.prepared(at: memory.place) else {
            throw InternalError("nothing is known of \(document.locator) at a selection")
        }
        var reader = ArchiveReader(bytes)
        return try J.Prepared(from: &reader)
    }

    mutating func finish(_ tally: inout Tally) -> (any BatchContent)? { nil }
    mutating func commit() {}
    mutating func abandon() {}
}
