internal import CommandLineKit
internal import Diagnostics
internal import Planning
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
            let (plan, diagnostics) = try check(path, parsed, registry)
            all += diagnostics
            guard parsed[format] == .text else { continue }
            Definitions.show(diagnostics, parsed)
            if let plan, diagnostics.isEmpty {
                let name = path == "-" ? Loading.standardInput : path
                let line = "\(name): '\(plan.name)' is right, \(plan.stages.count) stages"
                Output.data.line(DisplayText.printableLines(line))
            }
        }
        if parsed[format] == .json { Output.data.line(JSONRenderer().render(all)) }
        let failures = all.filter { $0.severity == .error || (parsed[strict] && $0.severity == .warning) }
        guard !failures.isEmpty else { return ExitCode.done }
        return failures.allSatisfy { $0.code == unreadable } ? ExitCode.noInput : ExitCode.badDefinition
    }

    private static let unreadable = "definition.unreadable"

    /// One definition; one that can't be read keeps none of the others from being checked.
    private static func check(
        _ path: String, _ parsed: Parsed, _ registry: Registry
    ) throws -> (plan: Plan?, diagnostics: [Diagnostic]) {
        var loading = Loading(registry: registry)
        do throws(Failure) {
            let plan = try loading.planWithTests(
                path, set: parsed[DefinitionArguments.set], environment: Surroundings.environment)
            return (plan, loading.diagnostics)
        } catch {
            guard error.code == ExitCode.noInput else { throw error }
            let place = SourceLocation(SourceFile(path: path, bytes: []), nil)
            return (nil, [.error(unreadable, error.message, at: place)])
        }
    }
}
