internal import Documents
internal import JSON
internal import Locks
internal import StageKit
internal import Subprocess

/// The processes of one stage: as many as workers need at the same time, kept until the run ends.
final class CommandPool: Sendable {
    /// A process, and what was said with it.
    struct Process: Sendable {
        var program: Coprocess
        let started = ContinuousClock.now
        /// Whether it has answered anything since it was started.
        var hasAnswered = false
        /// The articles that it was given last, by their ids.
        var given: Set<String> = []
        /// The last lines that it has said on its standard error.
        var lastWords: [String] = []
        /// The first line that it wrote and that answers no article, quoted.
        var stray: String?
    }

    private struct State {
        var idle: [Process] = []
        /// Whether any process of the stage has ever answered.
        var hasAnswered = false
        /// Whether one has answered everything that it was given, and more might have come.
        var flushes = false
        /// The longest that one took from its start to its first answer.
        var slowestStart: Duration?
        /// How many processes in a row ended without having answered anything.
        var fruitless = 0
        var told = 0
        /// Whether it was told that a process doesn't end behind its last article.
        var hasToldLate = false
        var identity: Digest?
    }

    let program: CommandProgram
    /// How long a process may take to its first answer, as long as none has given one.
    let start: TimeSpan
    /// Whether each process is for one batch alone.
    let isForBatches: Bool
    /// What the program may say, and nobody is to read.
    let hidden: HiddenValues
    private let context: StageContext
    private let state = Mutex(State())

    /// So many processes in a row may end without an answer; a program that crashes at every start isn't tried for
    /// every article.
    private static let mostFruitless = 5
    /// So many lines of its messages are shown.
    private static let mostTold = 100
    /// So many milliseconds a process may take to its first answer at least.
    private static let leastStart = 1000
    /// How long a process may take to end by itself when nothing is left to do.
    private static let farewell = Duration.seconds(5)

    init(_ options: CommandOptions, _ context: StageContext) {
        program = CommandProgram(options)
        start = options.start
        isForBatches = options.exchange == .batches
        hidden = HiddenValues(context.secrets)
        self.context = context
    }

    deinit {
        for var process in state.withLock({ $0.idle }) { process.program.kill() }
    }

    /// What tells the program from another one: looked at once.
    var identity: Digest {
        if let known = state.withLock({ $0.identity }) { return known }
        let digest = program.digest
        state.withLock { $0.identity = digest }
        return digest
    }

    /// Whether everything is to stop at once.
    var isStopped: Bool { context.signal.isStopped }

    /// Whether any process has ever answered.
    var hasAnswered: Bool { state.withLock { $0.hasAnswered } }

    /// Whether the program is known to write its answers at once.
    var flushes: Bool { state.withLock { $0.flushes } }

    /// How long a process may take to start: far longer than others took to their first answer, once that is known, so that
    /// an article at which the program hangs doesn't cost the time of a slow start.
    var longestStart: TimeSpan {
        guard let slowest = state.withLock({ $0.slowestStart }) else { return start }
        return min(start, TimeSpan(milliseconds: max(Self.leastStart, Int(slowest * 4 / .milliseconds(1)))))
    }

    /// Lends a process that waits, or a new one.
    func take() throws -> Process {
        if let idle = state.withLock({ $0.idle.popLast() }) { return idle }
        do throws(CommandProblem) {
            return Process(program: try program.start())
        } catch {
            throw failure(error)
        }
    }

    /// Takes back a process that has answered everything.
    func giveBack(_ process: consuming Process) {
        tell(&process)
        let process = process
        state.withLock { state in
            state.idle.append(process)
            state.flushes = true
        }
    }

    /// Notes that a program works, at the first answer of a process.
    func noteAnswer(of process: Process) {
        let time = ContinuousClock.now - process.started
        state.withLock { state in
            state.hasAnswered = true
            state.slowestStart = max(time, state.slowestStart ?? time)
            state.fruitless = 0
        }
    }

