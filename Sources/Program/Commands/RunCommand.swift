internal import CommandLineKit
internal import Diagnostics
internal import JSON
internal import Planning
internal import Runtime
internal import StageKit
internal import Locks

/// `galley run`: runs a definition over its corpus.
enum RunCommand {
    static let jobs = Argument.option(
        "jobs", short: "j", .integer(in: 1...256), valueName: "number", defaultText: "the number of cores",
        help: "Work on so many batches at the same time; the output doesn't depend on it.")
    static let dryRun = Argument.flag("dry-run", short: "n", help: "Print what would be done, and write nothing.")
    static let format = Argument.option(
        "format", .choice(ReportFormat.self), default: .text, help: "How the account is printed.")
    static let progress = Argument.option(
        "progress", .choice(ProgressMode.self), default: .auto,
        help: "Show progress as it goes: live on a terminal, or in plain lines.")
    static let allowQuarantine = Argument.flag(
        "allow-quarantine", help: "End with exit code 0 even if documents went to quarantine.")

    static let fresh = Argument.flag(
        "fresh", help: "Do everything again: use nothing that is known from earlier runs.")

    static let noCache = Argument.flag(
        "no-cache", help: "Keep nothing for later runs, and use nothing of earlier ones.")

    static func command(_ registry: Registry) -> Command {
        Command(
            "run", abstract: "Run a pipeline over its corpus.",
            discussion: """
                Nothing is published before everything went well; the account at the end tells what happened to every \
                document. Documents that can't be processed are kept whole, with the reason, in the quarantine.

                What is known from earlier runs is used again, so a run over a corpus in which little has changed takes \
                little time; what it publishes is the same to the byte. '--fresh' does everything again.

                The first interrupt stops reading and lets what was read go through, the second stops at once; neither \
                publishes anything.

                With '--watch' it is run again whenever files of the corpus or of the definition change, until it is \
                interrupted.

                Exit codes: 0 done, 1 the run failed, 2 done with documents in quarantine, 64 wrong command line, \
                65 wrong definition, 66 no input, 70 a fault of Galley, 73 can't write there, 74 writing broke off, \
                130 interrupted, 143 terminated.
                """,
            examples: [
                .init("Run the sample pipeline", "galley run Pipelines/digest.yaml"),
                .init(
                    "Run it over a corpus of your own",
                    "galley run Pipelines/digest.yaml --set input=articles --set output=build/articles"),
                .init("Run it again whenever something changes", "galley run Pipelines/digest.yaml --watch"),
            ],
            arguments: [
                DefinitionArguments.definition, DefinitionArguments.set, DefinitionArguments.state,
                DefinitionArguments.strict, jobs, dryRun, format, progress, fresh, noCache,
                CacheCommand.limit, allowQuarantine, Permissions.allow, RepeatedRun.watch, RepeatedRun.interval,
            ] + RunWatchers.all + PartArguments.all
        ) { try await run($0, registry) }
    }

    @concurrent
    private static func run(_ parsed: Parsed, _ registry: Registry) async throws -> Int32 {
        if parsed[RepeatedRun.watch] {
            if parsed[dryRun] { throw parsed.usageError("'--watch' can't be combined with '--dry-run'") }
            return try await RepeatedRun(parsed, registry).execute()
        }
        if parsed[RepeatedRun.interval] != nil { throw parsed.usageError("'--interval' is only of use with '--watch'") }
        if parsed[dryRun] { return try PlanCommand.run(parsed, registry, format: parsed[format]) }
        guard let plan = try plan(parsed, registry, DefinitionFiles()) else { return ExitCode.badDefinition }
        return try await execute(
            plan, parsed, Interrupts.listen(), after: OtherBuild(before: plan, registry),
            adjust: asAsked(parsed, registry))
    }

    /// The plan that is to be run; nil when the definition is wrong, which is shown.
    static func plan(_ parsed: Parsed, _ registry: Registry, _ files: DefinitionFiles) throws(Failure) -> Plan? {
        try Definitions.plan(
            parsed, registry, state: parsed[DefinitionArguments.state], mustPublish: true,
            allowing: Permissions.allowance(parsed), noting: files
        ) { (plan) throws(Failure) in try RunWatchers.check(parsed, plan, files) }
    }

    /// Chooses what only `run` has arguments for.
    static func asAsked(_ parsed: Parsed, _ registry: Registry) -> (inout RunOptions) -> Void {
        { options in
            options.program = OtherBuild.stamp(registry)
            options.isFresh = parsed[fresh]
            options.keepsResults = !parsed[noCache]
        }
    }

