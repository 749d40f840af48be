internal import CommandLineKit
internal import Diagnostics
internal import Planning
internal import StageKit

/// `galley check`: says what is wrong with definitions, without running anything.
enum CheckCommand {
    /// How problems are printed.
    enum Format: String, Sendable, CaseIterable {
        case text
        case json
        case github
        case markdown
    }

    static let definitions = Argument.positionals(
        "definition", .file("yaml", "yml"), help: "Pipeline definitions; '-' reads standard input.")
    static let explain = Argument.option(
        "explain", .text.completing(.words(["all"] + Explanation.all.map(\.code))), valueName: "code",
        help: "Tell what a code means, with an example and its mend; 'all' lists the codes.")
    static let format = Argument.option(
        "format", .choice(Format.self), default: .text,
        help: "How problems are printed; github makes annotations of them, markdown is for --explain.")

    static func command(_ registry: Registry) -> Command {
        Command(
            "check", abstract: "Check definitions without running anything.",
            discussion: """
                Everything that is wrong is reported at once, with its place and the way out. Whether files are there is \
                looked at, too, but that is only a warning: a definition may be run elsewhere.
                """,
            examples: [
                .init("What a code means", "galley check --explain plan.missing-layer"),
                .init("Annotations in a workflow of GitHub", "galley check --strict --format github Pipelines/*.yaml"),
            ],
            arguments: [definitions, DefinitionArguments.set, DefinitionArguments.strict, explain, format]
        ) { try run($0, registry) }
    }

    private static func run(_ parsed: Parsed, _ registry: Registry) throws -> Int32 {
        if let code = parsed[explain] { return try Explaining.run(code, parsed) }
        let paths = parsed[definitions]
        guard !paths.isEmpty else { throw parsed.usageError("Missing expected argument '<definition> ...'") }
        guard parsed[format] != .markdown else { throw parsed.usageError("'--format markdown' is for '--explain'") }
        var all: [Diagnostic] = []
        var wrong = 0
        var hasErrors = false
        for path in paths {
            let (plan, diagnostics) = try check(path, parsed, registry)
            all += diagnostics
            hasErrors = hasErrors || diagnostics.hasErrors
            if plan == nil { wrong += 1 }
            guard parsed[format] == .text else { continue }
            Definitions.show(diagnostics.sorted, parsed)
            if let plan, diagnostics.isEmpty {
                let name = path == "-" ? Loading.standardInput : path
                let line = "\(name): '\(plan.name)' is right, \(plan.stages.count) stages"
                Output.data.line(DisplayText.printable(line))
            }
        }
        switch parsed[format] {
        case .text:
            if !all.isEmpty { Output.messages.line(summary(of: all, wrong: wrong, of: paths.count)) }
        case .json: Output.data.line(JSONRenderer().render(all))
        case .github: Output.data.write(GitHubRenderer().render(all))
        case .markdown: break
        }
        guard hasErrors else { return ExitCode.done }
        let errors = all.filter { $0.severity == .error }
        return errors.allSatisfy { $0.code == unreadable } ? ExitCode.noInput : ExitCode.badDefinition
    }

    /// `2 errors, 1 warning`; of several definitions also how many are wrong.
    private static func summary(of diagnostics: [Diagnostic], wrong: Int, of count: Int) -> String {
        let summary = Diagnostics.summary(of: diagnostics)
        return count == 1 ? summary : "\(summary); \(wrong) of \(count) definitions \(wrong == 1 ? "is" : "are") wrong"
    }

    private static let unreadable = "definition.unreadable"

    /// One definition; one that can't be read keeps none of the others from being checked.
    private static func check(
        _ path: String, _ parsed: Parsed, _ registry: Registry
    ) throws -> (plan: Plan?, diagnostics: Diagnostics) {
        var loading = Loading(registry: registry, isStrict: parsed[DefinitionArguments.strict])
        do throws(Failure) {
            let plan = try loading.planWithTests(
                path, set: parsed[DefinitionArguments.set], environment: Surroundings.environment)
            if let plan { loading.lookAround(plan) }
            return (plan, loading.diagnostics)
        } catch {
            guard error.code == ExitCode.noInput else { throw error }
            let place = SourceLocation(SourceFile(path: path, bytes: []), nil)
            return (nil, Diagnostics([Diagnostic.error(unreadable, error.message, at: place)]))
        }
    }
}
