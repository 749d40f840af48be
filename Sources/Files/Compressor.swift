internal import CZlib
internal import CZstd

/// Compresses bytes piece by piece; the same pieces give the same bytes: no time or name is in them.
///
/// `@unchecked Sendable`: it belongs to the one ``AtomicFile`` that made it, which belongs to one owner at a time.
package final class Compressor: @unchecked Sendable {
    private enum Engine {
        case gzip(UnsafeMutablePointer<z_stream>)
        case zstd(OpaquePointer)
    }

    private static let chunk = 1 << 16

    private let engine: Engine

    /// Makes one; nil when there is no memory.
    package init?(_ compression: Compression) {
        switch compression {
        case .gzip:
            let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
            stream.initialize(to: z_stream())
            guard galley_gzip_begin(stream) == Z_OK else {
                stream.deallocate()
                return nil
            }
            engine = .gzip(stream)
        case .zstd:
            guard let context = ZSTD_createCCtx() else { return nil }
            ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1)
            engine = .zstd(context)
        }
    }

    deinit {
        switch engine {
        case .gzip(let stream):
            deflateEnd(stream)
            stream.deallocate()
        case .zstd(let context): ZSTD_freeCCtx(context)
        }
    }

    /// Compresses all of a piece; nil when the library fails, for want of memory.
    /// - Parameter isLast: Whether the member or frame ends here; what is given later begins another.
    package func compress(_ bytes: [UInt8], isLast: Bool) -> [UInt8]? {
        var output: [UInt8] = []
        var rest = bytes[...]
        while true {
            var state = State.failed
            var taken = 0
            let piece = [UInt8](unsafeUninitializedCapacity: Self.chunk) { buffer, given in
                (state, taken, given) = step(rest, buffer, isLast: isLast)
            }
            if state == .failed { return nil }
            output += piece
            rest = rest.dropFirst(taken)
            if state == .done, rest.isEmpty { return output }
        }
    }

    private enum State { case failed, hasMore, done }

    private func step(
        _ input: ArraySlice<UInt8>, _ output: UnsafeMutableBufferPointer<UInt8>, isLast: Bool
    ) -> (State, taken: Int, given: Int) {
        switch engine {
        case .gzip(let stream):
            let offered = min(input.count, Int(UInt32.max))
            let status = input.withUnsafeBufferPointer { bytes in
                // zlib reads through this pointer only.
                stream.pointee.next_in = UnsafeMutablePointer(mutating: bytes.baseAddress)
                stream.pointee.avail_in = UInt32(offered)
                stream.pointee.next_out = output.baseAddress
                stream.pointee.avail_out = UInt32(clamping: output.count)
                return deflate(stream, isLast && offered == input.count ? Z_FINISH : Z_NO_FLUSH)
            }
            let taken = offered - Int(stream.pointee.avail_in)
            let given = output.count - Int(stream.pointee.avail_out)
            if status == Z_STREAM_END { deflateReset(stream) }
            guard status == Z_OK || status == Z_STREAM_END || status == Z_BUF_ERROR else { return (.failed, 0, 0) }
            let isDone = isLast ? status == Z_STREAM_END : stream.pointee.avail_out > 0
            return (isDone ? .done : .hasMore, taken, given)
        case .zstd(let context):
            var place = ZSTD_outBuffer(dst: output.baseAddress, size: output.count, pos: 0)
            let (left, taken) = input.withUnsafeBytes { bytes in
                var source = ZSTD_inBuffer(src: bytes.baseAddress, size: bytes.count, pos: 0)
                let left = ZSTD_compressStream2(context, &place, &source, isLast ? ZSTD_e_end : ZSTD_e_continue)
                return (left, source.pos)
            }
            guard ZSTD_isError(left) == 0 else { return (.failed, 0, 0) }
            let isDone = isLast ? left == 0 : taken == input.count
            return (isDone ? .done : .hasMore, taken, place.pos)
        }
    }
}
