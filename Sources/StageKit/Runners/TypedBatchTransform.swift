internal import Documents

struct TypedBatchTransform<S: BatchTransform>: TransformRunner {
    let stage: S
    let declaration: BatchDeclaration
    var policy: DocumentPolicy?

    func with(_ policy: DocumentPolicy?) -> any TransformRunner {
        TypedBatchTransform(stage: stage, declaration: declaration, policy: policy)
    }

    var identity: Digest? { stage.identity }
    func obstacles() -> [OptionProblem] { stage.obstacles() }
    func end(isDone: Bool) throws { try stage.end(isDone: isDone) }

    func run(_ content: any BatchContent, _ memory: StageMemory?, _ tally: inout Tally) throws -> any BatchContent {
        let batch = try DocumentBatch<Article>(content)
        var recorder = Recorder(memory)
        tally.taken += batch.count
        let (known, keys) = try recall(batch.documents, &recorder)
        _ = recorder.lap()
        let unknown = known.indices.filter { known[$0] == nil }
        let given = try policy.process(stage, unknown.map { batch.documents[$0] })
        guard given.count == unknown.count else {
            throw InternalError("\(S.name) gave \(given.count) answers for \(unknown.count) articles")
        }
        // The articles went through together, so each is told to have taken its share.
        let share = unknown.isEmpty ? 0 : recorder.lap() / unknown.count
        var answers = given.makeIterator()
        var out = DocumentBatch<Article>()
        out.documents.reserveCapacity(batch.count)
        out.ordinals.reserveCapacity(batch.count)
        for index in batch.documents.indices {
            let article = batch.documents[index]
            let remembered = article.layers.memory
            do {
                let outcome: BatchAnswer.Outcome
                if let known = known[index] {
                    outcome = known
                    tally.known += 1
                } else {
                    guard let answer = answers.next() else { throw InternalError("an answer is missing") }
                    let (value, kept) = try answer.map { ($0.outcome, $0.kept) }.get()
                    outcome = value
                    if let key = keys[index] { keep(kept, key, remembered, &recorder) }
                }
                let count = out.count
                let reason = put(outcome, of: article, batch.ordinals[index], into: &out, &tally, &recorder)
                let gave = out.count - count
                try tally.count(given: gave, declaration.multiplicity, article.raw)
                recorder.note(
                    remembered, gave > 0 ? .given : reason == nil ? .filtered : .dropped,
                    isKnown: known[index] != nil, given: gave, reason: reason,
                    share: known[index] == nil ? share : 0)
            } catch {
                let rejected = try Rejected(ordinal: batch.ordinals[index], raw: article.raw, error: error)
                recorder.note(remembered, rejected.reason, share: share)
                tally.rejected.append(rejected)
            }
        }
        out.ordinals = declaration.multiplicity.ordinals(out.ordinals)
        return out
    }

    /// What is known of the articles from before, and the keys under which what isn't is kept.
    private func recall(
        _ articles: [Article], _ recorder: inout Recorder
    ) throws -> (known: [BatchAnswer.Outcome?], keys: [Digest?]) {
        var known: [BatchAnswer.Outcome?] = []
        var keys: [Digest?] = []
        let reads = declaration.reads.map(\.key)
        for article in articles {
            guard declaration.reads.allSatisfy({ $0.isOptional || article.layers.contains($0.key) }),
                let layers = AllLayers(from: article.layers.selected(reads))
            else {
                throw InternalError("a layer is missing of \(reads.map(\.name).joined(separator: ", "))")
            }
            let key = recorder.key(article.layers.memory, layers)
            let kept = key.flatMap { key in
                article.layers.memory?.trail.recall(key) { reader throws(ArchiveError) in try reader.readBytes() }
            }
            known.append(kept.flatMap { stage.restored($0, article) })
            keys.append(key)
        }
        return (known, keys)
    }

    private func keep(_ bytes: [UInt8], _ key: Digest, _ memory: DocumentMemory?, _ recorder: inout Recorder) {
        recorder.archive.removeAll()
        recorder.archive.write(bytes: bytes)
        memory?.trail.keep(key, recorder.archive)
    }

    /// Gives what came of an article.
    /// - Returns: Why it is none, where that is said.
    private func put(
        _ outcome: BatchAnswer.Outcome, of article: Article, _ ordinal: Int32, into out: inout DocumentBatch<Article>,
        _ tally: inout Tally, _ recorder: inout Recorder
    ) -> String? {
        switch outcome {
        case .layers(let layers):
            var article = article
            for layer in layers { layer.add(to: &article.layers) }
            out.documents.append(article)
            out.ordinals.append(ordinal)
        case .articles(let articles):
            for var other in articles {
                if let memory = article.layers.memory { other.remember(memory.trail, &recorder) }
                out.documents.append(other)
                out.ordinals.append(ordinal)
            }
        case .none(let reason):
            guard let reason else { return nil }
            tally.drops.append(
                Drop(
                    ordinal: ordinal, locator: article.raw.locator, id: article.id, code: reason, inFavourOf: nil,
                    similarity: 1))
            return reason
        }
        return nil
    }
}

extension Article {
    /// Goes on with the trail of the article that it was made of, told from others by its content.
    fileprivate mutating func remember(_ trail: Trail, _ recorder: inout Recorder) {
        recorder.content.removeAll()
        store(in: &recorder.content)
        let digest = raw.contentDigest
        let content = recorder.content.digest(from: 0, seed: digest.low ^ digest.high)
        trail.describe(title: title, url: metadata.url)
        layers.memory = DocumentMemory(trail: trail, content: content)
    }
}
