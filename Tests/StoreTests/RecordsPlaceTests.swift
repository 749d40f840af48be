import Documents
import Files
import TestSupport
import Testing

@testable import Store

@Suite struct RecordsPlaceTests {
    @Test(arguments: ["news", "news-digest", "a.b_c-1", "0"]) func aPlainNameIsTheFilesName(name: String) {
        let place = RecordsPlace(of: name, in: FilePath("s"))
        #expect(place.quarantine.text == "s/quarantine/\(name)")
        #expect(place.dropped.text == "s/dropped/\(name).jsonl")
    }

    @Test func noNameLeadsElsewhereOrInAnothersWay() {
        let long = String(repeating: "é", count: 300)
        let names = [
            "", ".", "..", "/", "a", "A", "a/b", "a_b", "a b", "../a", ".galley-artifact", "-rf", "~", "a~", "News",
            "news",
            "NEWS", long, long + "x", String(repeating: "a", count: 64), String(repeating: "a", count: 65), "a\u{0}b",
            "日本", "index.jsonl", RecordsPlace.fileName(of: "A"), RecordsPlace.fileName(of: "a b"),
        ]
        let files = names.map(RecordsPlace.fileName)
        #expect(Set(files.map { $0.lowercased() }).count == names.count)
        for (name, file) in zip(names, files) {
            let isSafe = file.utf8.allSatisfy { byte in
                (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
                    || "._-~".utf8.contains(byte)
            }
            #expect(isSafe && file.first.map { !".-~".contains($0) } ?? false && file.utf8.count <= 100, "\(name)")
        }
        #expect(RecordsPlace.fileName(of: "Evening Wire").hasPrefix("Evening_Wire~"))
    }
}

/// Records of a version that had one place for all pipelines.
@Suite struct OlderRecordsTests {
    private let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    private var state: FilePath { FilePath(folder.path) }

    /// What such a version left after a run.
    private func leave() throws {
        let raw = RawDocument(locator: "in/a.txt", mediaType: .plainText, bytes: Array("One.".utf8))
        let records = RunRecords(of: "x", in: folder.path)
        try records.quarantine(raw, stage: "s", order: (0, 0, 0), code: "c", reason: "r")
        try records.commit(dropped: [], isComplete: true)
        try File.move(state.appending("quarantine").appending("x"), to: state.appending("older"))
        Folder.removeIfEmpty(state.appending("quarantine"))
        try File.move(state.appending("older"), to: state.appending("quarantine"))
        try folder.add("dropped.jsonl")
    }

    private func end(_ pipeline: String, _ outcome: RunRecord.Outcome) throws {
        let state = try StateDatabase(folder: state)
        var run = RunRecord(pipeline: pipeline, version: "1", jobs: 1, started: 0)
        run.number = try state.begin(run)
        run.outcome = outcome
        try state.finish(run)
    }

    private func sources(of pipeline: String?) throws -> [String] {
        let history = try RunHistory.open(folder: state)
        let quarantine = try Quarantine(state: state, pipeline: pipeline, history: history)
        for entry in quarantine.entries { #expect(try quarantine.bytes(of: entry) == Array("One.".utf8)) }
        return quarantine.entries.map { "\($0.pipeline ?? "?"): \($0.source)" }
    }

    private func takeIn(for pipeline: String) throws {
        try StateDatabase(folder: state).takeInOlderRecords(in: state, orFor: pipeline)
    }

    @Test func theyAreReadWhereTheyAreAndGoToThePipelineThatLastWentThrough() throws {
        try end("news", .done)
        try end("other", .failed)
        try leave()
        #expect(try sources(of: nil) == ["news: in/a.txt"])
        #expect(try sources(of: "news") == ["news: in/a.txt"])
        #expect(try sources(of: "other").isEmpty)
        try takeIn(for: "other")
        #expect(try folder.names("quarantine") == ["news"])
        #expect(try folder.names("dropped") == ["news.jsonl"])
        #expect(!folder.has("dropped.jsonl"))
        #expect(try sources(of: nil) == ["news: in/a.txt"])
        #expect(try sources(of: "other").isEmpty)
        // Those of the other one don't take their place.
        try RunRecords(of: "other", in: folder.path).commit(dropped: [], isComplete: true)
        #expect(try sources(of: nil) == ["news: in/a.txt"])
        try RunRecords(of: "news", in: folder.path).commit(dropped: [], isComplete: true)
        #expect(!folder.has("quarantine") && !folder.has("dropped"))
    }

    @Test func whereNothingIsKnownOfRunsTheyAreAnybodys() throws {
        try leave()
        #expect(try sources(of: nil) == ["?: in/a.txt"])
        #expect(try sources(of: "news") == ["?: in/a.txt"])
        let database = try StateDatabase(folder: state)
        let quarantine = try Quarantine(state: state, pipeline: nil, history: nil)
        #expect(try database.drop(from: quarantine, in: state) { _ in false } == 0)
        try database.takeInOlderRecords(in: state, orFor: "Any One")
        #expect(try folder.names("quarantine").first?.hasPrefix("Any_One~") == true)
    }

    @Test func whatAKilledRunBeganIsGoneOnWith() throws {
        try end("news", .done)
        try leave()
        try folder.add(".quarantine.galley-partial/x")
        // Killed between the two steps.
        try Folder.make(state.appending(".quarantine.galley-older"))
        try File.move(
            state.appending("quarantine"), to: state.appending(".quarantine.galley-older").appending("news"))
        #expect(try sources(of: "news") == ["news: in/a.txt"])
        try takeIn(for: "other")
        #expect(try folder.names("quarantine") == ["news"])
        #expect(try sources(of: "news") == ["news: in/a.txt"])
        #expect(!folder.has(".quarantine.galley-partial") && !folder.has(".quarantine.galley-older"))
    }

    @Test func aPipelineOfAnIndexsNameIsNoOlderVersion() throws {
        let raw = RawDocument(locator: "a", mediaType: .plainText, bytes: [1])
        let records = RunRecords(of: "index.jsonl", in: folder.path)
        try records.quarantine(raw, stage: "s", order: (0, 0, 0), code: "c", reason: "r")
        try records.commit(dropped: [], isComplete: true)
        try takeIn(for: "x")
        #expect(try folder.names("quarantine") == ["index.jsonl"])
    }
}
