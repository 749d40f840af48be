/// Compressed files made by hand, without compressing: the tests need no tool.
public enum Packed {
    /// A gzip member (RFC 1952) of stored blocks.
    public static func gzip(_ bytes: [UInt8]) -> [UInt8] {
        var member: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255]
        var rest = bytes[...]
        repeat {
            let block = rest.prefix(65_535)
            rest = rest.dropFirst(block.count)
            let length = UInt16(block.count)
            member.append(rest.isEmpty ? 1 : 0)
            member += [UInt8(length & 255), UInt8(length >> 8), UInt8(~length & 255), UInt8(~length >> 8)] + block
        } while !rest.isEmpty
        return member + little(crc(bytes)) + little(UInt32(truncatingIfNeeded: bytes.count))
    }

    /// A Zstandard frame (RFC 8878) of raw blocks.
    public static func zstd(_ bytes: [UInt8]) -> [UInt8] {
        var frame: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD, 0xA0] + little(UInt32(bytes.count))
        var rest = bytes[...]
        repeat {
            let block = rest.prefix(100_000)
            rest = rest.dropFirst(block.count)
            frame += little(UInt32(block.count) << 3 | (rest.isEmpty ? 1 : 0)).prefix(3) + block
        } while !rest.isEmpty
        return frame
    }

    /// A Zstandard frame of one run of zeros: four bytes for each 128 kB.
    public static func zstdBomb(megabytes: Int) -> [UInt8] {
        let blocks = megabytes * 8
        var frame: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD, 0, 0x38]
        for index in 0..<blocks {
            frame += little(UInt32(131_072) << 3 | 2 | (index == blocks - 1 ? 1 : 0)).prefix(3) + [0]
        }
        return frame
    }

    private static func little(_ number: UInt32) -> [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
    }

    private static func crc(_ bytes: [UInt8]) -> UInt32 {
        var crc = UInt32.max
        for byte in bytes {
            crc ^= UInt32(byte)
            for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
        }
        return ~crc
    }
}
