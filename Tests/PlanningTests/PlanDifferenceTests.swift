import StageKit
import Testing

@testable import Planning

/// What makes a difference between two definitions, and what doesn't.
@Suite struct PlanDifferenceTests {
    private static let base = """
        read: { uses: ingest.read }
        tell: { uses: extract.language, from: read }
        split: { uses: extract.sentences, from: tell }
        sift: { uses: normalize.sift, from: split }
        out: { uses: publish.write, from: [split, sift], with: { path: a } }
        """

    /// The differences in short: what a stage became, and its changes.
    private func differences(_ old: String, _ new: String) throws -> (entries: [String], rerun: [String]) {
        let difference = PlanDifference(from: try planned(old), to: try planned(new))
        let entries = difference.entries.map { entry in
            switch entry {
            case .added(let place): "+ " + difference.new.stages[place].id
            case .removed(let place): "- " + difference.old.stages[place].id
            case .changed(_, let place, let changes):
                "~ \(difference.new.stages[place].id) | " + changes.map(\.text).joined(separator: " | ")
            }
        }
        return (entries, difference.rerun.map { difference.new.stages[$0].id })
    }

    @Test(
        arguments: [
            (
                "comments, order of stages and keys, order of a join, defaults written out",
                """
                # another comment
                out: { with: { path: "a" }, from: [sift, split], uses: publish.write }
                sift: { from: split, uses: normalize.sift, on-error: quarantine }
                read: { uses: ingest.read }
                split: { uses: extract.sentences, from: tell }
                tell: { uses: extract.language, from: [read] }
                """,
                [], []
            ),
            (
                "an option",
                base.replacing("path: a", with: "path: b"),
                ["~ out | option path: a → b"], ["out"]
            ),
            (
                "another type of the same options",
                base.replacing("normalize.sift, from: split", with: "extract.language, from: split"),
                ["~ sift | uses: normalize.sift → extract.language"], ["sift", "out"]
            ),
            (
                "a condition and a policy",
                base.replacing("from: split }", with: "from: split, when: { language: en }, on-error: skip }"),
                ["~ sift | when: nothing → language: en | on-error: quarantine → skip"], ["sift", "out"]
            ),
            (
                "policies that change no result",
                base.replacing("from: split }", with: "from: split, retry: 3, timeout: 1m, max-failures: 5% }"),
                ["~ sift | retry: nothing → 3 | timeout: nothing → 1m | max-failures: nothing → 5%"], []
            ),
            (
                "a stage left out, and what took from it rewired",
                base.replacing("sift: { uses: normalize.sift, from: split }\n", with: "")
                    .replacing("[split, sift]", with: "split"),
                ["~ out | from: split, sift → split", "- sift"], ["out"]
            ),
            (
                "a stage put between",
                base.replacing("from: tell }", with: "from: clean }") + "\nclean: { uses: normalize.sift, from: tell }",
                ["+ clean", "~ split | from: tell → clean"], ["clean", "split", "sift", "out"]
            ),
            (
                "other ids alone, one after the other",
                """
                read: { uses: ingest.read }
                tell: { uses: extract.language, from: read }
                whole: { uses: extract.sentences, from: tell }
                few: { uses: normalize.sift, from: whole }
                out: { uses: publish.write, from: [whole, few], with: { path: a } }
                """,
                ["~ whole | id: split → whole", "~ few | id: sift → few"], []
            ),
            (
                "another id and another option is another stage",
                base.replacing("out:", with: "lines:").replacing("path: a", with: "path: b"),
                ["+ lines", "- out"], ["lines"]
            ),
        ] as [(String, String, [String], [String])])
    func onlyWhatMattersDiffers(what: String, new: String, entries: [String], rerun: [String]) throws {
        let found = try differences(Self.base, new)
        #expect(found.entries == entries, "\(what)")
        #expect(found.rerun == rerun, "\(what)")
    }

    @Test func listsInConditionsHaveNoOrder() throws {
        let old = Self.base.replacing("from: split }", with: "from: split, when: { language: [en, de], title: x } }")
        let new = Self.base.replacing("from: split }", with: "from: split, when: { title: x, language: [de, en] } }")
        #expect(try differences(old, new).entries == [])
    }

    @Test func theOrderOfAMergeMatters() throws {
        let stages = """
            one: { uses: ingest.read }
            two: { uses: ingest.read }
            tell: { uses: extract.language, from: [one, two] }
            """
        let other = stages.replacing("[one, two]", with: "[two, one]")
        #expect(try differences(stages, other).entries == ["~ tell | from: one, two → two, one"])
    }

    @Test func thereAndBackIsTheOpposite() throws {
        let new =
            Self.base.replacing("from: tell }", with: "from: clean }") + "\nclean: { uses: normalize.sift, from: tell }"
        let back = try differences(new, Self.base)
        #expect(back.entries == ["~ split | from: clean → tell", "- clean"])
        #expect(back.rerun == ["split", "sift", "out"])
    }

    @Test func aChangeIsOneLine() {
        let change = StageChange(.option, option: "path", old: "a\nb", new: nil)
        #expect(change.text == "option path: a\\nb → nothing")
    }
}
