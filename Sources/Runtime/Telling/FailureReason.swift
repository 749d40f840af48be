internal import StageKit

/// Why a run failed, in one sentence for its record.
enum FailureReason {
    /// The words for an error that ended a run.
    static func text(_ error: any Error) -> String {
        switch error {
        case let error as SourceError: error.message
        case let error as PublishError: error.message
        case RunError.document(let stage, let locator, let reason):
            "stage '\(stage)' can't process \(locator): \(reason.message) [\(reason.code)]"
        case RunError.imbalance(let message): "the account doesn't balance: \(message)"
        case RunError.state(let message, _), RunError.records(let message): message
        case RunError.incomplete(let published, let reason):
            text(reason) + "; published before that: " + published.map(\.path.text).joined(separator: ", ")
        default: String(describing: error)
        }
    }
}
