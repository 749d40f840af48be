internal import Documents
internal import StageKit

/// How a program counts places in a text.
enum OffsetUnit: String, OptionChoice {
    /// Bytes of UTF-8.
    case bytes
    /// Unicode scalars, as Python, Ruby and jq count.
    case characters
    /// Units of UTF-16, as JavaScript, Java and C# count.
    case utf16
}

/// Places in one text, counted in bytes here and in another unit by a program.
final class TextPlaces {
    private let text: String
    private let unit: OffsetUnit
    /// Where each unit begins, and the end; -1 inside a scalar. Nil for a text in which units are bytes.
    private lazy var starts: [Int32]? = makeStarts()

    init(_ text: String, _ unit: OffsetUnit) {
        self.text = text
        self.unit = unit
    }

    /// A range of bytes, in the program's unit.
    func units(_ range: ByteRange) -> ByteRange {
        guard let starts else { return range }
        return ByteRange(Self.place(of: range.lower, in: starts), Self.place(of: range.upper, in: starts))
    }

    /// A range of the program's, in bytes.
    /// - Throws: ``LayerProblem`` when it isn't a part of the text.
    func bytes(_ range: ByteRange) throws(LayerProblem) -> ByteRange {
        guard let starts else {
            let bytes = text.utf8.span
            for place in [Int(range.lower), Int(range.upper)] {
                guard place <= bytes.count else { throw outside(range, bytes.count) }
                if place < bytes.count, bytes[place] & 0xC0 == 0x80 { throw inside(range) }
            }
            return range
        }
        guard Int(range.upper) < starts.count else { throw outside(range, starts.count - 1) }
        let (lower, upper) = (starts[Int(range.lower)], starts[Int(range.upper)])
        guard lower >= 0, upper >= 0 else { throw inside(range) }
        return ByteRange(Int(lower), Int(upper))
    }

    private func outside(_ range: ByteRange, _ length: Int) -> LayerProblem {
        LayerProblem("expected a range inside the text, of \(length) \(unit), found [\(range.lower), \(range.upper)]")
    }

    private func inside(_ range: ByteRange) -> LayerProblem {
        LayerProblem(
            "expected a range of whole characters, found [\(range.lower), \(range.upper)]"
                + (unit == .bytes ? "; 'offsets: characters' counts as Python does" : ""))
    }

    private func makeStarts() -> [Int32]? {
        if unit == .bytes || text.utf8.allSatisfy({ $0 < 0x80 }) { return nil }
        var starts: [Int32] = []
        starts.reserveCapacity(text.utf8.count + 1)
        var place: Int32 = 0
        for scalar in text.unicodeScalars {
            starts.append(place)
            if unit == .utf16, scalar.value > 0xFFFF { starts.append(-1) }
            place += Int32(UTF8.width(scalar))
        }
        starts.append(place)
        return starts
    }

    /// The unit that begins at a byte; a search by halves that passes over what is inside scalars.
    private static func place(of byte: Int32, in starts: [Int32]) -> Int {
        var (lower, upper) = (0, starts.count - 1)
        while lower < upper {
            var middle = (lower + upper) / 2
            if starts[middle] < 0 { middle -= 1 }
            if starts[middle] < byte { lower = middle + 1 } else { upper = middle }
            if lower < starts.count, starts[lower] < 0 { lower += 1 }
        }
        return lower
    }
}
