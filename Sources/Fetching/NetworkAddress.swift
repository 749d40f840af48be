/// An address of the Internet Protocol: its 4 or 16 bytes.
public struct NetworkAddress: Sendable, Equatable {
    private let bytes: [UInt8]

    /// Takes the bytes in network order; nil unless they are 4 or 16.
    public init?(_ bytes: [UInt8]) {
        guard bytes.count == 4 || bytes.count == 16 else { return nil }
        self.bytes = bytes
    }

    /// Whether it is one of the public Internet: none of this machine, of a private or local network, of a service of the
    /// machine's host, nor one that is reserved (the registries of IANA for special purposes, RFC 6890).
    public var isPublic: Bool { bytes.count == 4 ? Self.isPublic(bytes[...]) : isPublicV6 }

    /// Networks that aren't public, and how many bits tell them.
    private static let special: [(network: [UInt8], bits: Int)] = [
        ([0, 0, 0, 0], 8), ([10, 0, 0, 0], 8), ([100, 64, 0, 0], 10), ([127, 0, 0, 0], 8), ([169, 254, 0, 0], 16),
        ([172, 16, 0, 0], 12), ([192, 0, 0, 0], 24), ([192, 0, 2, 0], 24), ([192, 88, 99, 0], 24),
        ([192, 168, 0, 0], 16), ([198, 18, 0, 0], 15), ([198, 51, 100, 0], 24), ([203, 0, 113, 0], 24),
        ([224, 0, 0, 0], 4), ([240, 0, 0, 0], 4),
    ]

    private static func isPublic(_ address: ArraySlice<UInt8>) -> Bool {
        !special.contains { starts(address, $0.network, bits: $0.bits) }
    }

    /// Whether it is link-local: where a machine's host may serve what nobody else is to know (169.254.169.254). These
    /// aren't asked even where private addresses are allowed.
    public var isLinkLocal: Bool {
        if let inner = bytes.count == 4 ? bytes[...] : versionFour { return Self.starts(inner, [169, 254], bits: 16) }
        // The second is Amazon's for the same service.
        return Self.starts(bytes[...], [0xFE, 0x80], bits: 10)
            || Self.starts(bytes[...], [0xFD, 0x00, 0x0E, 0xC2, 0, 0, 0, 0], bits: 64)
    }

    /// The address of version 4 in other clothes: mapped, translated (RFC 6052), 6to4.
    private var versionFour: ArraySlice<UInt8>? {
        let address = bytes[...]
        let zeros = [UInt8](repeating: 0, count: 8)
        if Self.starts(address, zeros + [0, 0, 0xFF, 0xFF], bits: 96) { return address[12...] }
        if Self.starts(address, [0x00, 0x64, 0xFF, 0x9B] + zeros, bits: 96) { return address[12...] }
        return Self.starts(address, [0x20, 0x02], bits: 16) ? address[2..<6] : nil
    }

    private var isPublicV6: Bool {
        if let inner = versionFour { return Self.isPublic(inner) }
        let address = bytes[...]
        // Of all others only global unicast, without what is for protocols (Teredo among them) and documentation.
        return Self.starts(address, [0x20], bits: 3) && !Self.starts(address, [0x20, 0x01, 0x00], bits: 23)
            && !Self.starts(address, [0x20, 0x01, 0x0D, 0xB8], bits: 32)
            && !Self.starts(address, [0x3F, 0xFF, 0x00], bits: 20)
    }

    private static func starts(_ address: ArraySlice<UInt8>, _ network: [UInt8], bits: Int) -> Bool {
        var left = bits
        for (own, other) in zip(address, network) where left > 0 {
            let mask: UInt8 = left >= 8 ? 0xFF : ~(0xFF >> UInt8(left))
            if own & mask != other & mask { return false }
            left -= 8
        }
        return true
    }
}
