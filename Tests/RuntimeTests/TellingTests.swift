import Documents
import Files
import Planning
import StageKit
import Store
import Locks
import TestRandom
import TestSupport
import Testing

@testable import Runtime

/// Keeps all that it hears.
private final class Ear: RunListener {
    private let heard = Mutex<[RunEvent]>([])

    var events: [RunEvent] { heard.withLock { $0 } }
    func hear(_ event: RunEvent) { heard.withLock { $0.append(event) } }

    var work: [StageWork] { events.compactMap { if case .worked(let work) = $0.kind { work } else { nil } } }
    var refused: [RefusedDocument] {
        events.compactMap { if case .quarantined(let document) = $0.kind { document } else { nil } }
    }
    var beginning: RunBeginning? { if case .began(let run)? = events.first?.kind { run } else { nil } }
    var ending: (report: RunReport, reason: String?)? {
        if case .ended(let report, let reason)? = events.last?.kind { (report, reason) } else { nil }
    }
}

/// What a run tells while it goes on, and the story that is kept of it.
@Suite(.timeLimit(.minutes(20))) struct TellingTests {
    private func run(
        _ stages: [ResolvedStage], _ ear: Ear, state: ScratchFolder, jobs: Int = 2, keepsRecords: Bool = true
    ) -> Run {
        var options = RunOptions(jobs: jobs, version: "1.2")
        options.keepsResults = false
        options.batchDocuments = 4
        options.listeners = [ear]
        options.keepsRecords = keepsRecords
        return Run(Plan(name: "test", state: Path(state.path), resolved: stages), options: options)
    }

    private func story(in state: ScratchFolder, run: Int = 1) throws -> RunStory {
        guard let history = try RunHistory.open(folder: FilePath(state.path)) else { return RunStory() }
        return try history.run(run)?.story ?? RunStory()
    }

    @Test func whatIsToldAddsUpToTheAccountOfAnyGraph() async throws {
        let seed = UInt64.random(in: 0 ... .max)
        for round in 0..<60 {
            var random = SeededRandom(seed: seed &+ UInt64(round))
            let graph = TestGraph.random(&random, documents: 200)
            let context: Comment = "seed \(seed &+ UInt64(round)): \(graph)"
            let ear = Ear()
            let state = try ScratchFolder()
            let stages = try graph.resolved().stages
            let report = try await run(stages, ear, state: state, jobs: 1 + random.below(4)).execute()
            for (place, account) in report.accounts.enumerated() {
                let work = ear.work.filter { $0.stage == place }
                func sum(_ count: (StageWork) -> Int) -> Int { work.reduce(0) { $0 + count($1) } }
                #expect(sum(\.taken) == account.taken && sum(\.given) == account.given, context)
                #expect(sum(\.filtered) == account.filtered && sum(\.added) == account.added, context)
                #expect(sum(\.quarantined) == account.quarantined, context)
                #expect(ear.refused.count { $0.place == place } == account.quarantined, context)
                #expect(work.reduce(.zero) { $0 + $1.time } == account.time, context)
            }
            #expect(zip(ear.events, ear.events.dropFirst()).allSatisfy { $0.offset <= $1.offset }, context)
            #expect(ear.beginning?.stages.map(\.inputs) == graph.nodes.map(\.inputs), context)
            #expect(ear.ending?.report.accounts == report.accounts, context)
            let told = try story(in: state)
            #expect(told.stages.map { $0.taken.reduce(0, +) } == report.accounts.map(\.taken), context)
            #expect(told.stages.map(\.inputs) == graph.nodes.map(\.inputs), context)
            #expect(
                told.errors.reduce(0) { $0 + $1.count } == report.accounts.reduce(0) { $0 + $1.quarantined }, context)
        }
    }

    @Test func whatIsKeptOfErrorsDoesNotDependOnTheWorkers() async throws {
        var stories: [RunStory] = []
        for jobs in [1, 2, 5] {
            let state = try ScratchFolder()
            let stages = [
                try stage("read", Count.self) { ($0.count, $0.hasBroken) = (3000, true) },
                try stage("sieve", Sieve.self, 0) { $0.failing = 7 }, try sink(1, shelf: Shelf()),
            ]
            _ = try await run(stages, Ear(), state: state, jobs: jobs).execute()
            stories.append(try story(in: state))
        }
        let first = try #require(stories.first)
        #expect(first.errors.map(\.code) == ["broken", "multiple"])
        #expect(first.errors.map(\.count) == [300, 386])
        #expect(first.errors.map(\.source) == ["9", "0"])
        #expect(first.refused.count == RunStory.refusedLimit && first.refused.first?.source == "9")
        #expect(stories.allSatisfy { $0.errors == first.errors && $0.refused == first.refused })
        for story in stories {
            #expect(story.slowest.count == RunStory.slowLimit)
            #expect(zip(story.slowest, story.slowest.dropFirst()).allSatisfy { $0.seconds >= $1.seconds })
            #expect(story.stages.allSatisfy { $0.taken.count <= RunStory.spanLimit && $0.worked != nil })
        }
    }

    @Test func aFailureIsToldInWordsAndSoIsWhatWasPublished() async throws {
        let (state, ear) = (try ScratchFolder(), Ear())
        let stages = [
            try stage("read", Count.self), try stage("sieve", Sieve.self, 0, onError: .fail) { $0.failing = 3 },
            try sink(1, shelf: Shelf()),
        ]
        // One worker: of several each may meet a document of its own first.
        await #expect(throws: RunError.self) { _ = try await self.run(stages, ear, state: state, jobs: 1).execute() }
        let ending = try #require(ear.ending)
        #expect(ending.report.outcome == .failed)
        // Which of those that fail is the first, workers decide.
        let reason = try #require(ending.reason)
        #expect(reason.hasPrefix("stage 'sieve' can't process ") && reason.hasSuffix(": fails [multiple]"))
        let well = Ear()
        _ = try await run([try stage("read", Count.self), try sink(0, shelf: Shelf("shelf"))], well, state: state)
            .execute()
        let published = well.events.compactMap { event -> String? in
            if case .published(let stage, let artifact) = event.kind { "\(stage) \(artifact.path.text)" } else { nil }
        }
        #expect(published == ["out shelf"])
        #expect(well.beginning?.run == 2 && well.beginning?.version == "1.2" && well.ending?.reason == nil)
    }

    @Test func aRunWithoutRecordsTellsListenersAllTheSame() async throws {
        let (state, ear) = (try ScratchFolder(), Ear())
        let stages = [try stage("read", Count.self), try sink(0, shelf: Shelf())]
        _ = try await run(stages, ear, state: state, keepsRecords: false).execute()
        #expect(ear.beginning != nil && ear.beginning?.run == nil)
        #expect(ear.work.reduce(0) { $0 + $1.given } == 20)
    }

    /// Which is what keeps a run that nobody watches from paying for it.
    @Test func nobodyIsToldWhereNobodyListens() throws {
        let plan = Plan(
            name: "test", state: "s", resolved: [try stage("read", Count.self), try sink(0, shelf: Shelf())])
        var options = RunOptions(jobs: 1)
        #expect(RunTeller(plan, options, RunClock()) != nil)
        options.keepsRecords = false
        #expect(RunTeller(plan, options, RunClock()) == nil)
    }

    @Test func manyKindsOfErrorsAreBounded() throws {
        let plan = Plan(
            name: "test", state: "s", resolved: [try stage("read", Count.self), try sink(0, shelf: Shelf())])
        var chronicle = RunChronicle(plan)
        for number in 0..<1000 {
            let raw = RawDocument(locator: "\(number)", mediaType: .plainText, bytes: Array("\(number)".utf8))
            let document = RefusedDocument(
                id: raw.id, source: raw.locator, place: number % 2, stage: "read", code: "code-\(number)",
                reason: "reason", batch: 999 - number, ordinal: 0)
            chronicle.hear(RunEvent(offset: .zero, .quarantined(document)))
        }
        let story = chronicle.story
        #expect(story.errors.count <= RunStory.kindLimit + 2)
        #expect(story.errors.reduce(0) { $0 + $1.count } == 1000)
        #expect(story.errors.filter { $0.code == "other" }.map(\.count).reduce(0, +) == 800)
        // The example is that of the first document, though it came last.
        #expect(story.errors.filter { $0.code == "other" }.map(\.source) == ["998", "999"])
        #expect(story.refused.prefix(2).map(\.source) == ["998", "996"])
        #expect(story.refused.count == RunStory.refusedLimit)
    }
}

