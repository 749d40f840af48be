internal import Documents
internal import Files
public import Planning
internal import StageKit
internal import Store
internal import Locks

/// How a run is done, whatever the plan.
public struct RunOptions: Sendable {
    /// Number of workers.
    public var jobs: Int
    /// Documents in a batch, at most.
    public var batchDocuments = 64
    /// Bytes in a batch; a greater document makes a batch of its own.
    public var batchBytes = 1 << 20
    /// Documents that may wait on an edge.
    public var waitingDocuments = 256
    /// Bytes that may wait on an edge; one batch always may.
    public var waitingBytes = 16 << 20
    /// Is told what every stage takes and gives; it keeps alive what it keeps.
    package var observer: (any RunObserver)?
    /// Whether the quarantine and the other records are written, and what is known from earlier runs is used.
    package var keepsRecords = true
    /// Whether what is found out is kept for later runs.
    public var keepsResults = true
    /// Whether nothing that is known from earlier runs is used.
    public var isFresh = false
    /// Whether the run is done even if nothing has changed since an earlier one.
    public var isRepeated = false
    /// Whether documents stay in quarantine that the run doesn't read, since they are in the corpus no more.
    public var keepsQuarantined = false
    /// The most bytes that results take in the state folder after the run; with 0 none are kept.
    public var cacheLimit = 4_000_000_000
    /// Are told what happens while the run goes on.
    public var listeners: [any RunListener] = []
    /// The version of the program, for the record.
    public var version: String
    /// What tells the build of the program from others, where a later run wants to know.
    public var program: String?

    /// The usual limits.
    public init(jobs: Int, version: String = "") {
        self.jobs = max(1, jobs)
        self.version = version
    }
}

/// One execution of a plan.
///
/// A task group of workers, on threads of their own, takes batches from a ``Schedule``; sources are read and sinks
/// written by one worker at a time. Nothing is put in place before everything has gone well.
public final class Run: Sendable {
    /// What documents left that are through is written down when so much time has passed, however little it is: a run of
    /// slow stages, or one that waits, would else lose hours of work when it is killed.
    private static let patience = Duration.seconds(5)

    private let plan: Plan
    private let options: RunOptions
    private let ledger: Ledger
    private let failures: FailureWatch
    private let dispatcher: Dispatcher<Parcel>
    private let runners: Mutex<[SegmentRunner]> = Mutex([])
    private let memory: Mutex<RunMemory?> = Mutex(nil)
    private let readers: Mutex<[Int: any BatchReader]> = Mutex([:])
    private let consumers: Mutex<[Int: any OrderedConsumer]> = Mutex([:])
    private let records: RunRecords
    /// What a killed run had announced, and this one has put in place.
    private let completed: Mutex<[Path]> = Mutex([])
    private let interruption = Mutex(RunOutcome.done)
    private let keeper: Mutex<RunKeeper?> = Mutex(nil)
    private let teller: RunTeller?
    private let clock = RunClock()

    /// Prepares a run; opens nothing.
    public init(_ plan: Plan, options: RunOptions) {
        self.plan = plan
        self.options = options
        ledger = Ledger(plan)
        failures = FailureWatch(plan)
        teller = RunTeller(plan, options, clock)
        records = RunRecords(of: plan.name, in: plan.state.text)
        dispatcher = Dispatcher(
            Schedule(
                nodes: plan.segments.map { segment in
                    .init(
                        inputs: segment.inputs, isOrdered: plan.isOrdered(segment), isBounded: segment.isBounded,
                        jobs: segment.jobs ?? .max)
                },
                limits: .init(documents: options.waitingDocuments, bytes: options.waitingBytes)))
    }

    /// The account of every stage as it is now, in plan order.
    public var accounts: [StageAccount] { ledger.accounts }

    /// Documents that wait before every stage that something waits before, in plan order.
    public var waiting: [Int] {
        var waiting = [Int](repeating: 0, count: plan.stages.count)
        for (node, segment) in plan.segments.enumerated() {
            if let first = segment.stages.first { waiting[first] = dispatcher.waiting(before: node) }
        }
        return waiting
    }

