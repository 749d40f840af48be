internal import CZstd

/// Expands Zstandard frames piece by piece, with the dictionary that a `.warc.zst` file may begin with.
final class ZstdFrame {
    private static let greatestDictionary = 64 << 20

    private let context = ZSTD_createDCtx()

    deinit { ZSTD_freeDCtx(context) }

    /// Begins a frame.
    func begin() { ZSTD_DCtx_reset(context, ZSTD_reset_session_only) }

    /// Expands the next piece.
    func step(_ input: UnsafeRawBufferPointer, into room: UnsafeMutableRawBufferPointer) -> ExpansionStep {
        guard let context else { return .corrupt("no memory to expand it") }
        var source = ZSTD_inBuffer(src: input.baseAddress, size: input.count, pos: 0)
        var place = ZSTD_outBuffer(dst: room.baseAddress, size: room.count, pos: 0)
        let status = ZSTD_decompressStream(context, &place, &source)
        guard ZSTD_isError(status) == 0 else { return .corrupt(String(cString: ZSTD_getErrorName(status))) }
        return status == 0
            ? .end(taken: source.pos, given: place.pos) : .more(taken: source.pos, given: place.pos)
    }

    /// Takes the dictionary that all frames behind it were written with: as it is, or compressed itself.
    func load(dictionary: UnsafeRawBufferPointer) -> Bool {
        let magic: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD]
        guard dictionary.starts(with: magic) else {
            return ZSTD_isError(ZSTD_DCtx_loadDictionary(context, dictionary.baseAddress, dictionary.count)) == 0
        }
        var expanded: [UInt8] = []
        var rest = dictionary
        let plain = ZstdFrame()
        while expanded.count <= Self.greatestDictionary {
            var step = ExpansionStep.corrupt("")
            expanded += [UInt8](unsafeUninitializedCapacity: 1 << 17) { room, given in
                step = plain.step(rest, into: UnsafeMutableRawBufferPointer(room))
                if case .more(_, let count) = step { given = count }
                if case .end(_, let count) = step { given = count }
            }
            switch step {
            case .corrupt: return false
            case .more(let taken, let given):
                if taken == 0, given == 0 { return false }
                rest = UnsafeRawBufferPointer(rebasing: rest[taken...])
            case .end:
                return expanded.withUnsafeBytes {
                    ZSTD_isError(ZSTD_DCtx_loadDictionary(context, $0.baseAddress, $0.count)) == 0
                }
            }
        }
        return false
    }
}
