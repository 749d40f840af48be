import BuiltIn
import Definition
import Diagnostics
import Foundation
import Planning
import StageKit
import TestRandom
import Testing

/// Random changes of the definitions that ship, checked against the whole registry: never a crash, everything that is
/// told has its place, and a plan comes when and only when there is no error.
@Suite struct MutationTests {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Pipelines")

    @Test(arguments: ["branches", "clean", "digest"]) func aMutatedPipelineIsPlannedOrRefused(name: String) throws {
        let registry = try Registry(plugins: builtInPlugins)
        let text = try String(contentsOf: Self.folder.appendingPathComponent(name + ".yaml"), encoding: .utf8)
        let words = text.split { " \n:,[]{}\"".contains($0) }.map(String.init)
        let seed = UInt64.random(in: 0 ... .max)
        var random = SeededRandom(seed: seed)
        for round in 0..<60 {
            var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            for _ in 0...random.below(3) { Self.mutate(&lines, words, &random) }
            let file = SourceFile(path: "a.yaml", text: lines.joined(separator: "\n"))
            let context: Comment = "seed \(seed), round \(round):\n\(lines.joined(separator: "\n"))"
            let (definition, problems) = DefinitionReader.read(file)
            var diagnostics = Diagnostics()
            diagnostics.append(contentsOf: problems)
            var plan: Plan?
            if let definition {
                let planned = Planner.plan(definition, registry: registry)
                diagnostics.append(contentsOf: planned.diagnostics)
                plan = planned.plan
            }
            #expect(plan != nil || diagnostics.hasErrors, context)
            for location in diagnostics.sorted.flatMap({ [$0.location] + $0.notes.map(\.location) }) {
                guard let range = location?.range else { continue }
                #expect(range.start >= 0 && range.end <= file.bytes.count && range.start <= range.end, context)
            }
        }
    }

    /// Leaves out a line, doubles one, moves one, or changes one word for another.
    private static func mutate(_ lines: inout [String], _ words: [String], _ random: inout SeededRandom) {
        let place = random.below(lines.count)
        switch random.below(5) {
        case 0: if lines.count > 1 { lines.remove(at: place) }
        case 1: lines.insert(lines[place], at: random.below(lines.count + 1))
        case 2: lines.swapAt(place, random.below(lines.count))
        default:
            let (old, new) = (words[random.below(words.count)], words[random.below(words.count)])
            if let index = lines[place...].firstIndex(where: { $0.contains(old) }) {
                lines[index] = lines[index].replacing(old, with: new, maxReplacements: 1)
            }
        }
    }
}