    /// Stops reading; what was read goes through, and nothing is put in place.
    public func drain() {
        interruption.withLock { if $0 == .done { $0 = .drained } }
        plan.signal.drain()
        dispatcher.drain()
    }

    /// Stops at once; nothing is put in place.
    public func stop() {
        interruption.withLock { $0 = .stopped }
        plan.signal.stop()
        dispatcher.stop()
    }

    /// Runs the plan to its end. Called once.
    /// - Throws: ``RunError``; `SourceError` when a source can't be read; `PublishError` when an artifact can't be
    ///   written. But for ``RunError/incomplete(published:reason:)``, nothing was put in place.
    @concurrent
    public func execute() async throws -> RunReport {
        do {
            if options.keepsRecords { try remember() }
        } catch {
            // If it got as far as being written down, it isn't to be taken for one that was killed.
            try? keeper.withLock { $0 }?.finish(
                self.report(), reason: FailureReason.text(error), story: RunStory())
            throw error
        }
        teller?.begin(run: keeper.withLock { $0?.number })
        if let report = try reportUnchanged() { return report }
        let threads = WorkerThreads()
        let outcome: RunOutcome
        do {
            outcome = try await withTaskExecutorPreference(threads) {
                try self.open()
                try await self.work()
                return try self.close()
            }
        } catch {
            abandon()
            // The first error is the one to tell.
            try? writeDown(all: true)
            memory.withLock { $0 }?.trim()
            try? commitRecords(isComplete: false)
            try? finish(report(), reason: FailureReason.text(error))
            throw error
        }
        memory.withLock { $0 }?.trim()
        let report = report(outcome)
        try finish(report, reason: nil)
        return report
    }

    /// Takes the state folder, and what is known from earlier runs.
    private func remember() throws {
        let keeper = try RunKeeper(plan, options, started: clock.started)
        self.keeper.withLock { $0 = keeper }
        do {
            try keeper.state.takeInOlderRecords(in: FilePath(plan.state.text), orFor: plan.name)
        } catch {
            throw RunError.state("what an older version left in quarantine can't be moved: \(error)", help: nil)
        }
        do {
            let completed = try keeper.state.completePlacements()
            self.completed.withLock { $0 = completed.map { Path($0.text) } }
        } catch {
            throw RunError.state(
                "what a run that was killed had begun to publish can't be put in place: \(error)", help: nil)
        }
        guard options.keepsResults else { return }
        let memory: RunMemory
        do {
            memory = try RunMemory(
                plan, run: keeper.number, keeper.state, isFresh: options.isFresh,
                isObserved: options.observer != nil, version: options.version, isRepeated: options.isRepeated,
                cacheLimit: options.cacheLimit)
        } catch {
            throw RunError.state("what earlier runs left can't be used: \(error)", help: nil)
        }
        self.memory.withLock { $0 = memory }
    }

    /// Where nothing has changed since an earlier run: what that one did, which need not be done again.
    private func reportUnchanged() throws -> RunReport? {
        guard let memory = memory.withLock({ $0 }), let earlier = memory.unchanged else { return nil }
        memory.trim()
        ledger.takeOver(earlier)
        var report = report(.done)
        report.unchangedSince = earlier.number
        // Of those that it put into quarantine some may have been dropped since.
        let state = FilePath(plan.state.text)
        let quarantine = earlier.quarantined > 0 ? try? Quarantine(of: plan.name, in: state) : nil
        let kept = quarantine?.count ?? earlier.quarantined
        report.reasons = quarantine?.kinds ?? []
        teller?.tell(earlier, quarantine?.entries ?? [])
        report.quarantined = kept
        report.quarantine = kept > 0 ? Path(records.place.quarantine.text) : nil
        try finish(report, reason: nil)
        return report
    }

