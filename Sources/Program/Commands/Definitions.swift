internal import CommandLineKit
internal import Diagnostics
internal import Documents
internal import Files
internal import Planning
internal import StageKit

/// What the commands about one definition share.
enum Definitions {
    /// The plan of the definition that the command line names, or the part of it that it chooses; nil when it is wrong,
    /// which is shown.
    /// - Parameters:
    ///   - obstacles: The code of what is to be looked for around the plan; nil for nothing.
    ///   - mustPublish: Whether a part without a sink is refused.
    ///   - allowance: What the user allows a run of the plan; nil where it isn't run.
    ///   - files: Takes note of the files that are read.
    ///   - check: Looks at the whole plan, whatever part is chosen of it.
    static func plan(
        _ parsed: Parsed, _ registry: Registry, state: String? = nil, obstacles: String? = nil,
        mustPublish: Bool = false, allowing allowance: Allowance? = nil, noting files: DefinitionFiles? = nil,
        _ check: (Plan) throws(Failure) -> Void = { (_) throws(Failure) in }
    ) throws(Failure) -> Plan? {
        let part = try PartArguments.part(parsed)
        return try plan(
            of: parsed[DefinitionArguments.definition], parsed, registry, state: state, allowing: allowance,
            noting: files
        ) {
            (plan, loading) throws(Failure) in
            try check(plan)
            let chosen = part.isWhole ? plan : try Self.part(part, of: plan, mustPublish: mustPublish)
            if let obstacles { loading.lookAround(chosen, for: obstacles) }
            return chosen
        }
    }

    /// The plan of a definition; nil when it is wrong, which is shown.
    /// - Parameters:
    ///   - showsWarnings: Whether warnings are shown, not errors alone.
    ///   - allowance: What the user allows a run of the plan; nil where it isn't run.
    ///   - body: What is done with the plan before what there is to say is shown.
    static func plan(
        of path: String, _ parsed: Parsed, _ registry: Registry, state: String? = nil, showsWarnings: Bool = true,
        allowing allowance: Allowance? = nil, noting files: DefinitionFiles? = nil,
        _ body: (Plan, inout Loading) throws(Failure) -> Plan = { (plan, _) throws(Failure) in plan }
    ) throws(Failure) -> Plan? {
        var loading = Loading(registry: registry, isStrict: parsed[DefinitionArguments.strict], files: files)
        defer { show(loading.diagnostics.sorted.filter { showsWarnings || $0.severity == .error }, parsed) }
        let plan = try loading.plan(
            path, set: parsed[DefinitionArguments.set], environment: Surroundings.environment, state: state,
            allowance: allowance ?? Allowance())
        guard let plan else { return nil }
        let chosen = try body(plan, &loading)
        if let allowance { loading.askPermission(for: chosen, allowance) }
        return loading.diagnostics.hasErrors ? nil : chosen
    }

    private static func part(_ part: PlanPart, of plan: Plan, mustPublish: Bool) throws(Failure) -> Plan {
        do throws(PlanPartError) {
            let chosen = try plan.part(part)
            if mustPublish, !chosen.publishes {
                let sinks = plan.stages.filter { $0.type.shape == .sink }.map(\.id).joined(separator: ", ")
                throw PlanPartError(
                    message: "the part that was chosen publishes nothing: there is no sink in it",
                    help: "choose one of the sinks (\(sinks)) with '--to', or look at the part with 'galley plan'")
            }
            return chosen
        } catch {
            throw Failure(ExitCode.usage, error.message, help: error.help)
        }
    }

    /// Writes diagnostics to standard error, with their source lines.
    static func show(_ diagnostics: [Diagnostic], _ parsed: Parsed) {
        guard !diagnostics.isEmpty else { return }
        let isColored = Terminal.usesColor(on: .error, isDisabled: parsed[Surroundings.noColor])
        let renderer = TerminalRenderer(width: Terminal.width(of: .error), isColored: isColored)
        Output.messages.write(renderer.render(diagnostics))
    }

    /// Writes bytes to a file in one step.
    static func write(_ bytes: [UInt8], to path: String) throws(Failure) {
        do throws(FileError) {
            try AtomicFile.write(bytes, to: FilePath(path))
        } catch {
            throw Failure(ExitCode.cannotCreate, "can't write \(error)", help: error.help)
        }
    }
}
