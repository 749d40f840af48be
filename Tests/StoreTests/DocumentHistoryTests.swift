import Documents
import Files
import TestSupport
import Testing

@testable import Store

/// A state folder with runs and documents, written as runs write them.
private struct Lineage {
    let folder: ScratchFolder
    let state: FilePath

    init() throws {
        folder = try ScratchFolder()
        state = FilePath(folder.path + "/state")
    }

    static func id(_ locator: String, _ text: String = "text") -> DocumentID {
        DocumentID(locator: locator, content: Digest(of: text))
    }

    /// Writes down a run of `read`, `unique` and `lines`, and what it did with documents; gives its number.
    @discardableResult
    func run(
        _ documents: [TrailRecord], pipeline: String = "news", outcome: RunRecord.Outcome = .done,
        publishes: Bool = true, seconds: Double = 1, quarantined: Int = 0, artifact: String = "out.jsonl",
        places: [DocumentID: [UInt8]] = [:], seen others: [Int] = []
    ) throws -> Int {
        let database = try StateDatabase(folder: state)
        var run = RunRecord(pipeline: pipeline, version: "", jobs: 1, started: 0)
        run.stages = ["read", "unique", "lines"].map { RunRecord.Stage(id: $0, type: "t.\($0)", configuration: "") }
        for index in run.stages.indices { run.stages[index].seconds = seconds }
        run.story.stages = ["source", "aggregate", "sink"].map {
            RunStory.Stage(shape: $0, combination: "single", inputs: [])
        }
        run.artifacts = [artifact]
        run.quarantined = quarantined
        run.outcome = outcome
        run.number = try database.begin(run)
        var publication = try database.publication(of: pipeline)
        let rows = try database.write(
            DocumentRows(documents.map { DocumentRow($0, source: "read", run: run.number) }),
            pipeline: publication.pipeline)
        if publishes, outcome == .done {
            publication.run = run.number
            var seen = RowSet()
            for row in rows + others { seen.insert(row) }
            publication.sinks = [try publish(places, in: artifact, publication.pipeline)]
            try database.publish(publication, seen: seen)
        }
        if outcome != .unfinished { try database.finish(run) }
        return run.number
    }

    /// Writes down where an artifact holds documents.
    private func publish(_ places: [DocumentID: [UInt8]], in artifact: String, _ pipeline: Int) throws -> PublishedSink
    {
        let path = PlaceList.path(in: state, pipeline: pipeline, stage: 2)
        try Folder.make(path.folder)
        let list = try PlaceList(path, before: nil)
        for (document, place) in places { try list.note(document, place) }
        let stamp = Digest(ofArtifact: FilePath(artifact), isFolder: false).map { digest in
            var archive = ArchiveWriter()
            digest.store(in: &archive)
            return archive.digest(from: 0)
        }
        return PublishedSink(stage: "lines", artifact: stamp, places: try list.commit())
    }

    func document(
        _ locator: String, _ title: String = "", url: String? = nil, text: String = "text", steps: [TrailStep] = []
    ) -> TrailRecord {
        var record = TrailRecord(id: Self.id(locator, text), locator: locator, source: 0)
        record.title = title
        record.url = url
        record.byteCount = 300
        record.steps = [TrailStep(stage: 0, outcome: .given)] + steps
        return record
    }

    private func open<Value>(_ body: (borrowing DocumentHistory) throws -> Value) throws -> Value {
        guard let history = try DocumentHistory.open(folder: state) else { throw FileError(state, "isn't there") }
        return try body(history)
    }

    func matches(
        _ text: String, places: [String] = [], pipeline: String? = nil, limit: Int = 10
    ) throws -> DocumentMatches {
        try open { try $0.documents(DocumentQuery(text, places: places, pipeline: pipeline), limit: limit) }
    }

