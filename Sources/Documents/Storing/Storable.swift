/// A value that a run keeps for the next one, in few bytes.
///
/// What a stage gave is kept by what went in: a layer, or whatever an aggregate prepares of a document, writes its members
/// one after the other and reads them in the same order. Equal values must write equal bytes: whether what a stage reads
/// has changed is told by them. Who changes the order or the meaning of members raises the version of the stage types that
/// give them.
public protocol Storable: Sendable {
    /// Writes the value.
    func store(in archive: inout ArchiveWriter)

    /// Reads what ``store(in:)`` wrote.
    /// - Throws: ``ArchiveError`` when the bytes aren't what was written.
    init(from archive: inout ArchiveReader) throws(ArchiveError)
}

/// Bytes that aren't a stored value.
public struct ArchiveError: Error, Sendable {
    /// Makes the error.
    public init() {}
}

extension Bool: Storable {
    /// One byte.
    public func store(in archive: inout ArchiveWriter) { archive.write(byte: self ? 1 : 0) }
    /// Reads one byte.
    public init(from archive: inout ArchiveReader) throws(ArchiveError) { self = try archive.readByte() != 0 }
}

extension Int: Storable {
    /// Seven bits a byte, small numbers of either sign in few.
    public func store(in archive: inout ArchiveWriter) {
        archive.write(number: UInt64(bitPattern: Int64(self << 1) ^ Int64(self >> 63)))
    }
    /// Reads the number.
    public init(from archive: inout ArchiveReader) throws(ArchiveError) {
        let number = try archive.readNumber()
        self = Int(Int64(bitPattern: number >> 1) ^ -Int64(bitPattern: number & 1))
    }
}

extension Double: Storable {
    /// Eight bytes.
    public func store(in archive: inout ArchiveWriter) { archive.write(eight: bitPattern) }
    /// Reads eight bytes.
    public init(from archive: inout ArchiveReader) throws(ArchiveError) {
        self.init(bitPattern: try archive.readEight())
    }
}

extension String: Storable {
    /// Its length and its bytes.
    public func store(in archive: inout ArchiveWriter) { archive.write(text: self) }
    /// Reads length and bytes.
    public init(from archive: inout ArchiveReader) throws(ArchiveError) { self = try archive.readText() }
}

extension Optional: Storable where Wrapped: Storable {
    /// A byte that tells whether there is a value, and the value.
    public func store(in archive: inout ArchiveWriter) {
        archive.write(byte: self == nil ? 0 : 1)
        self?.store(in: &archive)
    }
    /// Reads the value if there is one.
    public init(from archive: inout ArchiveReader) throws(ArchiveError) {
        self = try archive.readByte() == 0 ? nil : try Wrapped(from: &archive)
    }
}

extension Array: Storable where Element: Storable {
    /// The count and the elements.
    public func store(in archive: inout ArchiveWriter) {
        archive.write(number: UInt64(count))
        for element in self { element.store(in: &archive) }
    }
    /// Reads count and elements.
    public init(from archive: inout ArchiveReader) throws(ArchiveError) {
        let count = try archive.readCount()
        self.init()
        reserveCapacity(count)
        for _ in 0..<count { append(try Element(from: &archive)) }
    }
}

extension Digest: Storable {
    /// Sixteen bytes.
    public func store(in archive: inout ArchiveWriter) {
        archive.write(eight: high, low)
    }
    /// Reads sixteen bytes.
    public init(from archive: inout ArchiveReader) throws(ArchiveError) {
        let high = try archive.readEight()
        self.init(high: high, low: try archive.readEight())
    }
}

extension DocumentID: Storable {
    /// Sixteen bytes.
    public func store(in archive: inout ArchiveWriter) { digest.store(in: &archive) }
    /// Reads sixteen bytes.
    public init(from archive: inout ArchiveReader) throws(ArchiveError) { digest = try Digest(from: &archive) }
}
