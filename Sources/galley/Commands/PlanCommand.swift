internal import CommandLineKit
internal import JSON
internal import Planning
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
                sources hold, and what would be written. The same as 'galley run --dry-run'.
                """,
            arguments: [
                DefinitionArguments.definition, DefinitionArguments.set, DefinitionArguments.state,
                DefinitionArguments.strict, format,
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
        switch format {
        case .text: Output.data.write(PlanSummary(plan, surveys).text)
        case .json:
            var json = JSONWriter()
            plan.write(to: &json, surveys: surveys)
            Output.data.line(json.text)
        }
        return ExitCode.done
    }
}
