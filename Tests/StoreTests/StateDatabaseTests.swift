import Files
import Foundation
import TestSupport
import Testing

@testable import Store

@Suite struct StateDatabaseTests {
    private let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    private var state: FilePath { FilePath(folder.path + "/state") }

    /// A run that went through.
    private func record(_ pipeline: String = "news") -> RunRecord {
        var run = RunRecord(pipeline: pipeline, version: "1.2", jobs: 3, started: 1_700_000_000.5)
        run.outcome = .done
        run.seconds = 2.5
        run.read = 10
        run.quarantined = 1
        var stage = RunRecord.Stage(id: "read", type: "ingest.files", configuration: "abc")
        (stage.taken, stage.added, stage.given, stage.filtered, stage.quarantined, stage.seconds) = (
            10, 2, 9, 2, 1, 0.5
        )
        run.stages = [stage, RunRecord.Stage(id: "lines", type: "publish.jsonl", configuration: "'; --")]
        run.artifacts = ["out/articles/", "out/a.jsonl"]
        run.story = story
        return run
    }

    private var story: RunStory {
        var story = RunStory()
        story.span = 0.008
        story.stages = [
            .init(shape: "source", combination: "single", inputs: []),
            .init(shape: "sink", combination: "join", inputs: [0, 0]),
        ]
        story.stages[0].worked = 0.25...2.5
        story.stages[0].taken = [0, 0, 7, 0, 3]
        story.slowest = [
            .init(stage: 1, document: "it's; --", batch: nil, documents: 1, seconds: 0.5),
            .init(stage: 0, batch: 3, documents: 64, seconds: 0.25),
        ]
        story.errors = [.init(stage: 0, code: "empty", count: 2, source: "a.txt", reason: "is empty")]
        story.refused = [.init(document: "ab", source: "a.txt", stage: 0, code: "empty", reason: "is empty")]
        return story
    }

    private func keep(_ run: RunRecord) throws -> RunRecord {
        let database = try StateDatabase(folder: state)
        var run = run
        run.number = try database.begin(run)
        try database.finish(run)
        return run
    }

    /// What is read of the history; fails where there is none.
    private func read<Value>(_ body: (borrowing RunHistory) throws -> Value) throws -> Value {
        guard let history = try RunHistory.open(folder: state) else { throw CocoaError(.fileNoSuchFile) }
        return try body(history)
    }

    @Test func aRunIsReadAsItWasWritten() throws {
        let first = try keep(record())
        let second = try keep(record("other"))
        #expect((first.number, second.number) == (1, 2))
        #expect(try read { try $0.run(1) } == first)
        #expect(try read { try $0.run(3) } == nil)
        #expect(try read { try $0.runs(limit: 10) }.map(\.number) == [2, 1])
        #expect(try read { try $0.runs(limit: 1) }.map(\.pipeline) == ["other"])
        #expect(try read { try $0.latestDone(of: "news") } == 1)
        #expect(try read { try $0.latestDone(of: "none") } == nil)
    }

    /// Those who only read may not change it, so it is read as it is.
    @Test func anOlderDatabaseTellsNoStoryAndGetsOneWithTheNextRun() throws {
        let first = try keep(record())
        do {
            let old = try Database(state.text + "/state.db", .writing)
            for table in ["run_story_stages", "run_slowest", "run_errors", "run_refused", "quarantined"] {
                try old.execute("DROP TABLE \(table)")
            }
            try old.execute(
                """
                DROP INDEX documents_by_digits; DROP INDEX documents_by_name;
                ALTER TABLE documents DROP COLUMN since; ALTER TABLE runs DROP COLUMN program;
                ALTER TABLE runs DROP COLUMN shape; ALTER TABLE runs DROP COLUMN unchanged;
                CREATE INDEX documents_by_id ON documents (id);
                PRAGMA user_version = 2
                """)
        }
        #expect(try read { try $0.run(1) }?.stages == first.stages)
        #expect(try read { try $0.run(1) }?.story == RunStory())
        let second = try keep(record())
        #expect(try read { try $0.run(2) } == second)
        #expect(try read { try $0.run(1) }?.story == RunStory())
    }

    @Test func aRunThatFoundNothingChangedIsToldAsSuch() throws {
        let first = try keep(record())
        var second = record()
        second.unchangedSince = first.number
        second = try keep(second)
        #expect(try read { try $0.run(2) } == second)
        #expect(try read { try $0.runs(limit: 9) }.map(\.unchangedSince) == [1, nil])
        // An older database doesn't know, and is read all the same.
        do {
            let old = try Database(state.text + "/state.db", .writing)
            try old.execute("ALTER TABLE runs DROP COLUMN unchanged; PRAGMA user_version = 5")
        }
        #expect(try read { try $0.runs(limit: 9) }.map(\.unchangedSince) == [nil, nil])
        #expect(try read { try $0.run(1) } == first)
    }

    @Test func runsOfOnePipelineAreTold() throws {
        for pipeline in ["news", "other", "news", "other"] { _ = try keep(record(pipeline)) }
        #expect(try read { try $0.runs(of: "news", limit: 9) }.map(\.number) == [3, 1])
        #expect(try read { try $0.runs(of: "other", limit: 1) }.map(\.number) == [4])
        #expect(try read { try $0.runs(of: "none", limit: 1) }.isEmpty)
    }

