internal import CaseTesting
internal import CommandLineKit
internal import Definition
internal import Diagnostics
internal import JSON
internal import StageKit

/// `galley test`: runs the tests that definitions hold.
enum TestCommand {
    /// How results are printed.
    enum Format: String, Sendable, CaseIterable {
        case text
        case json
        case junit
    }

    static let definitions = Argument.positionals(
        "definition", .file("yaml", "yml"), required: true, help: "Pipeline definitions.")
    static let filter = Argument.options(
        "filter", .text, valueName: "text", help: "Run only the cases whose name has this text in it.")
    static let format = Argument.option(
        "format", .choice(Format.self), default: .text, help: "How results are printed.")
    static let allow = Argument.options(
        "allow", .choice(Reachable.self), valueName: "reach",
        help: "Let stages run programs of yours; without it, documents that come to one are refused.")
    static let jobs = Argument.option(
        "jobs", short: "j", .integer(in: 1...256), valueName: "number", defaultText: "the number of cores",
        help: "Run so many cases at the same time; the results don't depend on it.")

    static func command(_ registry: Registry) -> Command {
        Command(
            "test", abstract: "Run the tests that definitions hold.",
            discussion: """
                A case under 'tests' of a definition puts documents in and says what must come out of which stage. \
                Sources read what the case names, sinks write nothing, and no record is kept.

                Exit codes: 0 every case passed, 1 some failed or couldn't be run, 64 wrong command line, 65 wrong \
                definition, 66 a definition can't be read.
                """,
            examples: [
                .init("Test a pipeline", "galley test Pipelines/digest.yaml"),
                .init("Only some cases", "galley test Pipelines/digest.yaml --filter duplicate"),
            ],
            arguments: [definitions, DefinitionArguments.set, filter, allow, format, jobs]
        ) { try await run($0, registry) }
    }

    /// What a test may reach: nothing whose answer may be another tomorrow.
    enum Reachable: String, Sendable, CaseIterable {
        /// Programs.
        case command
    }

    private static func allowance(_ parsed: Parsed) -> Allowance {
        var allowance = Permissions.allowance([], keeps: false)
        if !parsed[allow].isEmpty { allowance.reaches = [.command] }
        return allowance
    }

    @concurrent
    private static func run(_ parsed: Parsed, _ registry: Registry) async throws -> Int32 {
        var results: [PipelineResult] = []
        var failure: Failure?
        var isWrong = false
        var cases = 0
        for path in parsed[definitions] {
            do throws(Failure) {
                var loading = Loading(registry: registry)
                let plan = try loading.plan(
                    path, set: parsed[DefinitionArguments.set], environment: Surroundings.environment,
                    allowance: allowance(parsed))
                Definitions.show(loading.diagnostics.sorted, parsed)
                guard plan != nil, let definition = loading.definition, let loader = loading.loader else {
                    isWrong = true
                    continue
                }
                cases += definition.tests.count
                if definition.tests.isEmpty { sayNothingIsTested(definition) }
                let chosen = definition.tests.filter { isChosen($0, parsed[filter]) }
                let done = await CaseRunner.run(
                    chosen, of: definition, loader, jobs: parsed[jobs] ?? Surroundings.cores)
                results.append(
                    PipelineResult(path: definition.file.path, pipeline: definition.name.value, cases: done))
            } catch {
                guard error.code == ExitCode.noInput else { throw error }
                Output.messages.line("error: " + DisplayText.printableLines(error.message))
                failure = failure ?? error
            }
        }
        if cases > 0, !parsed[filter].isEmpty, results.allSatisfy(\.cases.isEmpty) {
            let texts = parsed[filter].map { "'\($0)'" }.joined(separator: " or ")
            throw Failure(
                ExitCode.usage, "no case has \(texts) in its name", help: "without --filter all cases are run")
        }
        print(results, parsed)
        if isWrong { return ExitCode.badDefinition }
        if let failure { return failure.code }
        return results.allSatisfy(\.isPassed) ? ExitCode.done : ExitCode.failed
    }

    private static func isChosen(_ testCase: TestCase, _ filters: [String]) -> Bool {
        filters.isEmpty || filters.contains { testCase.name.value.contains($0) }
    }

    private static func sayNothingIsTested(_ definition: PipelineDefinition) {
        let path = DisplayText.printable(definition.file.path)
        Output.messages.line("\(path) has no tests: write cases under 'tests'")
    }

    private static func print(_ results: [PipelineResult], _ parsed: Parsed) {
        switch parsed[format] {
        case .text:
            let isColored = Terminal.usesColor(on: .output, isDisabled: parsed[Surroundings.noColor])
            let report = TextReport(width: Terminal.width(), isColored: isColored)
            let shown = results.filter { !$0.cases.isEmpty }
            guard !shown.isEmpty else { return }
            Output.data.write(shown.map { report.text($0) }.joined(separator: "\n") + "\n" + report.summary(shown))
        case .json:
            var json = JSONWriter()
            JSONReport.write(results, to: &json)
            Output.data.line(json.text)
        case .junit: Output.data.write(JUnitReport.text(results))
        }
    }
}
