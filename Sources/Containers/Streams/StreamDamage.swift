internal import Files

/// Why the bytes of a file can't be read further where they are.
struct StreamDamage: Error {
    let what: ByteStream.Failure
    /// Whether something may be found behind it.
    let mayGoOn: Bool

    /// Whether the bytes are wrong, and don't only break off.
    var isCorruption: Bool { if case .expansion(.corrupt) = what { true } else { false } }

    /// As a part of a sentence about the file.
    var reason: String { what.description }
}
