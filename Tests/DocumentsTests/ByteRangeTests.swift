import Documents
import TestRandom
import Testing

@Suite struct ByteRangeTests {
    @Test func boundsInTheWrongOrderAreEmpty() {
        let range = ByteRange(5, 2)
        #expect(range.isEmpty && range.count == 0 && range.range == 5..<5)
        #expect(ByteRange(2..<5).count == 3)
    }

    @Test func boundsBeyond32BitsAreClamped() {
        #expect(ByteRange(0, .max).range == 0..<Int(Int32.max))
        #expect(ByteRange(.max, .min).isEmpty)
        #expect(ByteRange(.min, .max).count == Int(Int32.max) - Int(Int32.min))
    }

    @Test func orderIsByStartThenByEnd() {
        let sorted = [ByteRange(0, 1), ByteRange(0, 2), ByteRange(1, 1), ByteRange(1, 9), ByteRange(2, 3)]
        #expect(sorted.reversed().sorted() == sorted)
    }

    /// Against the plain way: the scalars that lie in the range as a whole.
    @Test func aSliceHoldsTheScalarsThatLieInTheRange() {
        let seed = UInt64.random(in: 0 ... .max)
        var random = SeededRandom(seed: seed)
        let pieces = ["a", "é", "日", "😀", "e\u{301}", "\r\n", "👩\u{200D}👩", "\u{0}", "\u{FEFF}"]
        for round in 0..<4000 {
            let text = (0..<random.below(7)).map { _ in pieces[random.below(pieces.count)] }.joined()
            let bound = { (random: inout SeededRandom) -> Int in
                random.below(8) == 0 ? [.min, -1, .max, Int(Int32.max)][random.below(4)] : random.below(30) - 4
            }
            let range = ByteRange(bound(&random), bound(&random))
            var expected = String.UnicodeScalarView()
            var place = 0
            for scalar in text.unicodeScalars {
                let end = place + UTF8.width(scalar)
                if place >= range.range.lowerBound, end <= range.range.upperBound { expected.append(scalar) }
                place = end
            }
            let slice = text[bytes: range]
            #expect(Array(slice.utf8) == Array(String(expected).utf8), "seed \(seed), round \(round): \(range.range)")
        }
    }
}
