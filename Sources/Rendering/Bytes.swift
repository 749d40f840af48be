extension [UInt8] {
    /// Adds a part of a text.
    package mutating func append(_ part: Span<UInt8>) {
        part.withUnsafeBufferPointer { append(contentsOf: $0) }
    }
}
