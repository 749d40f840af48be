internal import CommandLineKit
internal import Diagnostics
internal import Planning
internal import StageKit

/// `galley run --watch`: runs again whenever the corpus or the definition has changed.
struct RepeatedRun: Sendable {
    static let watch = Argument.flag(
        "watch", help: "Run again whenever the corpus or the definition changes, until interrupted.")
    static let interval = Argument.option(
        "interval", .number(in: 0.05...86_400), valueName: "seconds", defaultText: "1",
        help: "With --watch: look for changes so often.")

    /// Signals are asked for so often while nothing changes.
    private static let slice = Duration.milliseconds(100)

    private let parsed: Parsed
    private let registry: Registry
    private let interval: Duration

    /// - Throws: A usage error for what can't be watched.
    init(_ parsed: Parsed, _ registry: Registry) throws {
        if parsed[DefinitionArguments.definition] == "-" {
            throw parsed.usageError("'--watch' takes a definition from a file: standard input is read once")
        }
        self.parsed = parsed
        self.registry = registry
        interval = .seconds(parsed[Self.interval] ?? 1)
    }

    /// Runs until a signal comes; gives the exit code.
    func execute() async throws -> Int32 {
        let signals = SharedInterrupts()
        return try await withThrowingTaskGroup(of: Int32?.self) { group in
            group.addTask {
                await signals.listen()
                return nil
            }
            group.addTask { try await runAgainAndAgain(signals) }
            defer { group.cancelAll() }
            while let code = try await group.next() {
                if let code { return code }
            }
            throw InternalError("the watch ended without a signal")
        }
    }

    private func runAgainAndAgain(_ signals: SharedInterrupts) async throws -> Int32 {
        var isFirst = true
        while true {
            let files = DefinitionFiles()
            let plan = try plan(files, isFirst: isFirst)
            isFirst = false
            // As it is before the run: what changes meanwhile is a change.
            let corpus = plan.map { CorpusLook($0) }
            if let plan {
                do {
                    _ = try await RunCommand.execute(
                        plan, parsed, signals.forRun(), after: OtherBuild(before: plan, registry),
                        adjust: RunCommand.asAsked(parsed, registry))
                } catch {
                    _ = Galley.report(error)
                }
            }
            if let number = signals.last { return ExitCode.signalled(number) }
            let what =
                corpus.map {
                    "the definition or its corpus of \(Figures.count($0.count)) file\($0.count == 1 ? "" : "s")"
                } ?? "the definition"
            Output.messages.line("waiting for a change of \(what); interrupt to end")
            guard let change = await change(from: Look(definition: files.noted, corpus: corpus), plan, files, signals)
            else {
                return ExitCode.signalled(signals.last)
            }
            Output.messages.line("\(change): running again")
        }
    }

    /// The plan as the definition is now; nil for a wrong one, which is shown. What is wrong with the command line ends the
    /// watch before it begins.
    private func plan(_ files: DefinitionFiles, isFirst: Bool) throws -> Plan? {
        do {
            let plan = try RunCommand.plan(parsed, registry, files)
            if let plan, plan.readsStandardInput {
                throw Failure(
                    ExitCode.usage, "'--watch' can't watch standard input, which a stage reads",
                    help: "let the stage read files")
            }
            return plan
        } catch let error as Failure where !isFirst {
            _ = Galley.report(error)
            return nil
        }
    }

    /// Waits for a change, and until it is over, so that nothing is read while it is written; nil when a signal came.
    private func change(from before: Look, _ plan: Plan?, _ files: DefinitionFiles, _ signals: SharedInterrupts) async
        -> String?
    {
        var settling = Settling(before: before)
        var pause = interval
        while await wait(pause, signals) {
            let start = ContinuousClock.now
            let now = Look(definition: files.now, corpus: plan.map { CorpusLook($0) })
            // A great corpus is not looked at all the time.
            pause = max(interval, (.now - start) * 10)
            if settling.isSettled(now) { return now.difference(from: before) }
        }
        return nil
    }

    private func wait(_ time: Duration, _ signals: SharedInterrupts) async -> Bool {
        let end = ContinuousClock.now + time
        while signals.last == nil, ContinuousClock.now < end {
            do { try await Task.sleep(for: min(Self.slice, end - .now)) } catch { return false }
        }
        return signals.last == nil
    }
}

/// The definition and the corpus at one moment.
private struct Look: Equatable {
    let definition: [String: [UInt8]?]
    let corpus: CorpusLook?

    /// What has changed, in words.
    func difference(from earlier: Look) -> String {
        let definition = self.definition == earlier.definition ? nil : "the definition has changed"
        let corpus = earlier.corpus.flatMap { self.corpus?.difference(from: $0) }
        return [definition, corpus].compactMap(\.self).joined(separator: ", ")
    }
}