    /// By what documents are found, and where they were read.
    func found(_ text: String, places: [String] = [], pipeline: String? = nil) throws -> [String] {
        let matches = try matches(text, places: places, pipeline: pipeline)
        return matches.documents.isEmpty ? [] : [matches.kind?.rawValue ?? ""] + matches.documents.map(\.locator)
    }

    func suggestions(_ text: String) throws -> [String] {
        try open { try $0.suggestions(DocumentQuery(text)) }.map(\.locator)
    }

    func way(_ text: String) throws -> DocumentWay {
        try open { history in
            let documents = try history.documents(DocumentQuery(text), limit: 2).documents
            #expect(documents.count == 1)
            let document = try #require(documents.first)
            return try #require(try history.way(of: document, in: state))
        }
    }

    func plan(_ condition: String, _ values: Int) throws -> String {
        let database = try Database(state.text + "/state.db", .writing)
        return try database.rows(
            "EXPLAIN QUERY PLAN SELECT title FROM documents \(condition)",
            Array(repeating: .text("x"), count: values)
        ) { $0.text(3) ?? "" }.joined(separator: "; ")
    }
}

@Suite struct DocumentSearchTests {
    private let lineage: Lineage

    init() throws {
        lineage = try Lineage()
        try lineage.run([
            lineage.document("in/a/storm.txt", "Storm on the coast", url: "https://news.example/storm"),
            lineage.document("in/b/storm.txt", "A storm passes"), lineage.document("in/b/calm.txt", "Café am Meer"),
            lineage.document("in/wire.jsonl#1", "Don't panic"), lineage.document("in/wire.jsonl#2"),
            lineage.document("in/wire.jsonl.old"), lineage.document("top.txt"),
        ])
    }

    @Test func anIdentityIsFoundByItsBeginningOfAnyLength() throws {
        let id = Lineage.id("in/b/calm.txt").description
        for count in 4...32 {
            #expect(try lineage.found(String(id.prefix(count))) == ["identity", "in/b/calm.txt"], "\(count)")
            #expect(try lineage.found(id.prefix(count).uppercased()) == ["identity", "in/b/calm.txt"], "\(count)")
        }
        #expect(try lineage.found(String(id.prefix(3))) == [])
        for place in [5, 9, 20, 31] {
            var other = Array(id)
            other[place] = other[place] == "0" ? "1" : "0"
            #expect(try lineage.found(String(other)) == [], "\(place)")
        }
        #expect(try lineage.found(id + "0") == [])
    }

    @Test(arguments: [
        ("in/a/storm.txt", ["place", "in/a/storm.txt"]), ("https://news.example/storm", ["address", "in/a/storm.txt"]),
        ("https://news.example/storm/", ["address", "in/a/storm.txt"]),
        ("in/wire.jsonl", ["container", "in/wire.jsonl#1", "in/wire.jsonl#2"]),
        ("in/b", ["container", "in/b/calm.txt", "in/b/storm.txt"]),
        ("in/b/", ["container", "in/b/calm.txt", "in/b/storm.txt"]),
        ("a/storm.txt", ["name", "in/a/storm.txt"]), ("calm.txt", ["name", "in/b/calm.txt"]),
        ("storm.txt", ["name", "in/a/storm.txt", "in/b/storm.txt"]), ("torm.txt", []),
        ("/b/calm.txt", ["name", "in/b/calm.txt"]),
        ("wire.jsonl", ["name", "in/wire.jsonl#1", "in/wire.jsonl#2"]), ("wire.jsonl#2", ["name", "in/wire.jsonl#2"]),
        ("top.txt", ["place", "top.txt"]), ("storm", ["words", "in/a/storm.txt", "in/b/storm.txt"]),
        ("COAST storm", ["words", "in/a/storm.txt"]), ("storm coa", ["words", "in/a/storm.txt"]),
        ("cafe", ["words", "in/b/calm.txt"]), ("cafe\u{301} meer", ["words", "in/b/calm.txt"]),
        ("don't panic", ["words", "in/wire.jsonl#1"]), ("storm co", []), ("", []), ("/", []), ("..", []), ("#", []),
        ("\"", []), ("storm AND", []), ("storm* OR -", []), ("title:storm", []),
        ("NEAR(storm passes)", []), ("^storm passes\u{0}", ["words", "in/b/storm.txt"]), ("%", []), ("i%", []),
    ]) func whatIsSaidIsFoundByTheFirstThatIsMeant(text: String, found: [String]) throws {
        #expect(try lineage.found(text) == found)
    }

