public import StageKit

/// Why a run failed; but for ``incomplete(published:reason:)`` nothing was published.
public enum RunError: Error, Sendable {
    /// A document could not be processed by a stage whose policy is `fail`.
    case document(stage: String, locator: String, DocumentError)
    /// The account of a stage doesn't add up: a fault of Galley or of the stage.
    case imbalance(String)
    /// The state folder can't be used; nothing was begun.
    case state(String, help: String?)
    /// The records of the run or the quarantine can't be written.
    case records(String)
    /// An artifact couldn't be put in place when others already were: those stay, all others are as they were before.
    case incomplete(published: [Artifact], reason: any Error)
}