    private func finish(_ report: RunReport, reason: String?) throws {
        defer { teller?.end(report, reason: reason) }
        var story = teller?.story ?? RunStory()
        // Without a memory only the batches are known.
        if let slowest = memory.withLock({ $0 })?.slowest, !slowest.isEmpty { story.slowest = slowest }
        try keeper.withLock { try $0?.finish(report, reason: reason, story: story) }
    }

    /// What the run did so far; after ``execute()`` has thrown, what it had done by then.
    public func report(_ outcome: RunOutcome = .failed) -> RunReport {
        let accounts = accounts
        let keeper = keeper.withLock { $0 }
        var report = RunReport(
            pipeline: plan.name, outcome: outcome, accounts: accounts,
            read: zip(plan.stages, accounts).reduce(0) { $0 + ($1.0.type.shape == .source ? $1.1.taken : 0) },
            artifacts: outcome == .done ? plan.stages.flatMap(\.artifacts) : [], quarantined: records.quarantined,
            quarantine: records.quarantine.map { Path($0) }, time: clock.offset, run: keeper?.number,
            damagedState: keeper?.damaged.map { Path($0) },
            hasLostResults: memory.withLock { $0 }?.hasLostResults ?? false, completed: completed.withLock { $0 })
        report.reasons = records.kinds
        return report
    }

    private func open() throws {
        let memory = memory.withLock { $0 }
        let isObserved = options.observer != nil
        runners.withLock {
            $0 = plan.segments.map {
                SegmentRunner(plan: plan, segment: $0, isObserved: isObserved, memory: memory)
            }
        }
        for (node, segment) in plan.segments.enumerated() {
            for index in segment.stages {
                switch plan.stages[index].stage {
                case .source(let runner):
                    let reader = try runner.makeReader()
                    readers.withLock { $0[node] = reader }
                case .ordered(let runner):
                    let consumer = try runner.open(memory?.memory(of: index), memory?.publication(index))
                    consumers.withLock { $0[node] = consumer }
                case .transform: break
                }
            }
        }
    }

    private func work() async throws {
        try await withTaskCancellationHandler {
            try await withThrowingTaskGroup { group in
                for _ in 0..<options.jobs {
                    group.addTask {
                        try await self.orStop {
                            while let work = await self.dispatcher.next() {
                                try self.perform(work)
                                try self.writeDown()
                            }
                        }
                    }
                }
                group.addTask {
                    try await self.orStop {
                        while (try? await Task.sleep(for: Self.patience)) != nil { try self.writeDown(all: true) }
                    }
                }
                for _ in 0..<options.jobs { try await group.next() }
                group.cancelAll()
                try await group.waitForAll()
            }
        } onCancel: {
            stop()
        }
    }

    /// Does a part of the work; if that fails, all others end theirs.
    private func orStop(_ work: () async throws -> Void) async throws {
        do {
            try await work()
        } catch is CancellationError where plan.signal.isStopped {
            // A stage did as it was told.
        } catch {
            dispatcher.stop()
            // A source may be waiting for input that never comes.
            plan.signal.stop()
            throw error
        }
    }

    private func perform(_ work: Schedule<Parcel>.Work) throws {
        switch work {
        case .read(let node, let number): try read(node, number)
        case .process(let node, let number, let inputs):
            var entries: [Entry] = []
            let runner = runners.withLock { $0[node] }
            let parcel = try runner.process(inputs, number: number, &entries)
            try record(entries)
            dispatcher.finish { $0.finishProcessing(node, number: number, parcel, parcel.weight) }
        case .consume(let node, let number, let parcel): try consume(node, number, parcel)
        case .end(let node): try end(node)
        }
    }

