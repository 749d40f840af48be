internal import CommandLineKit
internal import Planning
internal import StageKit
#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// The state folder that a command line means, for commands that tell what earlier runs left there.
struct StateFolder {
    static let pipeline = Argument.option(
        "pipeline", .file("yaml", "yml"), help: "The definition whose state folder it is.")
    static let arguments: [any DeclaredArgument] = [pipeline, DefinitionArguments.set, DefinitionArguments.state]

    /// The folder.
    let path: String
    /// The name of the pipeline; nil when only the folder was given.
    let pipeline: String?
    /// The plan of the definition that was given, and the files that it was read from.
    let plan: Plan?, files: DefinitionFiles
    /// What says the same on another command line.
    private let words: [String]

    /// Reads `--pipeline` and `--state`; without them the folder is `.galley`.
    init(_ parsed: Parsed, _ registry: Registry) throws(Failure) {
        let state = parsed[DefinitionArguments.state]
        let files = DefinitionFiles()
        self.files = files
        words = Self.words(definition: parsed[Self.pipeline], parsed)
        guard let definition = parsed[Self.pipeline] else {
            (path, pipeline, plan) = (state ?? ".galley", nil, nil)
            return
        }
        var loading = Loading(registry: registry, files: files)
        let plan = try loading.plan(
            definition, set: parsed[DefinitionArguments.set], environment: Surroundings.environment, state: state)
        guard let plan else {
            Definitions.show(loading.diagnostics.filter { $0.severity == .error }, parsed)
            guard let state else {
                throw Failure(
                    ExitCode.badDefinition, "the state folder of a wrong definition isn't known", help: "give --state")
            }
            (path, pipeline, self.plan) = (state, nil, nil)
            return
        }
        (path, pipeline, self.plan) = (plan.state.text, plan.name, plan)
    }

    /// The state folder of a plan, whose definition is an argument of the command line.
    init(of plan: Plan, _ parsed: Parsed) {
        (path, pipeline, self.plan) = (plan.state.text, plan.name, plan)
        files = DefinitionFiles()
        words = Self.words(definition: parsed[DefinitionArguments.definition], parsed)
    }

    private static func words(definition: String?, _ parsed: Parsed) -> [String] {
        let set = definition == nil ? [] : parsed[DefinitionArguments.set].flatMap { ["--set", $0] }
        return (definition.map { ["--pipeline", $0] } ?? []) + set
            + (parsed[DefinitionArguments.state].map { ["--state", $0] } ?? [])
    }

    /// The words of a command that is about the same state folder.
    func command(_ words: String...) -> [String] { ["galley"] + words + self.words }

    /// Says that nothing was written down there.
    var missing: Failure {
        guard let pipeline else {
            return Failure(
                ExitCode.noInput, "no run was written down in '\(path)'",
                help: "name the pipeline with --pipeline, or its state folder with --state")
        }
        return Failure(
            ExitCode.noInput, "no run of '\(pipeline)' was written down in '\(path)'",
            help: "run it first, or name its state folder with --state")
    }

    /// Other ways to write a path that sources may have used: without what changes nothing, from the current folder, and
    /// from the root.
    static func places(of text: String) -> [String] {
        guard !text.isEmpty, !text.contains("://") else { return [] }
        let plain = Path(text).normalized
        guard !plain.isEmpty else { return [] }
        var places = [plain]
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
        if let start = getcwd(&buffer, buffer.count) {
            let folder = String(cString: start)
            if plain.hasPrefix(folder + "/") { places.append(String(plain.dropFirst(folder.count + 1))) }
            if !plain.hasPrefix("/") { places.append(Path(folder + "/" + plain).normalized) }
        }
        if !plain.hasPrefix("/") { places.append("./" + plain) }
        return places
    }
}
