import Foundation
import TestSupport
import Testing

/// Pipelines that share a state folder, and what is in quarantine since when.
@Suite struct SharedQuarantineTests {
    private let folder: ScratchFolder

    init() throws {
        folder = try ScratchFolder()
        for (name, pipeline) in [("a", "news"), ("b", "Other One")] {
            try folder.add("\(name)/good.txt", text: "A good one of \(name)\n\nWith some text.\n")
            try folder.add("\(name)/empty-\(name).txt", [])
            try folder.add("\(name)/both.txt", [0, 1, 2, 3])
            try folder.add(
                "\(name).yaml",
                text: """
                    galley: 1
                    name: \(pipeline)
                    state: "the state"
                    stages:
                      read: { uses: ingest.files, with: { paths: ["\(name)/**"] } }
                      article: { uses: normalize.article, from: read }
                      lines: { uses: publish.jsonl, from: article, with: { path: out/\(name).jsonl } }
                    """)
        }
        Thread.sleep(forTimeInterval: 0.05)
    }

    private func galley(_ arguments: String...) throws -> Program.Result {
        try Program.run(arguments, folder: folder.path)
    }

    private func object(_ arguments: String...) throws -> [String: Any] {
        let result = try Program.run(arguments + ["--format", "json"], folder: folder.path)
        #expect(result.code == 0, "\(result.messages)")
        return try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any] ?? [:]
    }

    private func sources(_ arguments: String...) throws -> [String] {
        let result = try Program.run(
            ["quarantine", "list", "--format", "json"] + arguments, folder: folder.path)
        #expect(result.code == 0, "\(result.messages)")
        let json = try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any]
        return (json?["documents"] as? [[String: Any]] ?? []).compactMap { $0["source"] as? String }
    }

    @Test func eachHasItsOwn() throws {
        #expect(try galley("run", "a.yaml").code == 2)
        #expect(try galley("run", "b.yaml").code == 2)
        let unchanged = try galley("run", "a.yaml")
        #expect(unchanged.output.contains("nothing has changed since run 1"), "\(unchanged.output)")
        #expect(unchanged.output.contains("quarantine the state/quarantine/news/  (2 documents"))
        #expect(unchanged.output.contains("\"galley quarantine list --state 'the state'\" tells of each\n"))
        #expect(try sources("--pipeline", "a.yaml") == ["a/empty-a.txt", "a/both.txt"])
        #expect(try sources("--pipeline", "b.yaml") == ["b/empty-b.txt", "b/both.txt"])
        #expect(try sources("--state", "the state").count == 4)
        let all = try galley("quarantine", "list", "--state", "the state").output
        #expect(all.contains("  Other One  article  binary  run 2  b/both.txt"), "\(all)")
        #expect(all.hasSuffix("\n4 documents in quarantine of 2 pipelines\n"))
        let one = try galley("quarantine", "list", "--pipeline", "b.yaml").output
        #expect(!one.contains("Other One") && one.hasSuffix("\n2 documents in quarantine, as of run 2\n"))
        // Documents are found across pipelines, but for where one is named.
        #expect(try galley("quarantine", "show", "empty-b.txt", "--state", "the state").code == 0)
        #expect(try galley("quarantine", "show", "empty-b.txt", "--pipeline", "a.yaml").code == 66)
        #expect(try galley("quarantine", "drop", "empty-b.txt", "--pipeline", "a.yaml").code == 66)
        #expect(try galley("quarantine", "retry", "a.yaml", "empty-b.txt").code == 66)
        #expect(try galley("quarantine", "drop", "--code", "empty", "--pipeline", "b.yaml").code == 0)
        #expect(try sources("--state", "the state") == ["b/both.txt", "a/empty-a.txt", "a/both.txt"])
        #expect(try galley("run", "b.yaml").output.contains("nothing has changed since run 2"))
    }

    @Test func whatIsThereSinceARunIsFound() throws {
        _ = try galley("run", "a.yaml")
        try folder.add("a/late.txt", [])
        _ = try galley("run", "a.yaml")
        #expect(try sources("--pipeline", "a.yaml", "--run", "2") == ["a/late.txt"])
        #expect(try sources("--pipeline", "a.yaml", "--run", "1") == ["a/empty-a.txt", "a/both.txt"])
        let text = try galley("quarantine", "list", "--pipeline", "a.yaml", "--run", "2").output
        #expect(
            text.contains("  empty  run 2  a/late.txt")
                && text.hasSuffix("\n1 of 3 documents in quarantine, as of run 2\n"))
        #expect(try galley("quarantine", "list", "--pipeline", "a.yaml", "--run", "0").code == 64)
        let dropped = try object("quarantine", "drop", "--run", "2", "--pipeline", "a.yaml")
        let entry = try #require((dropped["dropped"] as? [[String: Any]])?.first)
        #expect(entry["source"] as? String == "a/late.txt" && entry["since"] as? Int == 2)
        #expect(entry["onDisk"] as? Bool == true && dropped["left"] as? Int == 2)
        let shown = try object("quarantine", "show", "both.txt", "--pipeline", "a.yaml")
        #expect(shown["size"] as? Int == 4)
        #expect(((shown["reasons"] as? [[String: Any]])?.first)?["code"] as? String == "binary")
        let kept = try #require(shown["kept"] as? String)
        #expect(try folder.bytes(kept) == [0, 1, 2, 3])
    }

    /// The message tells what there is, whatever the exit code of the run.
    @Test func whatNeverWentThroughIsSaidSo() throws {
        let none = try galley("quarantine", "retry", "a.yaml")
        #expect(none.code == 66 && none.messages.contains("no run of 'news' was written down in 'the state'"))
        let definition = try folder.text("a.yaml")
        try folder.add("a.yaml", text: definition.replacing("from: read }", with: "from: read, on-error: fail }"))
        #expect(try galley("run", "a.yaml").code == 1)
        let said = "nothing is in quarantine: no run has gone through yet, and run 1 failed"
        let list = try galley("quarantine", "list", "--pipeline", "a.yaml")
        #expect(list.code == 0 && list.output == said + "\n", "\(list.messages)")
        let retry = try galley("quarantine", "retry", "a.yaml")
        #expect(retry.code == 0 && retry.messages == said + ", so there is nothing to try\n")
        #expect(try galley("quarantine", "list", "--pipeline", "b.yaml").code == 66)
    }

    @Test func whileARunHoldsTheFolderItIsWaitedFor() throws {
        _ = try galley("run", "a.yaml")
        let lock = open(folder.path + "/the state/lock", O_RDWR)
        defer { close(lock) }
        #expect(flock(lock, LOCK_EX) == 0)
        let drop = try galley("quarantine", "drop", "--all", "--pipeline", "a.yaml")
        #expect(drop.code == 73 && drop.messages.hasSuffix("\n  wait for it to end\n"), "\(drop.messages)")
        #expect(try sources("--pipeline", "a.yaml").count == 2)
    }

    @Test func oneReasonMoreIsOneOther() throws {
        try folder.add("a/wrong.json", text: "{")
        try folder.add("a/cut.txt.gz", [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 1])
        let run = try galley("run", "a.yaml")
        #expect(run.output.contains(", 1 other)\n"), "\(run.output)")
    }

    @Test func whatIsMisspeltIsTold() throws {
        _ = try galley("run", "a.yaml")
        for command in [["list"], ["drop"], ["drop", "both.txt"]] {
            let result = try Program.run(
                ["quarantine"] + command + ["--stage", "artcle", "--pipeline", "a.yaml"], folder: folder.path)
            #expect(result.code == 66)
            #expect(result.messages == "error: no run here had a stage 'artcle'\n  did you mean 'article'?\n")
        }
        let other = try galley("quarantine", "drop", "both.txt", "--stage", "read", "--pipeline", "a.yaml")
        #expect(other.code == 66 && other.messages.contains("'both.txt' is in quarantine, but for no such reason\n"))
        #expect(other.messages.contains("  it is there for: article: binary: "))
        #expect(try galley("quarantine", "list", "--stage", "lines", "--pipeline", "a.yaml").code == 0)
        #expect(
            try galley("quarantine", "show", "both.txt", "--bytes", "--format", "json", "--pipeline", "a.yaml").code
                == 64)
        #expect(try sources("--pipeline", "a.yaml").count == 2)
    }

    /// Whoever tries again loses nothing of which the quarantine has the only bytes, tried or not.
    @Test(arguments: [[], ["empty-a.txt"]]) func whatIsGoneStaysWhenOthersLeave(documents: [String]) throws {
        _ = try galley("run", "a.yaml")
        try FileManager.default.removeItem(atPath: folder.path + "/a/both.txt")
        try folder.add("a/empty-a.txt", text: "No more\n\nIs it empty.\n")
        let retry = try Program.run(["quarantine", "retry", "a.yaml"] + documents, folder: folder.path)
        #expect(retry.code == 2, "\(retry.messages)")
        #expect(retry.messages.contains("1 document of those that were tried left the quarantine\n"))
        #expect(retry.output.contains("(1 document: 1 binary at 'article')"))
        #expect(try folder.text("out/a.jsonl").contains("Is it empty."))
        #expect(try sources("--pipeline", "a.yaml") == ["a/both.txt"])
        #expect(try sources("--pipeline", "a.yaml", "--run", "1") == ["a/both.txt"])
        if documents.isEmpty {
            let told = try #require(retry.messages.split(separator: "\n").last)
            let command = try #require(told.split(separator: "To save it: ").last)
            #expect(command.hasPrefix("galley quarantine show ") && command.hasSuffix(" > FILE"))
            let saved = try Program.runLine(String(command).replacing(" > FILE", with: " > saved"), folder: folder.path)
            #expect(saved.code == 0 && saved.output.isEmpty, "\(saved)")
            #expect(try folder.bytes("saved") == [0, 1, 2, 3])
        } else {
            #expect(!retry.messages.contains("To save"))
        }
        let unchanged = try galley("run", "a.yaml")
        #expect(unchanged.output.contains("nothing has changed since run 2"))
        #expect(try sources("--pipeline", "a.yaml") == ["a/both.txt"])
    }
}
