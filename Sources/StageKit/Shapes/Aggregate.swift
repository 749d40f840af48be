public import Documents

/// A stage that looks at the whole corpus and makes new documents of it: nothing is given before all was seen.
///
/// Work is in two parts: ``prepare(_:_:)`` runs for many documents at the same time; ``Fold/add(_:_:)`` takes them
/// one by one in corpus order. Where the corpus has changed, all of it is gone through again. A stage that only leaves
/// documents out is a ``Selection``, which needs less.
public protocol Aggregate: StageType {
    /// The form it takes.
    associatedtype Input: Form
    /// The layers it reads.
    associatedtype Reads: LayerSet = NoLayers
    /// What is computed of each document by itself.
    associatedtype Prepared: Sendable
    /// What goes through the corpus in order.
    associatedtype Folding: Fold where Folding.Input == Input, Folding.Prepared == Prepared

    /// Computes of one document what needs no other.
    /// - Throws: ``DocumentError`` when the document can't be processed.
    func prepare(_ document: Input, _ layers: Reads) throws -> Prepared

    /// Starts going through the corpus.
    func makeFold() throws -> Folding
}

/// Goes through a corpus in order; each run has its own.
public protocol Fold: Sendable {
    /// The form it takes.
    associatedtype Input: Form
    /// What was computed of each document by itself.
    associatedtype Prepared: Sendable
    /// The form it gives.
    associatedtype Output: Form

    /// Takes one document.
    mutating func add(_ document: Input, _ prepared: Prepared) throws

    /// Gives what comes of the corpus.
    mutating func finish(into out: inout Emitter<Output>) throws
}
