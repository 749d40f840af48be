public import JSON

/// What happened to the documents at one stage: `taken + added = given + filtered + quarantined`.
public struct StageAccount: Sendable, Equatable {
    /// The stage's id.
    public let stage: String
    /// The stage type's name.
    public let type: String
    /// Documents that came in.
    public var taken = 0
    /// Documents that were made beyond one for each that came in.
    public var added = 0
    /// Documents that went out, or were published.
    public var given = 0
    /// Documents that were left out on purpose.
    public var filtered = 0
    /// Documents that could not be processed.
    public var quarantined = 0
    /// Documents of those that came in whose results were known from an earlier run.
    public var known = 0
    /// Time that workers spent in the stage, all of them together.
    public var time = Duration.zero

    /// Opens an account.
    public init(stage: String, type: String) {
        self.stage = stage
        self.type = type
    }

    /// Whether no document was lost or made out of nothing.
    public var isBalanced: Bool { taken + added == given + filtered + quarantined }

    /// Writes a JSON object.
    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("stage", stage)
            $0.member("type", type)
            $0.member("in", taken)
            $0.member("added", added)
            $0.member("out", given)
            $0.member("filtered", filtered)
            $0.member("quarantined", quarantined)
            $0.member("known", known)
            $0.member("seconds", time.seconds)
        }
    }
}

extension Duration {
    /// The duration in seconds, to a microsecond.
    public var seconds: Double {
        let (seconds, attoseconds) = components
        return Double(seconds) + Double(attoseconds / 1_000_000_000_000) / 1_000_000
    }
}
