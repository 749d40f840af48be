/// Finds which of the texts that were added before resembles one: locality-sensitive hashing of MinHash sketches in bands
/// (Leskovec, Rajaraman and Ullman, Mining of Massive Datasets, chapter 3).
///
/// About 600 bytes a text. Adding and finding take constant time, for of texts that share a band no more than eight
/// are looked at.
public struct SimilarityIndex: Sendable {
    /// Texts that resemble each other in the same band beyond this many add nothing.
    private static let textsPerBand = 8

    /// The least resemblance that counts.
    public let threshold: Double
    private let banding: Banding
    private let bands: Int
    private var sketches: [UInt16] = []
    /// For each band, one after the other, a table with open addressing of numbers of texts, counted from 1; 0 is free.
    private var tables: [UInt32]
    /// The places of a table less one: their number is a power of two.
    private var mask = 63

    /// An empty index.
    /// - Parameter threshold: The least resemblance that counts, 0.3 to 1.
    public init(threshold: Double) {
        self.threshold = threshold
        banding = Banding(rows: Self.rows(for: threshold))
        bands = TextSketch.places / banding.rows
        tables = [UInt32](repeating: 0, count: bands * (mask + 1))
    }

    /// Number of texts.
    public var count: Int { sketches.count / TextSketch.places }

    /// Size in memory, in bytes.
    public var byteCount: Int { sketches.capacity * 2 + tables.capacity * 4 }

    /// The text that resembles one the most, the earliest of several; nil when none comes up to the threshold.
    /// - Returns: The text's number in the order of adding, from 0, and the resemblance as the sketches tell it.
    public func closest(to sketch: TextSketch) -> (number: Int, resemblance: Double)? {
        closest(to: sketch, banding.hashes(sketch.fingerprints.span, bands))
    }

    /// Adds a text.
    public mutating func add(_ sketch: TextSketch) { add(sketch, banding.hashes(sketch.fingerprints.span, bands)) }

    /// Adds a text unless there is one that it resembles: the one that ``closest(to:)`` tells.
    public mutating func addUnlessFound(_ sketch: TextSketch) -> (number: Int, resemblance: Double)? {
        let hashes = banding.hashes(sketch.fingerprints.span, bands)
        if let found = closest(to: sketch, hashes) { return found }
        add(sketch, hashes)
        return nil
    }

    private func closest(to sketch: TextSketch, _ hashes: [Int]) -> (number: Int, resemblance: Double)? {
        var best: (number: Int, equal: Int)?
        var seen: [UInt32] = []
        let sketches = sketches.span
        let tables = tables.span
        let wanted = sketch.fingerprints.span
        // In a loop of their own the tables are read all at once: each is far from the other in memory.
        let first = (0..<bands).map { tables[$0 * (mask + 1) + hashes[$0] & mask] }
        for band in 0..<bands where first[band] != 0 {
            var slot = hashes[band] & mask
            while true {
                let entry = tables[band * (mask + 1) + slot]
                if entry == 0 { break }
                slot = (slot + 1) & mask
                let place = (Int(entry) - 1) * TextSketch.places
                guard banding.isEqual(band, sketches, place, wanted, 0), !seen.contains(entry) else { continue }
                seen.append(entry)
                let number = Int(entry) - 1
                var equal = 0
                for index in 0..<TextSketch.places where sketches[place + index] == wanted[index] { equal += 1 }
                if equal > best?.equal ?? 0 || equal == best?.equal && number < best?.number ?? 0 {
                    best = (number, equal)
                }
            }
        }
        guard let best else { return nil }
        let resemblance = Double(best.equal) / Double(TextSketch.places)
        return resemblance >= threshold ? (best.number, resemblance) : nil
    }

    private mutating func add(_ sketch: TextSketch, _ hashes: [Int]) {
        sketches += sketch.fingerprints
        if count * 2 > mask + 1 {
            mask = mask * 2 + 1
            tables = [UInt32](repeating: 0, count: bands * (mask + 1))
            for band in 0..<bands { insert(0..<count, band) }
        } else {
            for band in 0..<bands { insert(count - 1, band, hashes[band]) }
        }
    }

    /// As many rows a band as let a pair at the threshold share a band in 995 of 1,000 cases.
    private static func rows(for threshold: Double) -> Int {
        func power(_ base: Double, _ exponent: Int) -> Double { (0..<exponent).reduce(1) { value, _ in value * base } }
        return [16, 8, 4].first { rows in
            power(1 - power(threshold, rows), TextSketch.places / rows) <= 0.005
        } ?? 2
    }

    private mutating func insert(_ numbers: Range<Int>, _ band: Int) {
        let banding = banding
        for number in numbers {
            insert(number, band, banding.hash(band, sketches.span, number * TextSketch.places))
        }
    }

    private mutating func insert(_ number: Int, _ band: Int, _ hash: Int) {
        let table = band * (mask + 1)
        var slot = hash & mask
        var equal = 0
        while tables[table + slot] != 0, equal < Self.textsPerBand {
            let other = (Int(tables[table + slot]) - 1) * TextSketch.places
            let span = sketches.span
            if banding.isEqual(band, span, other, span, number * TextSketch.places) { equal += 1 }
            slot = (slot + 1) & mask
        }
        if equal < Self.textsPerBand { tables[table + slot] = UInt32(number + 1) }
    }
}

/// How sketches are cut into bands.
private struct Banding: Sendable {
    /// Places of a sketch a band.
    let rows: Int

    /// The hash of every band.
    func hashes(_ fingerprints: Span<UInt16>, _ bands: Int) -> [Int] {
        (0..<bands).map { hash($0, fingerprints, 0) }
    }

    func hash(_ band: Int, _ fingerprints: Span<UInt16>, _ start: Int) -> Int {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for row in 0..<rows {
            hash = (hash ^ UInt64(fingerprints[start + band * rows + row])) &* 0x100_0000_01B3
        }
        return Int(truncatingIfNeeded: (hash ^ hash >> 29) & 0x7FFF_FFFF)
    }

    /// Whether two sketches, each of which begins at a place among fingerprints, are equal in a band.
    func isEqual(
        _ band: Int, _ first: Span<UInt16>, _ start: Int, _ second: Span<UInt16>, _ otherStart: Int
    ) -> Bool {
        for row in 0..<rows where first[start + band * rows + row] != second[otherStart + band * rows + row] {
            return false
        }
        return true
    }
}