    /// Runs a plan once as the command line has it, tells how it went, and gives the exit code.
    /// - Parameters:
    ///   - interrupts: The signals that end it.
    ///   - other: Another build of the program, which did it the last time.
    ///   - show: Prints the report; nil prints it as `run` does.
    ///   - adjust: Chooses what isn't an argument of all commands that run pipelines.
    static func execute(
        _ plan: Plan, _ parsed: Parsed, _ interrupts: AsyncStream<Int32>, after other: OtherBuild? = nil,
        show: ((RunReport) -> Void)? = nil, adjust: (inout RunOptions) -> Void
    ) async throws -> Int32 {
        let watchers = try RunWatchers(parsed)
        var options = RunOptions(jobs: parsed[jobs] ?? Surroundings.cores, version: VersionCommand.version)
        options.cacheLimit = parsed[CacheCommand.limit].bytes
        adjust(&options)
        options.listeners = watchers.listeners
        let run = Run(plan, options: options)
        let (report, signal): (RunReport, Int32?)
        do {
            (report, signal) = try await watched(run, plan, watchers, interrupts, parsed)
            watchers.warn()
        } catch {
            watchers.warn()
            // What was done until then is accounted for.
            let report = run.report()
            if report.read > 0 || parsed[format] == .json { (show ?? { print($0, parsed[format]) })(report) }
            throw error
        }
        (show ?? { print($0, parsed[format]) })(report)
        if report.outcome == .done, let note = other?.note(report.accounts) {
            Output.messages.line(DisplayText.printable(note))
            Output.messages.line("  \(OtherBuild.help)")
        }
        switch (report.outcome, signal) {
        case (.done, _):
            return report.quarantined > 0 && !parsed[allowQuarantine] ? ExitCode.quarantined : ExitCode.done
        case (_, let signal): return ExitCode.signalled(signal)
        }
    }

    /// Runs while signals are listened to and progress is shown.
    private static func watched(
        _ run: Run, _ plan: Plan, _ watchers: RunWatchers, _ interrupts: AsyncStream<Int32>, _ parsed: Parsed
    ) async throws -> (RunReport, signal: Int32?) {
        let signals = SignalMemory()
        let report = try await withThrowingTaskGroup(of: RunReport?.self) { group in
            group.addTask {
                // While interrupts are still listened to: an endpoint may take its time.
                defer { watchers.finish() }
                return try await run.execute()
            }
            group.addTask {
                await watchers.keepUp(with: run)
                return nil
            }
            group.addTask {
                for await number in interrupts {
                    let isFirst = signals.remember(number)
                    switch watchers.interrupt() {
                    case .none: interrupt(run, number, isFirst: isFirst)
                    case .givesUp: break
                    case .wasGivenUp:
                        Interrupts.exitSoon(ExitCode.signalled(number), saying: "stopped after the end of the run")
                    }
                }
                return nil
            }
            group.addTask {
                guard var progress = Progress(plan, parsed[RunCommand.progress]) else { return nil }
                while (try? await Task.sleep(for: progress.interval)) != nil { progress.show(run) }
                progress.clear()
                return nil
            }
            defer { group.cancelAll() }
            while let ended = try await group.next() {
                if let report = ended {
                    group.cancelAll()
                    try await group.waitForAll()
                    return report
                }
            }
            throw InternalError("the run ended without a report")
        }
        return (report, signals.last)
    }

    private static func interrupt(_ run: Run, _ number: Int32, isFirst: Bool) {
        if isFirst {
            Output.messages.line("interrupted: what was read goes through; interrupt again to stop at once")
            run.drain()
        } else {
            run.stop()
            Interrupts.exitSoon(ExitCode.signalled(number))
        }
    }

    private static func print(_ report: RunReport, _ format: ReportFormat) {
        switch format {
        case .json:
            var json = JSONWriter()
            report.write(to: &json)
            Output.data.line(json.text)
        case .text:
            Output.data.write(RunSummary(report).text)
        }
    }
}

/// How reports are printed.
enum ReportFormat: String, Sendable, CaseIterable {
    case text
    case json
}

/// Whether progress is shown.
enum ProgressMode: String, Sendable, CaseIterable {
    case auto
    case plain
    case never
}

/// The last signal that came.
private final class SignalMemory: Sendable {
    private let state = Mutex<Int32?>(nil)

    var last: Int32? { state.withLock { $0 } }

    /// Remembers a signal; true for the first one.
    func remember(_ number: Int32) -> Bool {
        state.withLock { last in
            defer { last = number }
            return last == nil
        }
    }
}
