#if canImport(Darwin)
    internal import Darwin
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Glibc
#endif

/// What is known about the terminal, if there is one.
public enum Terminal {
    /// A standard stream of the process, by its file descriptor.
    public enum Stream: Int32, Sendable {
        case input = 0
        case output = 1
        case error = 2
    }

    /// The width assumed where none can be found out, in columns.
    public static let defaultWidth = 80

    /// Whether a stream is a terminal, rather than a file or a pipe.
    public static func isTerminal(_ stream: Stream) -> Bool {
        isatty(stream.rawValue) == 1
    }

    /// The width of the terminal that a stream writes to, in columns; otherwise `COLUMNS`, otherwise 80.
    public static func width(of stream: Stream = .output) -> Int {
        var size = winsize()
        let isKnown = ioctl(stream.rawValue, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
        return width(terminal: isKnown ? Int(size.ws_col) : nil, environment: variable)
    }

    /// Whether text for a stream should be coloured: it is a terminal that can, and nobody objects.
    ///
    /// - Parameter isDisabled: whether the user gave `--no-color`.
    public static func usesColor(on stream: Stream, isDisabled: Bool = false) -> Bool {
        usesColor(isTerminal: isTerminal(stream), isDisabled: isDisabled, environment: variable)
    }

    static func width(terminal: Int?, environment: (String) -> String?) -> Int {
        let columns = environment("COLUMNS").flatMap { Int($0) }.flatMap { (1...10_000).contains($0) ? $0 : nil }
        return terminal ?? columns ?? defaultWidth
    }

    /// `NO_COLOR` counts if it is set and not empty, as its convention (no-color.org) has it.
    static func usesColor(isTerminal: Bool, isDisabled: Bool, environment: (String) -> String?) -> Bool {
        isTerminal && !isDisabled && (environment("NO_COLOR") ?? "").isEmpty && environment("TERM") != "dumb"
    }

    private static func variable(_ name: String) -> String? {
        getenv(name).map { String(cString: $0) }
    }
}
