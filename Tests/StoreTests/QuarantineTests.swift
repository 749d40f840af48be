import Documents
import Files
import TestSupport
import Testing

@testable import Store

@Suite struct QuarantineTests {
    private let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    private var state: FilePath { FilePath(folder.path) }

    private func raw(_ locator: String, _ text: String = "One.", fields: GivenFields? = nil) -> RawDocument {
        RawDocument(
            locator: locator, mediaType: fields == nil ? .html : .json, charset: fields == nil ? "windows-1252" : nil,
            bytes: Array(text.utf8), fields: fields)
    }

    private var fields: GivenFields {
        GivenFields(
            title: "T \"x\"", body: "a\n\nb", bodyIsHTML: true, url: "u", published: "p", authors: ["A", "B"],
            language: "en")
    }

    private func keep(_ documents: [(RawDocument, stage: String)]) throws {
        let records = RunRecords(of: "news", in: folder.path)
        for (place, document) in documents.enumerated() {
            try records.quarantine(
                document.0, stage: document.stage, order: (0, 0, Int32(place)), code: "c\(place)", reason: "r \(place)")
        }
        try records.commit(dropped: [], isComplete: true)
    }

    private func read() throws -> Quarantine { try Quarantine(of: "news", in: state) }

    @Test func aDocumentComesBackAsItsSourceGaveIt() throws {
        let documents = [
            raw("in/a.html"), raw("in/b.json#1", fields: fields), raw("in/c.json#2", fields: GivenFields(body: "")),
        ]
        try keep(documents.map { ($0, "article") })
        let quarantine = try read()
        #expect(quarantine.count == 3 && quarantine.entries.map(\.code) == ["c0", "c1", "c2"])
        for (entry, document) in zip(quarantine.entries, documents) {
            let back = try quarantine.document(of: entry)
            #expect(back.id == document.id && back.contentDigest == document.contentDigest)
            #expect(back.bytes == document.bytes && back.fields == document.fields)
            #expect(back.mediaType == document.mediaType && back.charset == document.charset)
        }
    }

    @Test func documentsAreMeantByIdentityPathAndEndOfPath() throws {
        try keep([(raw("in/a.html"), "x"), (raw("in/b/a.html"), "x"), (raw("in/a.html"), "y")])
        let quarantine = try read()
        let id = raw("in/b/a.html").id.description
        #expect(quarantine.entries(of: String(id.prefix(4)), places: []).map(\.source) == ["in/b/a.html"])
        #expect(quarantine.entries(of: id.uppercased(), places: []).map(\.source) == ["in/b/a.html"])
        #expect(quarantine.entries(of: String(id.prefix(3)), places: []).isEmpty)
        #expect(quarantine.entries(of: "in/a.html", places: []).map(\.stage) == ["x", "y"])
        #expect(quarantine.entries(of: "./in/a.html", places: ["in/a.html"]).map(\.stage) == ["x", "y"])
        #expect(quarantine.entries(of: "b/a.html", places: []).map(\.source) == ["in/b/a.html"])
        #expect(Set(quarantine.entries(of: "a.html", places: []).map(\.document)).count == 2)
        #expect(quarantine.entries(of: ".html", places: []).isEmpty)
        #expect(quarantine.count == 2)
    }

    @Test func anEmptyQuarantineIsOneToo() throws {
        #expect(try read().entries.isEmpty)
        #expect(try folder.names().isEmpty)
    }

    @Test(arguments: [
        "no JSON", "{}", #"{"document":"a","source":"b","stage":"c","code":"d","reason":"e","file":"../x"}"#,
        #"{"document":"a","source":"b","stage":"c","code":"d","reason":"e","file":".."}"#,
        #"{"document":"a","source":"b","stage":"c","code":"d","reason":"e","file":"f","fields":"/etc/x"}"#,
    ]) func whatNoRunWroteIsToldWithItsLine(line: String) throws {
        try keep([(raw("in/a.html"), "x")])
        let index = try folder.text("quarantine/news/index.jsonl")
        try folder.add("quarantine/news/index.jsonl", text: index + line + "\n")
        let error = #expect(throws: FileError.self) { try read() }
        #expect(error?.reason.contains("line 2") == true)
    }

