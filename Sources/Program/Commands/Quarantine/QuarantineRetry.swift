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
                it is published. But what isn't in the corpus any more stays in quarantine, whether it was tried or not: \
                it can be saved with 'galley quarantine show --bytes'.

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
        let found = try FoundQuarantine(in: plan.state.text, of: plan.name)
        let quarantine = found.quarantine
        let names = parsed[QuarantineChoice.documents]
        let why = quarantine.entries.isEmpty ? try found.whyEmpty(orElse: StateFolder(of: plan, parsed).missing) : nil
        let folder = StateFolder(of: plan, parsed)
        let chosen = try QuarantineChoice(parsed).entries(of: names, in: found, folder, stages: plan.stages.map(\.id))
        guard !chosen.isEmpty else {
            if parsed[RunCommand.format] == .json {
                Output.data.line(RetryReport([], run: nil).json)
            } else {
                Output.messages.line("\(why ?? "nothing in quarantine is meant"), so there is nothing to try")
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
            // Nobody else has the bytes of what is in the corpus no more.
            $0.keepsQuarantined = true
        }
        say(tried, after: try FoundQuarantine(in: plan.state.text, of: plan.name).quarantine, folder)
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
        sayHowToSave(tried.filter { !$0.isInCorpus }, folder)
    }

    /// Tells what the run changed.
    private static func say(_ tried: [TriedDocument], after quarantine: Quarantine, _ folder: StateFolder) {
        let left = Set(quarantine.entries.map(\.document)), places = Set(quarantine.entries.map(\.source))
        let out = tried.count { !left.contains($0.entry.document) && !places.contains($0.entry.source) }
        Output.messages.line("\(Figures.documents(out)) of those that were tried left the quarantine")
        sayHowToSave(tried.filter { !$0.isInCorpus && left.contains($0.entry.document) }, folder)
    }

    /// Tells how documents are saved of which the quarantine has the only bytes.
    private static func sayHowToSave(_ kept: [TriedDocument], _ folder: StateFolder) {
        guard let first = kept.first?.entry else { return }
        let others = kept.count == 1 ? "" : " and \(Figures.count(kept.count - 1)) more"
        let (are, they) = kept.count == 1 ? ("is", "it stays") : ("are", "they stay")
        let id = String(first.document.prefix(WayPage.digits))
        let command = ShellWords.line(folder.command("quarantine", "show", id, "--bytes"))
        Output.messages.line(
            DisplayText.printable(
                "\(first.source)\(others) \(are) in the corpus no more; \(they) in quarantine until 'galley run' has "
                    + "something to do. To save \(kept.count == 1 ? "it" : "the first"): "
                    + "\(command) > FILE"))
    }
}
