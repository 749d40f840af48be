internal import Documents

/// A transform, types erased.
package protocol TransformRunner: Sendable {
    /// Processes a batch; several run at the same time.
    func run(_ content: any BatchContent, _ tally: inout Tally) throws -> any BatchContent
    /// The same under another policy.
    func with(_ policy: DocumentPolicy?) -> any TransformRunner
}

struct TypedTransform<S: Transform>: TransformRunner {
    let stage: S
    var policy: DocumentPolicy?

    func with(_ policy: DocumentPolicy?) -> any TransformRunner { Self(stage: stage, policy: policy) }

    func run(_ content: any BatchContent, _ tally: inout Tally) throws -> any BatchContent {
        let batch = try DocumentBatch<S.Input>(content)
        var out = Emitter<S.Output>()
        out.documents.reserveCapacity(batch.count)
        out.ordinals.reserveCapacity(batch.count)
        tally.taken += batch.count
        for index in 0..<batch.count {
            let document = batch.documents[index]
            let before = out.documents.count
            out.ordinal = batch.ordinals[index]
            do {
                try policy.transform(stage, document, try document.take(S.Reads.self), into: &out)
                if S.keepsLayers {
                    for index in before..<out.documents.count { out.documents[index].layers.merge(document.layers) }
                }
                try tally.count(given: out.documents.count - before, S.multiplicity, document.raw)
            } catch {
                out.documents.removeSubrange(before...)
                out.ordinals.removeSubrange(before...)
                tally.rejected.append(
                    try Rejected(ordinal: batch.ordinals[index], raw: document.raw, error: error))
            }
        }
        tally.drops += out.drops
        return DocumentBatch(documents: out.documents, ordinals: S.multiplicity.ordinals(out.ordinals))
    }
}

struct TypedAnnotator<S: Annotator>: TransformRunner {
    let stage: S
    var policy: DocumentPolicy?

    func with(_ policy: DocumentPolicy?) -> any TransformRunner { Self(stage: stage, policy: policy) }

    func run(_ content: any BatchContent, _ tally: inout Tally) throws -> any BatchContent {
        var batch = try DocumentBatch<Article>(content)
        tally.taken += batch.count
        var failed: [Int] = []
        for index in batch.documents.indices {
            do {
                let article = batch.documents[index]
                let provided = try policy.annotate(stage, article, try article.take(S.Reads.self))
                provided.add(to: &batch.documents[index].layers)
            } catch {
                failed.append(index)
                tally.rejected.append(
                    try Rejected(ordinal: batch.ordinals[index], raw: batch.documents[index].raw, error: error))
            }
        }
        tally.given += batch.count - failed.count
        guard failed.isEmpty else { return batch.filtered { !failed.contains($0) } }
        return batch
    }
}

extension Form {
    /// The layers that a stage reads. Inlined, so that the type of the result is looked up once a batch.
    @inline(__always)
    func take<L: LayerSet>(_ type: L.Type) throws -> L {
        guard let layers = L(from: self.layers) else {
            throw InternalError("a layer is missing of \(L.requirements.map(\.name).joined(separator: ", "))")
        }
        return layers
    }
}

extension Multiplicity {
    /// Several documents out of one are new ones: they are numbered anew.
    func ordinals(_ ordinals: [Int32]) -> [Int32] {
        self == .many ? ordinals.indices.map { Int32($0) } : ordinals
    }
}

extension Tally {
    /// Counts what was given for one document.
    /// - Throws: ``StageFault`` for what the declared multiplicity doesn't allow: over the whole batch one lost document
    ///   and one that was given twice would cancel out.
    mutating func count(given: Int, _ multiplicity: Multiplicity, _ document: RawDocument) throws {
        let isAllowed =
            switch multiplicity {
            case .one: given == 1
            case .optional: given <= 1
            case .many: true
            }
        guard isAllowed else {
            throw StageFault(
                "gave \(given) documents for \(document.locator), and declares to give \(multiplicity.rawValue)")
        }
        self.given += given
        if given == 0 { filtered += 1 } else { extra += given - 1 }
    }
}
