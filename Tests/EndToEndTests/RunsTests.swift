import Foundation
import TestSupport
import Testing

/// What is remembered from run to run, and what is made of it.
@Suite struct RunsTests {
    private let folder: ScratchFolder

    init() throws {
        folder = try ScratchFolder()
        for number in 0..<4 { try folder.add("in/\(number).txt", text: "Title \(number)\n\nSome text of \(number).\n") }
    }

    private func galley(_ arguments: String...) throws -> Program.Result {
        try Program.run(arguments + ["--set", "input=\(folder.path)/in", "--set", "output=\(folder.path)/out"])
    }

    @Test func everyRunIsListedAndToldAbout() throws {
        #expect(try galley("run", "Pipelines/clean.yaml").output.contains("\nrun 1: 4 documents in "))
        try folder.add("in/empty.txt", text: "")
        #expect(try galley("run", "Pipelines/clean.yaml").code == 2)
        let list = try galley("runs", "--pipeline", "Pipelines/clean.yaml").output
        let rows = list.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
        #expect(rows.map { $0.first } == ["run", "2", "1"])
        #expect(rows[1][1] == "clean" && rows[1][5] == "done" && rows[1][6...7] == ["5", "1"])
        let last = try galley("runs", "last", "--pipeline", "Pipelines/clean.yaml")
        #expect(last.output.hasPrefix("run 2 of 'clean': done, 1 document in quarantine\n"))
        #expect(last.output.contains("published  \(folder.path)/out/articles.jsonl\n"))
        let one = try Program.run(["runs", "1", "--state", folder.path + "/out/.galley", "--format", "json"]).output
        let json = try JSONSerialization.jsonObject(with: Data(one.utf8)) as? [String: Any]
        #expect(json?["run"] as? Int == 1 && json?["documents"] as? Int == 4 && json?["outcome"] as? String == "done")
        #expect((json?["stages"] as? [[String: Any]])?.map { $0["out"] as? Int } == [4, 4, 4])
    }

    @Test func aFailedRunIsToldWithItsReason() throws {
        try folder.add(
            "strict.yaml",
            text: """
                galley: 1
                name: strict
                state: \(folder.path)/state
                stages:
                  read: { uses: ingest.files, on-error: fail, with: { paths: ["\(folder.path)/in/**"] } }
                  article: { uses: normalize.article, from: read }
                  lines: { uses: publish.jsonl, from: article, with: { path: "\(folder.path)/out.jsonl" } }
                """)
        try folder.add("in/empty.txt", text: "")
        #expect(try Program.run(["run", folder.path + "/strict.yaml"]).code == 1)
        let told = try Program.run(["runs", "last", "--state", folder.path + "/state"]).output
        #expect(told.hasPrefix("run 1 of 'strict': failed\n"))
        #expect(told.contains("because: "))
        let json = try Program.run(["runs", "last", "--state", folder.path + "/state", "--format", "json"]).output
        #expect(json.contains("\"quarantined\":0,"))
    }