    @Test func otherWaysToWriteAPathCountAsWell() throws {
        #expect(try lineage.found("./x/../top.txt", places: ["top.txt"]) == ["place", "top.txt"])
        #expect(try lineage.found("nowhere", places: ["nowhere/at/all", "a/storm.txt"]) == ["name", "in/a/storm.txt"])
    }

    @Test func onlyThePipelineThatIsMeantCounts() throws {
        try lineage.run([lineage.document("in/a/storm.txt", "Storm again")], pipeline: "other")
        #expect(try lineage.matches("in/a/storm.txt").documents.map(\.pipeline) == ["news", "other"])
        for text in ["in/a/storm.txt", "in/a", "a/storm.txt", "again", Lineage.id("in/a/storm.txt").description] {
            let matches = try lineage.matches(text, pipeline: "other")
            #expect(matches.documents.map(\.pipeline) == ["other"], "\(text)")
        }
        #expect(try lineage.matches("calm.txt", pipeline: "other").documents.isEmpty)
        #expect(try lineage.matches("calm.txt", pipeline: "none").documents.isEmpty)
    }

    /// What is taken out of the table of words has to be what was put in.
    @Test func aTextWithAZeroInItIsKeptWhole() throws {
        try lineage.run([lineage.document("odd\u{0}place", "Harbour\u{0} closed")])
        try lineage.run([lineage.document("odd\u{0}place", "Harbour open")])
        #expect(try lineage.matches("odd\u{0}place").documents.map(\.title) == ["Harbour open"])
        #expect(try lineage.found("closed") == [])
        #expect(try lineage.found("open") == ["words", "odd\u{0}place"])
    }

    @Test func atMostAsManyAreFoundAsAreWanted() throws {
        let matches = try lineage.matches("storm.txt", limit: 1)
        #expect(matches.documents.count == 1 && matches.isMore)
        #expect(try !lineage.matches("storm.txt", limit: 2).isMore)
        #expect(try lineage.matches("in", limit: 3).documents.count == 3)
    }

    @Test func whatIsGoneComesLast() throws {
        try lineage.run([lineage.document("in/b/storm.txt", "A storm passes")])
        #expect(try lineage.found("storm.txt") == ["name", "in/b/storm.txt", "in/a/storm.txt"])
        #expect(try lineage.matches("storm.txt").documents.map(\.gone) == [nil, 2])
    }

    @Test func suggestionsAreNamesAndTitlesThatAreLikeIt() throws {
        #expect(try lineage.suggestions("in/b/calm.tx") == ["in/b/calm.txt"])
        #expect(try lineage.suggestions("storn.txt").count == 0)
        #expect(try lineage.suggestions("storm.html") == ["in/a/storm.txt", "in/b/storm.txt"])
        #expect(try lineage.suggestions("passes by") == ["in/b/storm.txt"])
        #expect(try lineage.suggestions("xyz") == [])
    }

