public import Documents

/// A sketch of a text from which its resemblance to other texts can be told: MinHash by one permutation (Broder 1997; Li,
/// Owen and Zhang 2012) with optimal densification (Shrivastava 2017).
///
/// The resemblance of two texts is the share of their runs of ``runLength`` words that they have in common (Jaccard). Two
/// sketches tell it with a standard error of at most 4.5 %, less the more alike the texts are.
public struct TextSketch: Storable {
    /// Number of places of a sketch.
    static let places = 128
    /// Words in a run.
    public static let runLength = 4

    /// A fingerprint a place.
    let fingerprints: [UInt16]
    /// Number of words of the text.
    public let words: Int

    /// Sketches the words of a text, whatever their case and the punctuation between them.
    ///
    /// What is written without spaces is taken in pieces of two characters. Linear in the bytes of the text.
    /// - Parameter limit: The most bytes to look at.
    public init(of text: String, limit: Int = 1 << 20) {
        let keys = Self.keys(of: text, limit: limit)
        words = keys.count
        var least = [UInt64](repeating: .max, count: Self.places)
        let length = min(Self.runLength, keys.count)
        if length > 0 {
            for start in 0...(keys.count - length) {
                var run: UInt64 = 0
                for offset in 0..<length { run = (run ^ keys[start + offset]) &* 0x9E37_79B9_7F4A_7C15 }
                let hash = Self.mixed(run)
                let place = Int(hash >> 57)
                if hash < least[place] { least[place] = hash }
            }
        }
        fingerprints = Self.densified(least).map { UInt16(truncatingIfNeeded: $0) }
    }

    /// Writes the sketch.
    public func store(in archive: inout ArchiveWriter) {
        archive.write(numbers: fingerprints)
        archive.write(number: UInt64(words))
    }

    /// Reads a sketch.
    public init(from archive: inout ArchiveReader) throws(ArchiveError) {
        fingerprints = try archive.readNumbers()
        guard fingerprints.count == Self.places else { throw ArchiveError() }
        words = Int(truncatingIfNeeded: try archive.readNumber())
    }

    /// How alike two texts are, from 0 to 1.
    public func resemblance(to other: TextSketch) -> Double {
        Double(zip(fingerprints, other.fingerprints).count { $0 == $1 }) / Double(Self.places)
    }

    private static func keys(of text: String, limit: Int) -> [UInt64] {
        var found: [Word] = []
        let bytes = text.utf8.span
        WordScanner().append(to: &found, bytes, 0..<min(limit, bytes.count))
        var keys: [UInt64] = []
        keys.reserveCapacity(found.count)
        for word in found {
            guard word.traits.contains(.isWide), word.length > 8 else {
                keys.append(word.key)
                continue
            }
            appendPieces(of: word, bytes, to: &keys)
        }
        return keys
    }

    /// Every two characters that stand together.
    private static func appendPieces(of word: Word, _ bytes: borrowing Span<UInt8>, to keys: inout [UInt64]) {
        var last: UInt64 = 0
        var current: UInt64 = 0
        for index in word.range.range {
            let byte = bytes[index]
            if byte & 0xC0 != 0x80 {
                if last != 0, current != 0 { keys.append(mixed(last &* 31 ^ current)) }
                last = current
                current = 0
            }
            current = current << 8 | UInt64(byte)
        }
        keys.append(mixed(last &* 31 ^ current))
    }

    /// Places where no run fell take the value of one that has one, the same for all texts that have it.
    private static func densified(_ least: [UInt64]) -> [UInt64] {
        guard least.contains(where: { $0 != .max }) else { return least }
        var dense = least
        for place in least.indices where least[place] == .max {
            var attempt: UInt64 = 0
            var donor = place
            while least[donor] == .max {
                attempt += 1
                donor = Int(mixed(UInt64(place) << 32 | attempt) >> 57)
            }
            dense[place] = mixed(least[donor] &+ attempt)
        }
        return dense
    }

    /// The finalizer of MurmurHash3 (Austin Appleby, public domain).
    @inline(__always)
    private static func mixed(_ value: UInt64) -> UInt64 {
        var value = value
        value = (value ^ value >> 33) &* 0xFF51_AFD7_ED55_8CCD
        value = (value ^ value >> 33) &* 0xC4CE_B9FE_1A85_EC53
        return value ^ value >> 33
    }
}
