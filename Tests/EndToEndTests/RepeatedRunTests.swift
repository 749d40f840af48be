import Foundation
import TestSupport
import Testing

/// `galley run --watch`: run again when something has changed. No test says how soon.
@Suite(.timeLimit(.minutes(20))) struct RepeatedRunTests {
    private let folder: ScratchFolder

    init() throws {
        folder = try ScratchFolder()
        try folder.add("in/a.txt", text: "Title\n\nSome text.\n")
        try folder.add("other/b.txt", text: "Title\n\nOther text.\n\nAnd more.\n")
        try folder.add(
            "p.yaml",
            text: """
                galley: 1
                name: p
                state: \(folder.path)/state
                include: { front: front.yaml }
                stages:
                  lines: { uses: publish.jsonl, from: front, with: { path: "\(folder.path)/out.jsonl" } }
                """)
        try define(reading: "in")
    }

    /// Writes the file that is included.
    private func define(reading name: String) throws {
        try folder.add(
            "front.yaml",
            text: """
                galley: 1
                name: front
                stages:
                  read: { uses: ingest.files, with: { paths: ["\(folder.path)/\(name)/**"] } }
                  article: { uses: normalize.article, from: read }
                """)
    }

    private func start(_ arguments: String...) throws -> Program.Running {
        try Program.start(["run", folder.path + "/p.yaml", "--watch", "--interval", "0.1"] + arguments)
    }

    /// Waits until something holds; the time limit of the suite ends what never does.
    private func until(_ condition: () -> Bool) async throws {
        while !condition() { try await Task.sleep(for: .milliseconds(20)) }
    }

    private func lines() -> Int { text.split(separator: "\n").count }

    private var text: String { (try? folder.text("out.jsonl")) ?? "" }

    private func end(_ running: Program.Running, _ signal: Int32 = SIGINT) throws -> Program.Result {
        kill(running.process.processIdentifier, signal)
        let result = running.wait()
        try running.input.close()
        return result
    }

    @Test func itRunsAgainWhenTheCorpusOrTheDefinitionChanges() async throws {
        let running = try start("--format", "json")
        try await until { lines() == 1 }
        try folder.add("in/b.txt", text: "Title two\n\nMore text.\n")
        try await until { lines() == 2 }
        try FileManager.default.removeItem(atPath: folder.path + "/in/a.txt")
        try await until { lines() == 1 }
        // In the file that is included.
        try define(reading: "other")
        try await until { text.contains("Other text") }
        let result = try end(running)
        #expect(result.code == 130)
        let accounts = try result.output.split(separator: "\n").map {
            try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
        }
        #expect(accounts.map { $0?["run"] as? Int } == [1, 2, 3, 4])
        for message in [
            "waiting for a change of the definition or its corpus of 1 file; interrupt to end\n",
            "\n1 file new: running again\n", "\n1 file gone: running again\n",
            "\nthe definition has changed: running again\n",
        ] {
            #expect(result.messages.contains(message))
        }
    }

    @Test func whatIsWrongIsToldAndWatchedOn() async throws {
        let running = try start()
        try await until { lines() == 1 }
        let whole = try folder.bytes("front.yaml")
        try folder.add("front.yaml", text: "galley: 1\nname: front\nstages: { read: { uses: ingest.flies } }\n")
        // Nothing shows from outside that it was read; the next change comes whether it was or not.
        try await Task.sleep(for: .seconds(2))
        try folder.add("front.yaml", whole)
        try folder.add("in/b.txt", text: "Title two\n\nMore text.\n")
        try await until { lines() == 2 }
        // A corpus that is gone fails the run.
        try FileManager.default.removeItem(atPath: folder.path + "/in")
        try await Task.sleep(for: .seconds(2))
        try folder.add("in/c.txt", text: "Title three\n\nMore text.\n")
        try await until { lines() == 1 }
        let result = try end(running, SIGTERM)
        #expect(result.code == 143)
        #expect(result.messages.contains("there is no stage type 'ingest.flies'"))
        #expect(result.messages.contains("\nerror: there is no "))
    }

    @Test func whatCantBeWatchedIsRefused() throws {
        #expect(try Program.run(["run", "-", "--watch"], input: "galley: 1\n").code == 64)
        #expect(try Program.run(["run", folder.path + "/p.yaml", "--watch", "--dry-run"]).code == 64)
        #expect(try Program.run(["run", folder.path + "/p.yaml", "--interval", "2"]).code == 64)
        #expect(try Program.run(["run", folder.path + "/no-such.yaml", "--watch"]).code == 66)
        try folder.add(
            "stdin.yaml",
            text: """
                galley: 1
                name: p
                stages:
                  read: { uses: ingest.files, with: { paths: ["-"] } }
                  article: { uses: normalize.article, from: read }
                  lines: { uses: publish.jsonl, from: article, with: { path: "\(folder.path)/o.jsonl" } }
                """)
        let refused = try Program.run(["run", folder.path + "/stdin.yaml", "--watch"])
        #expect(refused.code == 64 && refused.messages.contains("can't watch standard input"))
        #expect(!folder.has("o.jsonl"))
    }
}
