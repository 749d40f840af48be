internal import CommandLineKit
internal import Diagnostics
internal import StageKit

/// `galley check`: says what is wrong with definitions, without running anything.
enum CheckCommand {
    static let definitions = Argument.positionals(
        "definition", .file("yaml", "yml"), required: true, help: "Pipeline definitions.")
    static let strict = Argument.flag("strict", help: "Let warnings fail the check.")
    static let format = Argument.option(
        "format", .choice(ReportFormat.self), default: .text, help: "How problems are printed.")

    static func command(_ registry: Registry) -> Command {
        Command(
            "check", abstract: "Check definitions without running anything.",
            discussion: "Everything that is wrong is reported at once, with its place and the way out.",
            arguments: [definitions, DefinitionArguments.set, strict, format]
        ) { try run($0, registry) }
    }

    private static func run(_ parsed: Parsed, _ registry: Registry) throws -> Int32 {
        var all: [Diagnostic] = []
        for path in parsed[definitions] {
            var loading = Loading(registry: registry)
            let plan = try loading.plan(
                path, set: parsed[DefinitionArguments.set], environment: Surroundings.environment)
            all += loading.diagnostics
            guard parsed[format] == .text else { continue }
            Definitions.show(loading.diagnostics, parsed)
            if let plan, loading.diagnostics.isEmpty {
                Output.data.line("\(path): '\(plan.name)' is right, \(plan.stages.count) stages")
            }
        }
        if parsed[format] == .json { Output.data.write(JSONRenderer().render(all)) }
        let fails = all.contains { $0.severity == .error || (parsed[strict] && $0.severity == .warning) }
        return fails ? ExitCode.badDefinition : ExitCode.done
    }
}