    /// Notes that a process ended, or was ended, before it answered anything.
    /// - Parameter reason: What it did.
    /// - Throws: What ends the run, when that has happened too often.
    func noteFruitless(_ reason: String, _ process: Process) throws {
        if process.hasAnswered { return }
        let count = state.withLock { state in
            state.fruitless += 1
            return state.fruitless
        }
        guard count >= Self.mostFruitless else { return }
        throw failure(
            CommandProblem(
                "\(reason) before it answered anything, \(count) times in a row\(process.saying)"))
    }

    /// What ends the run.
    func failure(_ problem: CommandProblem) -> StageCallError {
        .program(stage: context.stage, reason: problem.reason, help: problem.help)
    }

    /// Shows what a process has said on its standard error.
    func tell(_ process: inout Process) {
        let lines = process.program.takeMessages().map {
            hidden.hide(in: $0, isCut: $0.utf8.count >= Coprocess.saidLimit)
        }
        guard !lines.isEmpty else { return }
        process.lastWords = (process.lastWords + lines).suffix(3)
        let before = state.withLock { state in
            defer { state.told += lines.count }
            return state.told
        }
        for line in lines.prefix(max(0, Self.mostTold - before)) where !line.isEmpty {
            context.outside.allowance.tell(context.stage, line)
        }
        if before < Self.mostTold, before + lines.count >= Self.mostTold {
            context.outside.allowance.tell(context.stage, "further messages of the program aren't shown")
        }
    }

    /// Warns of something that a process did.
    func warn(_ what: String) { context.outside.allowance.tell(context.stage, "the program \(what)") }

    /// Warns, once, that a process didn't end within a time behind the answers to its batch: every batch takes that long.
    func noteLate(_ limit: TimeSpan) {
        let isFirst = state.withLock { state in
            defer { state.hasToldLate = true }
            return !state.hasToldLate
        }
        guard isFirst else { return }
        warn(
            "had answered all articles of a batch and didn't end within \(limit.optionText), so it was killed: let it end "
                + "when its input does")
    }

    /// Ends all processes: they find the end of their input, and may still say something.
    /// - Throws: What ends the run: an answer that nobody asked for.
    func end(isDone: Bool) throws {
        let idle = state.withLock { state in
            defer { state.idle = [] }
            return state.idle
        }
        guard isDone else {
            for var process in idle { process.program.kill() }
            return
        }
        var processes = idle
        for index in processes.indices { processes[index].program.closeInput() }
        var surplus: CommandProblem?
        for index in processes.indices {
            let (given, stray) = (processes[index].given, processes[index].stray)
            let ending = processes[index].program.end(within: Self.farewell) { line in
                if let id = (try? JSONValue(parsing: line))?["id"]?.text, given.contains(id) {
                    surplus = surplus ?? .answeredTwice(id, after: stray)
                }
            }
            tell(&processes[index])
            if ending != .exit(0) {
                warn("ended by \(ending) after its last article")
            }
        }
        if let surplus { throw failure(surplus) }
    }
}

extension CommandPool.Process {
    /// Its last words, for a message.
    var saying: String {
        lastWords.isEmpty ? "" : "; it said: " + lastWords.map { "'\($0)'" }.joined(separator: ", ")
    }
}

extension CommandProblem {
    /// The program answered an article that has its answer already, which may have gone on since: a second time, behind
    /// the answer to a later one, or behind a line that is no answer.
    /// - Parameter stray: The line that was taken for an answer before, and pushed all others out of their turn.
    static func answeredTwice(_ id: String, after stray: String?) -> CommandProblem {
        CommandProblem(
            "answered the article \(id) a second time or out of its turn"
                + (stray.map { ", after a line that is no answer: \($0)" } ?? ""),
            help: "let it write one line for each line that it reads, in the same order, and nothing else")
    }
}
