import StageKit
import TestRandom
import Testing

@testable import Planning

/// Which stages a part of a graph has, held to what it means: paths, found one by one.
@Suite struct PlanPartTests {
    /// A random graph of up to twelve stages, each after its inputs.
    private func graph(_ random: inout SeededRandom) -> [[Int]] {
        (0..<1 + random.below(12)).map { stage in
            (0..<stage).filter { _ in random.below(stage + 1) < 2 }
        }
    }

    /// Whether documents of one stage come to another.
    private func leads(_ from: Int, _ to: Int, _ inputs: [[Int]]) -> Bool {
        from == to || inputs[to].contains { leads(from, $0, inputs) }
    }

    private func some(_ count: Int, _ random: inout SeededRandom) -> Set<Int>? {
        random.below(3) == 0 ? nil : Set((0...random.below(2)).map { _ in random.below(count) })
    }

    @Test(arguments: 0..<300) func aPartIsWhatPathsSay(seed: Int) {
        var random = SeededRandom(seed: UInt64(seed))
        let inputs = graph(&random)
        let part = GraphPart(inputs: inputs)
        let (from, to) = (some(inputs.count, &random), some(inputs.count, &random))
        let chosen = part.chosen(from: from, to: to, only: nil)
        for stage in inputs.indices {
            let isAfter = from.map { $0.contains { leads($0, stage, inputs) } } ?? true
            let isBefore = to.map { $0.contains { leads(stage, $0, inputs) } } ?? true
            #expect(chosen.contains(stage) == (isAfter && isBefore), "seed \(seed), stage \(stage)")
        }
        let kept = part.upstream(of: chosen)
        for stage in inputs.indices {
            #expect(
                kept.contains(stage) == chosen.contains { leads(stage, $0, inputs) }, "seed \(seed), stage \(stage)")
        }
    }

    private func plan() throws -> Plan {
        try planned(
            """
            read: { uses: ingest.read }
            other: { uses: ingest.read }
            tell: { uses: extract.language, from: read }
            split: { uses: extract.sentences, from: tell }
            sift: { uses: normalize.sift, from: split }
            out: { uses: publish.write, from: split, with: { path: a } }
            both: { uses: publish.write, from: [split, sift], with: { path: b } }
            third: { uses: normalize.sift, from: other }
            """)
    }

    @Test(arguments: [
        (PlanPart(), ["read", "other", "tell", "split", "sift", "out", "both", "third"]),
        (PlanPart(to: ["split"]), ["read", "tell", "split"]),
        (PlanPart(from: ["sift"]), ["read", "tell", "split", "sift", "both"]),
        (PlanPart(from: ["sift", "third"]), ["read", "other", "tell", "split", "sift", "both", "third"]),
        (PlanPart(from: ["split"], to: ["out"]), ["read", "tell", "split", "out"]),
        (PlanPart(only: ["out", "other"]), ["read", "other", "tell", "split", "out"]),
    ]) func aPartHasWhatItNeeds(part: PlanPart, expected: [String]) throws {
        let chosen = try plan().part(part)
        #expect(chosen.stages.map(\.id) == expected)
        for (place, stage) in chosen.stages.enumerated() {
            let whole = try #require(try plan().stages.first { $0.id == stage.id })
            #expect(stage.inputs.allSatisfy { $0 < place })
            #expect(stage.combination == whole.combination)
            #expect(stage.layersIn == whole.layersIn && stage.layersOut == whole.layersOut)
        }
        #expect(chosen.segments.flatMap(\.stages).sorted() == Array(chosen.stages.indices))
    }

    @Test func aStageThatIsNotThereIsExplained() throws {
        let error = #expect(throws: PlanPartError.self) { try plan().part(PlanPart(to: ["splti"])) }
        #expect(error?.message == "'p' has no stage 'splti'")
        #expect(error?.help == "did you mean 'split'?")
        let far = #expect(throws: PlanPartError.self) { try plan().part(PlanPart(from: ["x"])) }
        #expect(far?.help == "its stages are read, other, tell, split, sift, out, both, third")
    }

    @Test func nothingBetweenTwoStagesIsExplained() throws {
        let error = #expect(throws: PlanPartError.self) { try plan().part(PlanPart(from: ["out"], to: ["other"])) }
        #expect(error?.message == "no path leads from out to other")
    }
}
