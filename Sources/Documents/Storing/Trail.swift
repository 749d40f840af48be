internal import Locks

/// What is remembered of a document while it travels: shared by its copies on all branches.
package struct DocumentMemory: Sendable {
    /// Where it goes, and what is known of it from before.
    package let trail: Trail
    /// The digest of its form's content, which tells whether a stage was given the same before; nil where it can't be told.
    package let content: Digest?

    package init(trail: Trail, content: Digest?) {
        self.trail = trail
        self.content = content
    }
}

/// The way of one document through a run: what every stage did with it, results that are known from an earlier run, and
/// results that are new.
///
/// Stages on several branches add to it at the same time. When the last copy of the document is gone, so is the trail: it
/// then hands over what it gathered. That moment is known to nobody else, since a document ends wherever it ends.
package final class Trail: Sendable {
    private let state: Mutex<TrailRecord>
    private let end: @Sendable (inout TrailRecord) -> Void

    /// Starts the way of a document.
    /// - Parameters:
    ///   - record: What its source tells, and what is known from before.
    ///   - end: Takes what was gathered, on whatever thread the way ends.
    package init(_ record: TrailRecord, end: @escaping @Sendable (inout TrailRecord) -> Void) {
        state = Mutex(record)
        self.end = end
    }

    // Lent, not given: a second reference would let whoever takes it apart copy all of it.
    deinit { state.withLock { end(&$0) } }

    /// Reads a result that is known from before, and keeps it for later; nil where none is known, or can't be read.
    package func recall<Value>(
        _ key: Digest, _ read: (inout ArchiveReader) throws(ArchiveError) -> Value
    ) -> Value? {
        // The bytes are shared, so nothing but looking for the key holds up other branches.
        guard let (bytes, range) = state.withLock({ $0.known?.find(key) }) else { return nil }
        var reader = ArchiveReader(bytes, range)
        guard let value = try? read(&reader), reader.isAtEnd else { return nil }
        state.withLock { $0.recalled.append(key) }
        return value
    }

    /// Keeps a new result.
    package func keep(_ key: Digest, _ result: ArchiveWriter) {
        state.withLock { record in
            if record.addedCount == 0 { record.added.reserve(result.bytes.count + 2048) }
            record.addedCount += 1
            key.store(in: &record.added)
            record.added.write(content: result)
        }
    }

    /// Tells what an aggregate prepared of the document, for runs in which it doesn't change.
    package func prepared(_ bytes: [UInt8], at stage: Int) {
        state.withLock { $0.prepared.append((stage, bytes)) }
    }

    /// Tells what a stage did.
    package func add(_ step: TrailStep) {
        state.withLock { $0.steps.append(step) }
    }

    /// Tells what the document is called.
    package func describe(title: String, url: String?) {
        state.withLock { state in
            guard state.title.isEmpty else { return }
            state.title = title
            state.url = url
        }
    }
}

/// Results of one document that are known from before: a part of the bytes that hold those of several.
package struct KnownResults: Sendable {
    package let bytes: [UInt8]
    package private(set) var entries: [(key: Digest, range: Range<Int>)] = []

    /// Reads what ``TrailRecord/results`` wrote.
    package init(_ bytes: [UInt8], _ range: Range<Int>) throws(ArchiveError) {
        self.bytes = bytes
        var reader = ArchiveReader(bytes, range)
        for _ in 0..<(try reader.readCount()) {
            let key = try Digest(from: &reader)
            entries.append((key, try reader.readRange()))
        }
    }

    package func find(_ key: Digest) -> (bytes: [UInt8], range: Range<Int>)? {
        for entry in entries where entry.key == key { return (bytes, entry.range) }
        return nil
    }
}

/// What was gathered of a document.
package struct TrailRecord: Sendable {
    /// The document as it was read.
    package let id: DocumentID
    /// Where it was read.
    package let locator: String
    /// The place of its source in the plan.
    package let source: Int
    /// What tells the file that holds nothing but this document from a changed one; nil when it can't be told.
    package var stamp: Digest?
    /// Its size in memory, as batches are cut by.
    package var byteCount = 0
    /// The title and the address, where it became an article.
    package var title = ""
    package var url: String?
    /// What stages did with it, in the order in which they did.
    package var steps: [TrailStep] = []
    /// What aggregates prepared of it.
    package var prepared: [(stage: Int, bytes: [UInt8])] = []
    /// New results: each with its key, its length and its bytes.
    package var added = ArchiveWriter()
    /// How many these are.
    package var addedCount = 0
    /// Known results that were used again.
    package var recalled: [Digest] = []
    /// What is known of it from before.
    package var known: KnownResults?

    package init(id: DocumentID, locator: String, source: Int) {
        self.id = id
        self.locator = locator
        self.source = source
    }
}

/// What a stage did with a document.
package struct TrailStep: Sendable, Equatable {
    /// What became of it there.
    package enum Outcome: UInt8, Sendable {
        /// It went on, or was published.
        case given = 1
        /// The stage gave nothing for it.
        case filtered = 2
        /// The stage left it out for a reason.
        case dropped = 3
        /// The stage couldn't process it; it is in quarantine.
        case quarantined = 4
        /// The stage couldn't process it; it was left out.
        case skipped = 5
        /// It didn't come to the stage's work: a condition left it out, or it was refused on another branch.
        case leftOut = 6
    }

    /// The stage's place in the plan.
    package var stage: Int
    /// What became of the document.
    package var outcome: Outcome
    /// Whether the result was known from before.
    package var isKnown: Bool
    /// How long it took, in microseconds.
    package var microseconds: Int
    /// How many documents it gave.
    package var given: Int
    /// Why it was left out or refused: a code and a phrase.
    package var reason: String?

    package init(
        stage: Int, outcome: Outcome, isKnown: Bool = false, microseconds: Int = 0, given: Int = 1,
        reason: String? = nil
    ) {
        self.stage = stage
        self.outcome = outcome
        self.isKnown = isKnown
        self.microseconds = microseconds
        self.given = given
        self.reason = reason
    }
}