    private func read(_ node: Int, _ number: Int) throws {
        guard var reader = readers.withLock({ $0.removeValue(forKey: node) }),
            let index = plan.segments[node].stages.first
        else { throw InternalError("a batch was asked of what is no source") }
        var entry = Entry(stage: index, batch: number)
        let start = ContinuousClock.now
        let batch = try reader.next(
            documents: options.batchDocuments, bytes: options.batchBytes,
            memory.withLock { $0 }?.source(index), &entry.tally)
        entry.time = .now - start
        entry.tried = entry.tally.taken
        try entry.settle(plan.stages[index])
        if options.observer != nil { entry.traffic.given = batch?.content }
        let quarantined = entry.tally.rejected.map(\.ordinal)
        try record([entry])
        let isReading = reader
        readers.withLock { $0[node] = isReading }
        let parcel = batch.map {
            Parcel(content: .documents($0.content), quarantined: quarantined, settled: $0.settled)
        }
        dispatcher.finish { $0.finishReading(node, parcel, parcel?.weight ?? .none) }
    }

    private func consume(_ node: Int, _ number: Int, _ parcel: Parcel) throws {
        guard case .prepared(let prepared) = parcel.content else {
            throw InternalError("an unprepared batch came to an ordered stage")
        }
        let (passed, quarantined) = try withConsumer(of: node, batch: number) {
            try $0.consume(prepared, parcel.settled, &$1)
        }
        let next = passed.content.map {
            Parcel(
                content: .documents($0), quarantined: parcel.quarantined + quarantined, settled: passed.settled)
        }
        dispatcher.finish { $0.finishConsuming(node, next, next?.weight ?? .none) }
    }

    private func end(_ node: Int) throws {
        let (rest, _) = try withConsumer(of: node, batch: .max) { Passed(content: try $0.finish(&$1)) }
        let parcels = (rest.content?.cut(into: options.batchDocuments) ?? []).map { batch in
            let parcel = Parcel(content: .documents(batch))
            return (parcel, parcel.weight)
        }
        dispatcher.finish { $0.finishEnding(node, parcels) }
    }

    /// Lends the consumer of a node, which only one worker at a time asks for.
    private func withConsumer(
        of node: Int, batch: Int, _ body: (inout any OrderedConsumer, inout Tally) throws -> Passed
    ) throws -> (Passed, quarantined: [Int32]) {
        guard var consumer = consumers.withLock({ $0[node] }), let index = plan.segments[node].stages.last else {
            throw InternalError("a batch came to a segment that consumes none")
        }
        consumers.withLock { $0[node] = nil }
        var entry = Entry(stage: index, batch: batch)
        let start = ContinuousClock.now
        entry.isConsuming = true
        let result = Result { try body(&consumer, &entry.tally) }
        entry.time = .now - start
        let lent = consumer
        consumers.withLock { $0[node] = lent }
        let given: Passed
        do {
            given = try result.get()
        } catch let fault as StageFault {
            throw RunError.undeclared(stage: plan.stages[index].id, reason: fault.description, help: fault.help)
        }
        try entry.settle(plan.stages[index])
        if options.observer != nil { entry.traffic.given = given.content }
        try record([entry])
        if !given.left.isEmpty { try memory.withLock { $0 }?.note(left: given.left, at: index) }
        return (given, entry.tally.rejected.map(\.ordinal))
    }

    /// Writes down what was gathered so far.
    private func writeDown(all: Bool = false) throws {
        guard let memory = memory.withLock({ $0 }) else { return }
        do {
            try memory.flush(all: all)
        } catch {
            throw RunError.records("what became of the documents can't be written down: \(error)")
        }
    }

    private func record(_ entries: [Entry]) throws {
        teller?.tell(entries)
        for entry in entries {
            options.observer?.observe(entry.observation)
            for rejected in entry.tally.rejected where options.keepsRecords {
                do {
                    try records.quarantine(
                        rejected.raw, stage: plan.stages[entry.stage].id,
                        order: (entry.stage, entry.batch, rejected.ordinal),
                        code: rejected.reason.code, reason: rejected.reason.message)
                } catch {
                    throw RunError.records("the quarantine can't be written: \(error)")
                }
            }
        }
        ledger.add(entries)
        try failures.add(entries)
    }

