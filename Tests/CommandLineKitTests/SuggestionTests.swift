import Testing

@testable import CommandLineKit

@Suite struct SuggestionTests {
    @Test(arguments: [
        ("rum", "run"), ("urn", "run"), ("runn", "run"), ("chekc", "check"), ("quarentine", "quarantine"),
        ("quar", "quarantine"), ("xyz", nil), ("", nil), ("r", nil),
    ])
    func slipsAreRecognised(word: String, meant: String?) {
        #expect(Suggestion.closest(to: word, among: ["run", "check", "quarantine", "graph"]) == meant)
    }

    @Test func theNearestWins() {
        #expect(Suggestion.closest(to: "stage", among: ["state", "stages", "stage-type"]) == "state")
        #expect(Suggestion.closest(to: "quarantina", among: ["quarantaine", "quarantine"]) == "quarantine")
    }

    @Test func aVeryLongWordIsNoTrouble() {
        let word = String(repeating: "a", count: 1_000_000)
        #expect(Suggestion.closest(to: word, among: ["run", "aaa"]) == nil)
    }

    /// All pairs of words of up to four letters out of two, against the definition written down as a recursion.
    @Test func theDistanceIsTheOneDefined() {
        let words = (0...4).flatMap { length in
            (0..<(1 << length)).map { bits in (0..<length).map { UInt8(97 + (bits >> $0) % 2) } }
        }
        for left in words {
            for right in words {
                let slips = defined(left[...], right[...])
                #expect(Suggestion.distance(left, right, limit: 4) == slips)
                #expect(Suggestion.distance(left, right, limit: slips - 1) == nil)
            }
        }
    }

    private func defined(_ left: ArraySlice<UInt8>, _ right: ArraySlice<UInt8>) -> Int {
        guard let lastLeft = left.last, let lastRight = right.last else { return max(left.count, right.count) }
        let slips = min(
            defined(left.dropLast(), right) + 1, defined(left, right.dropLast()) + 1,
            defined(left.dropLast(), right.dropLast()) + (lastLeft == lastRight ? 0 : 1))
        guard left.count > 1, right.count > 1, left.dropLast().last == lastRight, right.dropLast().last == lastLeft
        else { return slips }
        return min(slips, defined(left.dropLast(2), right.dropLast(2)) + 1)
    }
}
