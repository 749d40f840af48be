/// What is in a container, such as a web archive: a document, or what can't be read as one.
public enum ContainerItem: Sendable {
    /// A document.
    case entry(ContainerEntry)
    /// What can't be read.
    case problem(ContainerProblem)
}

/// A document in a container.
public struct ContainerEntry: Sendable {
    /// Where it is in the container: the offset of its record, or its name.
    public var place: String
    /// Where the web has it, as the container tells.
    public var address: String?
    /// When it was put into the container, as the container writes it.
    public var date: String?
    /// What the bytes are (RFC 6838), as the container tells, lower case and without parameters.
    public var mediaType: String?
    /// The encoding of the bytes, as the container tells.
    public var charset: String?
    /// The content: without the coding that it was transferred or stored in.
    public var bytes: [UInt8]
}

/// What can't be read of a container, and why; what comes behind it may be read nevertheless.
public struct ContainerProblem: Sendable {
    /// What kind of problem it is.
    public enum Code: String, Sendable {
        /// The bytes aren't what they should be, or break off.
        case damaged
        /// A document is greater than allowed.
        case tooLarge = "too-large"
        /// The bytes aren't those that were put in, as a digest tells.
        case digest
        /// Nothing can be read without a password.
        case encrypted
        /// The container can't be read: the file system refuses.
        case unreadable
        /// There is nothing in it.
        case empty
    }

    /// Where it is in the container; nil for the container as a whole.
    public var place: String?
    /// What kind of problem it is.
    public var code: Code
    /// What is wrong.
    public var message: String
    /// Where the web has it, as the container tells.
    public var address: String?
    /// As much of it as could be had.
    public var bytes: [UInt8] = []
}
