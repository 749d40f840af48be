internal import Documents

/// The calls of a stage in the loops over a batch. Where there is no policy, which is usual, each is nothing but the call.
extension DocumentPolicy? {
    /// Calls a transform. With a policy it gives to an emitter of its own, which is thrown away when the call fails or is
    /// left behind.
    @inline(__always)
    func transform<S: Transform>(
        _ stage: S, _ document: S.Input, _ layers: S.Reads, into out: inout Emitter<S.Output>
    ) throws {
        guard let policy = self else { return try stage.transform(document, layers, into: &out) }
        let ordinal = out.ordinal
        let given = try policy.perform(document) {
            var own = Emitter<S.Output>()
            own.ordinal = ordinal
            try stage.transform(document, layers, into: &own)
            return Given(documents: own.documents, drops: own.drops)
        }
        for document in given.documents { out.emit(document) }
        out.drops += given.drops
    }

    /// Calls an annotator.
    @inline(__always)
    func annotate<S: Annotator>(_ stage: S, _ article: Article, _ layers: S.Reads) throws -> S.Provides {
        guard let policy = self else { return try stage.annotate(article, layers) }
        let article = article.withoutMemory
        return try policy.perform(article) { try stage.annotate(article, layers) }
    }

    /// Calls the first part of an aggregate.
    @inline(__always)
    func prepare<S: Aggregate>(_ stage: S, _ document: S.Input, _ layers: S.Reads) throws -> S.Prepared {
        guard let policy = self else { return try stage.prepare(document, layers) }
        let document = document.withoutMemory
        return try policy.perform(document) { try stage.prepare(document, layers) }
    }

    /// Calls the first part of a selection.
    @inline(__always)
    func prepare<S: Selection>(_ stage: S, _ document: S.Input, _ layers: S.Reads) throws -> S.Prepared {
        guard let policy = self else { return try stage.prepare(document, layers) }
        let document = document.withoutMemory
        return try policy.perform(document) { try stage.prepare(document, layers) }
    }

    /// Calls the first part of a sink.
    @inline(__always)
    func prepare<S: Sink>(_ stage: S, _ document: S.Input, _ layers: S.Reads) throws -> S.Piece {
        guard let policy = self else { return try stage.prepare(document, layers) }
        let document = document.withoutMemory
        return try policy.perform(document) { try stage.prepare(document, layers) }
    }
}

extension Form {
    /// The document for a call that may be left behind: as long as that is under way, a copy that carried the trail would
    /// keep the run from being told what became of the document.
    var withoutMemory: Self {
        guard layers.memory != nil else { return self }
        var copy = self
        copy.layers.memory = nil
        return copy
    }
}

/// What a transform gave for one document.
private struct Given<Output: Form>: Sendable {
    let documents: [Output]
    let drops: [Drop]
}

extension ErasedStage {
    /// The same stage under another policy, or under none.
    package func with(_ policy: DocumentPolicy?) -> ErasedStage {
        switch self {
        case .source(let runner): .source(runner.with(policy))
        case .transform(let runner): .transform(runner.with(policy))
        case .ordered(let runner): .ordered(runner.with(policy))
        }
    }
}
