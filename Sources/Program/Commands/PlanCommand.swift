internal import CommandLineKit
internal import Planning
internal import Runtime
internal import StageKit

/// `galley plan`: what a run would do. Writes nothing.
enum PlanCommand {
    static let format = Argument.option(
        "format", .choice(ReportFormat.self), default: .text, help: "How the plan is printed.")

    static func command(_ registry: Registry) -> Command {
        Command(
            "plan", abstract: "Print what a run would do, and write nothing.",
            discussion: """
                Prints the stages in the order in which they are run, the form and the layers on every edge, what the \
                sources hold, what each stage would have to do and why, what is known from earlier runs, and what would be \
                written. The same as 'galley run --dry-run'.
                """,
            arguments: [
                DefinitionArguments.definition, DefinitionArguments.set, DefinitionArguments.state,
                DefinitionArguments.strict, RunCommand.jobs, RunCommand.fresh, RunCommand.noCache,
                format,
            ] + PartArguments.all
        ) { try run($0, registry, format: $0[format]) }
    }

    static func run(_ parsed: Parsed, _ registry: Registry, format: ReportFormat) throws -> Int32 {
        // What can't be read ends the counting below; what can't be written would only end the run.
        let state = parsed[DefinitionArguments.state]
        guard let plan = try Definitions.plan(parsed, registry, state: state, obstacles: "file.output") else {
            return ExitCode.badDefinition
        }
        let surveys = try plan.surveys()
        let jobs = parsed[RunCommand.jobs] ?? Surroundings.cores
        let forecast = try Forecast(
            plan, version: VersionCommand.version, isFresh: parsed[RunCommand.fresh] || parsed[RunCommand.noCache])
        let estimate = EarlierRuns.pace(of: plan.name, in: plan.state.text).flatMap {
            RunEstimate(plan, forecast, jobs: jobs, goingBy: $0)
        }
        switch format {
        case .text: Output.data.write(PlanSummary(plan, surveys, forecast, jobs: jobs, estimate).text)
        case .json: Output.data.line(PlanJSON(plan, surveys, forecast, jobs: jobs, estimate).text)
        }
        return ExitCode.done
    }
}
