/// A document that is as it was when the last publication was made, of which the way through the pipeline is known: it
/// stands for itself without its content, which nobody needs to read again.
package final class SettledDocument: Sendable {
    /// The document.
    package let id: DocumentID
    /// Where it was read.
    package let locator: String
    /// The row that tells of it.
    package let row: Int
    /// Its size in memory when it was read, as batches are cut by.
    package let byteCount: Int
    /// What became of it at every stage of the plan, by place; nil for those that it didn't come to.
    package let outcomes: [TrailStep.Outcome?]
    private let prepared: [(stage: Int, bytes: [UInt8])]

    package init(
        id: DocumentID, locator: String, row: Int, byteCount: Int, outcomes: [TrailStep.Outcome?],
        prepared: [(stage: Int, bytes: [UInt8])]
    ) {
        self.id = id
        self.locator = locator
        self.row = row
        self.byteCount = byteCount
        self.outcomes = outcomes
        self.prepared = prepared
    }

    /// What an aggregate prepared of it; nil when it isn't known.
    package func prepared(at stage: Int) -> [UInt8]? { prepared.first { $0.stage == stage }?.bytes }
}

/// A settled document in its place in a batch.
package struct PlacedSettled: Sendable {
    package var ordinal: Int32
    package let document: SettledDocument

    package init(ordinal: Int32, document: SettledDocument) {
        self.ordinal = ordinal
        self.document = document
    }
}
