import Documents
import Files
import Foundation
import JSON
import Store
import TestRandom
import TestSupport
import Testing

@Suite struct RunRecordsTests {
    private let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    private func raw(_ locator: String, _ bytes: [UInt8] = Array("One.".utf8)) -> RawDocument {
        RawDocument(locator: locator, mediaType: .plainText, bytes: bytes)
    }

    private func records() -> RunRecords { RunRecords(of: "news", in: folder.path) }

    private func keep(_ documents: [RawDocument], isComplete: Bool = true) throws {
        let records = records()
        for (place, document) in documents.enumerated() {
            try records.quarantine(document, stage: "s", order: (0, 0, Int32(place)), code: "c", reason: "r")
        }
        try records.commit(dropped: [], isComplete: isComplete)
    }

    private func index() throws -> [JSONValue] {
        try folder.bytes("quarantine/news/index.jsonl").split(separator: 0x0A).map { try JSONValue(parsing: $0) }
    }

    private func drop(_ locator: String, similarity: Double = 0.87654) -> DroppedDocument {
        DroppedDocument(
            stage: "unique", id: raw(locator).id, locator: locator, code: "near-duplicate", inFavourOf: "a.txt",
            similarity: similarity)
    }

    @Test func nothingIsMadeBeforeThereIsSomethingToKeep() throws {
        let records = records()
        #expect(records.quarantine == nil)
        try records.commit(dropped: [], isComplete: true)
        #expect(try folder.names().isEmpty)
    }

    @Test func aDocumentIsKeptWholeWithTheReason() throws {
        let bytes = (0...255).map { UInt8($0) } + [0, 0x0A, 0xFF]
        let document = raw("in/a \"b\".bin", bytes)
        let records = records()
        try records.quarantine(document, stage: "article", order: (1, 2, 3), code: "encoding", reason: "is\nbroken")
        #expect(records.quarantine == folder.path + "/quarantine/news")
        try records.commit(dropped: [], isComplete: true)
        let entry = try #require(try index().first)
        #expect(entry["document"]?.text == document.id.description)
        #expect(entry["source"]?.text == "in/a \"b\".bin")
        #expect(entry["stage"]?.text == "article")
        #expect(entry["code"]?.text == "encoding")
        #expect(entry["reason"]?.text == "is\nbroken")
        #expect(try folder.bytes("quarantine/news/" + #require(entry["file"]?.text)) == bytes)
    }

    /// Nothing is seen in place before the run commits.
    @Test func anEarlierQuarantineIsThereUntilTheCommit() throws {
        try keep([raw("old.txt")])
        let records = records()
        try records.quarantine(raw("new.txt"), stage: "s", order: (0, 0, 0), code: "c", reason: "r")
        #expect(try index().map { $0["source"]?.text } == ["old.txt"])
        try records.commit(dropped: [], isComplete: true)
        #expect(try index().map { $0["source"]?.text } == ["new.txt"])
    }

    @Test func aRunThatDoesNotGoThroughQuarantinesNothing() throws {
        try keep([raw("old.txt")])
        let records = records()
        try records.quarantine(raw("new.txt"), stage: "s", order: (0, 0, 0), code: "c", reason: "r")
        #expect(records.quarantined == 1 && records.kinds.count == 1)
        try records.commit(dropped: [], isComplete: false)
        #expect(records.quarantined == 0 && records.kinds.isEmpty && records.quarantine == nil)
        #expect(try index().map { $0["source"]?.text } == ["old.txt"])
    }

