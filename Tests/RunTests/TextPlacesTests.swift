import Documents
import Testing

@testable import Run

/// Places in a text, as programs of different languages count them.
@Suite struct TextPlacesTests {
    /// A letter of one byte, of two, of three, and one of four bytes and two units of UTF-16.
    private let text = "aä€😀b"

    @Test(arguments: [
        (OffsetUnit.bytes, [0, 1, 3, 6, 10, 11]), (.characters, [0, 1, 2, 3, 4, 5]), (.utf16, [0, 1, 2, 3, 5, 6]),
    ])
    func everyBoundaryIsCountedBothWays(unit: OffsetUnit, boundaries: [Int]) throws {
        let places = TextPlaces(text, unit)
        let bytes = [0, 1, 3, 6, 10, 11]
        for lower in bytes.indices {
            for upper in lower..<bytes.count {
                let inBytes = ByteRange(bytes[lower], bytes[upper])
                let inUnits = ByteRange(boundaries[lower], boundaries[upper])
                #expect(places.units(inBytes) == inUnits)
                #expect(try places.bytes(inUnits) == inBytes)
            }
        }
    }

    @Test func whatIsOutsideOrInsideACharacterIsRefused() {
        #expect(throws: LayerProblem.self) { try TextPlaces(text, .bytes).bytes(ByteRange(0, 2)) }
        #expect(throws: LayerProblem.self) { try TextPlaces(text, .bytes).bytes(ByteRange(0, 12)) }
        #expect(throws: LayerProblem.self) { try TextPlaces(text, .characters).bytes(ByteRange(0, 6)) }
        #expect(throws: LayerProblem.self) { try TextPlaces(text, .utf16).bytes(ByteRange(0, 4)) }
        #expect(throws: LayerProblem.self) { try TextPlaces("plain", .characters).bytes(ByteRange(0, 6)) }
    }
}
