@preconcurrency internal import Dispatch
#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// The signals that ask the program to end, as they come.
enum Interrupts {
    /// The signal that asks to terminate.
    static let termination = SIGTERM

    /// Listens from now on; the default effect of the signals is off.
    static func listen() -> AsyncStream<Int32> {
        AsyncStream { continuation in
            let sources = [SIGINT, SIGTERM].map { number in
                signal(number, SIG_IGN)
                let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
                source.setEventHandler { continuation.yield(number) }
                source.resume()
                return source
            }
            continuation.onTermination = { _ in for source in sources { source.cancel() } }
        }
    }

    /// A reader that goes away shows as an error of the write, not as a signal.
    static func ignoreBrokenPipes() { signal(SIGPIPE, SIG_IGN) }
}
