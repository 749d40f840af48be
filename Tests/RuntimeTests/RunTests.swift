import Documents
import Foundation
import JSON
import Planning
import Runtime
import StageKit
import Synchronization
import TestSupport
import Testing

/// Articles `0`, `1`, `2`, … as many as asked for; every tenth can't be read when `hasBroken`.
private struct Count: Source {
    struct Configuration: StageConfiguration {
        @Option("how many") var count = 10
        @Option("whether every tenth is broken") var hasBroken = false
    }
    struct Reader: DocumentReader {
        let configuration: Configuration
        var position = 0
        mutating func next() throws -> Reading<Article>? {
            guard position < configuration.count else { return nil }
            defer { position += 1 }
            let raw = RawDocument(locator: "\(position)", mediaType: .plainText, bytes: Array("\(position)".utf8))
            if configuration.hasBroken, position % 10 == 9 {
                return .rejected(raw, DocumentError("broken", "is broken"))
            }
            return .document(Article(raw: raw, metadata: ArticleMetadata(), blocks: [(.paragraph, "\(position)")]))
        }
    }
    static var name: String { "ingest.count" }
    static var summary: String { "counts" }
    let configuration: Configuration
    init(_ configuration: Configuration, _ context: StageContext) { self.configuration = configuration }
    func survey() -> Survey { Survey(documents: configuration.count, bytes: 0) }
    func makeReader() -> Reader { Reader(configuration: configuration) }
}

/// Does with article `n` what its rule says.
private struct Sieve: Transform {
    struct Configuration: StageConfiguration {
        @Option("leaves out multiples") var without = 0
        @Option("throws at multiples") var failing = 0
        @Option("gives nothing without saying so, at multiples") var losing = 0
    }
    static var name: String { "normalize.sieve" }
    static var summary: String { "sieves" }
    static var multiplicity: Multiplicity { .optional }
    static var keepsLayers: Bool { true }
    let configuration: Configuration
    init(_ configuration: Configuration, _ context: StageContext) { self.configuration = configuration }
    func transform(_ document: Article, _ layers: NoLayers, into out: inout Emitter<Article>) throws {
        let number = Int(document.text) ?? 0
        if configuration.failing > 0, number % configuration.failing == 0 { throw DocumentError("multiple", "fails") }
        if configuration.without > 0, number % configuration.without == 0 { return }
        out.emit(document)
    }
}

/// Claims to give one for each, and doesn't.
private struct Thief: Transform {
    static var name: String { "normalize.thief" }
    static var summary: String { "loses documents" }
    init(_ configuration: NoOptions, _ context: StageContext) {}
    func transform(_ document: Article, _ layers: NoLayers, into out: inout Emitter<Article>) {
        if document.text != "7" { out.emit(document) }
    }
}

private struct Tell: Annotator {
    static var name: String { "extract.language" }
    static var summary: String { "tells the language" }
    init(_ configuration: NoOptions, _ context: StageContext) {}
    func annotate(_ article: Article, _ layers: NoLayers) -> Language {
        Language(code: (Int(article.text) ?? 0) % 2 == 0 ? "en" : "de", confidence: 1)
    }
}

/// Twice each article.
private struct Twice: Transform {
    static var name: String { "normalize.twice" }
    static var summary: String { "doubles" }
    static var multiplicity: Multiplicity { .many }
    init(_ configuration: NoOptions, _ context: StageContext) {}
    func transform(_ document: Article, _ layers: NoLayers, into out: inout Emitter<Article>) {
        out.emit(document)
        out.emit(document)
    }
}

/// All articles from the last to the first.
private struct Backwards: Aggregate {
    struct Folding: Fold {
        static var isStreaming: Bool { false }
        var all: [Article] = []
        mutating func add(_ document: Article, _ prepared: Int, into out: inout Emitter<Article>) {
            all.append(document)
        }
        mutating func finish(into out: inout Emitter<Article>) { for article in all.reversed() { out.emit(article) } }
    }
    static var name: String { "normalize.backwards" }
    static var summary: String { "turns the corpus round" }
    init(_ configuration: NoOptions, _ context: StageContext) {}
    func prepare(_ document: Article, _ layers: NoLayers) -> Int { 0 }
    func makeFold() -> Folding { Folding() }
}

/// Keeps what was committed in memory.
private final class Shelf: Sendable {
    let committed = Mutex<[String]?>(nil)
    let isAbandoned = Mutex(false)
}

private struct Collect: Sink {
    struct Writer: ArtifactWriter {
        let shelf: Shelf
        let failsAt: Int
        var written: [String] = []
        mutating func write(_ piece: String) throws {
            if written.count == failsAt { throw PublishError(.inputOutput, "the shelf is full") }
            written.append(piece)
        }
        mutating func finish() {}
        mutating func commit() { shelf.committed.withLock { [written] in $0 = written } }
        mutating func abandon() { shelf.isAbandoned.withLock { $0 = true } }
    }
    static var name: String { "publish.collect" }
    static var summary: String { "collects" }
    var shelf = Shelf()
    var failsAt = -1
    init(_ configuration: NoOptions, _ context: StageContext) {}
    var artifacts: [Artifact] { [] }
    func prepare(_ document: Article, _ layers: Maybe<Language>) -> String {
        document.text + (layers.layer?.code ?? "")
    }
    func makeWriter() -> Writer { Writer(shelf: shelf, failsAt: failsAt) }
}

