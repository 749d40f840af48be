import Foundation
import TestSupport
import Testing

/// What is done again, and what isn't.
@Suite struct IncrementalTests {
    private let folder: ScratchFolder

    private struct Account: Decodable {
        let unchangedSince: Int?
        let stages: [Stage]
        struct Stage: Decodable {
            let stage: String
            let `in`, known: Int
        }

        /// How many documents each stage worked on.
        var work: [String: Int] {
            Dictionary(uniqueKeysWithValues: stages.map { ($0.stage, $0.in - $0.known) })
        }
    }

    private struct Plan: Decodable {
        let gone: Int
        let stages: [Stage]
        struct Stage: Decodable {
            let stage: String
            let forecast: Forecast
        }
        struct Forecast: Decodable { let `in`, work: Int }
    }

    init() throws {
        folder = try ScratchFolder()
        for number in 0..<20 {
            try folder.add("in/\(number).txt", text: "Title \(number)\n\n" + Self.text(number))
        }
        try write()
    }

    private static func text(_ number: Int) -> String {
        (0..<30).map { "Word\(number * 7919 % 1009 + $0 * number) stands here in sentence \($0)." }
            .joined(separator: " ")
    }

    private func write(sentences: Int = 2, phrases: Int = 5, extra: String = "") throws {
        try folder.add(
            "pipeline.yaml",
            text: """
                galley: 1
                name: incremental
                state: \(folder.path)/state
                stages:
                  read: { uses: ingest.files, with: { paths: ["\(folder.path)/in"] } }
                  article: { uses: normalize.article, from: read }
                  unique: { uses: normalize.deduplicate, from: article }
                  language: { uses: extract.language, from: unique }
                  split: { uses: extract.sentences, from: language }
                  summary: { uses: summarize.extractive, from: split, with: { sentences: \(sentences) } }
                  phrases: { uses: extract.keyphrases, from: split, with: { count: \(phrases) } }
                  lines: { uses: publish.jsonl, from: [summary, phrases], with: { path: "\(folder.path)/out/a.jsonl" } }
                  pages: { uses: publish.markdown, from: summary, with: { path: "\(folder.path)/out/pages" } }
                \(extra)
                """)
    }

    /// Runs, and holds what is published to what a run without any memory publishes.
    private func run(_ more: String...) throws -> Account {
        let result = try Program.run(["run", folder.path + "/pipeline.yaml", "--format", "json"] + more)
        #expect(result.code == 0, "\(result.messages)")
        let published = try contents(of: folder.path + "/out")
        let aside = try ScratchFolder()
        try FileManager.default.copyItem(atPath: folder.path + "/out", toPath: aside.path + "/out")
        _ = try Program.run([
            "run", folder.path + "/pipeline.yaml", "--state", aside.path + "/state", "--fresh",
        ])
        #expect(try contents(of: folder.path + "/out") == published)
        try FileManager.default.removeItem(atPath: folder.path + "/out")
        try FileManager.default.moveItem(atPath: aside.path + "/out", toPath: folder.path + "/out")
        return try JSONDecoder().decode(Account.self, from: Data(result.output.utf8))
    }

    /// Files that were written just now are read again; so they are made older.
    private func settle() { usleep(30_000) }

    @Test func nothingIsDoneWhereNothingHasChanged() throws {
        settle()
        let pipeline = folder.path + "/pipeline.yaml"
        _ = try Program.run(["run", pipeline])
        let before = try contents(of: folder.path + "/out")
        let second = try Program.run(["run", pipeline, "--format", "json"])
        let account = try JSONDecoder().decode(Account.self, from: Data(second.output.utf8))
        #expect(account.unchangedSince == 1)
        #expect(account.stages.allSatisfy { $0.known == $0.in })
        #expect(try contents(of: folder.path + "/out") == before)
        // What somebody changed is put right, without calling a stage that makes documents.
        try folder.add("out/a.jsonl", text: "mine")
        let third = try JSONDecoder().decode(
            Account.self, from: Data(try Program.run(["run", pipeline, "--format", "json"]).output.utf8))
        #expect(third.unchangedSince == nil && third.work["summary"] == 0 && third.work["article"] == 0)
        #expect(try contents(of: folder.path + "/out") == before)
    }

