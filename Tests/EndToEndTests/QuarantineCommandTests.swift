import Foundation
import TestSupport
import Testing

/// What can be done with documents that couldn't be processed.
@Suite struct QuarantineCommandTests {
    private let folder: ScratchFolder
    private let picture: [UInt8] = [
        0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 0x1B, 0x5B, 0x33, 0x31,
    ]

    init() throws {
        folder = try ScratchFolder()
        try folder.add("in/good.txt", text: "A good one\n\nWith some text.\n")
        try folder.add("in/empty.txt", [])
        try folder.add("in/picture.txt", picture)
        try folder.add("in/wide.txt", text: "A wide one\n\n" + String(repeating: "Many words here. ", count: 200))
        try define(limit: "1 kB")
        // So that files are older than a moment when they are read.
        Thread.sleep(forTimeInterval: 0.05)
    }

    private func define(limit: String, stages: String = "") throws {
        try folder.add(
            "news.yaml",
            text: """
                galley: 1
                name: news
                state: state
                stages:
                  read: { uses: ingest.files, with: { paths: ["in/**"], maximum-size: \(limit) } }
                  article: { uses: normalize.article, from: read }
                  lines: { uses: publish.jsonl, from: article, with: { path: out/all.jsonl } }
                """)
    }

    private func galley(_ arguments: String...) throws -> Program.Result {
        try Program.run(arguments, folder: folder.path)
    }