    /// Only what the latest run kept counts, and only where the build is known.
    @Test func whatAnotherBuildKeptIsTold() throws {
        var run = record()
        run.stages[1].version = 3
        func types(_ program: String) throws -> [String: Int] {
            try read { try $0.types(of: "news", byAnotherBuildThan: program) }
        }
        _ = try keep(run)
        #expect(try types("one") == [:])
        run.program = "one"
        _ = try keep(run)
        #expect(try types("one") == [:])
        #expect(try types("two") == ["ingest.files": 0, "publish.jsonl": 3])
        // Neither one that kept nothing nor one that failed, nor another pipeline's.
        run.program = nil
        _ = try keep(run)
        run.program = "two"
        run.outcome = .failed
        _ = try keep(run)
        run.outcome = .done
        run.pipeline = "other"
        _ = try keep(run)
        #expect(try types("two") == ["ingest.files": 0, "publish.jsonl": 3])
        run.pipeline = "news"
        _ = try keep(run)
        #expect(try types("two") == [:] && !types("one").isEmpty)
    }

    @Test func aDatabaseThatHasNoTablesYetHoldsNoRuns() throws {
        try folder.add("state/state.db", [])
        let isEmpty = if try RunHistory.open(folder: state) == nil { true } else { false }
        #expect(isEmpty)
    }

    @Test func aRunThatNobodyEndedIsUnfinished() throws {
        do {
            let database = try StateDatabase(folder: state)
            _ = try database.begin(RunRecord(pipeline: "news", version: "", jobs: 1, started: 0))
        }
        #expect(try read { try $0.run(1) }?.outcome == .unfinished)
        #expect(try read { try $0.latestDone(of: "news") } == nil)
    }

    @Test func theLockTellsWhetherARunIsUnderWay() throws {
        func tell() throws -> [Bool?] { try read { try $0.runs(limit: 9) }.map(\.isUnderWay) }
        let begun = RunRecord(pipeline: "news", version: "", jobs: 1, started: 0)
        do {
            let held = try StateDatabase(folder: state)
            _ = try held.begin(begun)
            _ = try held.begin(begun)
            // The earlier one can't be: one at a time holds the folder.
            #expect(try tell() == [true, false])
            #expect(try read { try $0.run(2) }?.isUnderWay == true)
        }
        #expect(try tell() == [false, false])
        let before = try folder.names("state")
        try File.remove(state.appending("lock"))
        #expect(try tell() == [nil, false])
        #expect(try folder.names("state") == before.filter { $0 != "lock" })
        _ = try keep(record())
        #expect(try tell() == [nil, false, false])
    }

    @Test func aFolderThatNobodyCanLookIntoIsNoneWithoutRuns() throws {
        try folder.link("state", to: "state")
        #expect(throws: StateError.self) { try RunHistory.open(folder: state) }
        #expect(throws: StateError.self) {
            if try DocumentHistory.open(folder: state) != nil { Issue.record("there is none") }
        }
        #expect(throws: StateError.self) { try CacheContents.read(folder: state) }
        #expect(throws: FileError.self) { try Quarantine(of: "news", in: state) }
    }

    @Test func oneRunAtATimeHoldsAFolder() throws {
        let held = try StateDatabase(folder: state)
        let error = #expect(throws: StateError.self) { try StateDatabase(folder: state) }
        #expect(error?.description.contains("another run is using this state folder") == true)
        // Readers may look meanwhile.
        _ = try held.begin(record())
        #expect(try read { try $0.runs(limit: 9) }.count == 1)
    }

    @Test(arguments: [
        Array("no database at all, whatever it is called".utf8), [], Array(repeating: 0xA5, count: 40_000),
    ])
    func whatIsDamagedIsSetAsideAndSaid(bytes: [UInt8]) throws {
        _ = try keep(record())
        try Data(bytes).write(to: URL(filePath: state.text + "/state.db"))
        let database = try StateDatabase(folder: state)
        // An empty file is a database without tables.
        #expect((database.damaged != nil) == !bytes.isEmpty)
        #expect(try database.begin(record()) == 1)
        if let damaged = database.damaged {
            #expect(try Array(Data(contentsOf: URL(filePath: damaged.text))) == bytes)
        }
    }

    @Test func aDamagedPageIsFound() throws {
        for number in 0..<200 { _ = try keep(record("pipeline \(number)")) }
        let path = state.text + "/state.db"
        var bytes = try Data(contentsOf: URL(filePath: path))
        try #require(bytes.count > 12_288)
        for offset in 4096..<8192 { bytes[offset] = 0xFF }
        try bytes.write(to: URL(filePath: path))
        #expect(try StateDatabase(folder: state).damaged?.text == path + ".damaged-1")
    }

    @Test func aNewerDatabaseIsLeftAlone() throws {
        _ = try keep(record())
        let path = state.text + "/state.db"
        do { try Database(path, .writing).execute("PRAGMA user_version = 99") }
        let before = try Data(contentsOf: URL(filePath: path))
        let error = #expect(throws: StateError.self) { try StateDatabase(folder: state) }
        #expect(error?.description.contains("newer galley") == true)
        #expect(throws: StateError.self) { try read { try $0.runs(limit: 1) } }
        #expect(try Data(contentsOf: URL(filePath: path)) == before)
    }

    @Test func readingWritesNothing() throws {
        #expect(throws: CocoaError.self) { try read { try $0.run(1) } }
        #expect(!folder.has("state"))
        _ = try keep(record())
        let before = try folder.names("state")
        let bytes = try folder.bytes("state/state.db")
        _ = try read { try $0.run(1) }
        #expect(try folder.names("state") == before)
        #expect(try folder.bytes("state/state.db") == bytes)
    }
}
