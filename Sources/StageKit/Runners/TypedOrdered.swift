package import Documents

/// An aggregate, a selection or a sink, types erased: batches are prepared in any order, then taken in corpus order.
package protocol OrderedRunner: Sendable {
    /// What a run makes or replaces.
    var artifacts: [Artifact] { get }
    /// What keeps it from writing now.
    func obstacles() -> [OptionProblem]
    /// Prepares a batch; several run at the same time.
    /// - Parameter memory: What tells its results from others; nil in a run that remembers nothing.
    func prepare(
        _ content: any BatchContent, _ memory: StageMemory?, _ tally: inout Tally
    ) throws -> any PreparedContent
    /// Starts going through the corpus.
    /// - Parameter publication: Where a sink tells the places of what it publishes, and finds those of the publication
    ///   before; nil in a run that remembers nothing.
    func open(_ memory: StageMemory?, _ publication: (any PublicationMemory)?) throws -> any OrderedConsumer
    /// The same under another policy, or under none.
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
    /// Takes a prepared batch and the settled documents between those in it, and gives what goes on.
    mutating func consume(
        _ prepared: any PreparedContent, _ settled: [PlacedSettled], _ tally: inout Tally
    ) throws -> Passed
    /// Gives what is left at the end of the corpus, and makes what was written ready to be put in place.
    mutating func finish(_ tally: inout Tally) throws -> (any BatchContent)?
    /// What is still to be put in place.
    var pending: [PendingArtifact] { get }
    /// Puts what was written in place.
    mutating func commit() throws
    /// Removes what was written.
    mutating func abandon()
}

extension OrderedConsumer {
    /// Nothing.
    package var pending: [PendingArtifact] { [] }
}

/// What goes on behind an ordered stage.
package struct Passed: Sendable {
    /// The documents; nil where none ever goes on before the end.
    package var content: (any BatchContent)?
    /// The settled documents that go on.
    package var settled: [PlacedSettled] = []
    /// The settled documents that don't any more, and why.
    package var left: [(document: SettledDocument, reason: String)] = []

    package init(content: (any BatchContent)? = nil) { self.content = content }
}

/// Where the pieces of a publication are, by document: of the one before, and of the one that is being made.
package protocol PublicationMemory: Sendable {
    /// Where the publication before holds a document's piece; nil when it holds none.
    func place(of document: DocumentID) -> [UInt8]?
    /// Tells where the new publication holds a document's piece; nil when that can't be told, so that the next run can
    /// take over nothing.
    func note(_ document: DocumentID, _ place: [UInt8]?) throws
}

struct PreparedBatch<Document: Form, Prepared: Sendable>: PreparedContent {
    /// What belongs to a prepared document.
    struct Origin {
        let ordinal: Int32
        let id: DocumentID
        let trail: Trail?
        let isKnown: Bool
        let microseconds: Int
    }

    var documents: [Document] = []
    var origins: [Origin] = []
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
        _ content: any BatchContent, _ memory: StageMemory?, keepsDocuments: Bool, _ tally: inout Tally,
        _ prepare: (Document, inout Recorder) throws -> (value: Prepared, isKnown: Bool)
    ) throws -> Self {
        let batch = try DocumentBatch<Document>(content)
        var recorder = Recorder(memory)
        var result = Self()
        result.prepared.reserveCapacity(batch.count)
        result.origins.reserveCapacity(batch.count)
        result.byteCount = batch.byteCount
        tally.taken += batch.count
        for index in 0..<batch.count {
            let document = batch.documents[index]
            let remembered = document.layers.memory
            do {
                let (value, isKnown) = try prepare(document, &recorder)
                result.prepared.append(value)
                result.origins.append(
                    Origin(
                        ordinal: batch.ordinals[index], id: document.id, trail: remembered?.trail,
                        isKnown: isKnown, microseconds: recorder.lap()))
                if keepsDocuments { result.documents.append(document) }
            } catch {
                let rejected = try Rejected(ordinal: batch.ordinals[index], raw: document.raw, error: error)
                recorder.note(remembered, rejected.reason)
                tally.rejected.append(rejected)
            }
        }
        return result
    }

    /// Goes through prepared and settled documents in the order of their places.
    func inOrder(
        _ settled: [PlacedSettled], _ take: (Int) throws -> Void, _ takeSettled: (PlacedSettled) throws -> Void
    ) rethrows {
        var next = 0
        for document in settled {
            while next < origins.count, origins[next].ordinal < document.ordinal {
                try take(next)
                next += 1
            }
            try takeSettled(document)
        }
        while next < origins.count {
            try take(next)
            next += 1
        }
    }
}

extension PreparedBatch.Origin {
    /// Tells the trail what became of the document at a stage.
    func note(_ stage: StageMemory?, _ outcome: TrailStep.Outcome, reason: String? = nil) {
        guard let stage, let trail else { return }
        trail.add(
            TrailStep(
                stage: stage.place, outcome: outcome, isKnown: isKnown, microseconds: microseconds, reason: reason))
    }
}
