internal import CMemory
internal import CommandLineKit
internal import Diagnostics
internal import Runtime
public import StageKit
internal import Store

/// The program, for a binary with stage types of its own.
///
/// A whole `main.swift`:
///
/// ```swift
/// import BuiltIn
/// import GalleyProgram
/// import Gazette
///
/// await Galley.main(plugins: builtInPlugins + [GazettePlugin.self])
/// ```
public enum Galley {
    /// Does what the command line asks for, with the stage types of these plugins, and ends the process.
    ///
    /// Plugins are all that a binary adds: commands, options and exit codes are those of `galley`.
    @MainActor
    public static func main(plugins: [any Plugin.Type]) async -> Never {
        // Before there is another thread: what it opens may get the number of a stream that is closed.
        Surroundings.fillStandardDescriptors()
        let registry = Result { try Registry(plugins: plugins) }
        // The main actor only starts the one entry point, off it: awaiting there costs 20 times as much.
        Surroundings.exit(await run(Array(CommandLine.arguments.dropFirst()), registry))
    }

    @concurrent
    private static func run(_ arguments: [String], _ registry: Result<Registry, any Error>) async -> Int32 {
        galley_keep_memory()
        Interrupts.ignoreBrokenPipes()
        if PDFProcess.isAsked(arguments) { return PDFProcess.run() }
        do {
            let registry = try registry.get()
            switch try command(registry).parse(arguments, width: Terminal.width()) {
            case .print(let text):
                Output.data.write(text)
                return ExitCode.done
            case .run(let parsed):
                return try await parsed.command.action?(parsed) ?? ExitCode.done
            }
        } catch {
            return report(error)
        }
    }

    @Sendable private static func command(_ registry: Registry) -> Command {
        Command(
            "galley", abstract: "Pipelines for articles: check them, see them, run them.",
            discussion: """
                A pipeline definition is a YAML file that describes a graph of stages: read articles, clean them, add \
                to them, publish them. 'galley check' says whether it is right, 'galley plan' what it would do, \
                'galley run' does it and accounts for every document.
                """,
            version: "galley \(VersionCommand.version)",
            arguments: [Surroundings.noColor],
            subcommands: [
                RunCommand.command(registry), PlanCommand.command(registry), CheckCommand.command(registry),
                TestCommand.command(registry), PreviewCommand.command(registry), GraphCommand.command(registry),
                ExtractCommand.command,
                RunsCommand.command(registry), ExplainCommand.command(registry),
                QuarantineCommand.command(registry), CacheCommand.command(registry),
                StagesCommand.command(registry),
                NewCommand.command(registry),
                SchemaCommand.command(registry),
                CompletionsCommand.command { command(registry) }, VersionCommand.command,
            ])
    }

    /// Tells what went wrong and gives the exit code.
    static func report(_ error: any Error) -> Int32 {
        let (code, message, help): (Int32, String, String?) =
            switch error {
            case let error as UsageError: (ExitCode.usage, error.description, nil)
            case let error as Failure:
                (error.code, "\(error.code == ExitCode.usage ? "Error" : "error"): \(error.message)", error.help)
            case let error as SourceError: (ExitCode.noInput, "error: \(error.message)", error.help)
            case let error as PublishError:
                (
                    error.kind == .cannotCreate ? ExitCode.cannotCreate : ExitCode.inputOutput,
                    "error: \(error.message); nothing was published", error.help
                )
            case RunError.document:
                (
                    ExitCode.failed, "error: \(error); nothing was published",
                    "mend the document, or let the stage go on with 'on-error: quarantine'"
                )
            case RunError.failures:
                (
                    ExitCode.failed, "error: \(error); nothing was published",
                    "mend the documents or the stage, or raise 'max-failures'"
                )
            case let error as StageCallError:
                (ExitCode.failed, "error: \(error); nothing was published", error.help)
            case RunError.undeclared(_, _, let help):
                (ExitCode.failed, "error: \(error); nothing was published", help)
            case RunError.imbalance:
                (
                    ExitCode.failed, "error: \(error); nothing was published",
                    "this is a fault of Galley, please report it"
                )
            case RunError.incomplete(_, let reason):
                (
                    ExitCode.inputOutput, "error: \(error)",
                    (reason as? PublishError)?.help ?? "mend the cause, and run the same command again to do it all"
                )
            case let error as StateError: (ExitCode.inputOutput, "error: \(error)", error.help)
            case let error as DatabaseError:
                (ExitCode.inputOutput, "error: the state database can't be read or written: \(error)", nil)
            case RunError.state(let message, let help):
                (ExitCode.cannotCreate, "error: \(message)", help ?? "give another folder with --state")
            case RunError.records(let message):
                (ExitCode.inputOutput, "error: \(message)", "give another folder with --state")
            case let error as RegistryError:
                (
                    ExitCode.internalError, "error: the plugins of this program don't go together: \(error.message)",
                    "this is a fault of whoever built the program: give each stage type a name of its own"
                )
            default:
                (ExitCode.internalError, "internal error: \(error)", "this is a fault of Galley, please report it")
            }
        // How a command is used takes several lines; all else is one, whatever names it holds.
        Output.messages.line(error is UsageError ? DisplayText.printableLines(message) : DisplayText.printable(message))
        if let help { Output.messages.line("  \(DisplayText.printableLines(help))") }
        return code
    }
}
