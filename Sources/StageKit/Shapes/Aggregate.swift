public import Documents

/// A stage that looks at the whole corpus: what it gives for a document depends on others.
///
/// Work is in two parts: ``prepare(_:_:)`` runs for many documents at the same time; ``Fold/add(_:_:into:)`` takes them
/// one by one in corpus order.
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

    /// Whether documents are given while the corpus goes by, each at most once, as themselves with their layers; else
    /// all come at the end, as new documents.
    static var isStreaming: Bool { get }

    /// Takes one document.
    mutating func add(_ document: Input, _ prepared: Prepared, into out: inout Emitter<Output>) throws

    /// Gives what is left at the end of the corpus.
    mutating func finish(into out: inout Emitter<Output>) throws
}

extension Fold {
    /// Nothing is left.
    public mutating func finish(into out: inout Emitter<Output>) throws {}
}
