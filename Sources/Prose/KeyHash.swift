/// A hash of a word's scalars, the same however they are handed in; the low bits are good for a table.
///
/// Scalars of ASCII go in as a byte, others as three, and every eight bytes are mixed in with a multiplication.
struct KeyHash {
    private var state: UInt64 = 0xCBF2_9CE4_8422_2325
    /// What isn't mixed in yet, the first byte lowest.
    private var pending: UInt64 = 0
    /// The bits of it, less than 64.
    private var bits: UInt64 = 0

    /// Adds a scalar.
    @inline(__always)
    mutating func add(_ scalar: UInt32) {
        if scalar < 0x80 { add(UInt64(scalar), count: 1) } else { add(UInt64(scalar | 0x80_0000), count: 3) }
    }

    /// Adds bytes, the first of them lowest; those above are zero.
    /// - Parameter count: Their number, at most 8.
    @inline(__always)
    mutating func add(_ bytes: UInt64, count: Int) {
        pending |= bytes &<< bits
        let sum = bits &+ UInt64(truncatingIfNeeded: count) &* 8
        if sum >= 64 {
            mix()
            pending = bits == 0 ? 0 : bytes &>> (64 &- bits)
        }
        bits = sum & 63
    }

    /// Adds eight bytes to what is a multiple of eight so far.
    @inline(__always)
    mutating func add(eight bytes: UInt64) {
        pending = bytes
        mix()
        pending = 0
    }

    @inline(__always)
    private mutating func mix() {
        state = (state ^ pending) &* 0x9E37_79B9_7F4A_7C15
        state ^= state &>> 32
    }

    var value: UInt64 {
        var last = self
        last.mix()
        let mixed = last.state &* 0xD6E8_FEB8_6659_FD93
        return mixed ^ (mixed &>> 32)
    }
}
