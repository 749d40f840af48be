import Foundation
import TestSupport
import Testing

/// Documents as they are at a stage, and nothing written for it.
@Suite struct PreviewCommandTests {
    private let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    private func preview(_ arguments: String..., pipeline: String = "branches") throws -> Program.Result {
        let output = ["--set", "output=\(folder.path)/out"]
        return try Program.run(["preview", "Pipelines/\(pipeline).yaml"] + arguments + output)
    }

    private func objects(_ text: String) throws -> [[String: Any]] {
        try text.split(separator: "\n").map {
            try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any] ?? [:]
        }
    }

    @Test func theFirstDocumentsAreThoseThatARunPublishesFirst() throws {
        let published = folder.path + "/out/articles.jsonl"
        _ = try Program.run(["run", "Pipelines/branches.yaml", "--set", "output=\(folder.path)/out"])
        let all = try objects(String(contentsOfFile: published, encoding: .utf8))
        for jobs in ["1", "5"] {
            let seen = try preview("--at", "everything", "--limit", "7", "--format", "json", "--jobs", jobs)
            #expect(seen.code == 0 && seen.messages.isEmpty)
            let documents = try objects(seen.output)
            #expect(documents.map { $0["id"] as? String } == all.prefix(7).map { $0["id"] as? String })
            #expect(documents.map { $0["text"] as? String } == all.prefix(7).map { $0["text"] as? String })
            let layers = documents.map { Set(($0["layers"] as? [String: Any] ?? [:]).keys) }
            #expect(layers.allSatisfy { $0.isSuperset(of: ["language", "sentences", "statistics"]) })
            #expect(
                documents.allSatisfy { $0["form"] as? String == "Article" && $0["stage"] as? String == "everything" })
        }
    }

    @Test func contentIsShownWithItsBlankLines() throws {
        try folder.add("a.txt", text: "\n\nThe title\n\n\nOne line.\r\n\r\nAnother.\n\n")
        let seen = try Program.run(
            ["preview", "Pipelines/clean.yaml", "--at", "read", "--set", "input=\(folder.path)"]).output
        #expect(seen.hasSuffix("    The title\n\n\n    One line.\n\n    Another.\n"), "\(seen)")
    }

    @Test func nothingIsWritten() throws {
        #expect(try preview("--at", "digest", pipeline: "digest").code == 0)
        #expect(!folder.has("out"))
    }

    @Test func layersStandWithTheWordsThatTheyPointTo() throws {
        let seen = try preview("--at", "split", "--document", "storm-ottilie-clean-up.txt").output
        let lines = seen.split(separator: "\n").map(String.init)
        #expect(lines[0] == "seeds/texts/storm-ottilie-clean-up.txt")
        #expect(lines.contains { $0.hasPrefix("  title       ") })
        let sentences = try #require(lines.firstIndex { $0.hasPrefix("  sentences   ") })
        #expect(lines[sentences + 1].hasPrefix("    0–") && lines[sentences + 1].contains(" “"))
        #expect(lines.last?.hasSuffix(" more") == true)
        #expect(!seen.contains("keyphrases"))
    }

    @Test func aDocumentIsFoundByItsIdAndByARecordsNumber() throws {
        let record = try objects(
            preview("--at", "article", "--document", "evening-wire.jsonl#4", "--format", "json").output)
        #expect(record.map { $0["source"] as? String } == ["seeds/records/evening-wire.jsonl#4"])
        let id = try #require(record.first?["id"] as? String)
        let again = try objects(preview("--at", "read", "--document", String(id.prefix(12)), "--format", "json").output)
        #expect(again.map { $0["id"] as? String } == [id])
        let file = try preview(
            "--at", "article", "--document", "evening-wire.jsonl", "--limit", "3", "--format", "json")
        #expect(try objects(file.output).compactMap { ($0["source"] as? String)?.last } == ["1", "2", "3"])
    }

    @Test func aDocumentIsNamedAsForExplain() throws {
        func sources(_ name: String) throws -> [String?] {
            try objects(preview("--at", "article", "--document", name, "--format", "json").output).map {
                $0["source"] as? String
            }
        }
        for name in [
            "./seeds/texts/norland-rate-rise.txt", "seeds/broken/../texts/norland-rate-rise.txt",
            Program.project + "/seeds/texts/norland-rate-rise.txt",
        ] { #expect(try sources(name) == ["seeds/texts/norland-rate-rise.txt"], "\(name)") }
        let seen = try objects(
            preview("--at", "article", "--document", "norland-rate-rise.txt", "--format", "json").output)
        let id = try #require(seen.first?["id"] as? String)
        #expect(try sources(id.uppercased()) == ["seeds/texts/norland-rate-rise.txt"])
        #expect(try sources("./seeds/notes/").count == 2)
    }

    @Test func whyADocumentDoesntComeSoFarIsSaid() throws {
        let condition = try preview("--at", "foreign", "--document", "norland-rate-rise.txt")
        #expect(condition.code == 1 && condition.output.isEmpty)
        #expect(
            condition.messages
                == "seeds/texts/norland-rate-rise.txt: stage 'foreign' takes documents when language: {not: en}\n")
        let broken = try preview("--at", "everything", "--document", "photo.txt")
        #expect(broken.code == 1)
        #expect(broken.messages.contains("photo.txt: stage 'article' couldn't process it: not a text:"))
        let repeated = try preview("--at", "unique", "--document", "wind-farm-gannet-bank.txt", pipeline: "digest")
        #expect(repeated.code == 1)
        #expect(repeated.messages.contains("stage 'unique' left it out: near-duplicate of seeds/records/evening-wire"))
        let nowhere = try preview("--at", "read", "--document", "no-such.txt")
        #expect(nowhere.code == 66 && nowhere.messages.contains("there is no document 'no-such.txt' in the corpus"))
    }

    @Test func conditionsHoldAndWhatIsLeftOutIsCounted() throws {
        let seen = try preview("--at", "foreign", "--before", "--limit", "40", "--format", "json")
        #expect(seen.code == 0)
        let codes = try objects(seen.output).map {
            (($0["layers"] as? [String: Any])?["language"] as? [String: Any])?["code"]
        }
        #expect(codes.map { $0 as? String } == ["es", "de", "fr"])
        #expect(
            seen.messages == """
                that is all that comes to 'foreign'
                  read: 2 in quarantine
                  article: 1 in quarantine
                  foreign: 43 filtered

                """)
    }

    @Test func beforeAStageIsWhatComesToIt() throws {
        let before = try objects(preview("--at", "language", "--before", "--limit", "1", "--format", "json").output)
        let after = try objects(preview("--at", "language", "--limit", "1", "--format", "json").output)
        #expect((before[0]["layers"] as? [String: Any])?.isEmpty == true)
        #expect((after[0]["layers"] as? [String: Any])?.keys.sorted() == ["language"])
        let source = try preview("--at", "read", "--before")
        #expect(source.code == 64 && source.messages.contains("'read' is a source: nothing comes to it"))
    }

    /// Standard input stays open: whoever read to its end would wait for ever.
    @Test(.timeLimit(.minutes(20))) func noMoreIsReadThanIsNeeded() throws {
        try folder.add(
            "p.yaml",
            text: """
                galley: 1
                name: p
                stages:
                  read: { uses: ingest.files, with: { paths: ["-"], format: jsonl } }
                  article: { uses: normalize.article, from: read }
                  lines: { uses: publish.jsonl, from: article, with: { path: "\(folder.path)/out.jsonl" } }
                """)
        let running = try Program.start(
            ["preview", folder.path + "/p.yaml", "--at", "article", "--limit", "2", "--format", "json"])
        for number in 0..<2 { running.input.write(Data("{\"title\":\"T\",\"body\":\"Text \(number).\"}\n".utf8)) }
        let result = running.wait()
        try running.input.close()
        #expect(result.code == 0)
        #expect(try objects(result.output).count == 2)
    }

    @Test func wrongUseIsToldWithTheWayOut() throws {
        #expect(try preview().code == 64)
        let unknown = try preview("--at", "artcle")
        #expect(unknown.code == 64 && unknown.messages.contains("did you mean 'article'"))
        #expect(try preview("--at", "read", "--set", "input=no-such-folder/**").code == 66)
        try folder.add("bad.yaml", text: "galley: 1\nname: x\nstages: {}\n")
        #expect(try Program.run(["preview", folder.path + "/bad.yaml", "--at", "x"]).code == 65)
    }
}
