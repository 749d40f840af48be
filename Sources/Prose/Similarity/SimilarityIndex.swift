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
    private let rows: Int
    private let bands: Int
    private var sketches: [UInt16] = []
    /// For each band a table with open addressing of numbers of texts, counted from 1; 0 is free.
    private var tables: [[UInt32]]

    /// An empty index.
    /// - Parameter threshold: The least resemblance that counts, 0.3 to 1.
    public init(threshold: Double) {
        self.threshold = threshold
        rows = Self.rows(for: threshold)
        bands = TextSketch.places / rows
        tables = [[UInt32]](repeating: [UInt32](repeating: 0, count: 64), count: bands)
    }

    /// Number of texts.
    public var count: Int { sketches.count / TextSketch.places }

    /// Size in memory, in bytes.
    public var byteCount: Int { sketches.capacity * 2 + tables.reduce(0) { $0 + $1.capacity * 4 } }

    /// The text that resembles one the most, the earliest of several; nil when none comes up to the threshold.
    /// - Returns: The text's number in the order of adding, from 0, and the resemblance as the sketches tell it.
    public func closest(to sketch: TextSketch) -> (number: Int, resemblance: Double)? {
        var best: (number: Int, equal: Int)?
        var seen: Set<UInt32> = []
        for band in 0..<bands {
            visit(band, sketch.fingerprints) { entry in
                guard seen.insert(entry).inserted else { return }
                let number = Int(entry) - 1
                let equal = equalPlaces(number, sketch.fingerprints)
                if equal > best?.equal ?? 0 || equal == best?.equal && number < best?.number ?? 0 {
                    best = (number, equal)
                }
            }
        }
        guard let best else { return nil }
        let resemblance = Double(best.equal) / Double(TextSketch.places)
        return resemblance >= threshold ? (best.number, resemblance) : nil
    }

    /// Adds a text.
    public mutating func add(_ sketch: TextSketch) {
        if count * 2 >= tables[0].count { grow() }
        sketches += sketch.fingerprints
        for band in 0..<bands { insert(count - 1, band) }
    }

    /// As many rows a band as let a pair at the threshold share a band in 995 of 1,000 cases.
    private static func rows(for threshold: Double) -> Int {
        func power(_ base: Double, _ exponent: Int) -> Double { (0..<exponent).reduce(1) { value, _ in value * base } }
        return [16, 8, 4].first { rows in
            power(1 - power(threshold, rows), TextSketch.places / rows) <= 0.005
        } ?? 2
    }

    private func visit(_ band: Int, _ fingerprints: [UInt16], _ body: (UInt32) -> Void) {
        let mask = tables[band].count - 1
        var slot = hash(band, fingerprints, 0) & mask
        while tables[band][slot] != 0 {
            let entry = tables[band][slot]
            if isEqual(Int(entry) - 1, band, fingerprints, 0) { body(entry) }
            slot = (slot + 1) & mask
        }
    }

    private mutating func insert(_ number: Int, _ band: Int) {
        let place = number * TextSketch.places
        let mask = tables[band].count - 1
        var slot = hash(band, sketches, place) & mask
        var equal = 0
        while tables[band][slot] != 0 {
            if isEqual(Int(tables[band][slot]) - 1, band, sketches, place) { equal += 1 }
            if equal == Self.textsPerBand { return }
            slot = (slot + 1) & mask
        }
        tables[band][slot] = UInt32(number + 1)
    }

    private mutating func grow() {
        let size = tables[0].count * 2
        for band in 0..<bands {
            let old = tables[band]
            tables[band] = [UInt32](repeating: 0, count: size)
            for entry in old.filter({ $0 != 0 }).sorted() { insert(Int(entry) - 1, band) }
        }
    }

    private func hash(_ band: Int, _ fingerprints: [UInt16], _ start: Int) -> Int {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for row in 0..<rows {
            hash = (hash ^ UInt64(fingerprints[start + band * rows + row])) &* 0x100_0000_01B3
        }
        return Int(truncatingIfNeeded: (hash ^ hash >> 29) & 0x7FFF_FFFF)
    }

    private func isEqual(_ number: Int, _ band: Int, _ fingerprints: [UInt16], _ start: Int) -> Bool {
        let place = number * TextSketch.places + band * rows
        return (0..<rows).allSatisfy { sketches[place + $0] == fingerprints[start + band * rows + $0] }
    }

    private func equalPlaces(_ number: Int, _ fingerprints: [UInt16]) -> Int {
        let place = number * TextSketch.places
        return fingerprints.indices.count { sketches[place + $0] == fingerprints[$0] }
    }
}
