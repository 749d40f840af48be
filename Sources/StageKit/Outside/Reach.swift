/// What lies outside of the files that a definition names; nothing of it is reached unless the user allows it.
public enum Reach: String, Sendable, CaseIterable {
    /// Other machines.
    case network
    /// This machine and those of private networks, for stages that reach the network.
    case privateAddresses = "private-addresses"
    /// Programs of the user's own, which then do whatever they do.
    case command

    /// What is reached, for messages.
    public var object: String {
        switch self {
        case .network: "the network"
        case .privateAddresses: "private addresses"
        case .command: "other programs"
        }
    }
}

/// What the user allows stages, and how they present themselves. Nothing is allowed unless it is said.
public struct Allowance: Sendable {
    /// What may be reached.
    public var reaches: Set<Reach> = []
    /// Whether stages may write down, in the folder of the run's records, what they fetched.
    public var keeps = false
    /// What the program calls itself to others: a name and a version.
    public var program = "galley"
    /// How the program is started to read PDF documents apart from itself, which a library that fails at one would else
    /// end: its file and its arguments. Nil where that can't be.
    public var readerOfPDF: (executable: String, arguments: [String])?
    /// Takes what the user should know though nothing failed: the stage's id and a sentence.
    public var tell: @Sendable (String, String) -> Void = { _, _ in }

    /// Allows nothing.
    public init() {}
}
