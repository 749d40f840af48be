internal import CZlib

/// The parts of a document that is a ZIP archive: OOXML, OpenDocument, EPUB.
///
/// Such a document is read as a whole and its parts in an order of their own, so they are found by the archive's
/// directory. Names are compared, never used as paths; a part is expanded only when it is asked for, up to a limit.
struct ZipParts {
    private struct Part {
        var method: Int
        var packed: Int
        var size: Int
        var checksum: UInt32
        var offset: Int
        var isEncrypted: Bool
    }

    private static let longestComment = 65_535
    private static let mostParts = 20_000

    private let bytes: [UInt8]
    private var parts: [String: Part] = [:]
    /// The names in the order of the directory.
    private(set) var names: [String] = []

    /// Reads the directory.
    /// - Throws: ``ReadingError`` `damaged` where there is none.
    init(_ bytes: [UInt8]) throws(ReadingError) {
        self.bytes = bytes
        guard let end = Self.end(of: bytes) else { throw .zip("it isn't a ZIP archive, or breaks off") }
        let count = Self.number(bytes, end + 10, 2)
        var place = Self.number(bytes, end + 16, 4)
        guard count <= Self.mostParts, place <= end else { throw .zip("its directory can't be read") }
        for _ in 0..<count {
            guard place + 46 <= bytes.count, Self.number(bytes, place, 4) == 0x0201_4B50 else {
                throw .zip("its directory can't be read")
            }
            let nameLength = Self.number(bytes, place + 28, 2)
            let next = place + 46 + nameLength + Self.number(bytes, place + 30, 2) + Self.number(bytes, place + 32, 2)
            guard next <= bytes.count else { throw .zip("its directory breaks off") }
            let name = String(decoding: bytes[(place + 46)..<(place + 46 + nameLength)], as: UTF8.self)
            let part = Part(
                method: Self.number(bytes, place + 10, 2), packed: Self.number(bytes, place + 20, 4),
                size: Self.number(bytes, place + 24, 4), checksum: UInt32(Self.number(bytes, place + 16, 4)),
                offset: Self.number(bytes, place + 42, 4),
                isEncrypted: bytes[place + 8] & 1 != 0)
            if parts.updateValue(part, forKey: name) == nil { names.append(name) }
            place = next
        }
    }

    /// Whether there is a part of this name.
    func has(_ name: String) -> Bool { parts[name] != nil }

    /// A part's bytes; nil when there is none of this name.
    /// - Parameter limit: The most bytes to expand to.
    /// - Throws: ``ReadingError`` `damaged`, `encrypted` or `too-long`.
    func part(_ name: String, limit: Int) throws(ReadingError) -> [UInt8]? {
        guard let part = parts[name] else { return nil }
        guard !part.isEncrypted else { throw ReadingError("encrypted", "'\(name)' in it needs a password") }
        guard part.size <= limit else { throw .tooLong(part.size, limit: limit) }
        guard part.offset + 30 <= bytes.count, Self.number(bytes, part.offset, 4) == 0x0403_4B50 else {
            throw .zip("'\(name)' in it isn't where it should be")
        }
        let start = part.offset + 30 + Self.number(bytes, part.offset + 26, 2) + Self.number(bytes, part.offset + 28, 2)
        guard start <= bytes.count, part.packed <= bytes.count - start else { throw .zip("'\(name)' in it breaks off") }
        let packed = bytes[start..<start + part.packed]
        let expanded: [UInt8]?
        switch part.method {
        case 0: expanded = packed.count == part.size ? Array(packed) : nil
        case 8: expanded = Self.inflate(packed, size: part.size)
        default: throw .zip("'\(name)' in it is compressed by method \(part.method), which nothing here reads")
        }
        guard let expanded, Self.checksum(of: expanded) == part.checksum else {
            throw .zip("'\(name)' in it is damaged")
        }
        return expanded
    }

    private static func checksum(of bytes: [UInt8]) -> UInt32 {
        bytes.withUnsafeBufferPointer { UInt32(truncatingIfNeeded: crc32(0, $0.baseAddress, UInt32($0.count))) }
    }

    /// Expands bytes that give so many, no fewer and no more.
    private static func inflate(_ packed: ArraySlice<UInt8>, size: Int) -> [UInt8]? {
        // zlib's state points back to it, so it may not move.
        let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
        stream.initialize(to: z_stream())
        defer { stream.deallocate() }
        guard galley_inflate_begin(stream, -15) == Z_OK else { return nil }
        defer { inflateEnd(stream) }
        var isWhole = false
        // One more, to see that it ends there.
        let expanded = [UInt8](unsafeUninitializedCapacity: size + 1) { output, count in
            packed.withUnsafeBufferPointer { input in
                stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
                stream.pointee.avail_in = UInt32(input.count)
                stream.pointee.next_out = output.baseAddress
                stream.pointee.avail_out = UInt32(output.count)
                isWhole = CZlib.inflate(stream, Z_FINISH) == Z_STREAM_END
                let given = Int(stream.pointee.total_out)
                count = min(given, size)
                isWhole = isWhole && given == size
            }
        }
        return isWhole ? expanded : nil
    }

    /// Where the record at the end is.
    private static func end(of bytes: [UInt8]) -> Int? {
        guard bytes.count >= 22 else { return nil }
        let lowest = max(0, bytes.count - 22 - longestComment)
        return stride(from: bytes.count - 22, through: lowest, by: -1).first { place in
            bytes[place] == 0x50 && number(bytes, place, 4) == 0x0605_4B50
        }
    }

    private static func number(_ bytes: [UInt8], _ place: Int, _ count: Int) -> Int {
        guard place >= 0, place + count <= bytes.count else { return 0 }
        return (0..<count).reduce(0) { $0 | Int(bytes[place + $1]) << (8 * $1) }
    }
}

extension ReadingError {
    static func zip(_ what: String) -> ReadingError { ReadingError("damaged", what) }
}