    @Test func onlyWhatHasChangedIsReadAndDone() throws {
        settle()
        _ = try Program.run(["run", folder.path + "/pipeline.yaml"])
        try folder.add("in/3.txt", text: "Another title\n\n" + Self.text(300))
        try folder.add("in/new.txt", text: "New\n\n" + Self.text(301))
        try FileManager.default.removeItem(atPath: folder.path + "/in/5.txt")
        settle()
        let account = try run()
        #expect(account.work == Dictionary(uniqueKeysWithValues: account.stages.map { ($0.stage, 2) }))
        let lines = try folder.text("out/a.jsonl")
        #expect(lines.contains("Another title") && lines.contains("New") && !lines.contains("\"Title 5\""))
    }

    /// Nor is it in what is kept beside a published folder, where most of it stays as it was.
    @Test func whatIsWithdrawnIsNowhere() throws {
        settle()
        let pipeline = folder.path + "/pipeline.yaml"
        _ = try Program.run(["run", pipeline])
        func holders(of title: String) throws -> [String] {
            let names = FileManager.default.enumerator(atPath: folder.path + "/out")?.compactMap { $0 as? String } ?? []
            return names.filter { (try? folder.text("out/" + $0))?.contains(title) == true }
        }
        #expect(try !holders(of: "Title 5").isEmpty)
        for number in [5, 6] {
            try FileManager.default.removeItem(atPath: folder.path + "/in/\(number).txt")
            settle()
            #expect(try Program.run(["run", pipeline]).code == 0)
            #expect(try holders(of: "Title \(number)") == [])
        }
    }