    @Test func theIndexDoesNotDependOnWhoCameFirst() throws {
        let orders: [(Int, Int, Int32)] = [(0, 0, 0), (0, 0, 7), (0, 3, 1), (1, 0, 0), (1, 1, 0), (2, 0, 5)]
        let seed = UInt64.random(in: 0 ... .max)
        var random = SeededRandom(seed: seed)
        for _ in 0..<10 {
            let records = records()
            for order in orders.shuffled(using: &random) {
                try records.quarantine(
                    raw("\(order.0)-\(order.1)-\(order.2)"), stage: "s", order: order, code: "c", reason: "r")
            }
            try records.commit(dropped: [], isComplete: true)
            #expect(
                try index().map { $0["source"]?.text } == orders.map { "\($0.0)-\($0.1)-\($0.2)" }, "seed \(seed)")
        }
    }

    @Test func severalMayKeepDocumentsAtTheSameTime() async throws {
        let records = records()
        try await withThrowingTaskGroup { group in
            for worker in 0..<8 {
                group.addTask {
                    for place in 0..<25 {
                        let document = RawDocument(
                            locator: "\(worker)/\(place)", mediaType: .plainText, bytes: [UInt8(worker)])
                        try records.quarantine(
                            document, stage: "s", order: (0, worker, Int32(place)), code: "c", reason: "r")
                    }
                }
            }
            try await group.waitForAll()
        }
        try records.commit(dropped: [], isComplete: true)
        #expect(try index().count == 200)
        #expect(try index().map { $0["source"]?.text }.first == "0/0")
    }

    /// A document that failed at two stages is two lines and one file.
    @Test func theSameDocumentTwiceIsOneFile() throws {
        let records = records()
        for stage in [1, 0] {
            try records.quarantine(raw("a.txt"), stage: "s\(stage)", order: (stage, 0, 0), code: "c", reason: "r")
        }
        try records.commit(dropped: [], isComplete: true)
        #expect(try index().map { $0["stage"]?.text } == ["s0", "s1"])
        #expect(try Set(index().compactMap { $0["file"]?.text }).count == 1)
        #expect(try folder.names("quarantine/news").count == 3)
    }

    @Test func nothingOfAKilledRunIsLeftWhenThereIsNothingToTell() throws {
        try folder.add("dropped/news.jsonl")
        try folder.add("dropped/.news.jsonl.galley-partial")
        try folder.add("quarantine/news/.galley-artifact")
        try folder.add("quarantine/.news.galley-partial/left.txt")
        try records().commit(dropped: [], isComplete: true)
        #expect(try folder.names() == [])
    }

    @Test func noLocatorLeadsOutOfTheFolderOrInEachOthersWay() throws {
        let long = String(repeating: "é", count: 300)
        let locators = [
            "", "/", ".", "..", "../../etc/passwd", "/etc/passwd", "a/../b", "a\u{0}b", "a\nb", "~", "-rf",
            "index.jsonl",
            ".galley-artifact", "README", "readme", "ReadMe", "CON", "a:b", "a\\b", "a.txt#12",
            "https://a.example/x?y=z&w",
            long, long + "/" + long, "\u{202E}txt.exe", "aux ", "a.", "<stdin>", "😀",
        ]
        try keep(locators.map { raw($0, Array("bytes of \($0)".utf8)) })
        let entries = try index()
        #expect(entries.map { $0["source"]?.text } == locators)
        let files = entries.compactMap { $0["file"]?.text }
        #expect(Set(files.map { $0.lowercased() }).count == locators.count)
        for (locator, file) in zip(locators, files) {
            let isPlain = file.utf8.allSatisfy { byte in
                (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
                    || "._-".utf8.contains(byte)
            }
            #expect(isPlain && !file.hasPrefix(".") && file.utf8.count <= 255, "\(locator)")
            #expect(try folder.text("quarantine/news/" + file) == "bytes of \(locator)", "\(locator)")
        }
        #expect(try folder.names("quarantine/news").count == locators.count + 2)
        #expect(try folder.names() == ["quarantine"])
    }

    @Test func aCompleteRunWithoutQuarantineTakesTheEarlierAway() throws {
        try keep([raw("a.txt")])
        try keep([], isComplete: false)
        #expect(try index().count == 1)
        try keep([])
        #expect(try folder.names().isEmpty)
    }

    @Test func anIncompleteRunLeavesTheEarlierRecordsWhole() throws {
        try keep([raw("a.txt")])
        try keep([raw("b.txt")], isComplete: false)
        #expect(try index().map { $0["source"]?.text } == ["a.txt"])
        #expect(try folder.names() == ["quarantine"])
    }

    @Test func whatWasDroppedIsListedAndTheListGoesWhenNothingWas() throws {
        try records().commit(dropped: [drop("b.txt"), drop("c.txt", similarity: 1)], isComplete: true)
        let lines = try folder.text("dropped/news.jsonl").split(separator: "\n")
        #expect(
            lines.first == """
                {"document":"\(raw("b.txt").id)","source":"b.txt","stage":"unique","code":"near-duplicate",\
                "in-favour-of":"a.txt","similarity":0.877}
                """)
        #expect(lines.count == 2)
        #expect(try folder.names() == ["dropped"])
        try records().commit(dropped: [], isComplete: false)
        try records().commit(dropped: [drop("d.txt")], isComplete: false)
        #expect(try folder.text("dropped/news.jsonl").contains("b.txt"))
        try records().commit(dropped: [], isComplete: true)
        #expect(try folder.names().isEmpty)
    }

    /// Tests may run as root, whom permissions don't stop: a file stands where the folder should be.
    @Test func aFolderThatCantBeMadeIsToldAtOnce() throws {
        try folder.add("state")
        let records = RunRecords(of: "news", in: folder.path + "/state")
        let error = #expect(throws: FileError.self) {
            try records.quarantine(raw("a.txt"), stage: "s", order: (0, 0, 0), code: "c", reason: "r")
        }
        #expect(error?.path.hasPrefix(folder.path + "/state") == true)
        #expect(throws: FileError.self) { try records.commit(dropped: [drop("a.txt")], isComplete: true) }
        #expect(try folder.text("state") == "x")
    }

    @Test func aFolderThatNoRunMadeIsNotTakenAway() throws {
        try folder.add("quarantine/news/mine.txt")
        #expect(throws: FileError.self) { try keep([raw("a.txt")]) }
        #expect(throws: FileError.self) { try keep([]) }
        #expect(try folder.names("quarantine/news") == ["mine.txt"])
    }

    /// The most frequent first, whatever the order in which workers found them.
    @Test func reasonsAreCounted() throws {
        let folder = try ScratchFolder()
        let records = RunRecords(of: "news", in: folder.path)
        let given = [
            (3, "b", "late"), (1, "a", "wrong"), (2, "b", "wrong"), (4, "b", "late"), (5, "a", "wrong"),
            (6, "b", "late"),
        ]
        for (place, stage, code) in given {
            let raw = RawDocument(locator: "\(place)", mediaType: .plainText, bytes: [UInt8(place)])
            try records.quarantine(raw, stage: stage, order: (0, 0, Int32(place)), code: code, reason: "r")
        }
        let expected = [("b", "late", 3), ("a", "wrong", 2), ("b", "wrong", 1)]
        #expect(
            records.kinds.map { "\($0.stage) \($0.code) \($0.count)" } == expected.map { "\($0.0) \($0.1) \($0.2)" })
        try records.commit(dropped: [], isComplete: true)
        #expect(try Quarantine(of: "news", in: FilePath(folder.path)).kinds == records.kinds)
    }

    @Test func pipelinesThatShareAFolderLeaveEachOthersRecords() throws {
        try keep([raw("a.txt")])
        try records().commit(dropped: [drop("c.txt")], isComplete: true)
        try keep([raw("a.txt")])
        let other = RunRecords(of: "other", in: folder.path)
        try other.quarantine(raw("b.txt"), stage: "s", order: (0, 0, 0), code: "c", reason: "r")
        try other.commit(dropped: [drop("d.txt")], isComplete: true)
        #expect(try index().map { $0["source"]?.text } == ["a.txt"])
        #expect(try folder.names("quarantine") == ["news", "other"])
        #expect(try folder.names("dropped") == ["other.jsonl"])
        try RunRecords(of: "other", in: folder.path).commit(dropped: [], isComplete: true)
        #expect(try folder.names() == ["quarantine"])
        #expect(try folder.names("quarantine") == ["news"])
    }

    @Test func anIncompleteRunLeavesNoEmptyFolder() throws {
        try keep([raw("a.txt")], isComplete: false)
        #expect(try folder.names().isEmpty)
    }

    @Test func whatIsKeptFromTheRunBeforeIsThereWithItsBytes() throws {
        let fields = GivenFields(body: "b")
        let record = RawDocument(locator: "r.json#1", mediaType: .json, bytes: [1, 2], fields: fields)
        try keep([raw("a.txt"), record, raw("b.txt")])
        let before = try Quarantine(of: "news", in: FilePath(folder.path))
        let records = records()
        try records.quarantine(raw("b.txt"), stage: "t", order: (0, 0, 0), code: "d", reason: "r")
        try records.keep(before.entries)
        #expect(records.quarantined == 3 && records.reasons.count == 3)
        try records.commit(dropped: [], isComplete: true)
        let after = try Quarantine(of: "news", in: FilePath(folder.path))
        #expect(after.entries.map(\.source) == ["b.txt", "a.txt", "r.json#1"])
        #expect(after.entries.map(\.stage) == ["t", "s", "s"] && after.kinds == records.kinds)
        #expect(try after.document(of: after.entries[2]).fields == fields)
        #expect(try after.bytes(of: after.entries[1]) == Array("One.".utf8))
        // Nothing of its own: the folder is there all the same.
        let third = self.records()
        try third.keep([after.entries[1]])
        #expect(third.quarantine == folder.path + "/quarantine/news")
        try FileManager.default.removeItem(atPath: after.entries[2].path.text)
        try third.keep([after.entries[2]])
        try third.commit(dropped: [], isComplete: true)
        #expect(try Quarantine(of: "news", in: FilePath(folder.path)).entries.map(\.source) == ["a.txt"])
        #expect(try folder.names("quarantine/news").count == 3)
    }
}