    @Test func whatIsDroppedIsGoneWithItsBytes() throws {
        let documents = [raw("in/a.html"), raw("in/b.json#1", fields: fields), raw("in/c.html")]
        try keep([(documents[0], "x"), (documents[1], "x"), (documents[0], "y"), (documents[2], "x")])
        let state = try StateDatabase(folder: state)
        var publication = try state.publication(of: "news")
        publication.run = 1
        publication.records = Digest(ofRecordsAt: RecordsPlace(of: "news", in: self.state))
        try state.publish(publication, seen: RowSet())
        var other = try state.publication(of: "other")
        other.run = 1
        other.records = Digest(high: 1, low: 2)
        try state.publish(other, seen: RowSet())

        #expect(try state.drop(from: read(), in: self.state) { _ in false } == 0)
        let before = try read()
        #expect(try state.drop(from: before, in: self.state) { $0.source == "in/c.html" || $0.stage == "y" } == 2)
        let after = try read()
        #expect(after.entries == [before.entries[0], before.entries[1]])
        #expect(try after.bytes(of: after.entries[0]) == documents[0].bytes)
        #expect(try after.document(of: after.entries[1]).fields == fields)
        #expect(try folder.names("quarantine/news").count == 5)
        // The publication stands: the next run has nothing to do for it.
        #expect(
            try state.publication(of: "news").records == Digest(ofRecordsAt: RecordsPlace(of: "news", in: self.state)))
        #expect(try state.publication(of: "news").records != publication.records)
        #expect(try state.publication(of: "other").records == other.records)

        #expect(try state.drop(from: after, in: self.state) { _ in true } == 2)
        #expect(!folder.has("quarantine"))
        #expect(
            try state.publication(of: "news").records == Digest(ofRecordsAt: RecordsPlace(of: "news", in: self.state)))
        #expect(try read().entries.isEmpty)
    }

    private func keep(_ document: RawDocument, of pipeline: String, code: String = "c") throws {
        let records = RunRecords(of: pipeline, in: folder.path)
        try records.quarantine(document, stage: "x", order: (0, 0, 0), code: code, reason: "r")
        try records.commit(dropped: [], isComplete: true)
        let database = try StateDatabase(folder: state)
        let run = try database.begin(RunRecord(pipeline: pipeline, version: "", jobs: 1, started: 0))
        try database.note(quarantined: records.reasons, pipeline: pipeline, run: run)
    }

    private func all(_ pipeline: String? = nil) throws -> Quarantine {
        try Quarantine(state: state, pipeline: pipeline, history: RunHistory.open(folder: state))
    }

    @Test func severalPipelinesAreToldApartAndDroppedFromByThemselves() throws {
        try keep(raw("in/a.html"), of: "News")
        try keep(raw("in/a.html"), of: "other")
        #expect(try all().entries.map(\.pipeline) == ["News", "other"] && all().count == 1)
        #expect(try all("News").entries.map(\.pipeline) == ["News"])
        #expect(try all("none").entries.isEmpty)
        // Where nothing is written down of runs as well.
        #expect(try Quarantine(state: state, pipeline: "News", history: nil).entries.map(\.pipeline) == ["News"])
        let database = try StateDatabase(folder: state)
        #expect(try database.drop(from: all(), in: state) { $0.pipeline == "other" } == 1)
        #expect(try all().entries.map(\.pipeline) == ["News"])
        #expect(try all().bytes(of: all().entries[0]) == raw("in/a.html").bytes)
    }

    @Test func sinceWhichRunADocumentIsThereIsCarriedOn() throws {
        let since = { try all().entries.map(\.since) }
        try keep(raw("in/a.html"), of: "news")
        #expect(try since() == [1])
        try keep(raw("in/a.html"), of: "news")
        try keep(raw("in/a.html"), of: "other")
        #expect(try since() == [1, 3])
        try keep(raw("in/a.html"), of: "news", code: "other")
        #expect(try since() == [4, 3])
        // What was dropped and comes back is new.
        try { _ = try StateDatabase(folder: state).drop(from: all("news"), in: state) { _ in true } }()
        try keep(raw("in/a.html"), of: "news", code: "other")
        #expect(try since() == [5, 3])
        #expect(try Quarantine(state: state, pipeline: nil, history: nil).entries.map(\.since) == [nil, nil])
        // Those who only read don't bring an older database to the present one.
        try { try Database(self.state.text + "/state.db", .writing).execute("DROP TABLE quarantined") }()
        #expect(try since() == [nil, nil])
    }
}
