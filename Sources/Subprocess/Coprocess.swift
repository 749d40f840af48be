internal import CSpawn

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Another program that lives on beside this one, and is talked with by lines: no shell, nothing inherited but three
/// streams, and bounds on all that is kept of what it writes.
///
/// A value that belongs to one caller at a time: copies are the same program. SIGPIPE must be ignored.
public struct Coprocess: Sendable {
    /// A program, and how it is to run.
    public struct Command: Sendable {
        /// The program's file.
        public var executable: String
        /// What it is called by: its first word.
        public var name: String
        /// Its other words.
        public var arguments: [String]
        /// All of its environment, sorted by name.
        public var environment: [(key: String, value: String)]
        /// The folder in which it works; nil for that of this process.
        public var folder: String?
        /// The longest line that is taken of it, in bytes.
        public var lineLimit = 16 << 20

        /// Describes a program that is given no environment.
        public init(
            _ executable: String, name: String? = nil, _ arguments: [String],
            environment: [(key: String, value: String)] = [], folder: String? = nil
        ) {
            self.executable = executable
            self.name = name ?? executable
            self.arguments = arguments
            self.environment = environment
            self.folder = folder
        }
    }

    /// What came of waiting for a program.
    public enum Event: Sendable, Equatable {
        /// A line is there.
        case line
        /// It has closed its output: no line comes any more.
        case closed
        /// The line under way is longer than it may be.
        case tooLong
        /// Nothing came in the time.
        case silent
    }

    /// The program's process, and the leader of its group.
    public let process: Int32
    private let lineLimit: Int
    private var input: Int32
    private var output: Int32
    private var messages: Int32
    private var pending: [UInt8] = []
    private var written = 0
    private var closesInput = false
    private var lines = LineBuffer()
    private var said = LineBuffer()
    private var saidLines: [String] = []
    /// How it ended, once that is known: nothing is sent to a process that may be another one by now.
    private var ending: Ending?

    /// So many bytes are read of a line that the program says on its standard error; the rest of it is left.
    public static let saidLimit = 500
    /// So many lines that it said are kept until they are taken.
    private static let mostSaid = 200

    /// Starts a program.
    /// - Throws: ``SubprocessError/notStarted(_:)``.
    public init(_ command: Command) throws(SubprocessError) {
        var open: [Int32] = []
        do throws(SubprocessError) {
            let input = try Spawning.makePipe()
            open += [input.reading, input.writing]
            let output = try Spawning.makePipe()
            open += [output.reading, output.writing]
            let messages = try Spawning.makePipe()
            open += [messages.reading, messages.writing]
            process = try Spawning(command: command).start(
                input: input.reading, output: output.writing, messages: messages.writing)
            for end in [input.reading, output.writing, messages.writing] { _ = close(end) }
            for end in [input.writing, output.reading, messages.reading] { _ = fcntl(end, F_SETFL, O_NONBLOCK) }
            (self.input, self.output, self.messages) = (input.writing, output.reading, messages.reading)
        } catch {
            for end in open { _ = close(end) }
            throw error
        }
        lineLimit = command.lineLimit
        // Room for a batch, so that both sides work at the same time.
        for end in [input, output] { galley_widen_pipe(end) }
    }

    /// Adds bytes to what the program is to read; they are written while its lines are waited for.
    public mutating func send(_ bytes: [UInt8]) {
        if written == pending.count {
            pending = bytes
            written = 0
        } else {
            pending += bytes
        }
    }

    /// Lets the program find the end of its input behind what was sent.
    public mutating func closeInput() {
        closesInput = true
        if written == pending.count { closeEnd(&input) }
    }

    /// Whether all that was sent has been written.
    public var hasWrittenAll: Bool { written == pending.count }

    /// Waits for the next line.
    /// - Parameter time: How long.
    public mutating func next(within time: Duration) -> Event {
        if lines.findLine() { return lines.lineLength > lineLimit ? .tooLong : .line }
        let end = ContinuousClock.now + time
        // What may be written is written at once: the program needs it to answer.
        write()
        while true {
            if lines.pendingCount > lineLimit { return .tooLong }
            if output < 0 { return lines.endLine() ? .line : .closed }
            let left = end - ContinuousClock.now
            guard left > .zero else { return .silent }
            wait(left)
            if lines.findLine() { return lines.lineLength > lineLimit ? .tooLong : .line }
        }
    }

    /// The line that ``next(within:)`` has found, without its end; valid until the next call.
    public mutating func takeLine() -> ArraySlice<UInt8> { lines.take() }

    /// The lines that the program has said on its standard error since this was asked.
    public mutating func takeMessages() -> [String] {
        if messages >= 0 { readMessages() }
        defer { saidLines = [] }
        return saidLines
    }

    /// Ends the program: closes its input, takes what it still writes, and kills it when it doesn't end in time.
    /// - Parameters:
    ///   - time: How long it may take from its own will, and half as long again after SIGTERM.
    ///   - line: Takes lines that nobody waited for.
    /// - Returns: How it ended.
    public mutating func end(within time: Duration, _ line: (ArraySlice<UInt8>) -> Void = { _ in }) -> Ending {
        if let ending { return ending }
        closeInput()
        let limit = ContinuousClock.now + time
        reading: while ContinuousClock.now < limit {
            switch next(within: max(.milliseconds(1), limit - ContinuousClock.now)) {
            case .line: line(lines.take())
            case .closed: break reading
            case .tooLong, .silent: break reading
            }
        }
        closeEnd(&input)
        if !hasEnded(by: limit) {
            _ = signalGroup(process, SIGTERM)
            _ = hasEnded(by: ContinuousClock.now + time / 2)
        }
        return kill()
    }