    /// Puts everything in place if nothing interrupted the run so far; an interrupt that comes later comes too late.
    private func close() throws -> RunOutcome {
        let outcome = interruption.withLock { $0 }
        guard outcome == .done else {
            abandon()
            try writeDown(all: true)
            try commitRecords(isComplete: false)
            return outcome
        }
        for stage in plan.stages { try stage.end(isDone: true) }
        if let imbalance = ledger.imbalance(in: plan) { throw RunError.imbalance(imbalance) }
        try failures.checkAtEnd()
        try memory.withLock { $0 }?.checkTakenOver()
        try writeDown(all: true)
        // Records first: should an artifact not go into place, what was quarantined is there all the same.
        try commitRecords(isComplete: true)
        try announce()
        var published: [Artifact] = []
        for (node, segment) in plan.segments.enumerated() {
            guard var consumer = consumers.withLock({ $0.removeValue(forKey: node) }) else { continue }
            do {
                try consumer.commit()
                published += segment.stages.flatMap { plan.stages[$0].artifacts }
                for index in segment.stages { teller?.publish(plan.stages[index]) }
            } catch {
                consumer.abandon()
                throw published.isEmpty ? error : RunError.incomplete(published: published, reason: error)
            }
        }
        do {
            try memory.withLock { $0 }?.publish()
        } catch {
            throw RunError.incomplete(
                published: published, reason: RunError.records("what was published can't be written down: \(error)"))
        }
        return outcome
    }

    /// Writes down what belongs together of what is about to be put in place.
    private func announce() throws {
        let pending = consumers.withLock { consumers in
            plan.segments.indices.flatMap { consumers[$0]?.pending ?? [] }
        }
        guard pending.count > 1, let state = keeper.withLock({ $0?.state }) else { return }
        do {
            try state.announce(
                pending.map {
                    PendingPlacement(
                        temporary: FilePath($0.temporary.text), place: FilePath($0.place.text),
                        isFolder: $0.isFolder, identity: $0.identity)
                })
        } catch {
            throw RunError.records("what is about to be published can't be written down: \(error)")
        }
    }

    private func commitRecords(isComplete: Bool) throws {
        guard options.keepsRecords else { return }
        let dropped = ledger.drops.map { stage, drop in
            DroppedDocument(
                stage: stage, id: drop.id, locator: drop.locator, code: drop.code, inFavourOf: drop.inFavourOf,
                similarity: drop.similarity)
        }
        do {
            if isComplete { try keepQuarantined() }
            try records.commit(dropped: dropped, isComplete: isComplete)
            guard isComplete, let keeper = keeper.withLock({ $0 }) else { return }
            try keeper.state.note(
                quarantined: records.reasons, kept: records.keptReasons, pipeline: plan.name, run: keeper.number)
        } catch {
            throw RunError.records("the records can't be written: \(error)")
        }
    }

    /// Keeps in quarantine what isn't read any more: nobody else has it.
    private func keepQuarantined() throws {
        guard options.keepsQuarantined, options.keepsResults, let keeper = keeper.withLock({ $0 }) else { return }
        let earlier = try Quarantine(of: plan.name, in: FilePath(plan.state.text))
        try records.keep(
            earlier.entries.filter { entry in
                try !keeper.state.hasRead(entry.source, pipeline: plan.name, run: keeper.number)
            })
    }

    private func abandon() {
        let open = consumers.withLock { consumers in
            defer { consumers = [:] }
            return consumers
        }
        for (_, var consumer) in open { consumer.abandon() }
        for stage in plan.stages { try? stage.end(isDone: false) }
        memory.withLock { $0 }?.abandon()
    }
}

extension Schedule.Weight {
    static var none: Self { Self(documents: 0, bytes: 0) }
}

extension Plan {
    func isOrdered(_ segment: Segment) -> Bool {
        segment.stages.contains { if case .ordered = stages[$0].stage { true } else { false } }
    }
}

extension PlannedStage {
    /// Lets the stage go of what it holds outside.
    fileprivate func end(isDone: Bool) throws {
        if case .transform(let runner) = stage { try runner.end(isDone: isDone) }
    }
}
