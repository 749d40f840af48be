internal import CXXHash

/// A 128-bit fingerprint of bytes: XXH3 (Yann Collet, xxHash 0.8), stable across machines and versions.
///
/// It tells contents apart; it isn't meant to resist somebody who forges collisions.
public struct Digest: Hashable, Sendable {
    /// The upper 64 bits.
    public let high: UInt64
    /// The lower 64 bits.
    public let low: UInt64

    /// Makes a digest of its halves.
    public init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// Digests bytes; linear time.
    public init(of bytes: [UInt8], seed: UInt64 = 0) {
        self = bytes.withUnsafeBytes { Digest(of: $0, seed: seed) }
    }

    /// Digests the UTF-8 bytes of a text; linear time.
    public init(of text: String, seed: UInt64 = 0) {
        var text = text
        self = text.withUTF8 { Digest(of: UnsafeRawBufferPointer($0), seed: seed) }
    }

    /// Digests a part of some bytes.
    package init(of bytes: [UInt8], _ range: Range<Int>, seed: UInt64) {
        self = bytes.withUnsafeBytes { Digest(of: UnsafeRawBufferPointer(rebasing: $0[range]), seed: seed) }
    }

    init(of bytes: UnsafeRawBufferPointer, seed: UInt64) {
        let digest = galley_xxh3_128(bytes.baseAddress, bytes.count, seed)
        self.init(high: digest.high, low: digest.low)
    }

    /// A 64-bit hash of bytes, for tables and sketches; stable like the digest.
    public static func hash64(_ bytes: UnsafeRawBufferPointer, seed: UInt64 = 0) -> UInt64 {
        galley_xxh3_64(bytes.baseAddress, bytes.count, seed)
    }
}

extension Digest: CustomStringConvertible {
    /// 32 lower-case hexadecimal digits.
    public var description: String {
        String(unsafeUninitializedCapacity: 32) { digits in
            for place in 0..<32 {
                let half = place < 16 ? high : low
                let value = UInt8(truncatingIfNeeded: half >> UInt64(60 - place % 16 * 4)) & 15
                digits[place] = value + (value < 10 ? UInt8(ascii: "0") : UInt8(ascii: "a") - 10)
            }
            return 32
        }
    }
}
