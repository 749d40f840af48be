import Foundation
import TestSupport
import Testing

/// What `galley explain` tells of a document after runs as people do them.
@Suite struct ExplainTests {
    private let folder: ScratchFolder

    init() throws {
        folder = try ScratchFolder()
        for number in 0..<3 {
            try folder.add(
                "in/\(number).txt",
                text: "Harbour number \(number) opens\n\nThe harbour \(number) has opened to boats of every kind.\n")
        }
        try folder.add("in/deep/picture.txt", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13])
        try folder.add(
            "in/copy.txt", text: "Harbour number 1 opens\n\nThe harbour 1 has opened to boats of every kind.\n")
        try folder.add(
            "news.yaml",
            text: """
                galley: 1
                name: news
                state: state
                stages:
                  read: { uses: ingest.files, with: { paths: ["in/**"] } }
                  article: { uses: normalize.article, from: read }
                  unique: { uses: normalize.deduplicate, from: article }
                  counts: { uses: extract.sentences, from: unique }
                  statistics: { uses: extract.statistics, from: counts }
                  long: { uses: publish.jsonl, from: statistics, when: { words: { at-least: 1000 } }, with: { path: out/long.jsonl } }
                  lines: { uses: publish.jsonl, from: statistics, with: { path: out/all.jsonl } }
                """)
    }

    private func galley(_ arguments: String...) throws -> Program.Result {
        try Program.run(arguments, folder: folder.path)
    }

    private func run() throws { _ = try galley("run", "news.yaml", "--allow-quarantine") }

    private struct Way: Decodable {
        struct Stage: Decodable {
            let stage: String?
            let outcome: String
            let known: Bool
            let code: String?
            let reason: String?
            let inFavourOf: String?
            let inFavourOfDocument: String?
            let similarity: Double?
            let artifact: String?
            let form: String?
            let adds: [String]?
            let mayAdd: [String]?
            let file: String?
            let start: Int?
            let length: Int?

            enum CodingKeys: String, CodingKey {
                case stage, outcome, known, code, reason, similarity, artifact, form, adds, file, start, length
                case mayAdd = "may-add"
                case inFavourOf = "in-favour-of"
                case inFavourOfDocument = "in-favour-of-document"
            }
        }

        let document: String
        let source: String
        let run: Int
        let since: Int?
        let gone: Int?
        let keptBy: Int?
        let unchangedIn: Int?
        let kept: String?
        let outcome: String?
        let stages: [Stage]

        func outcome(at stage: String) -> String? { self[stage]?.outcome }
        subscript(_ stage: String) -> Stage? { stages.first { $0.stage == stage } }
    }

    private func way(_ document: String) throws -> Way {
        let result = try galley("explain", document, "--pipeline", "news.yaml", "--format", "json")
        #expect(result.code == 0, "\(result.messages)")
        return try JSONDecoder().decode(Way.self, from: Data(result.output.utf8))
    }

    @Test func everyWayThroughThePipelineIsTold() throws {
        try run()
        let published = try way("in/0.txt")
        #expect(published.outcome(at: "read") == "read" && published.outcome(at: "lines") == "published")
        #expect(published.outcome(at: "long") == "filtered")
        #expect(published.stages.first { $0.stage == "long" }?.reason?.hasPrefix("when words") == true)
        #expect(published.stages.last?.artifact == "out/all.jsonl")
        #expect(published.since == 1 && published.run == 1 && published.gone == nil)

        let first = try way("in/1.txt")
        let copy = try #require([first, try way("in/copy.txt")].first { $0.outcome(at: "unique") == "dropped" })
        let other = try #require(copy.source == "in/1.txt" ? try way("in/copy.txt") : first)
        let drop = try #require(copy.stages.first { $0.stage == "unique" })
        #expect(drop.inFavourOf == other.source && drop.inFavourOfDocument == other.document)
        #expect(drop.similarity == 1 && drop.code != nil)
        #expect(copy.outcome(at: "lines") == "not-reached")

        let picture = try way("picture.txt")
        #expect(picture.stages.first { $0.stage == "article" }?.code == "binary")
        #expect(picture.outcome(at: "article") == "quarantined")
        let kept = try #require(picture.kept)
        #expect(try folder.bytes(kept) == folder.bytes("in/deep/picture.txt"))

        let text = try galley("explain", "picture.txt", "--state", "state").output
        #expect(text.hasPrefix("in/deep/picture.txt\n\ndocument    \(picture.document)\n"))
        #expect(text.contains("couldn't be processed, in quarantine: binary: "))
    }

    @Test func laterRunsAreTold() throws {
        try run()
        try run()
        let unchanged = try way("in/0.txt")
        #expect(unchanged.run == 1 && unchanged.keptBy == nil && unchanged.unchangedIn == 2)
        Thread.sleep(forTimeInterval: 0.05)
        try folder.add("in/new.txt", text: "A new one\n\nWith a text of its own, unlike all the others.\n")
        try FileManager.default.removeItem(atPath: folder.path + "/in/2.txt")
        try run()
        #expect(try way("in/new.txt").run == 3)
        #expect(try way("in/2.txt").gone == 3)
        let text = try galley("explain", "in/2.txt", "--pipeline", "news.yaml").output
        #expect(text.contains("corpus      gone since run 3\n"))
        let kept = try way("in/0.txt")
        #expect(kept.keptBy == 3 || kept.run == 3)
    }

    @Test func aDocumentIsNamedInManyWays() throws {
        try run()
        let id = try way("in/0.txt").document
        let full = folder.path + "/in/0.txt"
        for name in [id, String(id.prefix(6)), "./in/0.txt", "in/../in/0.txt", full, "0.txt", "harbour 0 ope"] {
            #expect(try way(name).document == id, "\(name)")
        }
    }

    @Test func whereSeveralOrNoneAreMeantThatIsSaid() throws {
        try run()
        let several = try galley("explain", "harbour", "--pipeline", "news.yaml", "--limit", "2")
        #expect(several.code == 66 && several.output.isEmpty)
        #expect(several.messages.hasPrefix("error: 'harbour' may mean more than 2 documents\n  "))
        #expect(several.messages.contains("in/0.txt (news)  Harbour number 0 opens\n"))
        #expect(several.messages.contains("choose one by its id: galley explain "))
        let json = try galley("explain", "in", "--pipeline", "news.yaml", "--format", "json")
        let matches = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
        #expect(json.code == 66 && matches?["by"] as? String == "container")
        #expect((matches?["matches"] as? [Any])?.count == 5)
        let none = try galley("explain", "pictur.txt", "--state", "state")
        #expect(none.code == 66 && none.messages.hasPrefix("error: no document is known as 'pictur.txt'\n"))
        #expect(none.messages.contains("in/deep/picture.txt (news)\n"))
        #expect(try galley("explain", "x\u{1B}[31m", "--state", "state").messages.contains("\u{1B}") == false)
        let nowhere = try galley("explain", "x")
        #expect(nowhere.code == 66 && nowhere.messages.contains("no run was written down in '.galley'"))
        #expect(try galley("explain").code == 64)
        #expect(try galley("explain", "x", "--pipeline", "nothing.yaml").code == 66)
    }

    @Test func whatAStageMadeIsTold() throws {
        try run()
        let way = try way("in/0.txt")
        #expect(way["article"]?.form == "Article" && way["article"]?.adds == [])
        #expect(way["unique"]?.form == nil && way["unique"]?.adds == [])
        #expect(way["counts"]?.form == nil && way["counts"]?.adds == ["Sentences"] && way["counts"]?.mayAdd == [])
        #expect(way["long"]?.adds == nil && way["lines"]?.adds == nil)
        let text = try galley("explain", "in/0.txt", "--state", "state").output
        for line in [
            /article +normalize.article .* made an Article\n/, /unique +normalize.deduplicate .* went on\n/,
            /counts +extract.sentences .* added Sentences\n/,
        ] { #expect(text.contains(line), "\(text)") }
    }

    /// What its options declare is known only of the same stage.
    @Test func whatAProgramAddsIsToldByTheDefinition() throws {
        let definition = """
            galley: 1
            name: own
            state: state
            stages:
              read: { uses: ingest.files, with: { paths: ["in/0.txt"] } }
              article: { uses: normalize.article, from: read }
              one: { uses: run.command, from: article, with: { command: [/bin/bash, cat.sh], values: { n: number } } }
              lines: { uses: publish.jsonl, from: one, with: { path: out/all.jsonl } }
            """
        try folder.add("own.yaml", text: definition)
        try folder.add("cat.sh", text: "while read line; do echo \"${line%%,*}, \\\"n\\\": 1}\"; done\n")
        let ran = try galley("run", "own.yaml", "--allow", "command")
        #expect(ran.code == 0, "\(ran)")
        let told = try galley("explain", "0.txt", "--pipeline", "own.yaml")
        #expect(told.output.contains(/one +run.command .* added n\n/), "\(told)")
        let bare = try galley("explain", "0.txt", "--state", "state").output
        #expect(bare.contains(/one +run.command .* added what its options declare\n/), "\(bare)")
        try folder.add("own.yaml", text: folder.text("own.yaml").replacing("n: number", with: "m: number"))
        let other = try galley("explain", "0.txt", "--pipeline", "own.yaml", "--format", "json").output
        #expect(other.contains("\"type\":\"run.command\",\"outcome\":\"given\""))
        #expect(other.contains("\"adds\":null") && !other.contains("\"adds\":[\"m\"]"))
    }

    @Test func aPublishedPieceIsFoundWhereItIsSaidToBe() throws {
        try folder.add(
            "news.yaml",
            text: folder.text("news.yaml") + "\n"
                + """
                  pages: { uses: publish.markdown, from: statistics, with: { path: out/pages } }

                """)
        try run()
        let first = try way("in/2.txt")
        // As it is after a run that took it over as well.
        Thread.sleep(forTimeInterval: 0.05)
        try folder.add("in/00.txt", text: "One before all others\n\nSo that they stand elsewhere.\n")
        try run()
        let second = try way("in/2.txt")
        #expect(second.run == 1 && second.keptBy == 2)
        let place = try #require(second["lines"])
        let bytes = try folder.bytes("out/all.jsonl")
        let piece = bytes[(try #require(place.start))...].prefix(try #require(place.length))
        #expect(piece.last == 0x0A && piece.count { $0 == 0x0A } == 1)
        #expect(String(decoding: piece, as: UTF8.self).hasPrefix("{\"id\":\"\(second.document)\""))
        let page = try #require(second["pages"]?.file)
        #expect(page.hasPrefix("out/pages/harbour-number-2-opens-") && second["pages"]?.start == nil)
        #expect(try folder.text(page).contains("id: \"\(second.document)\""))
        #expect(first["lines"]?.start != second["lines"]?.start)
        let text = try galley("explain", "in/2.txt", "--state", "state").output.replacing(",", with: "")
        #expect(text.contains("published as \(page)\n"))
        let (start, length) = (try #require(place.start), try #require(place.length))
        #expect(text.contains("published in out/all.jsonl \(length) bytes from byte \(start) on\n"))
        // A run that remembers nothing replaces the file.
        _ = try galley("run", "news.yaml", "--no-cache", "--allow-quarantine")
        let third = try way("in/2.txt")
        #expect(third["lines"]?.start == nil && third["lines"]?.artifact == "out/all.jsonl")
    }

    @Test func whereNothingTellsThePlaceTheArtifactIsTold() throws {
        try folder.add("news.yaml", text: folder.text("news.yaml").replacing("out/all.jsonl", with: "out/all.jsonl.gz"))
        try run()
        let lines = try #require(try way("in/2.txt")["lines"])
        #expect(lines.artifact == "out/all.jsonl.gz" && lines.start == nil && lines.file == nil)
        #expect(
            try galley("explain", "in/2.txt", "--state", "state").output.contains("published in out/all.jsonl.gz\n"))
    }

    @Test func ofARunThatFailedItIsSaidThatNothingIsInQuarantine() throws {
        try folder.add(
            "news.yaml", text: folder.text("news.yaml").replacing("from: read }", with: "from: read, on-error: fail }"))
        #expect(try galley("run", "news.yaml").code == 1)
        let refused = try way("picture.txt")
        #expect(refused.outcome(at: "article") == "refused" && refused["article"]?.code == "binary")
        #expect(refused.kept == nil && refused.outcome == "failed")
        let text = try galley("explain", "picture.txt", "--state", "state").output
        #expect(text.contains("couldn't be processed: binary: ") && !text.contains("in quarantine"))
        #expect(text.contains("kept as     nothing: a run that doesn't go through leaves the quarantine as it was\n"))
    }

    /// Whatever the path is called, and with what was said of the pipeline.
    @Test func whatIsProposedWorksAsItIsPrinted() throws {
        let state = "it's \"my\" $state; here"
        _ = try galley("run", "news.yaml", "--state", state, "--allow-quarantine")
        let several = try galley("explain", "in", "--pipeline", "news.yaml", "--state", state).messages
        let command = try #require(several.firstMatch(of: /choose one by its id: (.*)\n/)?.1)
        let told = try Program.runLine(String(command), folder: folder.path)
        #expect(told.code == 0 && told.output.contains("\npipeline    news, "), "\(command): \(told)")
        let none = try galley("runs", "9", "--state", state).messages
        let list = try #require(none.firstMatch(of: /the last one is 1; "(.*)" lists them\n/)?.1)
        let listed = try Program.runLine(String(list), folder: folder.path)
        #expect(listed.code == 0 && listed.output.contains("news"), "\(list): \(listed)")
        let refused = try galley("quarantine", "show", "none.txt", "--state", state).messages
        let quarantine = try #require(refused.firstMatch(of: /\n  "(galley quarantine list .*)" tells what is\n/)?.1)
        let shown = try Program.runLine(String(quarantine), folder: folder.path)
        #expect(shown.code == 0 && shown.output.contains("picture.txt"), "\(quarantine): \(shown)")
    }

    @Test func anIdFromBeforeAChangeIsKnownNoMore() throws {
        try run()
        let id = try way("in/0.txt").document
        Thread.sleep(forTimeInterval: 0.05)
        try folder.add("in/0.txt", text: "Harbour closes\n\nIt is closed again.\n")
        try run()
        let told = try galley("explain", id, "--pipeline", "news.yaml")
        #expect(told.code == 66 && told.messages.contains("of a document that has changed only how it is now"))
    }

    @Test func explainingWritesNothing() throws {
        try run()
        let before = try contents(of: folder.path)
        _ = try galley("explain", "in/0.txt", "--pipeline", "news.yaml")
        _ = try galley("cache", "--pipeline", "news.yaml")
        _ = try galley("quarantine", "list", "--pipeline", "news.yaml")
        _ = try galley("quarantine", "show", "picture.txt", "--pipeline", "news.yaml")
        _ = try galley("quarantine", "retry", "news.yaml", "--dry-run")
        #expect(try contents(of: folder.path) == before)
    }
}
