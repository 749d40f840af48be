internal import CBrotli
internal import CDeflate
internal import CZlib
internal import CZstd
internal import Files

/// The ways in which servers pack what they send.
enum ContentCoding {
    /// What unpacking came to.
    enum Result {
        case content([UInt8])
        case tooLarge([UInt8])
        case corrupt([UInt8], String)
    }

    /// Unpacks a body; one that isn't packed as its header says is taken as it is, and what breaks off as far as it goes.
    static func unpack(_ body: [UInt8], _ coding: String, limit: Int) -> Result {
        switch coding {
        case "gzip", "x-gzip", "deflate":
            if let whole = Self.whole(body, limit: limit) { return .content(whole) }
            guard let window = Self.window(body, coding) else { return .content(body) }
            return inflated(body, window, limit: limit)
        case "br": return brotli(body, limit: limit)
        case "zstd":
            return body.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) ? zstd(body, limit: limit) : .content(body)
        default: return .content(body)
        }
    }

    /// A gzip member of which all is there, in one step.
    private static func whole(_ body: [UInt8], limit: Int) -> [UInt8]? {
        guard body.starts(with: [0x1F, 0x8B]), body.count >= 18 else { return nil }
        let size = body.suffix(4).enumerated().reduce(0) { $0 | Int($1.element) << ($1.offset * 8) }
        guard size <= limit, size / 1100 <= body.count, let decompressor = libdeflate_alloc_decompressor() else {
            return nil
        }
        defer { libdeflate_free_decompressor(decompressor) }
        var isWhole = false
        let content = [UInt8](unsafeUninitializedCapacity: size) { room, given in
            let result = body.withUnsafeBytes {
                libdeflate_gzip_decompress(decompressor, $0.baseAddress, $0.count, room.baseAddress, size, &given)
            }
            isWhole = result == LIBDEFLATE_SUCCESS
            if !isWhole { given = 0 }
        }
        return isWhole ? content : nil
    }

    /// The parameter that tells zlib what is around the deflated bytes; nil when they aren't such.
    private static func window(_ body: [UInt8], _ coding: String) -> Int32? {
        if body.starts(with: [0x1F, 0x8B]) { return 15 + 16 }
        guard coding == "deflate", body.count >= 2 else { return nil }
        // Some servers leave out zlib's own header.
        let isZlib = body[0] & 0x0F == 8 && (Int(body[0]) << 8 | Int(body[1])) % 31 == 0
        return isZlib ? 15 : -15
    }

    private static func inflated(_ body: [UInt8], _ window: Int32, limit: Int) -> Result {
        let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
        stream.initialize(to: z_stream())
        defer { stream.deallocate() }
        guard galley_inflate_begin(stream, window) == Z_OK else { return .corrupt([], "no memory to expand it") }
        defer { inflateEnd(stream) }
        let result = gathered(body, limit: limit) { input, room in
            // zlib reads through this pointer only.
            stream.pointee.next_in = UnsafeMutablePointer(
                mutating: input.baseAddress?.assumingMemoryBound(to: UInt8.self))
            stream.pointee.avail_in = UInt32(min(input.count, 1 << 30))
            stream.pointee.next_out = room.baseAddress?.assumingMemoryBound(to: UInt8.self)
            stream.pointee.avail_out = UInt32(room.count)
            let status = inflate(stream, Z_NO_FLUSH)
            let taken = min(input.count, 1 << 30) - Int(stream.pointee.avail_in)
            let given = room.count - Int(stream.pointee.avail_out)
            return switch status {
            case Z_STREAM_END: .end(taken: taken, given: given)
            case Z_OK, Z_BUF_ERROR: .more(taken: taken, given: given)
            default: .corrupt(stream.pointee.msg.map { String(cString: $0) } ?? "error \(status)")
            }
        }
        // Bytes without a header may be anything.
        if window < 0, case .corrupt = result { return .content(body) }
        return result
    }

    private static func zstd(_ body: [UInt8], limit: Int) -> Result {
        guard let context = ZSTD_createDCtx() else { return .corrupt([], "no memory to expand it") }
        defer { ZSTD_freeDCtx(context) }
        return gathered(body, limit: limit) { input, room in
            var source = ZSTD_inBuffer(src: input.baseAddress, size: input.count, pos: 0)
            var place = ZSTD_outBuffer(dst: room.baseAddress, size: room.count, pos: 0)
            let status = ZSTD_decompressStream(context, &place, &source)
            guard ZSTD_isError(status) == 0 else { return .corrupt(String(cString: ZSTD_getErrorName(status))) }
            let isEnd = status == 0 && source.pos == input.count
            return isEnd
                ? .end(taken: source.pos, given: place.pos) : .more(taken: source.pos, given: place.pos)
        }
    }

    private static func brotli(_ body: [UInt8], limit: Int) -> Result {
        guard let decoder = BrotliDecoderCreateInstance(nil, nil, nil) else {
            return .corrupt([], "no memory to expand it")
        }
        defer { BrotliDecoderDestroyInstance(decoder) }
        let result = gathered(body, limit: limit) { input, room in
            var offered = input.count
            var place = room.count
            var next = input.baseAddress?.assumingMemoryBound(to: UInt8.self)
            var out = room.baseAddress?.assumingMemoryBound(to: UInt8.self)
            let status = BrotliDecoderDecompressStream(decoder, &offered, &next, &place, &out, nil)
            let (taken, given) = (input.count - offered, room.count - place)
            return switch status {
            case BROTLI_DECODER_RESULT_SUCCESS: .end(taken: taken, given: given)
            case BROTLI_DECODER_RESULT_ERROR: .corrupt("it isn't Brotli")
            default: .more(taken: taken, given: given)
            }
        }
        // Brotli has no mark to know it by: what doesn't begin like it isn't.
        if case .corrupt(let content, _) = result, content.isEmpty { return .content(body) }
        return result
    }

    /// Gathers what the steps give.
    private static func gathered(
        _ body: [UInt8], limit: Int,
        _ step: (UnsafeRawBufferPointer, UnsafeMutableRawBufferPointer) -> ExpansionStep
    ) -> Result {
        body.withUnsafeBytes { bytes in
            var content: [UInt8] = []
            var rest = bytes
            while true {
                var result = ExpansionStep.corrupt("")
                let room = min(max(1 << 16, rest.count * 4), limit - content.count + 1)
                let piece = [UInt8](unsafeUninitializedCapacity: room) { buffer, given in
                    result = step(rest, UnsafeMutableRawBufferPointer(start: buffer.baseAddress, count: room))
                    if case .more(_, let count) = result { given = count }
                    if case .end(_, let count) = result { given = count }
                }
                if content.isEmpty { content = piece } else { content += piece }
                if content.count > limit { return .tooLarge(Array(content.prefix(limit))) }
                switch result {
                case .end: return .content(content)
                case .corrupt(let what): return .corrupt(content, what)
                case .more(let taken, let given):
                    rest = UnsafeRawBufferPointer(rebasing: rest[taken...])
                    // Nothing more comes of nothing more.
                    if taken == 0, given == 0 { return .content(content) }
                }
            }
        }
    }
}
