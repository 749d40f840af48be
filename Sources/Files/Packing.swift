internal import CZstd

/// Bytes in short, for what only this program reads again (Zstandard, the fastest level that is worth it).
public enum Packing {
    /// Packs bytes; nil when there is no memory.
    public static func pack(_ bytes: [UInt8]) -> [UInt8]? {
        var isPacked = false
        let packed = [UInt8](unsafeUninitializedCapacity: ZSTD_compressBound(bytes.count)) { buffer, count in
            let size = bytes.withUnsafeBytes {
                ZSTD_compress(buffer.baseAddress, buffer.count, $0.baseAddress, $0.count, -3)
            }
            isPacked = ZSTD_isError(size) == 0
            count = isPacked ? size : 0
        }
        return isPacked ? packed : nil
    }

    /// Unpacks what ``pack(_:)`` gave for so many bytes; nil when it isn't that.
    public static func unpack(_ packed: [UInt8], count: Int) -> [UInt8]? {
        let limit = packed.withUnsafeBytes { ZSTD_getFrameContentSize($0.baseAddress, $0.count) }
        guard limit == UInt64(count) else { return nil }
        var isWhole = false
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, given in
            let size = packed.withUnsafeBytes {
                ZSTD_decompress(buffer.baseAddress, buffer.count, $0.baseAddress, $0.count)
            }
            isWhole = ZSTD_isError(size) == 0 && size == count
            given = isWhole ? size : 0
        }
        return isWhole ? bytes : nil
    }
}
