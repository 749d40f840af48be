/// The words of names that have been read: a page gives a few hundred names to thousands of elements.
struct KnownWords {
    private static let slots = 512
    /// By the names' hashes: another name of the same would have to be made for it.
    private var entries = [(hash: UInt64, words: PageWords)](repeating: (0, []), count: slots)

    /// What the words of a name say.
    mutating func words(of name: ArraySlice<UInt8>) -> PageWords {
        let hash = Self.hash(name) | 1
        let slot = Int(truncatingIfNeeded: hash >> 55)
        if entries[slot].hash == hash { return entries[slot].words }
        let words = PageWords.of(name)
        entries[slot] = (hash, words)
        return words
    }

    /// Eight bytes at a time.
    private static func hash(_ name: ArraySlice<UInt8>) -> UInt64 {
        name.withUnsafeBytes { bytes in
            var hash = UInt64(bytes.count) &* 0x9E37_79B9_7F4A_7C15
            var index = 0
            while index + 8 <= bytes.count {
                hash = (hash ^ bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)) &* 0x9FB2_1C65_1E98_DF25
                hash ^= hash >> 32
                index += 8
            }
            while index < bytes.count {
                hash = (hash ^ UInt64(bytes[index])) &* 0x0000_0100_0000_01B3
                index += 1
            }
            return (hash ^ hash >> 29) &* 0xBF58_476D_1CE4_E5B9
        }
    }
}