    /// The indexes are on expressions, which are of use only where queries repeat them to the letter.
    @Test func noSearchGoesThroughAllDocuments() throws {
        let digits = DocumentIndexes.digits("id")
        let searches = [
            ("WHERE \(digits) = ?", 1, "documents_by_digits"),
            ("WHERE \(digits) >= ? AND \(digits) < ? || 'G'", 2, "documents_by_digits"),
            ("WHERE \(DocumentIndexes.name) = ?", 1, "documents_by_name"),
            ("WHERE \(DocumentIndexes.name) >= ? AND \(DocumentIndexes.name) < ?", 2, "documents_by_name"),
            ("WHERE url = ? AND +pipeline IN (1)", 1, "documents_by_url"),
            ("WHERE pipeline = ? AND locator >= ? AND locator < ? ORDER BY locator", 3, "documents_by_place"),
        ]
        for (condition, values, index) in searches {
            let plan = try lineage.plan(condition, values)
            #expect(plan.hasPrefix("SEARCH documents USING INDEX \(index) "), "\(condition): \(plan)")
        }
    }

    @Test func readingWritesNothingAndAnOlderDatabaseIsReadAsItIs() throws {
        do {
            let old = try Database(lineage.state.text + "/state.db", .writing)
            try old.execute(
                """
                DROP INDEX documents_by_digits; DROP INDEX documents_by_name; ALTER TABLE documents DROP COLUMN since;
                ALTER TABLE runs DROP COLUMN program; ALTER TABLE runs DROP COLUMN shape;
                ALTER TABLE runs DROP COLUMN unchanged; DROP TABLE quarantined; CREATE INDEX documents_by_id ON documents (id);
                PRAGMA user_version = 3
                """)
        }
        let before = try lineage.folder.bytes("state/state.db")
        let id = Lineage.id("in/b/calm.txt").description
        #expect(try lineage.found(id) == ["identity", "in/b/calm.txt"])
        #expect(try lineage.found("in/b/calm.txt") == ["place", "in/b/calm.txt"])
        #expect(try lineage.found("calm.txt") == [] && lineage.found(String(id.prefix(8))) == [])
        #expect(try lineage.way(id).since == nil)
        #expect(try lineage.folder.bytes("state/state.db") == before)
        #expect(try lineage.folder.names("state") == ["lock", "places", "state.db"])
        try lineage.run([])
        #expect(try lineage.found("calm.txt") == ["name", "in/b/calm.txt"])
    }
}

@Suite struct DocumentWayTests {
    private let lineage: Lineage

    init() throws { lineage = try Lineage() }

    private func step(
        _ stage: Int, _ outcome: TrailStep.Outcome, given: Int = 1, isKnown: Bool = false, _ reason: String? = nil
    ) -> TrailStep {
        TrailStep(stage: stage, outcome: outcome, isKnown: isKnown, microseconds: 7, given: given, reason: reason)
    }

    @Test func aPublishedDocumentIsToldWithItsArtifact() throws {
        try lineage.run([lineage.document("a.txt", "One", steps: [step(1, .given, isKnown: true), step(2, .given)])])
        let way = try lineage.way("a.txt")
        #expect(way.stages.map(\.outcome) == [.read, .given, .published])
        #expect(way.stages.map(\.id) == ["read", "unique", "lines"])
        #expect(way.stages.map(\.type) == ["t.read", "t.unique", "t.lines"])
        #expect(way.stages.map(\.isKnown) == [false, true, false])
        #expect(way.stages.map(\.microseconds) == [0, 7, 7])
        #expect(way.stages.map(\.artifact) == [nil, nil, "out.jsonl"])
        #expect((way.since, way.run?.number, way.keptBy, way.unchangedIn) == (1, 1, nil, nil))
        #expect(way.byteCount == 300 && way.kept == nil)
    }

