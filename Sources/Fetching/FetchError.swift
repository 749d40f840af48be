/// Why something can't be fetched.
public struct FetchError: Error, Sendable, Equatable {
    /// A stable code, for example `http-404` or `timeout`.
    public let code: String
    /// What is wrong and what to do, as a phrase; without the address, which may hold a secret.
    public let message: String
    /// Whether it may go another time.
    public let isTemporary: Bool
    /// How many seconds the other side asks to be left alone.
    public let retryAfter: Int?

    /// Makes an error.
    public init(_ code: String, _ message: String, isTemporary: Bool = false, retryAfter: Int? = nil) {
        self.code = code
        self.message = message
        self.isTemporary = isTemporary
        self.retryAfter = retryAfter
    }
}

extension FetchError {
    static let interrupted = FetchError("interrupted", "the run was interrupted", isTemporary: true)

    /// An answer that isn't what was asked for.
    static func status(_ status: Int, retryAfter: Int?) -> FetchError {
        let what =
            switch status {
            case 401, 407: "it asks for a user's name and password"
            case 403: "it doesn't allow it; some sites refuse programs that don't say who they are ('user-agent')"
            case 404, 410: "there is nothing any more; check the address"
            case 429: "it was asked too often; a longer 'delay' helps"
            case 500...: "something is wrong there; try again later"
            default: "it gives nothing to read"
            }
        return FetchError(
            "http-\(status)", "the server answers \(status): \(what)",
            isTemporary: status == 408 || status == 425 || status == 429 || [500, 502, 503, 504].contains(status),
            retryAfter: retryAfter)
    }
}
