/// Eight bytes of a text looked at together, for loops that skip over what most of most text is.
@frozen public struct EightBytes: Sendable {
    /// The bytes, the first of them lowest.
    public let bytes: UInt64

    /// The bytes at a position; nil when fewer than eight are left before `end`.
    @inlinable
    public init?(_ text: Span<UInt8>, at position: Int, before end: Int) {
        guard position + 8 <= end else { return nil }
        bytes = UInt64(littleEndian: text.bytes.unsafeLoadUnaligned(fromByteOffset: position, as: UInt64.self))
    }

    /// The high bit of every byte that is a letter of ASCII.
    @inlinable public var letters: UInt64 {
        // Whether a byte in lower case is at least `a`, and whether it is beyond `z`; no sum overflows.
        let low = (bytes | 0x2020_2020_2020_2020) & 0x7F7F_7F7F_7F7F_7F7F
        let fromA = low &+ 0x1F1F_1F1F_1F1F_1F1F
        let beyondZ = low &+ 0x0505_0505_0505_0505
        return fromA & ~beyondZ & ~bytes & 0x8080_8080_8080_8080
    }

    /// Whether each is a letter of ASCII or a space.
    @inlinable public var areLettersOrSpaces: Bool {
        let other = bytes ^ 0x2020_2020_2020_2020
        let spaces = ~(((other & 0x7F7F_7F7F_7F7F_7F7F) &+ 0x7F7F_7F7F_7F7F_7F7F) | other) & 0x8080_8080_8080_8080
        return letters | spaces == 0x8080_8080_8080_8080
    }
}