/// The timeline as a pure value.
@Suite struct TimelineTests {
    @Test func nothingIsLostHoweverLongItTakes() {
        let seed = UInt64.random(in: 0 ... .max)
        var random = SeededRandom(seed: seed)
        for _ in 0..<200 {
            var timeline = Timeline(rows: 2, limit: 1 + random.below(20))
            var sums = [0, 0]
            var now = 0
            for _ in 0..<random.below(60) {
                let (count, row) = (random.below(100), random.below(2))
                let start = now + random.below(50)
                let end = start + random.below(4) * random.below(2000)
                timeline.add(count, to: row, in: .microseconds(start * 100) ... .microseconds(end * 100))
                sums[row] += count
                now = random.below(3) == 0 ? end : now
            }
            #expect(timeline.rows.map { $0.reduce(0, +) } == sums, "seed \(seed)")
            #expect(timeline.rows.allSatisfy { $0.allSatisfy { $0 >= 0 } }, "seed \(seed)")
        }
    }

    @Test func whatTakesLongIsSpreadOverTheSpansThatItTook() {
        var timeline = Timeline(rows: 1, limit: 8)
        timeline.add(10, to: 0, in: .milliseconds(1) ... .milliseconds(6))
        #expect(timeline.rows == [[0, 2, 2, 2, 2, 2, 0]])
        timeline.add(4, to: 0, in: .milliseconds(15) ... .milliseconds(15))
        #expect(timeline.span == .milliseconds(2))
        #expect(timeline.rows == [[2, 4, 4, 0, 0, 0, 0, 4]])
    }
}