    @Test func whatWasLeftOutIsToldWithItsReason() throws {
        try lineage.run([
            lineage.document(
                "b.txt", steps: [step(1, .dropped, given: 0, "near-duplicate of in of, 9 % alike.txt, 88 % alike")]),
            lineage.document("in of, 9 % alike.txt", steps: [step(1, .given), step(2, .given)]),
            lineage.document("c.txt", steps: [step(1, .leftOut, given: 0, "when language: en")]),
            lineage.document("d.txt", steps: [step(1, .skipped, given: 0, "binary: no text: at all")]),
            lineage.document("e.txt", steps: [step(1, .dropped, given: 0, "stale")]),
        ])
        let dropped = try lineage.way("b.txt").stages[1]
        #expect(dropped.outcome == .dropped && dropped.code == "near-duplicate" && dropped.similarity == 0.88)
        #expect(dropped.inFavourOf == "in of, 9 % alike.txt")
        #expect(dropped.favoured == Lineage.id("in of, 9 % alike.txt").description)
        #expect(try lineage.way("b.txt").stages[2].outcome == .unreached)
        #expect(try lineage.way("c.txt").stages[1].outcome == .filtered)
        #expect(try lineage.way("c.txt").stages[1].reason == "when language: en")
        #expect(try lineage.way("d.txt").stages[1].outcome == .skipped)
        #expect(try lineage.way("d.txt").stages[1].code == "binary")
        #expect(try lineage.way("e.txt").stages[1].code == "stale")
    }

    @Test func aRefusedDocumentIsToldWithTheFileThatKeepsIt() throws {
        let raw = RawDocument(locator: "a.bin", mediaType: .unknown, bytes: [1, 2])
        var record = TrailRecord(id: raw.id, locator: raw.locator, source: 0)
        record.steps = [step(0, .quarantined, given: 0, "binary: it is")]
        try lineage.run([record])
        #expect(try lineage.way("a.bin").stages[0].outcome == .quarantined)
        #expect(try lineage.way("a.bin").kept == nil)
        let records = RunRecords(of: "news", in: lineage.state.text)
        try records.quarantine(raw, stage: "read", order: (0, 0, 0), code: "binary", reason: "it is")
        try records.commit(dropped: [], isComplete: true)
        let kept = try #require(try lineage.way("a.bin").kept)
        #expect(try File.read(FilePath(kept), limit: 9).bytes == [1, 2])
        // Where an older version left it.
        let older = lineage.state.appending("quarantine").appending(FilePath(kept).name)
        try File.move(FilePath(kept), to: older)
        #expect(try lineage.way("a.bin").kept == older.text)
    }

    @Test func oneThatWasSplitIsToldByTheWorstOfItsParts() throws {
        try lineage.run([
            lineage.document(
                "a.txt", steps: [step(1, .given, given: 2), step(2, .given), step(2, .quarantined, given: 0, "x: y")])
        ])
        let stages = try lineage.way("a.txt").stages
        #expect(stages[1].given == 2)
        #expect(stages[2].outcome == .quarantined && stages[2].code == "x" && stages[2].microseconds == 14)
    }

    @Test func laterRunsThatKeptItAreTold() throws {
        let document = lineage.document("a.txt", steps: [step(1, .given), step(2, .given)])
        try lineage.run([document])
        // A run that took it over without going through its stages writes nothing of it.
        let database = try StateDatabase(folder: lineage.state)
        var second = RunRecord(pipeline: "news", version: "", jobs: 1, started: 0)
        second.outcome = .done
        second.number = try database.begin(second)
        var publication = try database.publication(of: "news")
        publication.run = second.number
        var seen = RowSet()
        seen.insert(1)
        try database.publish(publication, seen: seen)
        try database.finish(second)
        #expect(try lineage.way("a.txt").keptBy == 2)
        #expect(try lineage.way("a.txt").unchangedIn == nil)
        var third = RunRecord(pipeline: "news", version: "", jobs: 1, started: 0)
        third.outcome = .done
        third.number = try database.begin(third)
        try database.finish(third)
        #expect(try lineage.way("a.txt").unchangedIn == nil)
        third.unchangedSince = 2
        third.number = try database.begin(third)
        try database.finish(third)
        #expect(try lineage.way("a.txt").unchangedIn == 4)
    }

