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
    func write(_ text: String) {
        var text = text
        text.withUTF8 { write(UnsafeRawBufferPointer($0)) }
    }

    /// Writes bytes.
    func write(_ bytes: [UInt8]) { bytes.withUnsafeBytes(write) }

    private func write(_ bytes: UnsafeRawBufferPointer) {
        var bytes = bytes[...]
        while !bytes.isEmpty {
            let rest = UnsafeRawBufferPointer(rebasing: bytes)
            let count = posixWrite(descriptor, rest.baseAddress, rest.count)
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

    /// A longer line isn't copied to be written with its end.
    private static let longestAtOnce = 1 << 16

    /// Writes a line.
    func line(_ text: String) {
        guard text.utf8.count > Self.longestAtOnce else { return write(text + "\n") }
        write(text)
        write("\n")
    }
}

private func posixWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
    #if canImport(Glibc)
        Glibc.write(descriptor, bytes, count)
    #else
        Darwin.write(descriptor, bytes, count)
    #endif
}