    @Test func aRunThatFoundNothingChangedNamesTheOneThatDidIt() throws {
        try folder.add("in/empty.txt", text: "")
        _ = try galley("run", "Pipelines/clean.yaml")
        _ = try galley("run", "Pipelines/clean.yaml")
        let state = folder.path + "/out/.galley"
        let told = try Program.run(["runs", "2", "--state", state]).output
        #expect(
            told.hasPrefix(
                "run 2 of 'clean': done, nothing has changed since run 1, 1 document in quarantine since then\n"))
        #expect(
            told.contains(
                "\nnothing has changed since run 1, which published this:\npublished  \(folder.path)/out/articles.jsonl\n"
                    + "quarantine 1 document since then; 'galley runs 1 --state \(state)' tells why\n"))
        #expect(!told.contains("a second"))
        let first = try Program.run(["runs", "1", "--state", state]).output
        #expect(!first.contains("nothing has changed") && first.contains("errors at"))
        #expect(try Program.run(["runs", "--state", state]).output.contains("  done, as run 1  "))
        for (run, earlier) in [("1", "null"), ("2", "1")] {
            let json = try Program.run(["runs", run, "--state", state, "--format", "json"]).output
            #expect(json.contains("\"unchangedSince\":\(earlier),\"underWay\":null"))
        }
        let page = folder.path + "/page.html"
        _ = try Program.run(["runs", "2", "--state", state, "--html", page])
        let html = try folder.text("page.html")
        #expect(html.contains("<h2>Published by run 1</h2>") && html.contains("<dd>1 since run 1</dd>"))
        #expect(html.contains(">done, nothing has changed since run 1, 1 document in quarantine since then</p>"))
    }

    @Test func inASharedFolderTheLastRunIsThatOfThePipeline() throws {
        let state = folder.path + "/shared"
        func shared(_ arguments: String...) throws -> Program.Result {
            try Program.run(
                arguments + [
                    "--set", "input=\(folder.path)/in", "--set", "output=\(folder.path)/out", "--state", state,
                ])
        }
        _ = try shared("run", "Pipelines/clean.yaml")
        let none = try shared("runs", "last", "--pipeline", "Pipelines/digest.yaml")
        #expect(
            none.code == 66 && none.messages.hasPrefix("error: no run of 'digest' was written down in '\(state)'\n"))
        _ = try shared("run", "Pipelines/digest.yaml")
        #expect(try shared("runs", "last", "--pipeline", "Pipelines/clean.yaml").output.hasPrefix("run 1 of 'clean': "))
        let list = try shared("runs", "--pipeline", "Pipelines/clean.yaml").output
        #expect(list.contains("  clean  ") && !list.contains("digest"))
        let picture = try shared("graph", "Pipelines/clean.yaml", "--run", "last")
        #expect(picture.code == 0 && picture.output.contains("4 in, 4 out"))
        #expect(try Program.run(["runs", "last", "--state", state]).output.hasPrefix("run 2 of 'digest': "))
    }

    @Test func aPlanGoesByEarlierRunsAndWritesNothing() throws {
        #expect(try !galley("plan", "Pipelines/clean.yaml").output.contains("would take"))
        _ = try galley("run", "Pipelines/clean.yaml")
        let before = try contents(of: folder.path)
        let plan = try galley("plan", "Pipelines/clean.yaml").output
        #expect(plan.contains("would leave    \(folder.path)/out/articles.jsonl by 'lines'\n"))
        #expect(plan.contains("nothing has changed since run 1") && !plan.contains("would take"))
        let fresh = try galley("plan", "Pipelines/clean.yaml", "--fresh").output
        #expect(fresh.contains("would replace  \(folder.path)/out/articles.jsonl by 'lines'\n"))
        #expect(fresh.contains("would take     ") && fresh.contains("going by earlier runs\n"))
        _ = try galley("graph", "Pipelines/clean.yaml", "--plan", "--run", "1")
        _ = try galley("runs", "--pipeline", "Pipelines/clean.yaml")
        #expect(try contents(of: folder.path) == before)
        // Other options make other work, of which nothing is known.
        let other = try galley("plan", "Pipelines/digest.yaml", "--state", folder.path + "/out/.galley").output
        #expect(!other.contains("would take"))
    }

    @Test func aRunIsLaidOverThePicture() throws {
        _ = try galley("run", "Pipelines/clean.yaml")
        for format in ["text", "dot", "html", "mermaid", "json"] {
            let picture = try galley("graph", "Pipelines/clean.yaml", "--run", "last", "--format", format)
            #expect(picture.code == 0, "\(format)")
            #expect(picture.output.contains("4 in, 4 out"), "\(format)")
            #expect(picture.output.contains("the slowest: "), "\(format)")
        }
    }

    @Test(arguments: [
        (["runs"], 66, "no run was written down in '.galley'"), (["runs", "x", "--state", "S"], 64, "'x' is neither"),
        (["runs", "9", "--state", "S"], 66, "there is no run 9"), (["runs", "--limit", "0"], 64, "--limit"),
        (["graph", "Pipelines/clean.yaml", "--run", "9", "--state", "S"], 66, "there is no run 9"),
    ])
    func whatIsNotThereIsTold(arguments: [String], code: Int32, message: String) throws {
        _ = try galley("run", "Pipelines/clean.yaml")
        let state = folder.path + "/out/.galley"
        try folder.link("Pipelines", to: Program.project + "/Pipelines")
        let result = try Program.run(arguments.map { $0 == "S" ? state : $0 }, folder: folder.path)
        #expect(result.code == code, "\(result.messages)")
        #expect(result.messages.contains(message), "\(result.messages)")
    }
}
