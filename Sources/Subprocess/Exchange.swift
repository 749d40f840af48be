#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// The three standard streams of a program that is run: writes what it reads, reads what it writes, as each is ready.
struct Exchange {
    private(set) var output: [UInt8] = []
    private(set) var messages: [UInt8] = []
    private let outputLimit: Int
    private let messageLimit: Int
    /// For standard input, output and error: the end that is ours, and the end that is the program's; -1 when closed.
    private var ours: [Int32] = []
    private var theirs: [Int32] = []

    init(outputLimit: Int, messageLimit: Int) throws(SubprocessError) {
        self.outputLimit = outputLimit
        self.messageLimit = messageLimit
        for stream in 0..<3 {
            var ends: [Int32] = [-1, -1]
            guard pipe(&ends) == 0 else {
                let reason = String(cString: strerror(errno))
                close()
                throw .notStarted(reason)
            }
            for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
            let own = stream == 0 ? ends[1] : ends[0]
            _ = fcntl(own, F_SETFL, O_NONBLOCK)
            ours.append(own)
            theirs.append(stream == 0 ? ends[0] : ends[1])
        }
    }

    /// Closes what is open.
    mutating func close() {
        for descriptor in ours + theirs where descriptor >= 0 { _ = closeDescriptor(descriptor) }
        ours = []
        theirs = []
    }

    /// Starts the program on the other ends.
    mutating func spawn(_ executable: String, _ arguments: [String]) throws(SubprocessError) -> pid_t {
        #if canImport(Glibc)
            var actions = posix_spawn_file_actions_t()
            var attributes = posix_spawnattr_t()
        #else
            var actions: posix_spawn_file_actions_t?
            var attributes: posix_spawnattr_t?
        #endif
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        for (stream, end) in theirs.enumerated() { posix_spawn_file_actions_adddup2(&actions, end, Int32(stream)) }
        // Signals that this process ignores or blocks are nothing to the other one.
        var signals = sigset_t()
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
        var words = ([executable] + arguments).map { strdup($0) }
        words.append(nil)
        defer { for word in words { free(word) } }
        var process: pid_t = 0
        let failure = posix_spawn(&process, executable, &actions, &attributes, words, environ)
        guard failure == 0 else { throw .notStarted(String(cString: strerror(failure))) }
        for end in theirs { _ = closeDescriptor(end) }
        theirs = []
        return process
    }

    /// Gives the program its input and takes its output until it has closed both of its ends.
    mutating func run(input: [UInt8], until deadline: ContinuousClock.Instant) throws(SubprocessError) {
        var rest = input[...]
        if rest.isEmpty { closeOwn(0) }
        while ours[1] >= 0 || ours[2] >= 0 {
            let left = deadline - ContinuousClock.now
            guard left > .zero else { throw .timedOut }
            // A descriptor below zero is passed over.
            var polled = ours.enumerated().map { stream, end in
                pollfd(fd: end, events: Int16(stream == 0 ? POLLOUT : POLLIN), revents: 0)
            }
            let milliseconds = left.components.seconds * 1000 + left.components.attoseconds / 1_000_000_000_000_000
            _ = poll(&polled, nfds_t(polled.count), Int32(clamping: milliseconds + 1))
            if polled[0].revents != 0 { write(&rest) }
            for stream in 1...2 where polled[stream].revents != 0 { try read(stream) }
        }
        closeOwn(0)
    }

    private mutating func write(_ rest: inout ArraySlice<UInt8>) {
        let count = rest.withUnsafeBytes { writeBytes(ours[0], $0.baseAddress, $0.count) }
        if count > 0 { rest = rest.dropFirst(count) }
        // A program that reads no further has had enough.
        if rest.isEmpty || (count < 0 && errno != EINTR && errno != EAGAIN) { closeOwn(0) }
    }

    private mutating func read(_ stream: Int) throws(SubprocessError) {
        var isInterrupted = false
        let chunk = [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
            let got = readBytes(ours[stream], buffer.baseAddress, buffer.count)
            isInterrupted = got < 0 && (errno == EINTR || errno == EAGAIN)
            count = max(0, got)
        }
        if isInterrupted { return }
        if chunk.isEmpty {
            closeOwn(stream)
        } else if stream == 2 {
            messages += chunk.prefix(messageLimit - messages.count)
        } else {
            output += chunk
            if output.count > outputLimit { throw .tooMuchOutput }
        }
    }

    private mutating func closeOwn(_ stream: Int) {
        if ours[stream] >= 0 { _ = closeDescriptor(ours[stream]) }
        ours[stream] = -1
    }
}

// Names that members hide.
private func closeDescriptor(_ descriptor: Int32) -> Int32 { close(descriptor) }
private func writeBytes(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
    write(descriptor, bytes, count)
}
private func readBytes(_ descriptor: Int32, _ bytes: UnsafeMutableRawPointer?, _ count: Int) -> Int {
    read(descriptor, bytes, count)
}
