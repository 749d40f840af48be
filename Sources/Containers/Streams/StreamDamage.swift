internal import Files

/// Why the bytes of a file can't be read further where they are.
struct StreamDamage: Error {
    let what: ByteStream.Failure
    /// Whether something may be found behind it.
    let mayGoOn: Bool

    /// As a part of a sentence about the file.
    var reason: String { what.description }
}
