public import Documents
public import StageKit

/// Runs one stage on documents, in a test, as a run would.
///
/// ```swift
/// let harness = try StageHarness(ExtractLanguage.self)
/// let result = try harness.run([sampleArticle("Headline\n\nBonjour tout le monde.")])
/// #expect(result.layer(Language.self)?.code == "fr")
/// ```
public struct StageHarness<S: StageType> {
    /// What the stage asks whether it is to end; `signal.stop()` before a run shows what it does then.
    public let signal = StopSignal()
    private let stage: ErasedStage

    /// Makes the stage.
    /// - Parameters:
    ///   - type: The stage type.
    ///   - configuration: Its options; the default ones unless told.
    ///   - allowance: What the stage may reach; nothing unless told.
    ///   - folder: Where the stage may keep what it fetched.
    /// - Throws: What the stage's configuration or initializer throws.
    public init(
        _ type: S.Type, _ configuration: S.Configuration = S.Configuration(),
        allowing allowance: Allowance = Allowance(),
        keepingIn folder: Path? = nil
    ) throws {
        try configuration.validate()
        let context = StageContext(
            stage: String(type.name.drop { $0 != "." }.dropFirst()), signal: signal,
            outside: Outside(allowance, folder: folder))
        stage = try type.descriptor.makeStage(configuration, context)
    }

    /// Runs a transform, an annotator, a selection, an aggregate or a sink on documents of one form. A sink publishes.
    /// - Throws: What ends a run: a stage that gives what its type doesn't declare, an artifact that can't be written,
    ///   `CancellationError`.
    public func run<Input: Form>(_ documents: [Input], _ calls: Calls = .plain) throws -> StageResult {
        let batches = calls.cut(documents.count).map { range in
            DocumentBatch(
                documents: Array(documents[range]), ordinals: range.indices.map { Int32($0 - range.lowerBound) })
        }
        switch try policed(calls) {
        case .source: throw HarnessError(message: "a source takes no documents: call read()")
        case .transform(let runner): return try Self.transform(batches, runner, calls)
        case .ordered(let runner):
            var result = StageResult()
            let prepared = try Self.prepare(batches, runner, calls, &result)
            try Self.consume(prepared, runner, isAbandoned: false, &result)
            result.artifacts = try runner.artifacts.flatMap { try $0.files() }
            return result
        }
    }

    /// Runs a sink to its end and then gives all up, as a run does that fails: nothing of it is to be seen afterwards.
    public func abandon<Input: Form>(_ documents: [Input]) throws {
        guard case .ordered(let runner) = stage else { throw HarnessError(message: "only a sink can be abandoned") }
        var result = StageResult()
        let batch = DocumentBatch(documents: documents, ordinals: documents.indices.map { Int32($0) })
        let prepared = try Self.prepare([batch], runner, .plain, &result)
        try Self.consume(prepared, runner, isAbandoned: true, &result)
    }

    /// Calls the stage for documents in batches as they come in a run, and keeps nothing of what it gives.
    func prepare<Input: Form>(_ documents: [Input]) throws {
        for range in Calls.batches(of: 64).cut(documents.count) {
            let batch = DocumentBatch(documents: Array(documents[range]), ordinals: range.indices.map { Int32($0) })
            var tally = Tally()
            switch stage {
            case .source: throw HarnessError(message: "a source takes no documents")
            case .transform(let runner): _ = try runner.run(batch, nil, &tally)
            case .ordered(let runner): _ = try runner.prepare(batch, nil, &tally)
            }
        }
    }

    /// Reads all that a source holds.
    /// - Parameter documents: How many documents a batch has at most.
    public func read(batchesOf documents: Int = 64) throws -> StageResult {
        let runner = try source()
        var result = StageResult()
        var reader = try runner.makeReader()
        while let batch = try reader.next(documents: documents, bytes: 1 << 20, nil, &result.tally) {
            result.append(batch.content)
        }
        return result
    }

    /// Counts what a source holds.
    public func survey() throws -> Survey { try source().survey() }

    /// The source, types erased.
    func source() throws -> any SourceRunner {
        guard case .source(let runner) = stage else { throw HarnessError(message: "only a source can be read") }
        return runner
    }

    private func policed(_ calls: Calls) throws -> ErasedStage {
        guard let timeout = calls.timeout else { return stage }
        var policies = StagePolicies()
        policies.timeout = timeout
        return stage.with(DocumentPolicy(policies, stage: S.name, signal: signal))
    }

    private static func transform<Input: Form>(
        _ batches: [DocumentBatch<Input>], _ runner: any TransformRunner, _ calls: Calls
    ) throws -> StageResult {
        try call(batches, calls) { batch, tally in try runner.run(batch, nil, &tally) }
            .reduce(into: StageResult()) { result, given in
                result.append(given.value)
                result.tally.add(given.tally)
            }
    }

    private static func prepare<Input: Form>(
        _ batches: [DocumentBatch<Input>], _ runner: any OrderedRunner, _ calls: Calls, _ result: inout StageResult
    ) throws -> [any PreparedContent] {
        try call(batches, calls) { batch, tally in try runner.prepare(batch, nil, &tally) }.map { given in
            result.tally.add(given.tally)
            return given.value
        }
    }

    private static func consume(
        _ prepared: [any PreparedContent], _ runner: any OrderedRunner, isAbandoned: Bool, _ result: inout StageResult
    ) throws {
        var consumer = try runner.open(nil, nil)
        do {
            for batch in prepared {
                if let given = try consumer.consume(batch, [], &result.tally).content { result.append(given) }
            }
            if let given = try consumer.finish(&result.tally) { result.append(given) }
            if !isAbandoned { return try consumer.commit() }
        } catch {
            consumer.abandon()
            throw error
        }
        consumer.abandon()
    }

    /// Calls for every batch, in the order and on the threads that are asked for; what comes of it is in corpus order.
    private static func call<Input: Form, Value: Sendable>(
        _ batches: [DocumentBatch<Input>], _ calls: Calls,
        _ body: @escaping @Sendable (DocumentBatch<Input>, inout Tally) throws -> Value
    ) throws -> [(value: Value, tally: Tally)] {
        let order = calls.order(batches.count)
        let results = Threads.share(batches.count, among: calls.threads) {
            place -> Result<(value: Value, tally: Tally), any Error> in
            Result {
                var tally = Tally()
                let value = try body(batches[order[place]], &tally)
                return (value, tally)
            }
        }
        return try zip(order, results).sorted { $0.0 < $1.0 }.map { try $0.1.get() }
    }
}

extension Tally {
    fileprivate mutating func add(_ other: Tally) {
        rejected += other.rejected
        drops += other.drops
        taken += other.taken
        filtered += other.filtered
        given += other.given
        extra += other.extra
    }
}

/// A harness used for what the stage can't do.
public struct HarnessError: Error {
    /// What is wrong.
    public let message: String
}