    /// Kills the program and what it started, but for what has left its group, as by `setsid`.
    /// - Returns: How the program ended, which it may have done by itself.
    @discardableResult
    public mutating func kill() -> Ending {
        if let ending { return ending }
        // What it started may still be there after its own end. As long as nobody has asked how it ended, its number is
        // no other process's, and no other group's.
        _ = signalGroup(process, SIGKILL)
        // It may have left its group.
        _ = signalProcess(process, SIGKILL)
        let ending = Self.ending(of: process)
        self.ending = ending
        if messages >= 0 { readMessages() }
        if said.endLine() { keepMessages() }
        closeEnd(&input)
        closeEnd(&output)
        closeEnd(&messages)
        return ending
    }

    private mutating func wait(_ time: Duration) {
        let (seconds, attoseconds) = time.components
        let milliseconds = seconds * 1000 + attoseconds / 1_000_000_000_000_000 + 1
        let isWriting = input >= 0 && written < pending.count
        // A descriptor below zero is passed over.
        var polled = InlineArray<3, pollfd>(repeating: pollfd(fd: -1, events: 0, revents: 0))
        polled[0] = pollfd(fd: isWriting ? input : -1, events: Int16(POLLOUT), revents: 0)
        polled[1] = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
        polled[2] = pollfd(fd: messages, events: Int16(POLLIN), revents: 0)
        withUnsafeMutableBytes(of: &polled) { bytes in
            _ = poll(bytes.baseAddress?.assumingMemoryBound(to: pollfd.self), 3, Int32(clamping: milliseconds))
        }
        if polled[0].revents != 0 { write() }
        if polled[2].revents != 0 { readMessages() }
        if polled[1].revents != 0, output >= 0, !lines.read(from: output) { closeEnd(&output) }
    }

    private mutating func write() {
        while input >= 0, written < pending.count {
            let count = pending[written...].withUnsafeBytes { writeBytes(input, $0.baseAddress, $0.count) }
            if count > 0 {
                written += count
                continue
            }
            if errno == EINTR { continue }
            if errno == EAGAIN { return }
            // A program that reads no further has had enough; its output tells what became of it.
            written = pending.count
            closesInput = true
        }
        // What was sent may be much, and a program may wait long for more.
        if written == pending.count { (pending, written) = ([], 0) }
        if closesInput { closeEnd(&input) }
    }

    /// So often what it says on its standard error is read before something else gets its turn: a program may say more
    /// all the time.
    private static let mostReads = 16

    private mutating func readMessages() {
        var reads = 0
        while messages >= 0, reads < Self.mostReads {
            reads += 1
            let before = said.readCount
            let isOpen = said.read(from: messages)
            keepMessages()
            if !isOpen { closeEnd(&messages) }
            // Nothing more is there now.
            if said.readCount - before < LineBuffer.room { return }
        }
    }

    private mutating func keepMessages() {
        while said.findLine() {
            let line = said.take()
            if saidLines.count < Self.mostSaid {
                saidLines.append(String(decoding: line.prefix(Self.saidLimit), as: UTF8.self))
            }
        }
        // Of a line without an end its beginning is enough.
        said.shorten(to: Self.saidLimit)
    }

    private func closeEnd(_ end: inout Int32) {
        if end >= 0 { _ = close(end) }
        end = -1
    }

    /// Whether the process has ended by then. Its end stays to be asked for.
    private func hasEnded(by limit: ContinuousClock.Instant) -> Bool {
        var pause: useconds_t = 50
        while true {
            var info = siginfo_t()
            let result = waitid(P_PID, id_t(process), &info, WEXITED | WNOHANG | WNOWAIT)
            if result == 0, info.si_signo == SIGCHLD { return true }
            if result < 0, errno != EINTR { return true }
            if ContinuousClock.now >= limit { return false }
            usleep(pause)
            pause = min(pause * 2, 5000)
        }
    }

    /// How a process ended, which is waited for however long that takes.
    private static func ending(of process: pid_t) -> Ending {
        var status: Int32 = 0
        while waitpid(process, &status, 0) != process {
            if errno != EINTR { return .exit(0) }
        }
        let signal = status & 0x7F
        return signal == 0 ? .exit((status >> 8) & 0xFF) : .signal(signal)
    }
}

extension Coprocess {
    /// How a program ended.
    public enum Ending: Sendable, Equatable, CustomStringConvertible {
        /// By itself, with this exit code.
        case exit(Int32)
        /// By this signal.
        case signal(Int32)

        /// `exit code 3`, or `signal 11 (Segmentation fault)`.
        public var description: String {
            switch self {
            case .exit(let code): "exit code \(code)"
            case .signal(let number): "signal \(number) (\(String(cString: strsignal(number))))"
            }
        }
    }
}

// Names that members hide.
private func signalProcess(_ process: pid_t, _ signal: Int32) -> Int32 { kill(process, signal) }
private func signalGroup(_ process: pid_t, _ signal: Int32) -> Int32 { kill(-process, signal) }
private func writeBytes(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
    write(descriptor, bytes, count)
}
