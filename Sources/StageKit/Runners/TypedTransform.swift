@_spi(Engine) package import Documents

/// A transform, types erased.
package protocol TransformRunner: Sendable {
    /// Processes a batch; several run at the same time.
    /// - Parameter memory: What tells its results from others; nil in a run that remembers nothing.
    func run(_ content: any BatchContent, _ memory: StageMemory?, _ tally: inout Tally) throws -> any BatchContent
    /// The same under another policy, or under none.
    func with(_ policy: DocumentPolicy?) -> any TransformRunner
    /// What tells its results from those of other stages, beyond stage type and options; nil when that is all.
    var identity: Digest? { get }
    /// What keeps it from working now.
    func obstacles() -> [OptionProblem]
    /// Lets go of what it holds outside, when all batches are through or the run is given up.
    func end(isDone: Bool) throws
}

extension TransformRunner {
    /// Nothing more.
    package var identity: Digest? { nil }
    /// Nothing.
    package func obstacles() -> [OptionProblem] { [] }
    /// Holds nothing.
    package func end(isDone: Bool) {}
}

struct TypedTransform<S: Transform>: TransformRunner {
    let stage: S
    var policy: DocumentPolicy?

    func with(_ policy: DocumentPolicy?) -> any TransformRunner { TypedTransform(stage: stage, policy: policy) }

    func run(_ content: any BatchContent, _ memory: StageMemory?, _ tally: inout Tally) throws -> any BatchContent {
        let batch = try DocumentBatch<S.Input>(content)
        let storing = memory == nil ? nil : TransformStoring<S>()
        var recorder = Recorder(memory)
        var out = Emitter<S.Output>()
        out.documents.reserveCapacity(batch.count)
        out.ordinals.reserveCapacity(batch.count)
        tally.taken += batch.count
        for index in 0..<batch.count {
            let remembered = batch.documents[index].layers.memory
            // A document that is made of this one may hold it.
            let document = batch.documents[index].withoutMemory
            let before = out.documents.count
            let dropsBefore = out.drops.count
            out.ordinal = batch.ordinals[index]
            do {
                let layers = try document.take(S.Reads.self)
                let key = storing == nil ? nil : recorder.key(remembered, layers)
                let isKnown = storing?.recall(key, remembered, document, into: &out) ?? false
                if !isKnown { try policy.transform(stage, document, layers, into: &out) }
                try tally.count(given: out.documents.count - before, S.multiplicity, document.raw)
                if isKnown {
                    tally.known += 1
                } else if let remembered,
                    storing?.keep(key, remembered, document, before, dropsBefore, in: &out, &recorder) != true
                {
                    for index in before..<out.documents.count {
                        out.documents[index].layers.memory = DocumentMemory(trail: remembered.trail, content: nil)
                    }
                }
                if S.keepsLayers {
                    for index in before..<out.documents.count { out.documents[index].layers.merge(document.layers) }
                }
                let given = out.documents.count - before
                recorder.note(
                    remembered,
                    given > 0 ? .given : out.drops.count > dropsBefore ? .dropped : .filtered, isKnown: isKnown,
                    given: given, reason: out.drops.count > dropsBefore ? out.drops.last?.reason : nil)
            } catch {
                out.documents.removeSubrange(before...)
                out.ordinals.removeSubrange(before...)
                out.drops.removeSubrange(dropsBefore...)
                let rejected = try Rejected(ordinal: batch.ordinals[index], raw: document.raw, error: error)
                recorder.note(remembered, rejected.reason)
                tally.rejected.append(rejected)
            }
        }
        tally.drops += out.drops
        return DocumentBatch(documents: out.documents, ordinals: S.multiplicity.ordinals(out.ordinals))
    }
}

struct TypedAnnotator<S: Annotator>: TransformRunner {
    let stage: S
    var policy: DocumentPolicy?

    func with(_ policy: DocumentPolicy?) -> any TransformRunner { TypedAnnotator(stage: stage, policy: policy) }

    func run(_ content: any BatchContent, _ memory: StageMemory?, _ tally: inout Tally) throws -> any BatchContent {
        var batch = try DocumentBatch<Article>(content)
        var recorder = Recorder(memory)
        tally.taken += batch.count
        var failed: [Int] = []
        for index in batch.documents.indices {
            let remembered = batch.documents[index].layers.memory
            do {
                let article = batch.documents[index]
                let layers = try article.take(S.Reads.self)
                let key = recorder.key(remembered, layers)
                let known = key.flatMap { key in
                    remembered?.trail.recall(key) { reader throws(ArchiveError) in try S.Provides(from: &reader) }
                }
                let provided: S.Provides
                if let known {
                    provided = known
                    tally.known += 1
                } else {
                    provided = try policy.annotate(stage, article, layers)
                    if let key {
                        recorder.archive.removeAll()
                        provided.store(in: &recorder.archive)
                        remembered?.trail.keep(key, recorder.archive)
                    }
                }
                provided.add(to: &batch.documents[index].layers)
                recorder.note(remembered, .given, isKnown: known != nil)
            } catch {
                failed.append(index)
                let rejected = try Rejected(
                    ordinal: batch.ordinals[index], raw: batch.documents[index].raw, error: error)
                recorder.note(remembered, rejected.reason)
                tally.rejected.append(rejected)
            }
        }
        tally.given += batch.count - failed.count
        guard failed.isEmpty else { return batch.filtered { !failed.contains($0) } }
        return batch
    }
}

