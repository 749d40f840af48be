import Foundation
import TestSupport
import Testing

/// What `plan` says of the work that there is to do.
@Suite struct PlanCommandTests {
    private let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    private func write(_ stages: String) throws {
        try folder.add("p.yaml", text: "galley: 1\nname: p\nstate: .galley\nstages:\n" + stages)
    }

    private func plan(_ arguments: String...) throws -> String {
        let result = try Program.run(["plan", "p.yaml"] + arguments, folder: folder.path)
        #expect(result.code == 0, "\(result.messages)")
        return result.output
    }

    /// The cells of a stage's line in the table of work, spaces left out.
    private func cells(_ stage: String, _ output: String) -> [Substring] {
        output.split(separator: "\n").last { $0.hasPrefix(stage + " ") }?.split(separator: " ") ?? []
    }

    @Test func whatConditionsLeaveOutIsInTheTable() throws {
        for number in 0..<4 {
            try folder.add(
                "in/\(number).txt", text: "Title\n\nThis is an English text about the weather, the \(number).\n")
        }
        let sink = "  lines: { uses: publish.jsonl, from: language, with: { path: out/a.jsonl } }\n"
        let start = """
              read: { uses: ingest.files, with: { paths: ["in/**"] } }
              article: { uses: normalize.article, from: read }
              language: { uses: extract.language, from: article }

            """
        try write(start + sink)
        _ = try Program.run(["run", "p.yaml"], folder: folder.path)
        try folder.add("in/4.txt", text: "Title\n\nOne more text in English, about nothing at all.\n")
        #expect(try !plan().contains("left out"))

        let other =
            "  foreign: { uses: publish.jsonl, from: language, when: { language: { not: en } }, with: { path: out/b.jsonl } }\n"
        try write(start + sink + other)
        _ = try Program.run(["run", "p.yaml"], folder: folder.path)
        try folder.add("in/5.txt", text: "Title\n\nAnother text in English, which tells of the sea.\n")
        let output = try plan()
        #expect(output.contains(/stage +to do because +documents +known +left out +to do\n/), "\(output)")
        #expect(cells("foreign", output).joined(separator: " ") == "foreign 1 new ≤ 6 0 5 ≤ 1", "\(output)")
    }

    @Test func recordsThatWentThroughAreNotCalledRefused() throws {
        let record = { (number: Int) in "{\"title\":\"T\(number)\",\"text\":\"Some text of the record \(number).\"}\n" }
        try folder.add("in/a.jsonl", text: record(1) + record(2))
        try write(
            """
              read: { uses: ingest.files, with: { paths: ["in/**"] } }
              article: { uses: normalize.article, from: read }
              lines: { uses: publish.jsonl, from: article, with: { path: out/a.jsonl } }

            """)
        let run = try Program.run(["run", "p.yaml"], folder: folder.path)
        #expect(run.code == 0, "\(run.messages)")
        try folder.add("in/b.jsonl", text: record(3))
        let output = try plan()
        #expect(output.contains("2 looked at again") && !output.contains("refused"), "\(output)")
    }

    @Test func aStageThatTheLatestRunLeftOutHasRunBefore() throws {
        try folder.add("in/a.txt", text: "Title\n\nSome text.\n")
        try write(
            """
              read: { uses: ingest.files, with: { paths: ["in/**"] } }
              article: { uses: normalize.article, from: read }
              lines: { uses: publish.jsonl, from: article, with: { path: out/a.jsonl } }
              language: { uses: extract.language, from: article }
              other: { uses: publish.jsonl, from: language, with: { path: out/b.jsonl } }

            """)
        _ = try Program.run(["run", "p.yaml"], folder: folder.path)
        _ = try Program.run(["run", "p.yaml", "--to", "lines"], folder: folder.path)
        let output = try plan()
        #expect(output.contains("1 'language' wasn't in the run before"), "\(output)")
        #expect(!output.contains("never"))
    }

    @Test func anEstimateHeedsTheRate() throws {
        for number in 0..<200 { try folder.add("in/\(number).txt", text: "Title\n\nSome text of \(number).\n") }
        let stages = { (policy: String) in
            """
              read: { uses: ingest.files, with: { paths: ["in/**"] } }
              article: { uses: normalize.article, \(policy)from: read }
              lines: { uses: publish.jsonl, from: article, with: { path: out/a.jsonl } }

            """
        }
        try write(stages(""))
        _ = try Program.run(["run", "p.yaml"], folder: folder.path)
        try write(stages("rate: 1/s, "))
        // 199 seconds from the first to the last, however fast the stage is.
        #expect(try plan("--fresh").contains("would take     about 3 min 19 s "))
        struct Estimate: Decodable { struct Time: Decodable { var seconds: Double }; var estimate: Time }
        let json = try plan("--fresh", "--format", "json")
        #expect(try JSONDecoder().decode(Estimate.self, from: Data(json.utf8)).estimate.seconds == 199)
    }
}
