/// A digest as the header of a record states it: `sha1:` and the digest in base 32, 16 or 64, as writers like.
struct RecordDigest {
    /// The 20 bytes; none where the label can't be read, and nothing matches it.
    private let bytes: [UInt8]

    /// Reads a label; nil for another algorithm than SHA-1.
    init?(_ label: String?) {
        guard let label, let colon = label.firstIndex(of: ":") else { return nil }
        let algorithm = label[..<colon].lowercased()
        guard algorithm == "sha1" || algorithm == "sha-1" else { return nil }
        bytes = Self.bytes(Array(label[label.index(after: colon)...].utf8))
    }

    private static func bytes(_ digits: [UInt8]) -> [UInt8] {
        let (bits, value): (Int, (UInt8) -> UInt8?) =
            switch digits.count {
            case 32: (5, base32)
            case 40: (4, base16)
            default: (6, base64)
            }
        var bytes: [UInt8] = []
        var rest = 0
        var count = 0
        for digit in digits where digit != UInt8(ascii: "=") {
            guard let value = value(digit) else { return [] }
            rest = rest << bits | Int(value)
            count += bits
            if count >= 8 {
                count -= 8
                bytes.append(UInt8(truncatingIfNeeded: rest >> count))
                rest &= (1 << count) - 1
            }
        }
        return bytes
    }

    /// Whether some bytes have this digest.
    func matches(_ content: UnsafeRawBufferPointer) -> Bool { SHA1.digest(of: content) == bytes }

    private static func base32(_ digit: UInt8) -> UInt8? {
        switch digit {
        case 65...90: digit - 65
        case 97...122: digit - 97
        case 50...55: digit - 50 + 26
        default: nil
        }
    }

    private static func base16(_ digit: UInt8) -> UInt8? {
        switch digit {
        case 48...57: digit - 48
        case 65...70: digit - 55
        case 97...102: digit - 87
        default: nil
        }
    }

    private static func base64(_ digit: UInt8) -> UInt8? {
        switch digit {
        case 65...90: digit - 65
        case 97...122: digit - 71
        case 48...57: digit + 4
        case UInt8(ascii: "+"), UInt8(ascii: "-"): 62
        case UInt8(ascii: "/"), UInt8(ascii: "_"): 63
        default: nil
        }
    }
}
