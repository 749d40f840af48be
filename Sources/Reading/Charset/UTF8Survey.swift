/// How well bytes fit UTF-8, in one pass.
struct UTF8Survey {
    /// Well-formed sequences of more than one byte.
    private(set) var sequences = 0
    /// Bytes that belong to no well-formed sequence.
    private(set) var invalid = 0
    /// Whether there is a NUL byte.
    private(set) var hasNUL = false

    /// Whether so much of it is well-formed that it must be damaged UTF-8 rather than another encoding.
    var isMostlyValid: Bool { sequences >= 4 * invalid }

    /// Whether that is sure whatever is declared: two or three sequences may be well-formed by chance.
    var isDamaged: Bool { sequences >= 4 && isMostlyValid }

    init(_ bytes: [UInt8]) {
        bytes.withUnsafeBufferPointer { buffer in
            var index = 0
            while index < buffer.count {
                index = Self.endOfASCII(buffer, index, &hasNUL)
                guard index < buffer.count else { break }
                let length = Self.sequenceLength(buffer, index)
                if length == 0 { invalid += 1 } else { sequences += 1 }
                index += max(1, length)
            }
        }
    }

    /// Eight bytes at a time while there is neither NUL nor a byte above ASCII.
    @inline(__always)
    private static func endOfASCII(_ buffer: UnsafeBufferPointer<UInt8>, _ start: Int, _ hasNUL: inout Bool) -> Int {
        var index = start
        let raw = UnsafeRawBufferPointer(buffer)
        // Most of most pages is ASCII.
        while index + 32 <= buffer.count {
            let found =
                suspects(raw, index) | suspects(raw, index + 8) | suspects(raw, index + 16) | suspects(raw, index + 24)
            if found & 0x8080_8080_8080_8080 != 0 { break }
            index += 32
        }
        while index + 8 <= buffer.count {
            if suspects(raw, index) & 0x8080_8080_8080_8080 != 0 { break }
            index += 8
        }
        while index < buffer.count, buffer[index] < 0x80 {
            if buffer[index] == 0 { hasNUL = true }
            index += 1
        }
        return index
    }

    /// Eight bytes: the high bit of one is set where it is above ASCII or was zero.
    @inline(__always)
    private static func suspects(_ bytes: UnsafeRawBufferPointer, _ index: Int) -> UInt64 {
        let word = bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
        return word | (word &- 0x0101_0101_0101_0101)
    }

    /// The length of the well-formed sequence of two to four bytes that starts here, or 0 (Unicode 15, table 3-7).
    @inline(__always)
    private static func sequenceLength(_ buffer: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
        func trail(_ offset: Int, _ range: ClosedRange<UInt8> = 0x80...0xBF) -> Bool {
            start + offset < buffer.count && range.contains(buffer[start + offset])
        }
        switch buffer[start] {
        case 0xC2...0xDF: return trail(1) ? 2 : 0
        case 0xE0: return trail(1, 0xA0...0xBF) && trail(2) ? 3 : 0
        case 0xED: return trail(1, 0x80...0x9F) && trail(2) ? 3 : 0
        case 0xE1...0xEF: return trail(1) && trail(2) ? 3 : 0
        case 0xF0: return trail(1, 0x90...0xBF) && trail(2) && trail(3) ? 4 : 0
        case 0xF1...0xF3: return trail(1) && trail(2) && trail(3) ? 4 : 0
        case 0xF4: return trail(1, 0x80...0x8F) && trail(2) && trail(3) ? 4 : 0
        default: return 0
        }
    }
}