private func stage<S: StageType>(
    _ id: String, _ type: S.Type, _ inputs: Int..., when: [Condition] = [], onError: ErrorPolicy = .quarantine,
    _ change: (inout S.Configuration) -> Void = { _ in }
) throws -> ResolvedStage {
    var configuration = S.Configuration()
    change(&configuration)
    let made = try type.descriptor.makeStage(configuration, StageContext(stage: id))
    return ResolvedStage(
        id: id, type: type.descriptor, stage: made, inputs: inputs, conditions: when, onError: onError)
}

private func sink(_ inputs: Int..., shelf: Shelf, failsAt: Int = -1) throws -> ResolvedStage {
    let type = Collect.descriptor
    var collect = Collect(NoOptions(), StageContext(stage: "out"))
    collect.shelf = shelf
    collect.failsAt = failsAt
    return ResolvedStage(id: "out", type: type, stage: Collect.erase(collect), inputs: inputs)
}

private func run(
    _ stages: [ResolvedStage], jobs: Int = 2, batch: Int = 4, state: ScratchFolder? = nil
) async throws -> RunReport {
    let state = try state ?? ScratchFolder()
    var options = RunOptions(jobs: jobs)
    options.batchDocuments = batch
    options.waitingDocuments = 8
    return try await Run(Plan(name: "test", state: Path(state.path), resolved: stages), options: options).execute()
}

@Suite struct RunTests {
    @Test(arguments: [1, 2, 8]) func orderIsRestoredAndTheAccountBalances(jobs: Int) async throws {
        let shelf = Shelf()
        let report = try await run(
            [
                try stage("read", Count.self) {
                    $0.count = 1000
                    $0.hasBroken = true
                },
                try stage("sieve", Sieve.self, 0) {
                    $0.without = 3
                    $0.failing = 7
                }, try sink(1, shelf: shelf),
            ], jobs: jobs)
        let expected = (0..<1000).filter { $0 % 10 != 9 && $0 % 3 != 0 && $0 % 7 != 0 }
        let committed = shelf.committed.withLock { $0 }
        #expect(committed == expected.map { String($0) })
        #expect(report.accounts.map(\.taken) == [1000, 900, expected.count])
        let failing = (0..<1000).filter { $0 % 10 != 9 && $0 % 7 == 0 }
        #expect(report.accounts.map(\.quarantined) == [100, failing.count, 0])
        #expect(report.accounts.filter { !$0.isBalanced }.isEmpty)
        #expect(report.outcome == .done)
    }

    @Test func whatWasQuarantinedIsKeptInCorpusOrderHoweverManyWork() async throws {
        var indexes: Set<String> = []
        for jobs in [1, 8] {
            let state = try ScratchFolder()
            let stages = [
                try stage("read", Count.self) {
                    $0.count = 200
                    $0.hasBroken = true
                }, try stage("sieve", Sieve.self, 0) { $0.failing = 7 }, try sink(1, shelf: Shelf()),
            ]
            let report = try await run(stages, jobs: jobs, state: state)
            #expect(report.quarantine?.text == state.path + "/quarantine")
            let index = try String(contentsOfFile: state.path + "/quarantine/index.jsonl", encoding: .utf8)
            indexes.insert(index)
            let lines = index.split(separator: "\n")
            #expect(lines.count == report.quarantined)
            let last = try JSONValue(parsing: String(lines[lines.count - 1]))
            #expect(last["stage"] == .text("sieve"))
            #expect(last["source"] == .text("196"))
            #expect(last["code"] == .text("multiple"))
            #expect(last["reason"] == .text("fails"))
            let file = try #require(last["file"]?.text)
            #expect(try String(contentsOfFile: state.path + "/quarantine/" + file, encoding: .utf8) == "196")
        }
        #expect(indexes.count == 1)
    }

