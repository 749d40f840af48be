public import Documents

/// A stage that leaves some documents out, going by the documents before them; those that stay go on as they come, as
/// themselves with their layers.
///
/// Work is in two parts: ``prepare(_:_:)`` runs for many documents at the same time; ``Selector/judge(_:_:)`` takes what
/// was prepared one by one in corpus order. What was prepared is kept for the next run, and is all that is needed then of
/// a document that hasn't changed: the whole corpus is judged again, but only what has changed is read.
public protocol Selection: StageType {
    /// The form it takes, and gives.
    associatedtype Input: Form
    /// The layers it reads.
    associatedtype Reads: LayerSet = NoLayers
    /// What is computed of each document by itself.
    associatedtype Prepared: Storable
    /// What goes through the corpus in order.
    associatedtype Judging: Selector where Judging.Prepared == Prepared

    /// Computes of one document what needs no other.
    /// - Throws: ``DocumentError`` when the document can't be processed.
    func prepare(_ document: Input, _ layers: Reads) throws -> Prepared

    /// Starts going through the corpus.
    func makeSelector() throws -> Judging
}

/// Goes through a corpus in order and says which documents stay; each run has its own.
public protocol Selector: Sendable {
    /// What was computed of each document by itself.
    associatedtype Prepared: Storable

    /// Says whether a document stays.
    /// - Parameters:
    ///   - prepared: What was computed of it.
    ///   - locator: Where it was read.
    mutating func judge(_ prepared: Prepared, _ locator: String) -> Verdict
}

/// Whether a document stays.
public enum Verdict: Sendable, Equatable {
    /// It stays.
    case keep
    /// It is left out: a stable code, for example `duplicate`; where the document was read that is kept instead; and how
    /// alike they are, 0 to 1.
    case leaveOut(code: String, inFavourOf: String?, similarity: Double)
}
