public import StageKit

/// Why a run failed; but for ``incomplete(published:reason:)`` nothing was published.
public enum RunError: Error, Sendable, CustomStringConvertible {
    /// A document could not be processed by a stage whose policy is `fail`.
    case document(stage: String, locator: String, DocumentError)
    /// A stage couldn't process more documents than its `max-failures` allows.
    case failures(TooManyFailures)
    /// The account of a stage doesn't add up: a fault of Galley.
    case imbalance(String)
    /// A stage did what its type declares it doesn't.
    case undeclared(stage: String, reason: String, help: String)
    /// The state folder can't be used; nothing was begun.
    case state(String, help: String?)
    /// The records of the run or the quarantine can't be written.
    case records(String)
    /// An artifact couldn't be put in place when others already were: those stay, all others are as they were before.
    case incomplete(published: [Artifact], reason: any Error)

    /// What is wrong, as a sentence without an end.
    public var description: String {
        switch self {
        case .document(let stage, let locator, let reason):
            "stage '\(stage)' can't process \(locator): \(reason.message) [\(reason.code)]"
        case .failures(let failures): failures.description
        case .imbalance(let message): "the account doesn't balance: \(message)"
        case .undeclared(let stage, let reason, _): "stage '\(stage)' \(reason)"
        case .state(let message, _), .records(let message): message
        case .incomplete(let published, let reason):
            "\((reason as? PublishError)?.message ?? "\(reason)"); published before that: "
                + published.map(\.path.text).joined(separator: ", ")
        }
    }
}
