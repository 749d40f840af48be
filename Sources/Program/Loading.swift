internal import CaseTesting
internal import CommandLineKit
internal import Definition
internal import Diagnostics
internal import Files
internal import Planning
internal import StageKit

/// The arguments that every command about a definition has.
enum DefinitionArguments {
    static let definition = Argument.positional(
        "definition", .file("yaml", "yml"), help: "The pipeline definition; '-' reads standard input.")
    static let set = Argument.options(
        "set", .text, valueName: "name=value", help: "Give a parameter of the definition a value.")
    static let strict = Argument.flag(
        "strict", help: "Take warnings for errors, but for those about files that aren't there now.")
    static let state = Argument.option(
        "state", .directory, valueName: "folder",
        help: "The folder for the run's records and the quarantine, instead of the definition's.")
}

/// Reads a definition and makes a plan of it.
struct Loading {
    let registry: Registry
    /// Whether a warning keeps a definition from being planned.
    let isStrict: Bool
    /// Takes note of the files that are read.
    private let files: DefinitionFiles?
    /// What there is to say about the definition.
    private(set) var diagnostics = Diagnostics()

    /// What was read; nil when it couldn't be.
    private(set) var definition: PipelineDefinition?
    /// What reads the cases of the definition's tests.
    private(set) var loader: CaseLoader?

    /// What standard input is called in messages.
    static let standardInput = "<stdin>"

    init(registry: Registry, isStrict: Bool = false, files: DefinitionFiles? = nil) {
        self.registry = registry
        self.files = files
        self.isStrict = isStrict
    }

    /// The plan; nil when the definition is wrong, which ``diagnostics`` tell.
    /// - Throws: ``Failure`` when the file can't be read or `--set` isn't `name=value`.
    mutating func plan(
        _ path: String, set: [String], environment: [String: String], state: String? = nil,
        allowance: Allowance = Allowance()
    ) throws(Failure) -> Plan? {
        let overrides = try set.map(Self.override)
        let files = files
        files?.note(path)
        let file = try Self.read(path)
        let readIncluded: @Sendable (String) throws -> [UInt8] = { path in
            files?.note(path)
            return try Self.readIncluded(path)
        }
        loader = CaseLoader(
            file, overrides: overrides, environment: environment, registry: registry, allowance: allowance,
            reading: readIncluded)
        let (definition, problems) = DefinitionReader.read(
            file, overrides: overrides, environment: environment, reading: readIncluded)
        self.definition = definition
        diagnostics = judged(problems)
        guard let definition else { return nil }
        let (plan, more) = Planner.plan(
            definition, registry: registry, state: state.map { Path($0) }, allowance: allowance)
        diagnostics.append(contentsOf: judged(more))
        if path == "-", plan?.readsStandardInput == true {
            throw Failure(
                ExitCode.usage, "standard input holds the definition, so no stage can read documents from it",
                help: "put the definition into a file")
        }
        return diagnostics.hasErrors ? nil : plan
    }

    /// The plan, with what is wrong in the definition's own tests told as well.
    /// - Throws: As ``plan(_:set:environment:state:)``.
    mutating func planWithTests(
        _ path: String, set: [String], environment: [String: String]
    ) throws(Failure) -> Plan? {
        guard let plan = try plan(path, set: set, environment: environment), let definition, let loader else {
            return nil
        }
        diagnostics.append(contentsOf: judged(loader.diagnostics(of: definition, plan)))
        return diagnostics.hasErrors ? nil : plan
    }

    /// Adds what keeps the plan from being run here and now; warnings, however strict the check, since it isn't the
    /// definition that is wrong.
    mutating func lookAround(_ plan: Plan, for code: String? = nil) {
        guard let definition else { return }
        diagnostics.append(contentsOf: plan.obstacles(in: definition).filter { code == nil || $0.code == code })
    }

    /// Looks whether the user allows what the stages of a plan reach for.
    mutating func askPermission(for plan: Plan, _ allowance: Allowance) {
        guard let definition else { return }
        diagnostics.append(contentsOf: plan.unpermitted(allowance, in: definition))
    }

    private func judged(_ found: Diagnostics) -> Diagnostics {
        isStrict ? found.mapped { $0.severity == .warning ? $0.with(.error) : $0 } : found
    }

    private static func override(_ text: String) throws(Failure) -> (name: String, value: String) {
        guard let equals = text.firstIndex(of: "="), equals != text.startIndex else {
            throw Failure(ExitCode.usage, "'--set \(text)' isn't of the form name=value")
        }
        return (String(text[..<equals]), String(text[text.index(after: equals)...]))
    }

    /// Reads a file that a definition includes, one byte more than is allowed at the most.
    @Sendable private static func readIncluded(_ path: String) throws -> [UInt8] {
        try File.read(FilePath(path), limit: YAMLLimits.standard.bytes + 1).bytes
    }

    private static func read(_ path: String) throws(Failure) -> SourceFile {
        // One byte more than is allowed, so that the reader of definitions can say that it is too long.
        let limit = YAMLLimits.standard.bytes + 1
        do {
            let bytes =
                path == "-"
                ? try ByteStream(standardInputUntil: { false }).rest(limit: limit).bytes
                : try File.read(FilePath(path), limit: limit).bytes
            return SourceFile(path: path == "-" ? standardInput : path, bytes: bytes)
        } catch let error as FileError {
            throw Failure(ExitCode.noInput, "the definition can't be read: \(error)")
        } catch {
            throw Failure(ExitCode.noInput, "the definition can't be read from standard input: \(error)")
        }
    }
}

/// Ends a command with a message and an exit code.
struct Failure: Error {
    let code: Int32
    let message: String
    let help: String?

    init(_ code: Int32, _ message: String, help: String? = nil) {
        self.code = code
        self.message = message
        self.help = help
    }
}