    /// Before it was written down, it showed by stages that took no time.
    @Test func inAnOlderDatabaseARunWithoutWorkFoundNothingChanged() throws {
        try lineage.run([lineage.document("a.txt", steps: [step(1, .given), step(2, .given)])])
        try lineage.run([], publishes: false, seconds: 0)
        #expect(try lineage.way("a.txt").unchangedIn == nil)
        do {
            let old = try Database(lineage.state.text + "/state.db", .writing)
            try old.execute("ALTER TABLE runs DROP COLUMN unchanged; PRAGMA user_version = 5")
        }
        #expect(try lineage.way("a.txt").unchangedIn == 2)
    }

    @Test func whatARunThatFailedRefusedIsNotInQuarantine() throws {
        let record = lineage.document("a.bin", steps: [step(1, .quarantined, given: 0, "binary: it is")])
        try lineage.run([record], outcome: .failed)
        let stage = try lineage.way("a.bin").stages[1]
        #expect(stage.outcome == .refused && stage.code == "binary" && stage.reason == "binary: it is")
        // One that failed when its quarantine was in place already.
        try lineage.run([record], outcome: .failed, quarantined: 1)
        #expect(try lineage.way("a.bin").stages[1].outcome == .quarantined)
    }

    @Test func wherePublishedPiecesAreIsToldWhileTheyAreThere() throws {
        let document = lineage.document("a.txt", steps: [step(1, .given), step(2, .given)])
        let artifact = lineage.folder.path + "/out.jsonl"
        try lineage.folder.add("out.jsonl", text: "one\n")
        try lineage.run([document], artifact: artifact, places: [document.id: [7, 9]])
        #expect(try lineage.way("a.txt").stages.map(\.piece) == [nil, nil, [7, 9]])
        // A run that publishes the document as it was tells its place anew.
        try lineage.run([], artifact: artifact, places: [document.id: [8]], seen: [1])
        #expect(try lineage.way("a.txt").stages[2].piece == [8] && lineage.way("a.txt").keptBy == 2)
        try lineage.folder.add("out.jsonl", text: "other\n")
        #expect(try lineage.way("a.txt").stages[2].piece == nil)
    }

    @Test func oneThatWasWorkedOnSinceIsNotWhereItWas() throws {
        let document = lineage.document("a.txt", steps: [step(1, .given), step(2, .given)])
        try lineage.run([document], artifact: "pages/", places: [document.id: [7]])
        #expect(try lineage.way("a.txt").stages[2].piece == [7])
        try lineage.run([document], publishes: false, artifact: "pages/")
        #expect(try lineage.way("a.txt").stages[2].piece == nil)
    }

    @Test func whatHasGoneOrChangedIsToldWithItsRun() throws {
        try lineage.run([lineage.document("a.txt"), lineage.document("b.txt")])
        try lineage.run([lineage.document("a.txt"), lineage.document("c.txt")])
        #expect(try lineage.way("b.txt").document.gone == 2 && lineage.way("b.txt").keptBy == nil)
        #expect(try lineage.way("a.txt").since == 1 && lineage.way("a.txt").document.run == 2)
        try lineage.run([lineage.document("a.txt", text: "other"), lineage.document("b.txt")])
        #expect(try lineage.way("a.txt").since == 3)
        // It has come back as it was, but wasn't there all the time.
        #expect(try lineage.way("b.txt").since == 3 && lineage.way("b.txt").document.gone == nil)
    }

    @Test func ofARunThatWasKilledTheStagesAreKnown() throws {
        try lineage.run([lineage.document("a.txt", steps: [step(1, .given)])], outcome: .unfinished)
        let way = try lineage.way("a.txt")
        #expect(way.run?.outcome == .unfinished)
        #expect(way.stages.prefix(2).map(\.id) == ["read", "unique"], "\(way.stages.map(\.id))")
        #expect(way.stages.prefix(2).map(\.outcome) == [.read, .given])
    }
}