    @Test func onlyStagesThatAreGivenSomethingElseAreCalled() throws {
        settle()
        _ = try Program.run(["run", folder.path + "/pipeline.yaml"])
        try write(sentences: 1)
        let work = try run().work
        #expect(work["summary"] == 20)
        for stage in ["article", "unique", "language", "split", "phrases"] { #expect(work[stage] == 0, "\(stage)") }
    }

    /// A folder that is added to `paths` costs no more than the files in it, and the dry-run knows.
    @Test func filesThatAreStillChosenAreNotReadAgain() throws {
        try folder.add("more/20.txt", text: "Title 20\n\n" + Self.text(20))
        settle()
        let pipeline = folder.path + "/pipeline.yaml"
        _ = try Program.run(["run", pipeline])
        let definition = try folder.text("pipeline.yaml")
        func choose(_ options: String) throws -> [String: Int] {
            let text = definition.replacing("paths: [\"\(folder.path)/in\"]", with: options)
            try folder.add("pipeline.yaml", text: text)
            let said = try plan()
            let run = try Program.run(["run", pipeline, "--format", "json"])
            let did = try JSONDecoder().decode(Account.self, from: Data(run.output.utf8)).work
            for stage in said.stages { #expect(stage.forecast.work == did[stage.stage], "\(options): \(stage.stage)") }
            let other = ["out", "state"].reduce(text) {
                $0.replacing("\(folder.path)/\($1)", with: "\(folder.path)/fresh/\($1)")
            }
            try folder.add("fresh.yaml", text: other)
            #expect(try Program.run(["run", folder.path + "/fresh.yaml", "--fresh"]).code == 0)
            #expect(try contents(of: folder.path + "/out") == contents(of: folder.path + "/fresh/out"), "\(options)")
            return did
        }
        let one = try choose("paths: [\"\(folder.path)/in\", \"\(folder.path)/more\"]")
        #expect(Set(one.values) == [1])
        #expect(try folder.text("out/a.jsonl").contains("\"Title 20\""))
        let none = try choose("paths: [\"\(folder.path)/*/*.txt\"]")
        #expect(Set(none.values) == [0])
        let fewer = try choose("paths: [\"\(folder.path)/in\"], exclude: [\"**/1?.txt\"]")
        #expect(Set(fewer.values) == [0])
        #expect(try folder.text("out/a.jsonl").split(separator: "\n").count == 10)
    }

    /// By other options a source may say something else of bytes that haven't changed: a dry-run doesn't promise less.
    @Test func aDryRunPromisesNoLessThanIsDone() throws {
        settle()
        let pipeline = folder.path + "/pipeline.yaml"
        _ = try Program.run(["run", pipeline])
        let definition = try folder.text("pipeline.yaml")
        try folder.add(
            "pipeline.yaml",
            text: definition.replacing("/in\"] } }", with: "/in\"], charset: windows-1251 } }"))
        let said = try plan()
        let did = try run().work
        #expect(did["article"] == 20)
        for stage in said.stages { #expect(stage.forecast.work >= did[stage.stage] ?? 0, "\(stage.stage)") }
    }

    /// By other options there may be more documents in a file that was one.
    @Test func aDryRunReadsWhatMayHoldMoreThanBefore() throws {
        let records = (0..<4).map { #"{"title":"Record \#($0)","text":"\#(Self.text($0))"}"# }
        try folder.add("records/all.jsonl", text: records.joined(separator: "\n"))
        settle()
        let pipeline = folder.path + "/pipeline.yaml"
        let definition = try folder.text("pipeline.yaml")
        func read(_ options: String) throws -> (said: Int, did: Int) {
            try folder.add(
                "pipeline.yaml", text: definition.replacing("/in\"] }", with: "/records\"], \(options) }"))
            let said = try plan()
            let did = try Program.run(["run", pipeline, "--format", "json"])
            return (
                said.stages.first?.forecast.work ?? 0,
                try JSONDecoder().decode(Account.self, from: Data(did.output.utf8)).work["read"] ?? 0
            )
        }
        #expect(try read("format: text") == (1, 1))
        #expect(try read("format: jsonl") == (4, 4))
    }

    /// What a dry-run says is known, the run finds in the cache: not what was removed from it.
    @Test func aDryRunLooksWhetherResultsAreKept() throws {
        settle()
        let pipeline = folder.path + "/pipeline.yaml"
        _ = try Program.run(["run", pipeline])
        #expect(try Program.run(["cache", "prune", "--all", "--state", folder.path + "/state"]).code == 0)
        try write(sentences: 1)
        #expect(try Program.run(["plan", pipeline]).output.contains("20 results aren't kept"))
        let said = try plan()
        let did = try run().work
        #expect(did["article"] == 20 && did["language"] == 20)
        for stage in said.stages { #expect(stage.forecast.work == did[stage.stage], "\(stage.stage)") }
    }

    /// Nor does it take for known what the run isn't to use.
    @Test func aDryRunWithoutTheCacheKnowsNothing() throws {
        settle()
        let pipeline = folder.path + "/pipeline.yaml"
        _ = try Program.run(["run", pipeline])
        #expect(try plan().stages.allSatisfy { $0.forecast.work == 0 })
        #expect(try plan("--no-cache").stages.allSatisfy { $0.forecast.work == 20 })
    }

    /// What a run found out that failed is known, also before anything was published.
    @Test func aDryRunKnowsWhatAFailedRunLeft() throws {
        try folder.add("in/broken.txt", [0, 1, 2, 3])
        settle()
        let pipeline = folder.path + "/pipeline.yaml"
        let definition = try folder.text("pipeline.yaml")
        try folder.add(
            "pipeline.yaml",
            text: definition.replacing(
                "{ uses: normalize.article, from", with: "{ max-failures: 0, uses: normalize.article, from"))
        #expect(try Program.run(["run", pipeline, "--jobs", "1"]).code == 1)
        try folder.add("pipeline.yaml", text: definition)
        try FileManager.default.removeItem(atPath: folder.path + "/in/broken.txt")
        let said = try plan()
        let did = try run()
        for (said, did) in zip(said.stages, did.stages) {
            #expect(said.forecast.work >= did.in - did.known, "\(said.stage)")
        }
        #expect(said.stages[1].forecast.work == 0 && did.work["article"] == 0)
        // Of what was never published nothing can be gone from it.
        #expect(said.gone == 0)
    }

    /// No more comes to a stage whose options changed than goes to it.
    @Test func aDryRunCountsNoMoreThanCanArrive() throws {
        try folder.add("in/99.txt", text: "Title again\n\n" + Self.text(4))
        settle()
        _ = try Program.run(["run", folder.path + "/pipeline.yaml"])
        try write(sentences: 1)
        let said = try plan().stages
        let split = said.first { $0.stage == "split" }?.forecast.in
        #expect(said.first { $0.stage == "summary" }?.forecast.in == split)
    }

    private func plan(_ more: String...) throws -> Plan {
        let output = try Program.run(["plan", folder.path + "/pipeline.yaml", "--format", "json"] + more).output
        return try JSONDecoder().decode(Plan.self, from: Data(output.utf8))
    }

    /// The quarantine in a state folder holds copies of documents: it is no part of the corpus that it lies in.
    @Test func aStateFolderInTheCorpusIsPassedOver() throws {
        try folder.add("in/broken.txt", [0, 1, 2, 3])
        let pipeline = folder.path + "/pipeline.yaml"
        let definition = try folder.text("pipeline.yaml").replacing("/state", with: "/in/kept/state")
        for paths in ["\(folder.path)/in", "\(folder.path)/in/**/*.txt", "\(folder.path)/in/../in/**"] {
            try folder.add("pipeline.yaml", text: definition.replacing("\(folder.path)/in\"", with: "\(paths)\""))
            settle()
            for _ in 0..<2 {
                try folder.add("in/broken.txt", [0, 1, 2, 3])
                let result = try Program.run(["run", pipeline, "--format", "json"])
                let account = try JSONDecoder().decode(Account.self, from: Data(result.output.utf8))
                #expect(account.stages.first?.in == 21, "\(paths): \(result.output)")
            }
        }
        // Whoever names it means it.
        try folder.add(
            "pipeline.yaml",
            text: definition.replacing("\(folder.path)/in\"", with: "\(folder.path)/in/kept/state/quarantine/**\""))
        let named = try Program.run(["plan", pipeline, "--format", "json"])
        #expect(try JSONDecoder().decode(Plan.self, from: Data(named.output.utf8)).stages.first?.forecast.in ?? 0 > 0)
    }

    /// A layer that a stage doesn't read makes it do nothing again.
    @Test func aLayerThatIsNotReadChangesNothing() throws {
        settle()
        _ = try Program.run(["run", folder.path + "/pipeline.yaml"])
        try write(extra: "")
        let definition = try folder.text("pipeline.yaml")
        try folder.add(
            "pipeline.yaml",
            text: definition.replacing(
                "from: split, with: { sentences: 2 }", with: "from: counts, with: { sentences: 2 }"
            )
            .replacing("  lines:", with: "  counts: { uses: extract.statistics, from: split }\n  lines:"))
        let work = try run().work
        #expect(work["counts"] == 20 && work["summary"] == 0 && work["phrases"] == 0)
    }

    /// The first of two that are the same goes: the second takes its place.
    @Test func whatWasADuplicateComesBack() throws {
        try folder.add("in/99.txt", text: "Title again\n\n" + Self.text(4))
        settle()
        _ = try Program.run(["run", folder.path + "/pipeline.yaml"])
        #expect(try !folder.text("out/a.jsonl").contains("Title again"))
        try FileManager.default.removeItem(atPath: folder.path + "/in/4.txt")
        let account = try run()
        #expect(account.work["article"] == 0 && account.work["summary"] == 1)
        #expect(try folder.text("out/a.jsonl").contains("Title again"))
    }

    /// A document that hasn't changed is left out for a new one before it.
    @Test func whatWasPublishedBecomesADuplicate() throws {
        settle()
        _ = try Program.run(["run", folder.path + "/pipeline.yaml"])
        try folder.add("in/00.txt", text: "Title first\n\n" + Self.text(7))
        settle()
        _ = try run()
        let lines = try folder.text("out/a.jsonl")
        #expect(lines.contains("Title first") && !lines.contains("\"Title 7\""))
        #expect(try run().stages.count == 9)
    }

    /// What becomes a duplicate on one branch goes on by the other, without what the first one would have told of it.
    @Test func whatIsLeftOutOnOneBranchComesByTheOtherAsItIsThere() throws {
        let definition = try folder.text("pipeline.yaml")
        try folder.add(
            "pipeline.yaml",
            text: definition.replacing("language: { uses: extract.language, from: unique }", with: "")
                .replacing(
                    "from: language }", with: "from: article }\n  language: { uses: extract.language, from: unique }"
                )
                .replacing("from: [summary, phrases]", with: "from: [summary, phrases, language]"))
        settle()
        _ = try Program.run(["run", folder.path + "/pipeline.yaml"])
        try folder.add("in/00.txt", text: "Title first\n\n" + Self.text(7))
        settle()
        let work = try run().work
        #expect(work["article"] == 1 && work["summary"] == 1)
        let line = try #require(folder.text("out/a.jsonl").split(separator: "\n").first { $0.contains("\"Title 7\"") })
        #expect(line.contains("\"summary\"") && !line.contains("\"language\""))
    }

    /// A page that is taken over finds its name taken by another of the same document, which came back.
    @Test func aDocumentOfTwoSourcesHasTwoPages() throws {
        try folder.add("other/1.txt", text: "Title\n\n" + Self.text(50))
        try folder.add("in/first.txt", text: "Title\n\n" + Self.text(50))
        try folder.add(
            "pipeline.yaml",
            text: """
                galley: 1
                name: twice
                state: \(folder.path)/state
                stages:
                  all: { uses: ingest.files, with: { paths: ["\(folder.path)/in", "\(folder.path)/other"] } }
                  article: { uses: normalize.article, from: all }
                  unique: { uses: normalize.deduplicate, from: article }
                  some: { uses: ingest.files, with: { paths: ["\(folder.path)/other"] } }
                  same: { uses: normalize.article, from: some }
                  pages: { uses: publish.markdown, from: [unique, same], with: { path: "\(folder.path)/out/pages" } }
                """)
        settle()
        _ = try Program.run(["run", folder.path + "/pipeline.yaml"])
        try FileManager.default.removeItem(atPath: folder.path + "/in/first.txt")
        #expect(try run().work["pages"] == 1)
        #expect(try folder.names("out/pages").count { $0.hasPrefix("title-") && $0.utf8.count > 30 } == 1)
    }

    @Test func whatCouldNotBeReadIsReadAgain() throws {
        try folder.add("in/broken.txt", [])
        settle()
        let pipeline = folder.path + "/pipeline.yaml"
        #expect(try Program.run(["run", pipeline]).code == 2)
        #expect(try Program.run(["run", pipeline]).code == 2)
        try folder.add("in/broken.txt", text: "Mended\n\n" + Self.text(77))
        settle()
        #expect(try run().work["summary"] == 1)
        #expect(try folder.text("out/a.jsonl").contains("Mended"))
    }

    @Test func freshDoesEverythingAndNoCacheKeepsNothing() throws {
        settle()
        let pipeline = folder.path + "/pipeline.yaml"
        _ = try Program.run(["run", pipeline, "--no-cache"])
        #expect(!folder.has("state/cache.db"))
        _ = try Program.run(["run", pipeline])
        let fresh = try Program.run(["run", pipeline, "--fresh", "--format", "json"])
        let account = try JSONDecoder().decode(Account.self, from: Data(fresh.output.utf8))
        #expect(account.stages.allSatisfy { $0.known == 0 && $0.in > 0 })
    }
}
