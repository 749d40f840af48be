internal import CommandLineKit
internal import Diagnostics
internal import Files
internal import Planning
internal import Runtime
internal import Locks
internal import Watching

/// Who watches a run besides the user: a file of events, a file of figures, a trace.
final class RunWatchers: Sendable {
    static let events = Argument.option(
        "events", .file("jsonl"), valueName: "file",
        help: "Write what happens to the end of a file, a line of JSON for each event.")
    static let metrics = Argument.option(
        "metrics", .file("prom"), valueName: "file",
        help: "Write the run's figures to a file for Prometheus, every few seconds and at the end.")
    static let trace = Argument.option(
        "trace", .text, valueName: "url",
        help: "Send a trace of the run, when it is over, to this address of OpenTelemetry (OTLP over HTTP).")
    static let all: [any DeclaredArgument] = [events, metrics, trace]

    /// The variable in which OpenTelemetry's programs look for headers: those that tell who sends a trace are secret.
    private static let headersVariable = "OTEL_EXPORTER_OTLP_HEADERS"
    private static let tick = Duration.milliseconds(500)
    /// Figures are written at every so many ticks.
    private static let ticksOfMetrics = 10

    private let log: EventLog?
    private let figures: MetricsFile?
    private let recorded: Trace?
    private let problems = Mutex<[String]>([])
    private let ending = Mutex(Ending.none)

    private enum Ending {
        case none
        case underWay
        case givenUp
    }

    /// Makes sure that nothing of the pipeline is written over.
    /// - Parameters:
    ///   - plan: The whole of it, whatever part is run.
    ///   - files: What the definition was read from.
    static func check(_ parsed: Parsed, _ plan: Plan, _ files: DefinitionFiles) throws(Failure) {
        for case (let option, let path?) in [("--events", parsed[events]), ("--metrics", parsed[metrics])] {
            guard path != "-" else {
                throw Failure(
                    ExitCode.usage, "'\(option)' takes a file: standard output is for the account",
                    help: "give the path of a file")
            }
            let file = try OutputFile(option, path)
            try file.keepOff(Array(files.noted.keys), of: parsed[DefinitionArguments.definition])
            try file.keepOff(plan)
            // The other one replaces what is there.
            if option == "--events" { try file.isOneFile() }
        }
    }

    /// Opens what the command line asks for.
    /// - Throws: ``Failure`` when something can't be written.
    init(_ parsed: Parsed) throws {
        if let path = parsed[Self.events], path == parsed[Self.metrics] {
            throw parsed.usageError("'--events' and '--metrics' can't write the same file")
        }
        recorded = try parsed[Self.trace].map { text in
            guard let endpoint = TraceEndpoint(text) else {
                throw parsed.usageError("'--trace' takes an address such as http://localhost:4318/v1/traces")
            }
            guard let headers = HTTPHeader.list(Surroundings.environment[Self.headersVariable] ?? "") else {
                throw Failure(
                    ExitCode.usage, "the variable \(Self.headersVariable) isn't of the form name=value,name=value",
                    help: "unset it, or mend it; in values '%' and two digits stand for a byte")
            }
            return Trace(endpoint, headers: headers)
        }
        do throws(FileError) {
            if let path = parsed[Self.metrics] { figures = try MetricsFile(FilePath(path)) } else { figures = nil }
            if let path = parsed[Self.events] { log = try EventLog(FilePath(path)) } else { log = nil }
        } catch {
            throw Failure(ExitCode.cannotCreate, "can't write \(error)", help: error.help ?? "give another file")
        }
    }

    /// What the run is to tell.
    var listeners: [any RunListener] {
        [log as (any RunListener)?, figures, recorded].compactMap(\.self)
    }

    /// Writes what there is to write every now and then, until the task is cancelled.
    func keepUp(with run: Run) async {
        guard log != nil || figures != nil else { return }
        var ticks = 0
        repeat {
            log?.flush()
            if ticks % Self.ticksOfMetrics == 0 { figures?.write(waiting: run.waiting) }
            ticks += 1
        } while (try? await Task.sleep(for: Self.tick)) != nil
    }

    /// Writes and sends the rest. Blocks, some seconds at most. What can't be written or sent isn't the run's fault: it is
    /// kept for ``warn()``.
    func finish() {
        ending.withLock { $0 = .underWay }
        let found = [
            log?.close().map { "the events weren't all written: \($0)" },
            figures?.close().map { "the figures can't be written: \($0)" },
            recorded?.send(),
        ]
        problems.withLock { $0 = found.compactMap(\.self) }
    }

    /// What an interrupt means for what is written and sent after the run's end.
    enum Interruption {
        /// Nothing: the run isn't over.
        case none
        /// Sending is given up; the run's result stays what it is.
        case givesUp
        /// It was given up before, and still isn't over.
        case wasGivenUp
    }

    /// Gives up what is under way after the run's end.
    func interrupt() -> Interruption {
        let interruption: Interruption = ending.withLock { ending in
            switch ending {
            case .none: return .none
            case .underWay:
                ending = .givenUp
                return .givesUp
            case .givenUp: return .wasGivenUp
            }
        }
        if interruption == .givesUp { recorded?.giveUp() }
        return interruption
    }

    /// Tells what couldn't be written or sent.
    func warn() {
        for problem in problems.withLock({ $0 }) { Output.messages.line("warning: " + DisplayText.printable(problem)) }
    }
}
