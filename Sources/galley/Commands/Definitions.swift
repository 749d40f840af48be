internal import CommandLineKit
internal import Diagnostics
internal import Documents
internal import Files
internal import Planning
internal import StageKit

/// What the commands about one definition share.
enum Definitions {
    /// The plan of the definition that the command line names; nil when it is wrong, which is shown.
    /// - Parameter obstacles: The code of what is to be looked for around the plan; nil for nothing.
    static func plan(
        _ parsed: Parsed, _ registry: Registry, state: String? = nil, obstacles: String? = nil
    ) throws(Failure) -> Plan? {
        var loading = Loading(registry: registry, isStrict: parsed[DefinitionArguments.strict])
        let plan = try loading.plan(
            parsed[DefinitionArguments.definition], set: parsed[DefinitionArguments.set],
            environment: Surroundings.environment, state: state)
        if let plan, let obstacles { loading.lookAround(plan, for: obstacles) }
        show(loading.diagnostics, parsed)
        return plan
    }

    /// Writes diagnostics to standard error, with their source lines.
    static func show(_ diagnostics: [Diagnostic], _ parsed: Parsed) {
        guard !diagnostics.isEmpty else { return }
        let isColored = Terminal.usesColor(on: .error, isDisabled: parsed[Surroundings.noColor])
        let renderer = TerminalRenderer(width: Terminal.width(of: .error), isColored: isColored)
        Output.messages.write(renderer.render(diagnostics))
    }

    /// Writes a text to a file in one step.
    static func write(_ text: String, to path: String) throws(Failure) {
        do throws(FileError) {
            try AtomicFile.write(Array(text.utf8), to: FilePath(path))
        } catch {
            throw Failure(ExitCode.cannotCreate, "can't write \(error)", help: error.help)
        }
    }
}
