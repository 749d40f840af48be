internal import CZlib
internal import CZstd

/// A way of compressing files.
public enum Compression: Sendable {
    /// gzip, RFC 1952; several members may follow each other.
    case gzip
    /// Zstandard, RFC 8878; several frames may follow each other.
    case zstd

    /// Recognizes compressed bytes by how they begin.
    public init?(_ bytes: [UInt8]) {
        if bytes.starts(with: [0x1F, 0x8B]) {
            self = .gzip
        } else if bytes.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) {
            self = .zstd
        } else if bytes.count > 4, bytes[0] & 0xF0 == 0x50, bytes[1...].starts(with: [0x2A, 0x4D, 0x18]) {
            // A skippable frame in front, as parallel compressors write.
            self = .zstd
        } else {
            return nil
        }
    }

    /// The first bytes of what some bytes expand to, as far as they go; none when they are damaged.
    public func beginning(of bytes: [UInt8], count: Int) -> [UInt8] {
        guard var expander = try? Expander(self) else { return [] }
        var output: [UInt8] = []
        _ = try? expander.expand(bytes[...], into: &output, atMost: count)
        return Array(output.prefix(count))
    }

    /// Expands bytes.
    /// - Parameter limit: The most bytes to give.
    /// - Throws: ``ExpansionError``.
    public func expand(_ bytes: [UInt8], limit: Int) throws(ExpansionError) -> [UInt8] {
        var expander = try Expander(self)
        var output: [UInt8] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            let room = min(limit + 1 - output.count, max(1 << 16, rest.count * 4))
            rest = try expander.expand(rest, into: &output, atMost: room)
            guard output.count <= limit else { throw .tooLarge }
        }
        try expander.finish()
        return output
    }
}

/// Why compressed bytes can't be expanded.
public enum ExpansionError: Error, Sendable, Equatable {
    /// They break off.
    case truncated
    /// They aren't what they should be.
    case corrupt(String)
    /// They expand to more than is allowed.
    case tooLarge
}

/// Expands compressed bytes piece by piece.
struct Expander: ~Copyable {
    private enum Engine {
        case gzip(UnsafeMutablePointer<z_stream>)
        case zstd(OpaquePointer)
    }

    private let engine: Engine
    private var isBetweenMembers = true

    init(_ compression: Compression) throws(ExpansionError) {
        switch compression {
        case .gzip:
            let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
            stream.initialize(to: z_stream())
            guard galley_gunzip_begin(stream) == Z_OK else {
                stream.deallocate()
                throw .corrupt("no memory to expand it")
            }
            engine = .gzip(stream)
        case .zstd:
            guard let context = ZSTD_createDCtx() else { throw .corrupt("no memory to expand it") }
            engine = .zstd(context)
        }
    }

    deinit {
        switch engine {
        case .gzip(let stream):
            inflateEnd(stream)
            stream.deallocate()
        case .zstd(let context): ZSTD_freeDCtx(context)
        }
    }

    /// Expands the beginning of some bytes, and gives the rest of them: all are taken unless the room is full.
    mutating func expand(
        _ input: ArraySlice<UInt8>, into output: inout [UInt8], atMost room: Int
    ) throws(ExpansionError) -> ArraySlice<UInt8> {
        var input = input
        while !input.isEmpty {
            // gzip's own tool passes over zeros that pad the last block of a tape.
            if isBetweenMembers, case .gzip = engine {
                input = input.drop { $0 == 0 }
                if input.isEmpty { break }
            }
            var taken = 0
            var failure: ExpansionError?
            let isEnd = isBetweenMembers
            let piece = [UInt8](unsafeUninitializedCapacity: room) { buffer, initialized in
                do throws(ExpansionError) {
                    (taken, initialized) = try step(input, buffer)
                } catch {
                    failure = error
                }
            }
            if let failure { throw failure }
            output += piece
            input = input.dropFirst(taken)
            if piece.count == room || (taken == 0 && piece.isEmpty && isEnd == isBetweenMembers) { break }
        }
        return input
    }

    /// Ends the input.
    /// - Throws: ``ExpansionError/truncated`` when more was to come.
    func finish() throws(ExpansionError) {
        guard isBetweenMembers else { throw .truncated }
    }

    private mutating func step(
        _ input: ArraySlice<UInt8>, _ output: UnsafeMutableBufferPointer<UInt8>
    ) throws(ExpansionError) -> (taken: Int, given: Int) {
        switch engine {
        case .gzip(let stream):
            if isBetweenMembers { inflateReset(stream) }
            let status = input.withUnsafeBufferPointer { bytes in
                // zlib reads through this pointer only.
                stream.pointee.next_in = UnsafeMutablePointer(mutating: bytes.baseAddress)
                stream.pointee.avail_in = UInt32(clamping: bytes.count)
                stream.pointee.next_out = output.baseAddress
                stream.pointee.avail_out = UInt32(clamping: output.count)
                return inflate(stream, Z_NO_FLUSH)
            }
            let offered = min(input.count, Int(UInt32.max))
            let taken = offered - Int(stream.pointee.avail_in)
            let given = min(output.count, Int(UInt32.max)) - Int(stream.pointee.avail_out)
            switch status {
            case Z_STREAM_END: isBetweenMembers = true
            case Z_OK, Z_BUF_ERROR: isBetweenMembers = false
            default: throw .corrupt(stream.pointee.msg.map { String(cString: $0) } ?? "error \(status)")
            }
            return (taken, given)
        case .zstd(let context):
            var place = ZSTD_outBuffer(dst: output.baseAddress, size: output.count, pos: 0)
            let (status, taken) = input.withUnsafeBytes { bytes in
                var source = ZSTD_inBuffer(src: bytes.baseAddress, size: bytes.count, pos: 0)
                return (ZSTD_decompressStream(context, &place, &source), source.pos)
            }
            guard ZSTD_isError(status) == 0 else { throw .corrupt(String(cString: ZSTD_getErrorName(status))) }
            isBetweenMembers = status == 0
            return (taken, place.pos)
        }
    }
}
