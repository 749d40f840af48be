internal import CommandLineKit
internal import Diagnostics
internal import Files
internal import JSON
internal import Planning
internal import Runtime
internal import StageKit
internal import Store

/// `galley quarantine retry`: tries whether documents go through now, and runs the pipeline if so.
enum QuarantineRetry {
    private static let dryRun = Argument.flag(
        "dry-run", short: "n", help: "Only try the documents, and write nothing.")

    static func command(_ registry: Registry) -> Command {
        Command(
            "retry", abstract: "Try again what couldn't be processed, and run the pipeline if it goes through.",
            discussion: """
                Sends the documents through the pipeline as it is now, without publishing anything, and tells of each \
                whether it goes through. What a stage refused is tried with the bytes that were kept; what the source \
                itself refused, or was changed since, is read again.

                If any goes through whose file is still in the corpus, the pipeline is run, as 'galley run' does, so that \
                it is published. Bytes of which the file is gone can be saved with 'galley quarantine show --bytes'.

                Exit codes: those of 'galley run'; 2 when nothing goes through, or documents are in quarantine \
                after the run.
                """,
            examples: [
                .init("All of them", "galley quarantine retry Pipelines/clean.yaml"),
                .init("Only to see", "galley quarantine retry Pipelines/clean.yaml --code timeout --dry-run"),
            ],
            arguments: [
                DefinitionArguments.definition, QuarantineChoice.documents, DefinitionArguments.set,
                DefinitionArguments.state, DefinitionArguments.strict,
            ] + QuarantineChoice.filters + [
                dryRun, RunCommand.jobs, RunCommand.format, RunCommand.progress, RunCommand.allowQuarantine,
                Permissions.allow,
                CacheCommand.limit,
            ] + RunWatchers.all
        ) { try await run($0, registry) }
    }

    @concurrent
    private static func run(_ parsed: Parsed, _ registry: Registry) async throws -> Int32 {
        let path = parsed[DefinitionArguments.definition]
        guard path != "-" else { throw parsed.usageError("the definition is read several times: put it into a file") }
        let makePlan = { (showsWarnings: Bool) throws(Failure) in
            try Definitions.plan(
                of: path, parsed, registry, state: parsed[DefinitionArguments.state], showsWarnings: showsWarnings,
                allowing: Permissions.allowance(parsed, keeps: !parsed[dryRun]))
        }
        guard let plan = try makePlan(true) else { return ExitCode.badDefinition }
        let quarantine = try Quarantine.read(plan.state.text)
        let folder = StateFolder(of: plan, parsed)
        let chosen = try QuarantineChoice(parsed).entries(
            of: parsed[QuarantineChoice.documents], in: quarantine, folder)
        guard !chosen.isEmpty else {
            let what = quarantine.entries.isEmpty ? "nothing is in quarantine" : "nothing in quarantine is meant"
            if parsed[RunCommand.format] == .json {
                Output.data.line(RetryReport([], run: nil).json)
            } else {
                Output.messages.line("\(what), so there is nothing to try")
            }
            return ExitCode.done
        }
        let retrial = Retrial(plan: plan, quarantine: quarantine, jobs: parsed[RunCommand.jobs] ?? Surroundings.cores) {
            () throws(Failure) in try makePlan(false)
        }
        let tried = try await retrial.tried(chosen)
        let isText = parsed[RunCommand.format] == .text
        if isText { Output.data.write(RetryReport(tried, run: nil).text) }
        let isWorthwhile = tried.contains { $0.isPublishable }
        guard isWorthwhile, !parsed[dryRun], let fresh = try makePlan(false) else {
            if isText {
                say(tried, isWorthwhile: isWorthwhile, folder)
            } else {
                Output.data.line(RetryReport(tried, run: nil).json)
            }
            return parsed[RunCommand.allowQuarantine] || tried.allSatisfy(\.isPassed)
                ? ExitCode.done : ExitCode.quarantined
        }
        let count = tried.count { $0.isPublishable }
        Output.messages.line("running '\(plan.name)' so that \(count == 1 ? "it is" : "they are") published")
        if isText { Output.data.line("") }
        let show: ((RunReport) -> Void)? =
            isText ? nil : { report in Output.data.line(RetryReport(tried, run: report).json) }
        // What was tried is processed again even though no file has changed.
        let code = try await RunCommand.execute(fresh, parsed, Interrupts.listen(), show: show) {
            $0.isRepeated = true
        }
        say(tried, after: try Quarantine.read(plan.state.text), folder)
        return code
    }

    /// Tells why no run follows.
    private static func say(_ tried: [TriedDocument], isWorthwhile: Bool, _ folder: StateFolder) {
        if isWorthwhile {
            Output.messages.line("nothing was published: without '--dry-run' the pipeline is run now")
        } else if tried.contains(where: \.isPassed) {
            Output.messages.line("no run is needed: the files of those that go through are gone")
        } else {
            Output.messages.line("no run is needed: none goes through")
        }
        sayHowToSave(tried, folder)
    }

    /// Tells what the run changed.
    private static func say(_ tried: [TriedDocument], after quarantine: Quarantine, _ folder: StateFolder) {
        let left = Set(quarantine.entries.map(\.source))
        let out = tried.count { $0.isPublishable && !left.contains($0.entry.source) }
        Output.messages.line("\(Figures.documents(out)) of those that were tried left the quarantine")
        sayHowToSave(tried, folder)
    }

    private static func sayHowToSave(_ tried: [TriedDocument], _ folder: StateFolder) {
        guard let lost = tried.first(where: { !$0.isInCorpus }) else { return }
        let id = String(lost.entry.document.prefix(WayPage.digits))
        let command = ShellWords.line(folder.command("quarantine", "show", id, "--bytes"))
        Output.messages.line(
            DisplayText.printable(
                "\(lost.entry.source) is in the corpus no more; the next complete run empties its place in quarantine. "
                    + "To save it: \(command) > FILE"))
    }
}
