/// How something behaves towards those that it asks.
public struct Manners: Sendable {
    /// How long a host is left alone between two requests.
    public var delay = Duration.seconds(1)
    /// How often a request is tried again that failed for the moment.
    public var retries = 2
    /// How long is waited before the first further attempt; twice as long before each that follows.
    public var backoff = Duration.seconds(1)
    /// The longest time that a server may ask to wait; one that asks for more isn't asked again.
    public var longestWait = Duration.seconds(60)
    /// Whether `robots.txt` is asked for and obeyed.
    public var obeysRobots = true

    /// The usual manners.
    public init() {}
}
