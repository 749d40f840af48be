import Prose
import TestRandom
import Testing

@Suite struct SimilarityTests {
    /// A text of made-up words; the same for the same seed.
    private func words(_ count: Int, _ random: inout SeededRandom) -> [String] {
        (0..<count).map { _ in "w\(Int.random(in: 0..<5000, using: &random))" }
    }

    private func jaccard(_ first: [String], _ second: [String]) -> Double {
        func runs(_ words: [String]) -> Set<[String]> {
            Set((0...(words.count - TextSketch.runLength)).map { Array(words[$0..<($0 + TextSketch.runLength)]) })
        }
        let (a, b) = (runs(first), runs(second))
        return Double(a.intersection(b).count) / Double(a.union(b).count)
    }

    @Test func theSketchTellsTheShareOfCommonRuns() {
        var random = SeededRandom(seed: 11)
        var errors: [Double] = []
        for _ in 0..<60 {
            let first = words(300, &random)
            let kept = Int.random(in: 20...300, using: &random)
            let second = Array(first.prefix(kept)) + words(300 - kept, &random)
            let told = TextSketch(of: first.joined(separator: " "))
                .resemblance(to: TextSketch(of: second.joined(separator: ", ").uppercased()))
            errors.append(told - jaccard(first, second))
        }
        let mean = errors.reduce(0, +) / Double(errors.count)
        let worst = errors.map(\.magnitude).max() ?? 1
        #expect(abs(mean) < 0.02, "seed 11: \(mean)")
        #expect(worst < 0.15, "seed 11: \(worst)")
    }

    @Test func everyCopyWithAFewEditsIsFoundAndNothingElse() {
        var random = SeededRandom(seed: 23)
        var index = SimilarityIndex(threshold: 0.7)
        let originals = (0..<400).map { _ in words(250, &random) }
        for original in originals { index.add(TextSketch(of: original.joined(separator: " "))) }
        #expect(index.count == 400)
        for (number, original) in originals.enumerated() {
            var copy = original
            copy[40] = "edited"
            copy.removeSubrange(100..<115)
            #expect(index.closest(to: TextSketch(of: copy.joined(separator: " ")))?.number == number, "seed 23")
            #expect(index.closest(to: TextSketch(of: words(250, &random).joined(separator: " "))) == nil, "seed 23")
        }
    }

    /// What is found and added at once is what is found first and added then, however the index grows.
    @Test func whatIsNotFoundIsAdded() {
        let seed = UInt64.random(in: 0...UInt64.max)
        var random = SeededRandom(seed: seed)
        var texts = (0..<300).map { _ in words(60, &random) }
        for _ in 0..<200 {
            var copy = texts[Int.random(in: 0..<texts.count, using: &random)]
            for _ in 0..<Int.random(in: 0...12, using: &random) {
                copy[Int.random(in: 0..<copy.count, using: &random)] = "edited"
            }
            texts.append(copy)
        }
        var (one, two) = (SimilarityIndex(threshold: 0.7), SimilarityIndex(threshold: 0.7))
        for text in texts.shuffled(using: &random) {
            let sketch = TextSketch(of: text.joined(separator: " "))
            let found = one.closest(to: sketch)
            if found == nil { one.add(sketch) }
            let other = two.addUnlessFound(sketch)
            #expect(found?.number == other?.number && found?.resemblance == other?.resemblance, "seed \(seed)")
            #expect(one.count == two.count, "seed \(seed)")
        }
        #expect(two.count > 300 && two.count < 500, "seed \(seed)")
    }

    @Test func theEarliestOfEquallyAlikeIsTold() {
        var index = SimilarityIndex(threshold: 0.8)
        let sketch = TextSketch(of: "the quick brown fox jumps over the lazy dog and runs away into the dark wood")
        for _ in 0..<20 { index.add(sketch) }
        let closest = index.closest(to: sketch)
        #expect(closest?.number == 0)
        #expect(closest?.resemblance == 1)
    }

    @Test func textsWithoutSpacesAreComparedByTheirCharacters() {
        let one = TextSketch(of: "北京市政府周二宣布将在三个月内关闭旧港口大桥因为检查发现桥墩严重腐蚀")
        let two = TextSketch(of: "北京市政府周二宣布将在六个月内关闭旧港口大桥因为检查发现桥墩严重腐蚀")
        let other = TextSketch(of: "东京股市周五大幅下跌投资者担心央行将再次提高利率以抑制不断上涨的物价")
        #expect(one.resemblance(to: two) > 0.6)
        #expect(one.resemblance(to: other) < 0.1)
    }

    @Test func shortAndEmptyTextsHaveSketchesToo() {
        #expect(TextSketch(of: "").words == 0)
        #expect(TextSketch(of: "Two words.").resemblance(to: TextSketch(of: "two, words")) == 1)
        #expect(TextSketch(of: "Two words.").resemblance(to: TextSketch(of: "other words")) < 0.1)
    }
}