/// How what a transform gave is kept: the documents without the raw ones, the layers that it added, and why it gave none.
/// There is none for a form that can't be stored.
private struct TransformStoring<S: Transform> {
    private let form: any StorableForm.Type

    init?() {
        guard let form = S.Output.self as? any StorableForm.Type else { return nil }
        self.form = form
    }

    /// Gives what was given before; false when that isn't known.
    func recall(
        _ key: Digest?, _ memory: DocumentMemory?, _ document: S.Input, into out: inout Emitter<S.Output>
    ) -> Bool {
        guard let key, let memory else { return false }
        typealias Result = (documents: [S.Output], drops: [Drop])
        let result = memory.trail.recall(key) { reader throws(ArchiveError) -> Result in
            var result: Result = ([], [])
            for _ in 0..<(try reader.readCount()) {
                let content = try reader.readBytes()
                var output = try restored(form, content, document.raw)
                (try S.Provides(from: &reader)).add(to: &output.layers)
                let digest = Digest(of: content, seed: output.raw.contentDigest.seed)
                output.layers.memory = Self.memory(of: output, digest, memory.trail)
                result.documents.append(output)
            }
            for _ in 0..<(try reader.readCount()) {
                let code = try reader.readText()
                let inFavourOf = try String?(from: &reader)
                result.drops.append(
                    Drop(
                        ordinal: out.ordinal, locator: document.raw.locator, id: document.id, code: code,
                        inFavourOf: inFavourOf, similarity: try Double(from: &reader)))
            }
            return result
        }
        guard let result else { return false }
        for document in result.documents { out.emit(document) }
        out.drops += result.drops
        return true
    }

    /// Keeps what was given, the documents from one place on and the drops from another; false where that can't be.
    func keep(
        _ key: Digest?, _ memory: DocumentMemory?, _ document: S.Input, _ firstDocument: Int, _ firstDrop: Int,
        in out: inout Emitter<S.Output>, _ recorder: inout Recorder
    ) -> Bool {
        guard let memory else { return false }
        let raw = document.raw
        let rawDigest = raw.contentDigest
        // What has bytes of its own can't be made again of those of the document that was taken.
        guard
            out.documents[firstDocument...].allSatisfy({ $0.raw.isCopy(of: raw) || $0.raw.contentDigest == rawDigest })
        else { return false }
        recorder.archive.removeAll()
        recorder.archive.write(number: UInt64(out.documents.count - firstDocument))
        for index in firstDocument..<out.documents.count {
            guard let output = out.documents[index] as? any StorableForm else { return false }
            recorder.content.removeAll()
            output.store(in: &recorder.content)
            recorder.archive.write(content: recorder.content)
            guard let provided = S.Provides(from: CarriedLayers(out.documents[index].layers)) else { return false }
            provided.store(in: &recorder.archive)
            out.documents[index].layers.memory = Self.memory(
                of: out.documents[index], recorder.content.digest(from: 0, seed: rawDigest.seed), memory.trail)
        }
        recorder.archive.write(number: UInt64(out.drops.count - firstDrop))
        for drop in out.drops[firstDrop...] {
            recorder.archive.write(text: drop.code)
            drop.inFavourOf.store(in: &recorder.archive)
            drop.similarity.store(in: &recorder.archive)
        }
        if let key { memory.trail.keep(key, recorder.archive) }
        return true
    }

    private func restored<F: StorableForm>(
        _ form: F.Type, _ bytes: [UInt8], _ raw: RawDocument
    ) throws(ArchiveError) -> S.Output {
        var reader = ArchiveReader(bytes)
        guard let output = try F(from: &reader, raw: raw) as? S.Output else { throw ArchiveError() }
        return output
    }

    /// - Parameter content: The digest of what is stored of it, seeded by the raw document: a stage sees that, too, and
    ///   what the source said of it.
    private static func memory(of output: S.Output, _ content: Digest, _ trail: Trail) -> DocumentMemory {
        if let article = output as? Article { trail.describe(title: article.title, url: article.metadata.url) }
        return DocumentMemory(trail: trail, content: content)
    }
}

extension Digest {
    fileprivate var seed: UInt64 { low ^ high }
}

extension Form {
    /// The layers that a stage reads. Inlined, so that the type of the result is looked up once a batch.
    @inline(__always)
    func take<L: LayerSet>(_ type: L.Type) throws -> L {
        guard let layers = L(from: CarriedLayers(self.layers)) else {
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
                "gave \(given == 0 ? "nothing" : "\(given) documents") for \(document.locator), and declares to give "
                    + (multiplicity == .one ? "one" : "at most one"),
                help: "emit one document, or let the stage type declare 'static var multiplicity: Multiplicity "
                    + "{ .\((given == 0 ? Multiplicity.optional : .many).rawValue) }'")
        }
        self.given += given
        if given == 0 { filtered += 1 } else { extra += given - 1 }
    }
}
