#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Standard output takes data, standard error everything else.
enum Output {
    case data
    case messages

    private var descriptor: Int32 { self == .data ? STDOUT_FILENO : STDERR_FILENO }

    /// Writes text as it is. A reader that has gone away has had enough: that is success.
    func write(_ text: String) { write(Array(text.utf8)) }

    /// Writes bytes.
    func write(_ bytes: [UInt8]) {
        var bytes = bytes[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { posixWrite(descriptor, $0.baseAddress, $0.count) }
            if count > 0 {
                bytes = bytes.dropFirst(count)
            } else if count < 0, errno == EINTR || errno == EAGAIN {
                continue
            } else {
                guard self == .data else { return }
                if errno == EPIPE { exit(ExitCode.done) }
                let reason = String(cString: strerror(errno))
                Output.messages.line("error: standard output can't be written: \(reason)")
                exit(ExitCode.inputOutput)
            }
        }
    }

    /// Writes a line.
    func line(_ text: String) { write(text + "\n") }
}

private func posixWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
    #if canImport(Glibc)
        Glibc.write(descriptor, bytes, count)
    #else
        Darwin.write(descriptor, bytes, count)
    #endif
}
