import Documents
import JSON
import Planning
import StageKit
import Locks
import TestRandom
import TestSupport
import Testing

@testable import Runtime

/// Throws what is no `DocumentError` at one article, or works on each until the run is stopped.
private struct Moody: Annotator {
    struct Configuration: StageConfiguration {
        @Option("waits for the run to be stopped") var waits = false
    }
    struct Mood: Error, CustomStringConvertible {
        var description: String { "in a bad mood" }
    }
    static var name: String { "extract.moody" }
    static var summary: String { "is moody" }
    let configuration: Configuration
    let context: StageContext
    init(_ configuration: Configuration, _ context: StageContext) {
        self.configuration = configuration
        self.context = context
    }
    func annotate(_ article: Article, _ layers: NoLayers) throws -> Language {
        while configuration.waits {
            if context.isCancelled { throw CancellationError() }
        }
        if article.number == 3 { throw Mood() }
        return Language(code: "en", confidence: 1)
    }
}

/// Gives each article twice where one was declared.
private struct Stutter: Transform {
    static var name: String { "normalize.stutter" }
    static var summary: String { "stutters" }
    init(_ configuration: NoOptions, _ context: StageContext) {}
    func transform(_ document: Article, _ layers: NoLayers, into out: inout Emitter<Article>) {
        out.emit(document)
        out.emit(document)
    }
}