    @Test func aRunWithoutQuarantineClearsTheOneBeforeAndAFailedRunDoesNot() async throws {
        let state = try ScratchFolder()
        let folder = state.path + "/quarantine"
        let broken = try stage("read", Count.self) { $0.hasBroken = true }
        _ = try await run([broken, try sink(0, shelf: Shelf())], state: state)
        #expect(FileManager.default.fileExists(atPath: folder))
        await #expect(throws: PublishError.self) {
            _ = try await run([try stage("read", Count.self), try sink(0, shelf: Shelf(), failsAt: 2)], state: state)
        }
        #expect(FileManager.default.fileExists(atPath: folder))
        _ = try await run([try stage("read", Count.self), try sink(0, shelf: Shelf())], state: state)
        #expect(!FileManager.default.fileExists(atPath: folder))
    }

    @Test func branchesOfTheSameDocumentsAreJoined() async throws {
        let shelf = Shelf()
        let english = Condition(
            text: "text: even", field: .layer(LayerKey(Language.self), "language"), test: .text("en"))
        let report = try await run([
            try stage("read", Count.self), try stage("language", Tell.self, 0),
            try stage("even", Sieve.self, 1, when: [english]),
            try stage("sieve", Sieve.self, 0) { $0.without = 3 }, try sink(2, 3, shelf: shelf),
        ])
        let even = [0, 2, 4, 6, 8]
        let odd = [1, 5, 7]
        #expect(
            shelf.committed.withLock { $0 } == (even + odd).sorted().map { even.contains($0) ? "\($0)en" : "\($0)" })
        #expect(report.accounts[2].filtered == 5)
    }

    /// A document that failed on one branch must not be published by way of the other.
    @Test func whatIsQuarantinedOnOneBranchDoesNotPassTheJoin() async throws {
        let shelf = Shelf()
        let report = try await run([
            try stage("read", Count.self), try stage("left", Sieve.self, 0) { $0.failing = 4 },
            try stage("right", Tell.self, 0),
            try sink(1, 2, shelf: shelf),
        ])
        let passed = shelf.committed.withLock { $0 }.map { $0.map { $0.prefix(1) } }
        #expect(passed == ["1", "2", "3", "5", "6", "7", "9"])
        #expect(report.accounts[3].filtered == 3)
    }

    @Test func differentSourcesAreMergedInTurns() async throws {
        let shelf = Shelf()
        _ = try await run(
            [
                try stage("one", Count.self) { $0.count = 3 }, try stage("two", Count.self) { $0.count = 5 },
                try sink(0, 1, shelf: shelf),
            ], batch: 2)
        #expect(shelf.committed.withLock { $0 } == ["0", "1", "0", "1", "2", "2", "3", "4"])
    }

    @Test func severalOutOfOneAreCounted() async throws {
        let shelf = Shelf()
        let report = try await run([
            try stage("read", Count.self) { $0.count = 3 }, try stage("twice", Twice.self, 0),
            try sink(1, shelf: shelf),
        ])
        #expect(shelf.committed.withLock { $0 } == ["0", "0", "1", "1", "2", "2"])
        #expect(report.accounts[1].added == 3)
        #expect(report.accounts.filter { !$0.isBalanced }.isEmpty)
    }

    /// The branch that goes round the barrier has to wait for it, however long the corpus is.
    @Test func aBranchMayGoRoundABarrier() async throws {
        let shelf = Shelf()
        _ = try await run([
            try stage("read", Count.self) { $0.count = 500 }, try stage("back", Backwards.self, 0),
            try sink(0, 1, shelf: shelf),
        ])
        let committed = shelf.committed.withLock { $0 } ?? []
        #expect(committed.count == 1000)
        #expect(committed.prefix(8) == ["0", "1", "2", "3", "499", "498", "497", "496"])
    }

    @Test func aLossFailsTheRun() async throws {
        let shelf = Shelf()
        await #expect(throws: RunError.self) {
            _ = try await run([stage("read", Count.self), try stage("thief", Thief.self, 0), try sink(1, shelf: shelf)])
        }
        #expect(shelf.committed.withLock { $0 } == nil)
        #expect(shelf.isAbandoned.withLock { $0 })
    }

    @Test func policiesDecideAboutFailures() async throws {
        let shelf = Shelf()
        let report = try await run([
            try stage("read", Count.self), try stage("sieve", Sieve.self, 0, onError: .skip) { $0.failing = 2 },
            try sink(1, shelf: shelf),
        ])
        #expect(report.accounts[1].filtered == 5 && report.quarantined == 0)
        let error = await #expect(throws: RunError.self) {
            _ = try await run([
                try stage("read", Count.self), try stage("sieve", Sieve.self, 0, onError: .fail) { $0.failing = 20 },
                try sink(1, shelf: shelf),
            ])
        }
        guard case .document("sieve", "0", let reason) = error else {
            Issue.record("unexpected \(String(describing: error))")
            return
        }
        #expect(reason.code == "multiple")
    }

    @Test func aSinkThatBreaksLeavesNothingBehind() async throws {
        let good = Shelf()
        let bad = Shelf()
        await #expect(throws: PublishError.self) {
            _ = try await run([
                try stage("read", Count.self) { $0.count = 100 }, try sink(0, shelf: good),
                try sink(0, shelf: bad, failsAt: 50),
            ])
        }
        #expect(good.committed.withLock { $0 } == nil && good.isAbandoned.withLock { $0 })
        #expect(bad.isAbandoned.withLock { $0 })
    }

    @Test func drainingPublishesNothing() async throws {
        let shelf = Shelf()
        let plan = Plan(
            name: "test", state: "",
            resolved: [try stage("read", Count.self) { $0.count = 100_000_000 }, try sink(0, shelf: shelf)])
        let run = Run(plan, options: RunOptions(jobs: 2))
        async let report = run.execute()
        while run.accounts[1].given < 100 { await Task.yield() }
        run.drain()
        let outcome = try await report
        #expect(outcome.outcome == .drained)
        #expect(outcome.accounts[0].given == outcome.accounts[1].given)
        #expect(shelf.committed.withLock { $0 } == nil && shelf.isAbandoned.withLock { $0 })
    }
}
