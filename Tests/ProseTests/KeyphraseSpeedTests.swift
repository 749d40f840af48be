import TestRandom
import Testing

@testable import Prose

/// What makes key phrases fast changes none of them.
@Suite struct KeyphraseSpeedTests {
    @Test func ranksComeBestFirst() {
        for seed in UInt64(1)...100 {
            var random = SeededRandom(seed: seed)
            let ranks = (0..<Int.random(in: 0...60, using: &random)).map { index in
                Rank(
                    score: Double(Int.random(in: 0...5, using: &random)),
                    firstWord: Int.random(in: 0...9, using: &random),
                    length: Int.random(in: 1...3, using: &random), index: index)
            }
            var order = BestFirst(ranks)
            var found: [Rank] = []
            while let rank = order.next() { found.append(rank) }
            #expect(found.map(\.index).sorted() == Array(ranks.indices), "seed \(seed)")
            #expect(zip(found, found.dropFirst()).allSatisfy { !$1.isBetter(than: $0) }, "seed \(seed)")
        }
    }

    @Test func theCacheKnowsWhatItWasToldOrNothing() {
        let cache = StemCache()
        for key in UInt64(1)...200_000 { cache.remember(key &* 7, of: key) }
        for key in UInt64(1)...200_000 {
            let stem = cache.stem(of: key)
            #expect(stem == nil || stem == key &* 7)
        }
        #expect(cache.stem(of: 200_000) == 1_400_000)
    }

    @Test func writersAtTheSameTimeMixNoEntries() async {
        let cache = StemCache()
        await withTaskGroup(of: Void.self) { group in
            for task in UInt64(1)...4 {
                group.addTask {
                    // Keys that share one slot.
                    for round in 1...20_000 as ClosedRange<UInt64> {
                        let key = (round % 8 * 4 + task) << 20
                        if let stem = cache.stem(of: key) { #expect(stem == ~key) }
                        cache.remember(~key, of: key)
                    }
                }
            }
        }
    }

    @Test func aStemIsTheSameWithTheCacheAndWithout() {
        let cache = StemCache()
        for language in ["en", "de", "fi", "xx", nil] {
            let stemmer = Stemmer(language: language)
            for word in ["bridges", "brücken", "running", "co-op", "coop", "tax's", "tax’s"] {
                for _ in 0..<2 {
                    #expect(stemmer.stemKey(of: Array(word.utf8), cache) == stemmer.stemKey(of: Array(word.utf8)))
                }
            }
        }
    }
}