/// How a run may end other than well, and what then is in place.
@Suite(.timeLimit(.minutes(20))) struct EndingTests {
    private func plan(_ stages: [ResolvedStage], _ state: ScratchFolder, signal: StopSignal = StopSignal()) -> Plan {
        Plan(name: "test", state: Path(state.path), resolved: stages, signal: signal)
    }

    @Test func whatAStageThrowsIsAReasonForQuarantine() async throws {
        let state = try ScratchFolder()
        let shelf = Shelf()
        let report = try await run(
            [try stage("read", Count.self), try stage("moody", Moody.self, 0), try sink(1, shelf: shelf)], state: state)
        #expect(report.accounts.map(\.quarantined) == [0, 1, 0])
        let line = try JSONValue(parsing: state.text("quarantine/test/index.jsonl"))
        #expect(line["code"]?.text == "error")
        #expect(line["reason"]?.text == "in a bad mood")
    }

    @Test func thePolicyHoldsForEveryShape() async throws {
        for place in 0..<4 {
            for policy in ErrorPolicy.allCases {
                let shelf = Shelf()
                func told(_ index: Int) -> ErrorPolicy { index == place ? policy : .quarantine }
                let stages = [
                    try stage("read", Count.self, onError: told(0)) { $0.hasBroken = place == 0 },
                    try stage("sieve", Sieve.self, 0, onError: told(1)) { $0.failing = place == 1 ? 9 : 0 },
                    try stage("back", Backwards.self, 1, onError: told(2)) { $0.failing = place == 2 ? 9 : 0 },
                    try sink(2, shelf: shelf, onError: told(3)) { $0.failing = place == 3 ? 9 : 0 },
                ]
                if policy == .fail {
                    let error = await #expect(throws: RunError.self) { _ = try await run(stages) }
                    guard case .document(stages[place].id, _, _) = error else {
                        Issue.record("\(stages[place].id): \(String(describing: error))")
                        continue
                    }
                    #expect(shelf.committed.withLock { $0 } == nil && shelf.isAbandoned.withLock { $0 })
                } else {
                    let report = try await run(stages)
                    let failed = place == 0 ? 1 : 2
                    let account = report.accounts[place]
                    #expect(account.quarantined == (policy == .quarantine ? failed : 0), "\(account)")
                    // A barrier counts as filtered what it takes in.
                    let folded = place == 2 ? 10 - failed : 0
                    #expect(account.filtered == (policy == .skip ? failed : 0) + folded, "\(account)")
                    #expect(shelf.committed.withLock { $0 }?.count == 10 - failed, "\(account)")
                }
            }
        }
    }

    /// It is found out before the documents that are too many come to the join.
    @Test func moreThanWasDeclaredFailsTheRunAlsoBeforeAJoin() async throws {
        let shelf = Shelf()
        let error = await #expect(throws: RunError.self) {
            _ = try await run([
                try stage("read", Count.self), try stage("stutter", Stutter.self, 0), try stage("tell", Tell.self, 0),
                try sink(1, 2, shelf: shelf),
            ])
        }
        guard case .undeclared("stutter", let reason, let help) = error else {
            Issue.record("unexpected \(String(describing: error))")
            return
        }
        #expect(reason.hasPrefix("gave 2 documents for ") && reason.hasSuffix(", and declares to give one"))
        #expect(help.hasSuffix("'static var multiplicity: Multiplicity { .many }'"))
        #expect(shelf.committed.withLock { $0 } == nil)
    }

    /// Places of what failed before a transform to several are none of what it gives.
    @Test func whatFailsBeforeItBecameSeveralTakesNothingElseAway() async throws {
        let shelf = Shelf()
        let report = try await run([
            try stage("read", Count.self), try stage("copies", Copies.self, 0), try stage("left", Tell.self, 1),
            try stage("right", Sieve.self, 1), try sink(2, 3, shelf: shelf),
        ])
        #expect(shelf.committed.withLock { $0 } == ["1de", "2en", "2en", "5de", "5de", "7de"])
        #expect(report.accounts[4].filtered == 0)
    }

    @Test func aCancelledTaskEndsSoonAndPublishesNothing() async throws {
        let shelf = Shelf()
        let state = try ScratchFolder()
        let run = Run(
            plan([try stage("read", Count.self) { $0.count = .max }, try sink(0, shelf: shelf)], state),
            options: RunOptions(jobs: 2))
        let task = Task { try await run.execute() }
        while run.accounts[1].given < 100 { await Task.yield() }
        task.cancel()
        let report = try await task.value
        #expect(report.outcome == .stopped)
        #expect(report.artifacts.isEmpty)
        #expect(shelf.committed.withLock { $0 } == nil && shelf.isAbandoned.withLock { $0 })
    }

    @Test func aTaskThatWasCancelledBeforehandPublishesNothing() async throws {
        let shelf = Shelf()
        let state = try ScratchFolder()
        let run = Run(
            plan([try stage("read", Count.self), try sink(0, shelf: shelf)], state), options: RunOptions(jobs: 2))
        let report = try await Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await run.execute()
        }.value
        #expect(report.outcome == .stopped)
        #expect(shelf.committed.withLock { $0 } == nil)
    }

    /// A stage that works long is told to, and throws `CancellationError`: that is how a stop ends, no fault.
    @Test func aStageThatGivesUpWhenStoppedIsNoFault() async throws {
        let shelf = Shelf()
        let state = try ScratchFolder()
        let signal = StopSignal()
        var moody = try stage("moody", Moody.self, 0)
        let configuration = { () -> Moody.Configuration in
            var configuration = Moody.Configuration()
            configuration.waits = true
            return configuration
        }()
        moody.stage = try Moody.descriptor.makeStage(configuration, StageContext(stage: "moody", signal: signal))
        let run = Run(
            plan([try stage("read", Count.self), moody, try sink(1, shelf: shelf)], state, signal: signal),
            options: RunOptions(jobs: 2))
        async let report = run.execute()
        while run.accounts[0].given < 10 { await Task.yield() }
        run.stop()
        #expect(try await report.outcome == .stopped)
        #expect(shelf.committed.withLock { $0 } == nil && shelf.isAbandoned.withLock { $0 })
    }

    @Test func anInterruptAtAnyMomentPublishesAllOrNothing() async throws {
        let seed = UInt64.random(in: 0 ... .max)
        for round in 0..<60 {
            var random = SeededRandom(seed: seed &+ UInt64(round))
            let graph = TestGraph.random(&random, documents: 400)
            let (stages, shelves) = try graph.resolved()
            let state = try ScratchFolder()
            var options = RunOptions(jobs: 1 + random.below(4))
            // Its documents are none that a run remembers; without that it is four times as fast.
            options.keepsResults = false
            let run = Run(plan(stages, state), options: options)
            let (delay, drains) = (random.below(3000), random.below(2) == 0)
            async let ending = run.execute()
            try await Task.sleep(for: .microseconds(delay))
            if drains { run.drain() } else { run.stop() }
            let report = try await ending
            let context: Comment = "seed \(seed &+ UInt64(round)): \(drains ? "drain" : "stop") \(graph)"
            let committed = shelves.values.map { $0.committed.withLock { $0 } != nil }
            let abandoned = shelves.values.map { $0.isAbandoned.withLock { $0 } }
            let isDone = report.outcome == .done
            #expect(committed.allSatisfy { $0 == isDone } && abandoned.allSatisfy { $0 != isDone }, context)
            #expect(report.artifacts.isEmpty != isDone || shelves.isEmpty, context)
            if isDone || drains { #expect(report.accounts.allSatisfy { $0.isBalanced }, context) }
        }
    }

    /// An interrupt that comes while artifacts go into place comes too late: they are there, and the report says so.
    @Test func anInterruptWhilePublishingComesTooLate() async throws {
        let state = try ScratchFolder()
        let runs = Mutex<Run?>(nil)
        let shelf = Shelf()
        let last = Shelf()
        let stages = [
            try stage("read", Count.self),
            try sink(0, shelf: shelf) { $0.onCommit = { runs.withLock { $0?.drain() } } },
            try sink(0, shelf: last),
        ]
        let run = Run(plan(stages, state), options: RunOptions(jobs: 2))
        runs.withLock { $0 = run }
        let report = try await run.execute()
        #expect(report.outcome == .done)
        #expect(report.artifacts.count == 2)
        #expect(last.committed.withLock { $0 }?.count == 10)
    }

    /// What is in place already can't be taken back: the error names it, and nothing is left half.
    @Test func anArtifactThatDoesNotGoIntoPlaceIsToldWithThoseThatDid() async throws {
        let shelves = ["first", "second", "third"].map { Shelf($0) }
        let failure = PublishError(.inputOutput, "second: is in the way")
        func stages(failingAt place: Int) throws -> [ResolvedStage] {
            try [stage("read", Count.self)]
                + shelves.enumerated().map { index, shelf in
                    try sink(0, shelf: shelf) { if index == place { $0.onCommit = { throw failure } } }
                }
        }
        let error = await #expect(throws: RunError.self) { _ = try await run(stages(failingAt: 1)) }
        guard case .incomplete(let published, let reason) = error else {
            Issue.record("unexpected \(String(describing: error))")
            return
        }
        #expect(published.map(\.path) == ["first"])
        #expect(reason as? PublishError == failure)
        #expect(shelves.map { $0.committed.withLock { $0 != nil } } == [true, false, false])
        #expect(shelves.map { $0.isAbandoned.withLock { $0 } } == [false, true, true])
        // Where the first one fails nothing is in place, and the error is its own.
        await #expect(throws: failure) { _ = try await run(stages(failingAt: 0)) }
    }

    @Test func aSinkThatCantBeOpenedLeavesNothingOfTheOthers() async throws {
        let shelf = Shelf()
        await #expect(throws: PublishError.self) {
            _ = try await run([
                try stage("read", Count.self), try sink(0, shelf: shelf), try stage("locked", Locked.self, 0),
            ])
        }
        #expect(shelf.committed.withLock { $0 } == nil && shelf.isAbandoned.withLock { $0 })
    }
}

/// Can't be opened.
private struct Locked: Sink {
    static var name: String { "publish.locked" }
    static var summary: String { "is locked" }
    init(_ configuration: NoOptions, _ context: StageContext) {}
    var artifacts: [Artifact] { [] }
    func prepare(_ document: Article, _ layers: NoLayers) -> String { document.text }
    func makeWriter() throws -> Collect.Writer { throw PublishError(.cannotCreate, "is locked") }
}
