internal import CDeflate
internal import CZlib

/// Expands gzip members: in one step where a member lies in memory, which is twice as fast, else piece by piece.
final class GzipMember {
    private let whole = libdeflate_alloc_decompressor()
    private let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    private let hasStream: Bool

    init() {
        stream.initialize(to: z_stream())
        hasStream = galley_gunzip_begin(stream) == Z_OK
    }

    deinit {
        if hasStream { inflateEnd(stream) }
        stream.deallocate()
        if let whole { libdeflate_free_decompressor(whole) }
    }

    /// Expands a member that lies in memory with all of its bytes, and fits; nil when it doesn't, or is damaged.
    func expandWhole(
        _ input: UnsafeRawBufferPointer, into room: UnsafeMutableRawBufferPointer
    ) -> (taken: Int, given: Int)? {
        guard let whole else { return nil }
        var taken = 0
        var given = 0
        let result = libdeflate_gzip_decompress_ex(
            whole, input.baseAddress, input.count, room.baseAddress, room.count, &taken, &given)
        return result == LIBDEFLATE_SUCCESS ? (taken, given) : nil
    }

    /// Begins a member that is expanded piece by piece.
    func begin() { inflateReset(stream) }

    /// Expands the next piece.
    func step(_ input: UnsafeRawBufferPointer, into room: UnsafeMutableRawBufferPointer) -> ExpansionStep {
        guard hasStream else { return .corrupt("no memory to expand it") }
        let offered = min(input.count, 1 << 30)
        let place = min(room.count, 1 << 30)
        // zlib reads through this pointer only.
        stream.pointee.next_in = UnsafeMutablePointer(
            mutating: input.baseAddress?.assumingMemoryBound(to: UInt8.self))
        stream.pointee.avail_in = UInt32(offered)
        stream.pointee.next_out = room.baseAddress?.assumingMemoryBound(to: UInt8.self)
        stream.pointee.avail_out = UInt32(place)
        let status = inflate(stream, Z_NO_FLUSH)
        let taken = offered - Int(stream.pointee.avail_in)
        let given = place - Int(stream.pointee.avail_out)
        switch status {
        case Z_STREAM_END: return .end(taken: taken, given: given)
        case Z_OK, Z_BUF_ERROR: return .more(taken: taken, given: given)
        default: return .corrupt(stream.pointee.msg.map { String(cString: $0) } ?? "error \(status)")
        }
    }
}
