#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Another program, run to its end: no shell, a time that it may take, and bounds on what is kept of its output.
public struct Subprocess: Sendable {
    /// The program's file.
    public let executable: String
    /// Its arguments, without its own name.
    public let arguments: [String]
    /// How long it may take; then it is killed.
    public let timeLimit: Duration
    /// The most bytes of its standard output; more than that is a failure.
    public let outputLimit: Int
    /// The most bytes kept of its standard error; the rest is read and left.
    public let messageLimit: Int

    /// What a program gave.
    public struct Result: Sendable {
        /// Its exit code; 128 and the signal's number when a signal ended it.
        public let code: Int32
        /// Its standard output.
        public let output: [UInt8]
        /// The beginning of its standard error.
        public let messages: String
    }

    /// Describes a call.
    public init(
        _ executable: String, _ arguments: [String], timeLimit: Duration = .seconds(60),
        outputLimit: Int = 256 << 20, messageLimit: Int = 4096
    ) {
        self.executable = executable
        self.arguments = arguments
        self.timeLimit = timeLimit
        self.outputLimit = outputLimit
        self.messageLimit = messageLimit
    }

    /// The file of a program in the folders of a search path; folders that aren't absolute are passed over, so that
    /// nothing is run that happens to lie in the current folder.
    /// - Parameter path: The value of `PATH`.
    public static func find(_ name: String, path: String) -> String? {
        path.split(separator: ":").filter { $0.hasPrefix("/") }.map { "\($0)/\(name)" }.first { file in
            var status = stat()
            return stat(file, &status) == 0 && status.st_mode & S_IFMT == S_IFREG && access(file, X_OK) == 0
        }
    }

    /// Runs the program and waits for its end. Blocks. SIGPIPE must be ignored, since a program may end before it has read
    /// all of its input.
    /// - Parameter input: What it finds on its standard input.
    /// - Throws: ``SubprocessError``.
    public func run(input: [UInt8] = []) throws(SubprocessError) -> Result {
        let deadline = ContinuousClock.now + timeLimit
        var exchange = try Exchange(outputLimit: outputLimit, messageLimit: messageLimit)
        defer { exchange.close() }
        let process = try exchange.spawn(executable, arguments)
        do throws(SubprocessError) {
            try exchange.run(input: input, until: deadline)
            let code = try Self.end(of: process, until: deadline)
            return Result(
                code: code, output: exchange.output, messages: String(decoding: exchange.messages, as: UTF8.self))
        } catch {
            kill(process, SIGKILL)
            var status: Int32 = 0
            while waitpid(process, &status, 0) < 0, errno == EINTR {}
            throw error
        }
    }

    /// Waits for the end of a program that has closed its output, as it does shortly before.
    private static func end(of process: pid_t, until deadline: ContinuousClock.Instant) throws(SubprocessError) -> Int32
    {
        var status: Int32 = 0
        while true {
            let ended = waitpid(process, &status, WNOHANG)
            if ended == process { break }
            if ended < 0, errno != EINTR { throw .notStarted(String(cString: strerror(errno))) }
            if ContinuousClock.now >= deadline { throw .timedOut }
            usleep(1000)
        }
        let signal = status & 0x7F
        return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
    }
}

/// Why a program didn't run to its end.
public enum SubprocessError: Error, Sendable, Equatable {
    /// It couldn't be started, for this reason of the system's.
    case notStarted(String)
    /// It took longer than it may, and was killed.
    case timedOut
    /// It wrote more than it may, and was killed.
    case tooMuchOutput
}
