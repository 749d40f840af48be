/// SHA-1 (FIPS 180-4), which web archives tell their bytes by. It finds accidents; it is no proof against forgers.
struct SHA1 {
    /// The 20 bytes of the digest.
    static func digest(of bytes: UnsafeRawBufferPointer) -> [UInt8] {
        var state: (UInt32, UInt32, UInt32, UInt32, UInt32) =
            (0x6745_2301, 0xEFCD_AB89, 0x98BA_DCFE, 0x1032_5476, 0xC3D2_E1F0)
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 80) { words in
            let whole = bytes.count / 64 * 64
            for start in stride(from: 0, to: whole, by: 64) { add(bytes, start, words, &state) }
            var tail = Array(bytes[whole...]) + [0x80]
            while tail.count % 64 != 56 { tail.append(0) }
            let bits = UInt64(bytes.count) &* 8
            tail += (0..<8).map { UInt8(truncatingIfNeeded: bits >> (56 - 8 * UInt64($0))) }
            tail.withUnsafeBytes { rest in
                for start in stride(from: 0, to: rest.count, by: 64) { add(rest, start, words, &state) }
            }
        }
        return [state.0, state.1, state.2, state.3, state.4].flatMap { word in
            (0..<4).map { UInt8(truncatingIfNeeded: word >> (24 - 8 * UInt32($0))) }
        }
    }

    /// One block of 64 bytes.
    private static func add(
        _ bytes: UnsafeRawBufferPointer, _ start: Int, _ words: UnsafeMutableBufferPointer<UInt32>,
        _ state: inout (UInt32, UInt32, UInt32, UInt32, UInt32)
    ) {
        for place in 0..<16 {
            words[place] = UInt32(
                bigEndian: bytes.loadUnaligned(fromByteOffset: start + place * 4, as: UInt32.self))
        }
        for place in 16..<80 {
            words[place] = rotated(words[place - 3] ^ words[place - 8] ^ words[place - 14] ^ words[place - 16], 1)
        }
        var (a, b, c, d, e) = state
        for place in 0..<80 {
            let mixed: UInt32
            switch place {
            case ..<20: mixed = (b & c | ~b & d) &+ 0x5A82_7999
            case ..<40: mixed = (b ^ c ^ d) &+ 0x6ED9_EBA1
            case ..<60: mixed = (b & c | b & d | c & d) &+ 0x8F1B_BCDC
            default: mixed = (b ^ c ^ d) &+ 0xCA62_C1D6
            }
            let next = rotated(a, 5) &+ mixed &+ e &+ words[place]
            (a, b, c, d, e) = (next, a, rotated(b, 30), c, d)
        }
        state = (state.0 &+ a, state.1 &+ b, state.2 &+ c, state.3 &+ d, state.4 &+ e)
    }

    private static func rotated(_ word: UInt32, _ count: UInt32) -> UInt32 { word << count | word >> (32 - count) }
}
