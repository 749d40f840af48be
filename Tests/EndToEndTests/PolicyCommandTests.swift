import Foundation
import TestSupport
import Testing

/// Policies of stages, from the definition to the end of a run, on the sample corpus: two of its documents can't be read,
/// and of a third no article can be made.
@Suite(.timeLimit(.minutes(20))) struct PolicyCommandTests {
    private let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    private func definition(_ read: String = "", _ article: String = "", _ lines: String = "") throws -> String {
        try folder.add(
            "a.yaml",
            text: """
                galley: 1
                name: a
                state: \(folder.path)/.galley
                stages:
                  read: { uses: ingest.files, with: { paths: ["seeds/**"], exclude: ["**/README.md", "**/expected/**"] }, \(read) }
                  article: { uses: normalize.article, from: read, \(article) }
                  lines: { uses: publish.jsonl, from: article, with: { path: "\(folder.path)/a.jsonl" }, \(lines) }
                """)
        return folder.path + "/a.yaml"
    }

    @Test(arguments: [
        ("max-failures: 1", "", "read", "1"), ("max-failures: 4%", "", "read", "4%"),
        ("", "max-failures: 0", "article", "0"), ("", "max-failures: 0, on-error: skip", "article", "0"),
    ])
    func tooManyFailuresEndTheRun(read: String, article: String, stage: String, limit: String) throws {
        #expect(try Program.run(["run", definition(), "--allow-quarantine"]).code == 0)
        let before = try outcome(in: folder.path).filter { $0.key != "a.yaml" }
        let result = try Program.run(["run", definition(read, article)])
        #expect(result.code == 1)
        #expect(result.messages.hasPrefix("error: stage '\(stage)' couldn't process "))
        #expect(result.messages.contains("and its 'max-failures' is \(limit); the last was seeds/broken/"))
        #expect(result.messages.contains("; nothing was published\n  mend the documents or the stage, or raise"))
        #expect(try outcome(in: folder.path).filter { $0.key != "a.yaml" } == before)
        let told = try Program.run(["runs", "last", "--state", folder.path + "/.galley"]).output
        #expect(told.hasPrefix("run 2 of 'a': failed\n") && told.contains("because: stage '\(stage)' couldn't process"))
    }

    @Test(arguments: [("max-failures: 2", "max-failures: 1"), ("max-failures: 5%", "max-failures: 3%")])
    func asManyAsAreAllowedDont(read: String, article: String) throws {
        #expect(try Program.run(["run", definition(read, article)]).code == 2)
    }

    /// None of them changes what is published, whatever the number of workers.
    @Test func whatIsPublishedIsTheSame() throws {
        _ = try Program.run(["run", definition(), "--jobs", "1"])
        let plain = try folder.text("a.jsonl")
        let all = "retry: { first: 0s, on: [binary] }, timeout: 1m, jobs: 1, rate: 1000000/s, max-failures: 50%"
        for jobs in ["1", "4"] {
            let path = try definition("rate: 1000000/s", all, "jobs: 2, timeout: 1m")
            let result = try Program.run(["run", path, "--jobs", jobs])
            #expect(result.code == 2, "\(result.messages)")
            #expect(try folder.text("a.jsonl") == plain)
        }
        let index = try folder.text(".galley/quarantine/a/index.jsonl")
        #expect(index.contains("not a text: it is a PNG image (tried 3 times)"))
    }

    @Test func plansAndPicturesShowThem() throws {
        let path = try definition("rate: 600/min", "retry: 5, timeout: 30s, max-failures: 2%, jobs: 1")
        let plan = try Program.run(["plan", path]).output
        for line in ["rate: 600/min", "retry: 5", "timeout: 30s", "max-failures: 2%", "jobs: 1"] {
            #expect(plan.split(separator: "\n").contains { $0.hasSuffix("   " + line) }, "\(line)")
        }
        for arguments in [["plan", path, "--format", "json"], ["graph", path, "--format", "json"]] {
            let output = try Program.run(arguments).output
            let json = try #require(try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any])
            let stages = try #require(json["stages"] as? [[String: Any]])
            #expect((stages[0]["policies"] as? [String: String]) == ["rate": "600/min"])
            let policies = try #require(stages[1]["policies"] as? [String: Any])
            #expect((policies["retry"] as? [String: Any])?["attempts"] as? Int == 5)
            #expect((policies["retry"] as? [String: Any])?["most"] as? String == "30s")
            #expect(policies["timeout"] as? String == "30s" && policies["maxFailures"] as? String == "2%")
            #expect(policies["jobs"] as? Int == 1)
            #expect((stages[2]["policies"] as? [String: Any])?.isEmpty == true)
        }
        let page = try Program.run(["graph", path, "--format", "html"]).output
        for fact in ["<dt>retry</dt><dd>5</dd>", "<dt>max-failures</dt><dd>2%</dd>", "<dt>rate</dt><dd>600/min</dd>"] {
            #expect(page.contains(fact), "\(fact)")
        }
    }

    /// An estimate goes by earlier runs of the same stages, however these were run.
    @Test func theyMakeNoOtherStageOfAStage() throws {
        _ = try Program.run(["run", definition()])
        #expect(
            try Program.run(["plan", definition("", "retry: 3, timeout: 1m")]).output.contains(
                "going by earlier runs\n"))
    }

    /// A wait of an hour, before a further attempt or before a source reads on: one interrupt ends it.
    @Test(arguments: [("", "retry: { first: 1h, most: 1h }"), ("rate: 1/h", "")])
    func anInterruptEndsAWait(read: String, article: String) throws {
        let running = try Program.start(["run", definition(read, article), "--progress", "never"])
        defer { running.process.terminate() }
        // The run is written down when it begins; then it is a matter of the moment whether the wait has begun, too.
        while !folder.has(".galley/state.db") { usleep(1000) }
        usleep(200_000)
        running.process.interrupt()
        let result = running.wait()
        #expect(result.code == 130)
        #expect(!folder.has("a.jsonl"))
    }
}
