import Documents
import Files
import TestRandom
import TestSupport
import Testing

@testable import Store

@Suite struct CachePruningTests {
    private let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    private var state: FilePath { FilePath(folder.path) }

    private func id(_ number: Int) -> DocumentID {
        DocumentID(locator: "\(number)", content: Digest(of: "\(number)"))
    }

    /// Bytes that can't be packed.
    private func bytes(_ number: Int, _ count: Int = 50_000) -> [UInt8] {
        var random = SeededRandom(seed: UInt64(number))
        return (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
    }

    /// The results of a document, as a run keeps them: one, under a key.
    private func result(_ number: Int) -> ResultChunk {
        var record = TrailRecord(id: id(number), locator: "\(number)", source: 0)
        Digest(of: "key").store(in: &record.added)
        record.added.write(bytes: bytes(number))
        record.addedCount = 1
        var chunk = ResultChunk()
        chunk.add(record, source: "read")
        return chunk
    }

    /// Keeps results of documents, a chunk each, and writes down that these are the pipeline's corpus.
    private func keep(_ numbers: Range<Int>, run: Int, corpus: Range<Int>? = nil) throws {
        let database = try StateDatabase(folder: state)
        while try database.lastRun() < run {
            _ = try database.begin(RunRecord(pipeline: "news", version: "", jobs: 1, started: 0))
        }
        let cache = try ResultCache(folder: state)
        var publication = try database.publication(of: "news")
        for number in numbers {
            try cache.add([result(number)], pipeline: publication.pipeline, run: run)
        }
        let rows = (corpus ?? numbers).map {
            DocumentRow(TrailRecord(id: id($0), locator: "\($0)", source: 0), source: "read", run: run)
        }
        var seen = RowSet()
        for row in try database.write(DocumentRows(rows), pipeline: publication.pipeline) { seen.insert(row) }
        publication.run = run
        try database.publish(publication, seen: seen)
    }

    private func prune(_ limit: CacheLimit) throws -> CacheRemoval {
        try #require(try ResultCache.prune(folder: state, limit, holding: StateDatabase(folder: state)))
    }

    /// The documents of which the results are there, whole.
    private func known(_ numbers: Range<Int>) throws -> [Int] {
        let cache = try ResultCache(folder: state)
        return try numbers.filter { number in
            guard let known = try cache.results(of: id(number), pipeline: 1, source: "read") else { return false }
            let found = try #require(known.find(Digest(of: "key")))
            #expect(Array(found.bytes[found.range]) == bytes(number))
            return true
        }
    }

    private func contents() throws -> CacheContents { try #require(try CacheContents.read(folder: state)) }

    @Test func spaceIsGivenBackWhenChunksGo() throws {
        try keep(0..<40, run: 1)
        let before = try contents()
        #expect(before.bytes > 2_000_000 && before.companions == 0 && before.chunks == 40 && before.runs == 1...1)
        #expect(before.pipelines.map(\.name) == ["news"] && before.pipelines.map(\.documents) == [40])
        do {
            let cache = try Database(folder.path + "/cache.db", .reading)
            #expect(try cache.rows("PRAGMA auto_vacuum") { $0.integer(0) } == [2])
        }
        let removal = try prune(.bytes(1_000_000))
        #expect(removal.before == before.bytes)
        let after = try contents()
        #expect(after.bytes == removal.after && after.bytes <= 1_000_000 && after.bytes > 800_000)
        #expect(after.chunks == 40 - removal.chunks && removal.documents == removal.chunks)
        // The oldest went.
        #expect(try known(0..<40) == Array(removal.chunks..<40))
    }

    @Test func everythingGoesWhenItIsWanted() throws {
        try keep(0..<10, run: 1)
        #expect(try prune(.all).documents == 10)
        #expect(try contents().chunks == 0 && contents().pipelines == [] && contents().runs == nil)
        #expect(try contents().bytes < 150_000)
        #expect(try known(0..<10) == [])
        // What is kept later is found, and never taken for what was there.
        try keep(3..<5, run: 2, corpus: 0..<10)
        #expect(try known(0..<10) == [3, 4])
    }

    @Test func whatNobodyCanUseGoesFirst() throws {
        try keep(0..<10, run: 1)
        try keep(5..<8, run: 2, corpus: 2..<10)
        #expect(try contents().chunks == 13)
        // Two documents are gone, the results of three were replaced.
        let removal = try prune(.unused)
        #expect((removal.documents, removal.chunks) == (2, 5))
        #expect(try known(0..<10) == Array(2..<10))
        let again = try prune(.unused)
        #expect(again.documents == 0 && again.chunks == 0 && again.before == again.after)
    }

    @Test func olderOnesGoByTheirRuns() throws {
        for run in 1...4 { try keep(run * 10..<run * 10 + 2, run: run, corpus: 0..<100) }
        #expect(try contents().runs == 1...4)
        #expect(try prune(.runs(2)).chunks == 4)
        #expect(try known(0..<100) == [30, 31, 40, 41])
        #expect(try prune(.runs(0)).chunks == 4)
    }

    @Test func aRunLetsTheCacheHaveItsLimit() throws {
        try keep(0..<40, run: 1)
        let limit = 1_500_000
        do {
            let cache = try ResultCache(folder: state)
            try cache.trim(to: 3_000_000, folder: state)
            #expect(try known(0..<40).count == 40)
            try cache.trim(to: limit, folder: state)
        }
        let kept = try known(0..<40)
        #expect(kept == Array((40 - kept.count)..<40) && kept.count > 20 && kept.count < 29)
        #expect(try contents().bytes <= limit)
        try ResultCache(folder: state).trim(to: 0, folder: state)
        #expect(try contents().chunks == 0)
    }

    /// The order of the pragmas of an older version made a database that never gave anything back.
    @Test func anOlderCacheGivesSpaceBackToo() throws {
        try keep(0..<20, run: 1)
        do {
            let cache = try Database(folder.path + "/cache.db", .writing)
            try cache.execute("PRAGMA auto_vacuum = NONE; VACUUM")
            #expect(try cache.rows("PRAGMA auto_vacuum") { $0.integer(0) } == [0])
        }
        _ = try prune(.bytes(500_000))
        #expect(try contents().bytes <= 500_000)
        #expect(try known(0..<20).count > 5)
    }

    @Test func withoutAStateDatabaseNothingCountsAsUnused() throws {
        try keep(0..<4, run: 1)
        try File.remove(state.appending("state.db"))
        #expect(try prune(.unused).documents == 4)
    }

    @Test func readingWritesNothing() throws {
        #expect(try CacheContents.read(folder: state) == nil)
        try keep(0..<3, run: 1)
        let before = try folder.bytes("cache.db")
        _ = try contents()
        #expect(try folder.bytes("cache.db") == before)
        #expect(try folder.names() == ["cache.db", "lock", "state.db"])
    }
}