    private func listed(_ arguments: String...) throws -> [String] {
        let result = try Program.run(
            ["quarantine", "list", "--state", "state", "--format", "json"] + arguments, folder: folder.path)
        #expect(result.code == 0, "\(result.messages)")
        let json = try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any]
        return (json?["documents"] as? [[String: Any]] ?? []).compactMap { $0["source"] as? String }
    }

    private func outcomes(_ arguments: String...) throws -> [String: String] {
        let result = try Program.run(
            ["quarantine", "retry", "news.yaml", "--format", "json"] + arguments, folder: folder.path)
        let json = try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any]
        let documents = json?["documents"] as? [[String: Any]] ?? []
        return Dictionary(
            documents.map {
                ($0["source"] as? String ?? "", ($0["now"] as? [String: Any])?["outcome"] as? String ?? "")
            }
        ) { $1 }
    }

    private var published: Int { (try? folder.text("out/all.jsonl").split(separator: "\n").count) ?? 0 }

    @Test func whatIsThereIsListed() throws {
        #expect(try galley("quarantine", "list").code == 66)
        #expect(try galley("run", "news.yaml").code == 2)
        #expect(try listed() == ["in/empty.txt", "in/wide.txt", "in/picture.txt"])
        #expect(try listed("--stage", "article") == ["in/picture.txt"])
        #expect(try listed("--code", "empty", "--code", "binary") == ["in/empty.txt", "in/picture.txt"])
        #expect(try listed("--reason", "GREATER than") == ["in/wide.txt"])
        #expect(try listed("--stage", "read", "--code", "binary") == [])
        let text = try galley("quarantine", "list", "--pipeline", "news.yaml").output
        #expect(text.contains("article  binary") && text.hasSuffix("\n3 documents in quarantine, as of run 1\n"))
        #expect(try galley("quarantine").output.contains("retry"))
    }

    @Test func aDocumentIsShownSafelyAndGivenWhole() throws {
        _ = try galley("run", "news.yaml")
        let shown = try galley("quarantine", "show", "picture.txt", "--state", "state")
        #expect(shown.output.contains("refused by  article: binary: "))
        #expect(shown.output.contains("89 50 4e 47 0d 0a 1a 0a 00 00 00 0d 1b 5b 33 31  .PNG.........[31\n"))
        #expect(!shown.output.contains("\u{1B}"))
        let running = try Program.start(
            ["quarantine", "show", "./in/picture.txt", "--bytes", "--state", "state"], folder: folder.path)
        #expect(running.output.readDataToEndOfFile() == Data(picture))
        _ = running.wait()
        let text = try galley("quarantine", "show", "wide.txt", "--state", "state").output
        #expect(text.contains("\n\nA wide one\n\nMany words here. "))
        let none = try galley("quarantine", "show", "good.txt", "--state", "state")
        #expect(none.code == 66 && none.messages.contains("there is no 'good.txt' in quarantine"))
    }

    @Test func whatGoesThroughNowIsPublished() throws {
        _ = try galley("run", "news.yaml")
        #expect(published == 1)
        #expect(try outcomes("--dry-run").values.allSatisfy { $0 == "refused" })
        let none = try galley("quarantine", "retry", "news.yaml")
        #expect(none.code == 2 && none.messages.contains("no run is needed: none goes through\n"))
        try define(limit: "1 MB")
        let dry = try outcomes("--dry-run")
        #expect(dry == ["in/empty.txt": "refused", "in/wide.txt": "passed", "in/picture.txt": "refused"])
        #expect(published == 1)
        #expect(try outcomes("picture.txt", "--dry-run").count == 1)
        let retried = try galley("quarantine", "retry", "news.yaml", "--code", "too-large")
        #expect(retried.code == 2, "\(retried.messages)")
        #expect(retried.output.contains("in/wide.txt  read: too-large  goes through\n"))
        #expect(retried.output.contains("published  out/all.jsonl\n"))
        #expect(retried.messages.contains("running 'news' so that it is published\n"))
        #expect(retried.messages.contains("1 document of those that were tried left the quarantine\n"))
        #expect(published == 2)
        #expect(try listed() == ["in/empty.txt", "in/picture.txt"])
    }

    @Test func aMendedFileIsReadAgain() throws {
        _ = try galley("run", "news.yaml")
        try folder.add("in/empty.txt", text: "No more\n\nIs it empty.\n")
        let retried = try galley("quarantine", "retry", "news.yaml", "empty.txt")
        #expect(retried.messages.contains("1 document of those that were tried left the quarantine\n"))
        #expect(published == 2)
        // What a stage refused is tried as it is now as well.
        try folder.add("in/picture.txt", text: "No picture\n\nBut a text.\n")
        let other = try galley("quarantine", "retry", "news.yaml", "picture.txt")
        #expect(other.output.contains("in/picture.txt  article: binary  goes through\n"), "\(other.output)")
        #expect(published == 3)
    }

    @Test func whatIsGoneIsTriedByItsBytesAndCanBeSaved() throws {
        _ = try galley("run", "news.yaml")
        try FileManager.default.removeItem(atPath: folder.path + "/in/picture.txt")
        try FileManager.default.removeItem(atPath: folder.path + "/in/wide.txt")
        try define(limit: "1 MB")
        let tried = try outcomes()
        #expect(tried == ["in/empty.txt": "refused", "in/picture.txt": "refused", "in/wide.txt": "not-tried"])
        let told = try galley("quarantine", "retry", "news.yaml", "picture.txt").messages
        #expect(told.contains("in/picture.txt is in the corpus no more; it stays in quarantine until"))
        // The command works as it stands there.
        let command = try #require(told.firstMatch(of: /To save it: (galley quarantine show .*) > FILE\n/)?.1)
        let saved = try Program.runLine("\(command) > saved.bin", folder: folder.path)
        #expect(saved.code == 0 && saved.output.isEmpty, "\(saved)")
        #expect(try folder.bytes("saved.bin").prefix(4) == [0x89, 0x50, 0x4E, 0x47])
        #expect(try listed().count == 3)
    }

    @Test func whatTookTooLongIsPublishedOnceItMay() throws {
        try folder.add(
            "slow.yaml",
            text: """
                galley: 1
                name: slow
                state: state
                stages:
                  read: { uses: ingest.files, with: { paths: ["in/**"] } }
                  article: { uses: normalize.article, from: read, timeout: 1 ms }
                  lines: { uses: publish.jsonl, from: article, with: { path: out/all.jsonl } }
                """)
        try folder.add("in/long.md", text: String(repeating: "# Heading\n\nMany [words](a) *here*.\n\n", count: 60_000))
        Thread.sleep(forTimeInterval: 0.05)
        _ = try galley("run", "slow.yaml")
        #expect(try listed("--code", "timeout").contains("in/long.md"))
        try folder.add("slow.yaml", text: try folder.text("slow.yaml").replacing("1 ms", with: "10 min"))
        let retried = try galley("quarantine", "retry", "slow.yaml", "--code", "timeout")
        #expect(retried.output.contains("goes through\n"), "\(retried.output)\(retried.messages)")
        #expect(!retried.output.contains("nothing has changed"))
        #expect(try !listed().contains("in/long.md"))
        #expect(try folder.text("out/all.jsonl").contains("in/long.md"))
    }

    @Test func whatIsDroppedStaysAwayUntilItIsReadAgain() throws {
        _ = try galley("run", "news.yaml")
        #expect(try galley("quarantine", "drop", "--state", "state").code == 64)
        #expect(try galley("quarantine", "drop", "--all", "empty.txt", "--state", "state").code == 64)
        #expect(try galley("quarantine", "drop", "nothing.txt", "--state", "state").code == 66)
        let dropped = try galley("quarantine", "drop", "empty.txt", "--state", "state")
        #expect(dropped.output == "dropped 1 document, 2 are left in quarantine\n")
        #expect(dropped.messages.hasPrefix("in/empty.txt: still on disk; the next run that reads it puts"))
        #expect(try listed() == ["in/wide.txt", "in/picture.txt"])
        let unchanged = try galley("run", "news.yaml")
        #expect(unchanged.code == 2 && unchanged.output.contains("nothing has changed since run 1"))
        #expect(unchanged.output.contains("(2 documents: 1 "))
        #expect(try galley("quarantine", "drop", "--code", "binary", "--state", "state").code == 0)
        #expect(try galley("quarantine", "drop", "--all", "--state", "state").output.contains("none is left"))
        #expect(!folder.has("state/quarantine"))
        let still = try galley("run", "news.yaml")
        #expect(still.code == 0 && still.output.contains("nothing has changed since run 1"))
        let told = try galley("explain", "picture.txt", "--state", "state").output
        #expect(told.contains("it was dropped from the quarantine"))
        // A run that reads them again finds them as they are.
        try folder.add("in/new.txt", text: "A new one\n\nWith other text.\n")
        #expect(try galley("run", "news.yaml").code == 2)
        #expect(try listed().count == 3 && published == 2)
    }
}
