internal import CStemmer

/// Takes words to their stems with the Snowball algorithms (M. F. Porter, 2001): `bottles`, `bottled` → `bottl`.
///
/// For a language without an algorithm every word is its own stem. A stemmer isn't shared between threads: whoever needs
/// one makes it, which costs about as much as stemming ten words.
package struct Stemmer: ~Copyable {
    private let handle: OpaquePointer?
    /// Tells languages apart in a ``StemCache``.
    private let seed: UInt64

    /// Makes a stemmer.
    /// - Parameter language: An ISO 639-1 code.
    package init(language: String?) {
        handle = language.flatMap { sb_stemmer_new($0, nil) }
        var hash = KeyHash()
        for byte in (language ?? "").utf8 { hash.add(UInt32(byte)) }
        seed = hash.value
    }

    deinit { sb_stemmer_delete(handle) }

    /// A hash of the stem of a word; equal for words of equal stems.
    /// - Parameter word: The word in lower case. The library fails only when memory runs out; the word then stands for
    ///   itself.
    package func stemKey(of word: [UInt8]) -> UInt64 {
        word.withUnsafeBufferPointer { bytes in
            guard let handle, let stem = sb_stemmer_stem(handle, bytes.baseAddress, Int32(clamping: bytes.count)) else {
                return Self.hash(bytes)
            }
            return Self.hash(UnsafeBufferPointer(start: stem, count: Int(sb_stemmer_length(handle))))
        }
    }

    /// The same, out of a cache when the word is in it.
    func stemKey(of word: [UInt8], _ cache: StemCache) -> UInt64 {
        let key = word.withUnsafeBufferPointer(Self.hash)
        if let stem = stemKey(ofKey: key, cache) { return stem }
        let stem = stemKey(of: word)
        cache.remember(stem, of: key ^ seed)
        return stem
    }

    /// What a cache knows of the word with a hash of its bytes; a word is its own stem where there is no algorithm.
    func stemKey(ofKey key: UInt64, _ cache: StemCache) -> UInt64? { handle == nil ? key : cache.stem(of: key ^ seed) }

    private static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
        var hash = KeyHash()
        for byte in bytes { hash.add(UInt32(byte)) }
        return hash.value
    }
}
