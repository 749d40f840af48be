internal import Documents

/// How often a document is tried, and how long is waited in between: exponentially longer, with jitter.
public struct RetryPolicy: Sendable, Hashable {
    /// How often a document is tried in all.
    public var attempts = 3
    /// How long is waited after the first attempt.
    public var first = TimeSpan(milliseconds: 200)
    /// By how much the wait grows each time.
    public var factor = 2.0
    /// The longest wait.
    public var most = TimeSpan.seconds(30)
    /// The part of a wait, 0 to 1, that is left to chance, so that documents that failed together aren't tried together.
    public var jitter = 0.5
    /// The codes of the errors after which a document is tried again; nil for all but ``DocumentError/timeout``.
    public var codes: [String]?

    /// The usual waits.
    public init() {}

    /// Whether a document is tried again after an error.
    func covers(_ error: any Error) -> Bool {
        guard error.isAboutDocument else { return false }
        let code = (error as? DocumentError ?? DocumentError(unforeseen: error)).code
        return codes?.contains(code) ?? (code != DocumentError.timeout)
    }

    /// How long is waited after a failed attempt, numbered from 1. The same for the same document in every run: what
    /// chance there is comes from its identity.
    func wait(after attempt: Int, of document: DocumentID) -> Duration {
        var wait = Double(first.milliseconds)
        let most = Double(most.milliseconds)
        for _ in 1..<max(1, attempt) where wait < most { wait *= factor }
        wait = min(wait, most)
        var bits = document.digest.low ^ document.digest.high &+ UInt64(attempt) &* 0x9E37_79B9_7F4A_7C15
        bits = (bits ^ bits >> 30) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ bits >> 27) &* 0x94D0_49BB_1331_11EB
        let chance = Double((bits ^ bits >> 31) >> 11) / Double(1 << 53)
        return .microseconds(Int(wait * (1 - jitter * chance) * 1000))
    }

    /// The policy as one would write it: the number of attempts alone, where all else is as usual.
    public var text: String {
        let usual = RetryPolicy()
        var parts = ["attempts: \(attempts)"]
        if first != usual.first { parts.append("first: \(first.optionText)") }
        if factor != usual.factor { parts.append("factor: \(Self.short(factor))") }
        if most != usual.most { parts.append("most: \(most.optionText)") }
        if jitter != usual.jitter { parts.append("jitter: \(Self.short(jitter))") }
        if let codes { parts.append("on: [\(codes.joined(separator: ", "))]") }
        return parts.count == 1 ? "\(attempts)" : "{\(parts.joined(separator: ", "))}"
    }

    private static func short(_ number: Double) -> String {
        Int(exactly: number).map(String.init) ?? number.description
    }
}

extension DocumentError {
    /// The code of a document at which a stage took longer than its policy allows.
    public static let timeout = "timeout"

    /// What a stage threw that is no `DocumentError`.
    init(unforeseen error: any Error) { self.init("error", String(describing: error)) }
}

extension Error {
    /// Whether it tells of a document, which goes to quarantine, and not of the run.
    var isAboutDocument: Bool {
        !(self is InternalError || self is StageFault || self is CancellationError || self is StageCallError)
    }
}
